import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { OpenOptions, Prompts, Source } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { greeting, publishInto, serving, type World } from '../kit/published.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const three = greeting('1.2.0');

let folder = '';
const opened: Prompts[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((prompts) => prompts.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(options: Partial<OpenOptions> = {}): Promise<Prompts> {
  const prompts = await openPrompts({
    ...{ environment: 'production', intervalMs: 20, timeoutMs: 2_000, sources: [directory(folder)] },
    ...options,
  });
  opened.push(prompts);
  return prompts;
}

/** Each of these prompts in one version. */
function world(serial: number, prompts: Record<string, [version: string, bundle: Bundle]>): World {
  const each = Object.entries(prompts).map(([name, [version, bundle]]) => {
    const { pointer, bundles } = serving(serial, { [version]: bundle });
    return { name, pointer, bundles };
  });
  const [first] = each;
  if (!first) throw new Error('a world needs a prompt');
  const own = each.flatMap(({ name, pointer }) => {
    const prompt = pointer.prompts.support;
    return prompt ? [[name, prompt] as const] : [];
  });
  return {
    pointer: { ...first.pointer, prompts: Object.fromEntries(own) },
    bundles: each.flatMap(({ bundles }) => bundles),
  };
}

const objectPath = (bundle: Bundle) => join(folder, 'objects/sha256', `${digestOf(bundle)}.json`);
const versions = (prompts: Prompts) =>
  Object.fromEntries(
    prompts.names().map((name) => {
      const { version, serial } = prompts.get(name);
      return [name, `${version} of serial ${serial}`];
    }),
  );
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });

test('a prompt that cannot be had goes on as it was, and keeps no rollback of another prompt from arriving', async () => {
  await publishInto(folder, world(1, { support: ['1.0.0', one], billing: ['1.1.0', two] }));
  const changes: { serial: number; prompts: string[] }[] = [];
  const prompts = await open({ onChange: (change) => changes.push(change) });
  await publishInto(folder, world(2, { support: ['1.2.0', three], billing: ['1.0.0', one] }));
  await soon(() => prompts.state().serial).toBe(2);
  await soon(() => versions(prompts)).toEqual({ support: '1.2.0 of serial 2', billing: '1.0.0 of serial 2' });

  const unknown = { ...two, engine: 'velocity' };
  await publishInto(folder, world(3, { support: ['2.0.0', unknown], billing: ['1.1.0', two] }));
  await soon(() => prompts.state().serial).toBe(3);
  expect(versions(prompts)).toEqual({ support: '1.2.0 of serial 2', billing: '1.1.0 of serial 3' });
  const problem = expect.stringMatching(/^support 2\.0\.0 cannot be had: .*"velocity"/);
  expect(prompts.state().notReady).toEqual([{ prompt: 'support', problem, serial: 2 }]);
  await soon(() => prompts.state().lastRefusal?.reason).toMatch(/serves serial 3, of which support 2\.0\.0/);
  expect(prompts.state().sources[0]?.problem).toMatch(/serves serial 3, of which support 2\.0\.0/);
  expect(changes.at(-1)).toEqual({ serial: 3, prompts: ['billing'] });
});

test('a start without any bundle fails, and names all prompts', async () => {
  await publishInto(folder, world(2, { support: ['1.1.0', two], billing: ['1.2.0', three] }));
  await rm(join(folder, 'objects'), { recursive: true });
  await expect(open()).rejects.toThrow(
    /serial 2, of which billing 1\.2\.0 cannot be had: .*; support 1\.1\.0/,
  );
});

test('a start serves what is there, and says of the others why they are not', async () => {
  await publishInto(folder, world(5, { support: ['1.0.0', one], billing: ['1.1.0', two] }));
  await rename(objectPath(two), join(folder, 'away'));
  const changed = vi.fn();
  const prompts = await open({ onChange: changed });
  expect(prompts.get('support').version).toBe('1.0.0');
  expect(prompts.names()).toEqual(['billing', 'support']);
  expect(() => prompts.get('billing')).toThrow(
    /serial 5, of which billing 1\.1\.0 cannot be had: .*does not have/,
  );
  expect(prompts.state()).toMatchObject({ notReady: [{ prompt: 'billing', serial: null }], checkedAt: null });
  await rename(join(folder, 'away'), objectPath(two));
  await soon(() => prompts.state().notReady).toEqual([]);
  expect(prompts.get('billing').version).toBe('1.1.0');
  expect(changed).toHaveBeenCalledExactlyOnceWith({ serial: 5, prompts: ['billing'] });
  await soon(() => prompts.state().checkedAt).not.toBeNull();
});

test('who counts the processes that follow is told the serial that all prompts have come to', async () => {
  await publishInto(folder, world(1, { support: ['1.0.0', one], billing: ['1.0.0', one] }));
  const reported: number[] = [];
  const source: Source = { ...directory(folder), report: (_, { serial }) => reported.push(serial) };
  const prompts = await open({ sources: [source] });
  await publishInto(
    folder,
    world(2, { support: ['1.1.0', { ...two, engine: 'velocity' }], billing: ['1.2.0', three] }),
  );
  await soon(() => prompts.state().serial).toBe(2);
  const { length } = reported;
  await soon(() => reported.length).toBeGreaterThan(length + 2);
  expect(new Set(reported)).toEqual(new Set([1]));
  await publishInto(folder, world(3, { support: ['1.1.0', two], billing: ['1.2.0', three] }));
  await soon(() => reported.at(-1)).toBe(3);
});

test('a bundle that hangs is waited for once, and the others are served', async () => {
  const prompts: Record<string, [string, Bundle]> = {};
  for (let index = 0; index < 30; index += 1) prompts[`p${index}`] = ['1.0.0', greeting(`1.0.${index}`)];
  await publishInto(folder, world(1, prompts));
  const hanging = digestOf(greeting('1.0.3'));
  let asked = 0;
  const published = directory(folder);
  const source: Source = {
    ...published,
    readObject(digest, signal) {
      if (digest !== hanging) return published.readObject(digest, signal);
      asked += 1;
      return new Promise(() => {});
    },
  };
  const client = await open({ sources: [source], timeoutMs: 500 });
  await soon(() => client.state().notReady.map(({ prompt }) => prompt)).toEqual(['p3']);
  expect(client.get('p29').version).toBe('1.0.0');
  expect(asked).toBeGreaterThan(0);
});
