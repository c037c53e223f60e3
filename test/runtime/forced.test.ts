import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import type { Observation, OpenOptions, Prompts } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { file } from '../../src/runtime/sources/file.ts';
import { units } from '../kit/flagd.ts';
import { bundleFileOf, greeting, publishInto, serving } from '../kit/published.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const three = greeting('1.2.0');
const split: PointerPrompt['allocation'] = {
  '*': [
    ['1.0.0', [0, 9_000]],
    ['1.1.0', [9_000, 10_000]],
  ],
  enterprise: [['1.0.0', [0, 10_000]]],
};

let folder = '';
const opened: Prompts[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((prompts) => prompts.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(options: Partial<OpenOptions>): Promise<Prompts> {
  const prompts = await openPrompts({
    ...{ environment: 'production', sources: [directory(folder)], intervalMs: 20 },
    ...options,
  });
  opened.push(prompts);
  return prompts;
}

const takes = (prompts: Prompts, serial: number) =>
  vi.waitFor(() => expect(prompts.state().serial).toBe(serial), { timeout: 30_000 });

test('a forced version serves every unit and segment, and whatever is seen of it says so', async () => {
  await publishInto(folder, serving(1, { '1.0.0': one, '1.1.0': two }, { allocation: split }));
  const recorded: Observation[] = [];
  const prompts = await open({
    force: { support: '1.1.0' },
    record: (observation) => void recorded.push(observation),
  });
  const given = [...units(200)].map((unit) => prompts.get('support', { unit, segment: 'enterprise' }));
  expect(new Set(given.map(({ version }) => version))).toEqual(new Set(['1.1.0']));

  const prompt = prompts.get('support', { unit: 'ada', segment: 'enterprise' });
  expect(prompt).toMatchObject({ isForced: true, reason: 'static', propensity: 1, segment: 'enterprise' });
  expect(prompt.render({ user_message: 'Ada' })).toEqual([{ role: 'system', content: '1.1.0: hello Ada' }]);
  expect(prompt.attributes()).toMatchObject({
    'feature_flag.result.variant': '1.1.0',
    'feature_flag.result.reason': 'static',
    'prompt_eval_gate.forced': 'true',
  });
  prompts.record(prompt, { resolved: true });
  expect(recorded).toMatchObject([{ version: '1.1.0', forced: true }]);
  expect(prompts.state()).toMatchObject({ serial: 1, forced: { support: '1.1.0' } });
});

test('nothing is forced where nobody asks for it', async () => {
  await publishInto(folder, serving(1, { '1.0.0': one }));
  const prompts = await open({});
  const prompt = prompts.get('support');
  expect(prompt.isForced).toBe(false);
  expect(prompt.attributes()).not.toHaveProperty('prompt_eval_gate.forced');
  expect(prompts.state().forced).toEqual({});
});

test('it goes on serving when a later pointer has it no longer, and is not left out when its calls fail', async () => {
  await publishInto(folder, serving(1, { '1.0.0': one, '1.1.0': two }, { allocation: split }));
  const prompts = await open({ force: { support: '1.1.0' } });
  await publishInto(folder, serving(2, { '1.2.0': three }));
  await takes(prompts, 2);
  for (let call = 0; call < 100; call += 1) {
    prompts.record(prompts.get('support', { unit: `user-${call}` }), { error: true });
  }
  expect(prompts.get('support')).toMatchObject({ version: '1.1.0', serial: 2, isForced: true });
  expect(prompts.state().leftOut).toEqual([]);
});

test('a version that only the built-in file still has can be forced', async () => {
  const path = join(folder, 'prompts.bundle.json');
  await writeFile(path, bundleFileOf(serving(1, { '1.0.0': one })));
  await publishInto(folder, serving(2, { '1.2.0': three }));
  const prompts = await open({ sources: [directory(folder), file(path)], force: { support: '1.0.0' } });
  expect(prompts.state().serial).toBe(2);
  expect(prompts.get('support').version).toBe('1.0.0');
});

test.each([
  [{ support: '1.3.0' }, 'support 1.3.0', '1.0.0'],
  [{ suport: '1.0.0' }, 'suport 1.0.0', 'support'],
  [{ support: '1.0.0', constructor: '1.0.0' }, 'constructor 1.0.0', 'support'],
])(
  '%j, which no pointer has, is an error at once that names what there is',
  async (force, missing, known) => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await expect(open({ force })).rejects.toThrow(
      `${missing} cannot be forced: production (serial 1) does not have it, but ${known}.`,
    );
  },
);

test('another pointer is told with the prompts in which it differs, and who fails then disturbs nobody', async () => {
  await publishInto(folder, serving(1, { '1.0.0': one }));
  const changes: unknown[] = [];
  const prompts = await open({
    async onChange(change) {
      changes.push(change);
      await Promise.resolve();
      throw new Error('nobody listens');
    },
  });
  expect(changes).toEqual([]);
  await publishInto(folder, serving(2, { '1.1.0': two }));
  await takes(prompts, 2);
  await publishInto(folder, serving(3, { '1.1.0': two }));
  await takes(prompts, 3);
  expect(changes).toEqual([
    { serial: 2, prompts: ['support'] },
    { serial: 3, prompts: [] },
  ]);
  expect(prompts.state()).toMatchObject({ problems: ['onChange: nobody listens'], lastRefusal: null });
  expect(prompts.get('support').version).toBe('1.1.0');
});
