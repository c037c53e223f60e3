import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { defaultConfig } from '../../src/config/schema.ts';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt } from '../../src/repo/snapshots.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const path = '.github/prompt-eval-gate.yml';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function snapshots(...states: Files[]) {
  const built = await buildRepository();
  cleanUps.push(built.dispose);
  const repository = await openRepository(built.root);
  const found = [];
  for (const files of states) {
    await built.write(files);
    const snapshot = snapshotAt(repository, await built.commit());
    cleanUps.push(snapshot.close);
    found.push(snapshot);
  }
  return found;
}

async function readAt(baseFiles: Files, headFiles: Files, at = path) {
  const [base, head] = await snapshots(baseFiles, headFiles);
  if (!base || !head) throw new Error('no snapshots');
  return readConfig({ base, head, path: at });
}

const strict = { [path]: 'gate: { alpha: 0.01 }' };
const lax = { [path]: 'gate: { alpha: 0.5 }' };

describe('whose policy counts', () => {
  test("the base's: a pull request cannot lower its own bar", async () => {
    const { config, source } = await readAt(strict, lax);
    expect(config.gate.alpha).toBe(0.01);
    expect(source).toEqual({ path, revision: 'base', changed: true });
  });

  test("the base's also when the head removes it", async () => {
    const { config, source } = await readAt(strict, { [path]: null });
    expect(config.gate.alpha).toBe(0.01);
    expect(source).toEqual({ path, revision: 'base', changed: true });
  });

  test("the defaults where the base has none; the head's is only proposed", async () => {
    const { config, source, proposed } = await readAt({}, lax);
    expect(config).toEqual(defaultConfig());
    expect(source).toEqual({ path, revision: 'defaults', changed: true });
    expect(proposed?.gate.alpha).toBe(0.5);
  });

  test('the defaults if neither has one', async () => {
    const { config, source } = await readAt({}, { 'a.txt': 'a' });
    expect(config).toEqual(defaultConfig());
    expect(source).toEqual({ path, revision: 'defaults', changed: false });
  });

  test('what others changed at the base is not what the pull request changed', async () => {
    const [mergeBase, base] = await snapshots(lax, strict);
    if (!base || !mergeBase) throw new Error('no snapshots');
    const read = await readConfig({ base, head: mergeBase, since: mergeBase, path });
    expect(read.config.gate.alpha).toBe(0.01);
    expect(read.source.changed).toBe(false);
  });
});

describe('what is refused', () => {
  test('a broken policy at the base, with any policy at the head', async () => {
    await expect(readAt({ [path]: 'gate: { alhpa: 1 }' }, strict)).rejects.toThrow(
      `${path}:1:9: Unknown key "alhpa" in \`gate\`. Did you mean "alpha"?`,
    );
  });

  test('a policy that the pull request breaks, before it is the base’s', async () => {
    await expect(readAt(strict, { [path]: 'gate: { alhpa: 1 }' })).rejects.toThrow('Did you mean "alpha"?');
  });

  test('a policy that is a symbolic link', async () => {
    await expect(readAt({ [path]: { symlink: '/etc/passwd' } }, {})).rejects.toThrow('symbolic link');
  });

  test('a policy under a name that is not read: it would be passed over in silence', async () => {
    await expect(readAt({ '.github/prompt-eval-gate.yaml': '' }, {})).rejects.toThrow(
      `.github/prompt-eval-gate.yaml: The config is not read under this name. Rename it to ${path}.`,
    );
  });

  test('a named policy that is not there', async () => {
    await expect(readAt({}, {}, 'gate.yml')).rejects.toThrow('gate.yml: There is no such config file.');
  });
});
