import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The module that docs/runtime.md shows under "Keep answers". */
async function documentedModule() {
  const page = await readFile(new URL('../../docs/runtime.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('\n## Keep answers\n');
  const path = join(folder, 'answers.mjs');
  await writeFile(path, /^```js\n(.*?)^```/ms.exec(section)?.[1] ?? '');
  return import(path);
}

test('the documented cache asks once, never gives another version’s answer, and finds the old one after going back', async () => {
  const { answerOf } = await documentedModule();
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
