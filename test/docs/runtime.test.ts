import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PromptsState } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { file } from '../../src/runtime/sources/file.ts';
import { bundleFileOf, greeting, publishInto, serving } from '../kit/published.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The module that docs/runtime.md shows under a heading: the code with an export. */
async function documentedModule(heading: string) {
  const page = await readFile(new URL('../../docs/runtime.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const codes = [...section.matchAll(/^```js\n(.*?)^```/gms)].map(([, code = '']) => code);
  const path = join(folder, `${heading}.mjs`);
  await writeFile(path, codes.find((code) => /^export /m.test(code)) ?? '');
  return import(path);
}

test('the documented check of health is good while a source confirms what serves, and says why not', async () => {
  const { healthOf } = await documentedModule('state');
  const built = join(folder, 'prompts.bundle.json');
  const published = join(folder, 'published');
  const world = serving(18, { '1.0.0': greeting('1.0.0') });
  await publishInto(published, world);
  await writeFile(built, bundleFileOf(world));
  const options = { environment: 'production', intervalMs: 60_000 };
  const prompts = await openPrompts({ ...options, sources: [directory(published), file(built)] });
  expect(healthOf(prompts)).toEqual({ isConfirmed: true, serial: 18, reasons: [] });
  expect(healthOf(prompts, Date.now() + 120_000).isConfirmed).toBe(false);
  await prompts.close();
  const nowhere = directory(join(folder, 'nowhere'));
  const offline = await openPrompts({ ...options, sources: [nowhere, file(built)] });
  expect(healthOf(offline)).toEqual({
    ...{ isConfirmed: false, serial: 18 },
    reasons: [expect.stringMatching(/nowhere: .*there is no folder/)],
  });
  await offline.close();
});

test('the documented state has the members that state() has', async () => {
  const page = await readFile(new URL('../../docs/runtime.md', import.meta.url), 'utf8');
  const [, shown = ''] = /^```js\n(\{\n {2}environment: .*?)^```/ms.exec(page) ?? [];
  const documented: PromptsState = runInNewContext(`(${shown})`);
  const published = join(folder, 'state');
  await publishInto(published, serving(18, { '1.0.0': greeting('1.0.0') }));
  const prompts = await openPrompts({ environment: 'production', sources: [directory(published)] });
  const state = prompts.state();
  await prompts.close();
  expect(Object.keys(documented)).toEqual(Object.keys(state));
  expect(Object.keys(documented.sources[0] ?? {})).toEqual(Object.keys(state.sources[0] ?? {}));
});

test('the documented cache asks once, never gives another version’s answer, and finds the old one after going back', async () => {
  const { answerOf } = await documentedModule('Keep answers');
  const versions = { '1.0.0': greeting('1.0.0'), '1.1.0': greeting('1.1.0') };
  await publishInto(folder, serving(1, { '1.0.0': versions['1.0.0'] }));
  const prompts = await openPrompts({
    ...{ environment: 'production', intervalMs: 20 },
    sources: [directory(folder)],
  });
  let asked = 0;
  const cache = new Map<string, string>();
  const answer = (user_message: string): Promise<string> =>
    answerOf(
      prompts.get('support'),
      { user_message },
      {
        cache,
        ask: async ([{ content }]: [{ content: string }]) => `answer ${++asked} to ${content}`,
      },
    );
  const publish = async (serial: number, version: keyof typeof versions) => {
    await publishInto(folder, serving(serial, { [version]: versions[version] }));
    await vi.waitFor(() => expect(prompts.state().serial).toBe(serial), { timeout: 30_000 });
  };

  expect(await answer('Ada')).toBe('answer 1 to 1.0.0: hello Ada');
  expect(await answer('Ada')).toBe('answer 1 to 1.0.0: hello Ada');
  expect(await answer('Bob')).toBe('answer 2 to 1.0.0: hello Bob');
  await publish(2, '1.1.0');
  expect(await answer('Ada')).toBe('answer 3 to 1.1.0: hello Ada');
  await publish(3, '1.0.0');
  expect(await answer('Ada')).toBe('answer 1 to 1.0.0: hello Ada');
  expect([...cache.keys()]).toEqual(
    expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{64}:[0-9a-f]{64}$/)]),
  );
  await prompts.close();
});
