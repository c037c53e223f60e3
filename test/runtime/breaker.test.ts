import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clock, Prompts } from '../../src/runtime/api.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

const MINUTE = 60_000;
let folder = '';
let prompts: Prompts;
let now = 0;
/** Two units, of which one gets the old version and one the new. */
let units = { old: '', new: '' };

beforeEach(async () => {
  now = Date.parse('2026-11-29T00:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  const versions = { '1.0.0': greeting('1.0.0'), '1.1.0': greeting('1.1.0') };
  await publishInto(
    folder,
    serving(1, versions, {
      allocation: {
        '*': [
          ['1.0.0', [0, 8_000]],
          ['1.1.0', [8_000, 10_000]],
        ],
        beta: [['1.1.0', [0, 10_000]]],
      },
    }),
  );
  const clock: Clock = { ...systemClock, now: () => now };
  prompts = await openPrompts({ environment: 'production', sources: [directory(folder)], clock });
  const unitOf = (version: string) =>
    [...Array(200).keys()].map(String).find((unit) => prompts.get('support', { unit }).version === version) ??
    '';
  units = { old: unitOf('1.0.0'), new: unitOf('1.1.0') };
});

afterEach(async () => {
  await prompts.close();
  await rm(folder, { recursive: true, force: true });
});

/** So many calls of a unit; the first `errors` of them fail. */
function calls(unit: string, count: number, errors = 0): string[] {
  return [...Array(count).keys()].map((index) => {
    const prompt = prompts.get('support', { unit });
    prompts.record(prompt, { error: index < errors });
    return prompt.version;
  });
}

test('a version whose calls fail while those of the other do not is left out for five minutes', () => {
  calls(units.old, 20, 1);
  calls(units.new, 24, 24);
  expect(prompts.get('support', { unit: units.new })).toMatchObject({ version: '1.1.0', propensity: 0.2 });
  calls(units.new, 1, 1);
  expect(prompts.get('support', { unit: units.new })).toMatchObject({ version: '1.0.0', propensity: 1 });
  expect(prompts.state().leftOut).toEqual([
    { prompt: 'support', version: '1.1.0', standIn: '1.0.0', until: now + 5 * MINUTE },
  ]);
  // Where the other does not serve, nobody decided that it may.
  expect(prompts.get('support', { unit: units.new, segment: 'beta' }).version).toBe('1.1.0');
  now += 5 * MINUTE - 1;
  expect(new Set(calls(units.new, 30))).toEqual(new Set(['1.0.0']));
});

test('then one call in ten tries it again, and brings it back when those succeed', () => {
  calls(units.old, 20);
  calls(units.new, 25, 25);
  now += 5 * MINUTE;
  const trying = calls(units.new, 50);
  expect(trying.filter((version) => version === '1.1.0')).toHaveLength(5);
  expect(prompts.get('support', { unit: units.old }).propensity).toBeCloseTo(0.8 + 0.2 * 0.9);
  calls(units.new, 50);
  expect(prompts.state().leftOut).toEqual([]);
  expect(new Set(calls(units.new, 10))).toEqual(new Set(['1.1.0']));
});

test('and leaves it out for five more minutes when those fail', () => {
  calls(units.old, 20);
  calls(units.new, 25, 25);
  now += 5 * MINUTE;
  for (let times = 0; times < 100; times += 1) {
    const prompt = prompts.get('support', { unit: units.new });
    prompts.record(prompt, { error: prompt.version === '1.1.0' });
  }
  expect(prompts.state().leftOut).toMatchObject([{ version: '1.1.0', until: now + 5 * MINUTE }]);
});

test.for([
  ['calls of the other fail as well', 20, 2],
  ['too little is known of the other', 9, 0],
] as const)('nothing is left out when %s', ([, count, errors]) => {
  calls(units.old, count, errors);
  calls(units.new, 50, 50);
  expect(prompts.state().leftOut).toEqual([]);
});

test('errors that are few or long ago leave nothing out', () => {
  calls(units.old, 20);
  calls(units.new, 50, 24);
  calls(units.new, 50, 0);
  calls(units.new, 24, 24);
  expect(prompts.state().leftOut).toEqual([]);
});

test('a call counts once, however often it is reported', () => {
  calls(units.old, 20);
  const prompt = prompts.get('support', { unit: units.new });
  for (let times = 0; times < 60; times += 1) prompts.record(prompt, { error: true });
  expect(prompts.state().leftOut).toEqual([]);
});

test('a version that begins to fail itself stands in for the other no longer', () => {
  calls(units.old, 20);
  calls(units.new, 25, 25);
  expect(prompts.state().leftOut).toMatchObject([{ version: '1.1.0', standIn: '1.0.0' }]);
  calls(units.old, 50, 50);
  expect(prompts.state().leftOut).toEqual([]);
  expect(prompts.get('support', { unit: units.new }).version).toBe('1.1.0');
});
