import { expect, test } from 'vitest';
import type { Allocation } from '../../src/domain/registry.ts';
import type { Entry } from '../../src/registry/append.ts';
import { statusOf } from '../../src/registry/status.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  evaluate,
  everybody,
  promote,
  register,
  rollBack,
  write,
} from '../kit/registry-log.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');

const hold = (version: string | null, until: string | null = null): Entry => ({
  reason: 'wait for legal',
  fact: { type: 'held', environment: 'production', prompt: 'support', version, until },
});
const release = (version: string | null): Entry => ({
  fact: { type: 'released', environment: 'production', prompt: 'support', version },
});
const archive = (version: string): Entry => ({ fact: { type: 'archived', prompt: 'support', version } });

const withdraw = (serial: number): Entry => ({
  fact: { type: 'withdrawn', environment: 'production', prompt: 'support', serial },
});
const onMain: Entry = {
  fact: { type: 'recorded', commit: 'c'.repeat(40), prompts: { support: '1.0.0' } },
};

const two = after([register('1.0.0'), promote('1.0.0', 1)], [register('1.1.0')]);

test('a version is testing, active, deprecated, active again, and archived', () => {
  const status = (branch: Branch, version: string) => {
    const prompt = branch.state.prompts.support;
    return prompt && statusOf(prompt, version, 'production', NOW);
  };
  expect(status(two, '1.1.0')).toBe('testing');
  const promoted = write(two, 3, [promote('1.1.0', 2)]);
  expect(status(promoted, '1.0.0')).toBe('deprecated');
  expect(status(promoted, '1.1.0')).toBe('active');
  const back = write(promoted, 4, [rollBack('1.1.0', '1.0.0', 3)]);
  expect(status(back, '1.0.0')).toBe('active');
  expect(status(back, '1.1.0')).toBe('deprecated');
  expect(status(write(back, 5, [archive('1.1.0')]), '1.1.0')).toBe('archived');
  expect(status(back, '9.0.0')).toBeUndefined();
});

test('a version that was taken back is on its way again where main asks for it and nothing holds it, or another environment serves it', () => {
  const back = write(write(two, 3, [promote('1.1.0', 2)]), 4, [rollBack('1.1.0', '1.0.0', 3)]);
  const status = ({ state }: Branch) =>
    state.prompts.support && statusOf(state.prompts.support, '1.1.0', 'production', NOW);
  expect(status(back)).toBe('deprecated');
  const main = { type: 'recorded', commit: 'd'.repeat(40), prompts: { support: '1.1.0' } } as const;
  const asked = write(back, 5, [{ fact: main }]);
  expect(status(asked)).toBe('deprecated');
  const released = write(asked, 6, [release('1.1.0')]);
  expect(status(released)).toBe('testing');
  expect(status(write(released, 7, [hold(null)]))).toBe('testing');
  expect(status(write(released, 7, [hold('1.1.0', new Date(NOW - 1).toISOString())]))).toBe('testing');
  expect(status(write(released, 7, [hold('1.1.0', new Date(NOW + 1).toISOString())]))).toBe('deprecated');
  expect(status(write(back, 5, [promote('1.1.0', 1, { environment: 'staging' })]))).toBe('testing');
});

test('serving in an environment that is not the last one is still testing', () => {
  const staged = write(two, 3, [promote('1.1.0', 1, { environment: 'staging' })]);
  expect(
    staged.state.prompts.support && statusOf(staged.state.prompts.support, '1.1.0', 'production', NOW),
  ).toBe('testing');
  expect(staged.state.serials).toEqual({ production: 1, staging: 1 });
});

test('what main asks for is the last recorded commit, and a prompt that main lacks is told', () => {
  const recorded = (prompts: Record<string, string>): Entry => ({
    fact: { type: 'recorded', commit: 'd'.repeat(40), prompts },
  });
  const asked = write(two, 3, [recorded({ support: '1.1.0' })]);
  expect(asked.state.prompts.support?.onMain).toBe('1.1.0');
  expect(asked.state.recorded).toBe('d'.repeat(40));
  expect(write(asked, 4, [recorded({})]).state.prompts.support?.onMain).toBeNull();
  expect(() => write(two, 3, [recorded({ support: '7.0.0' })])).toThrow(/7\.0\.0, which is not registered/);
});

test('a rollback holds the version that it takes back, until it is released', () => {
  const back = after(
    [register('1.0.0'), promote('1.0.0', 1), register('1.1.0'), promote('1.1.0', 2)],
    [rollBack('1.1.0', '1.0.0', 3)],
  );
  expect(back.state.prompts.support?.environments.production?.held).toMatchObject([
    { version: '1.1.0', until: null, reason: 'it answers in French' },
  ]);
  expect(() => write(back, 3, [promote('1.1.0', 4)])).toThrow('support 1.1.0 is held in production.');
  const released = write(back, 3, [release('1.1.0')]);
  expect(write(released, 4, [promote('1.1.0', 4)]).state.serials).toEqual({ production: 4 });
});

test('a hold without a version stops every rise but a rollback, and ends by itself at its time', () => {
  const promoted = write(two, 2, [promote('1.1.0', 2)]);
  const held = write(promoted, 3, [register('1.2.0'), hold(null, '2026-11-24T12:00:00.000Z')]);
  expect(() => write(held, 4, [promote('1.2.0', 3)])).toThrow('support 1.2.0 is held in production.');
  expect(write(held, 4, [rollBack('1.1.0', '1.0.0', 3)]).state.serials).toEqual({ production: 3 });
  expect(write(held, 121, [promote('1.2.0', 3)]).state.serials).toEqual({ production: 3 });
});

test('something may be held before it ever served', () => {
  const held = write(two, 2, [
    { fact: { type: 'held', environment: 'staging', prompt: 'support', version: '1.1.0', until: null } },
  ]);
  expect(held.state.prompts.support?.environments.staging).toMatchObject({ served: [], held: [{}] });
  expect(() => write(held, 3, [promote('1.1.0', 1, { environment: 'staging' })])).toThrow(
    'is held in staging',
  );
});

const half: Allocation = {
  '*': [
    { version: '1.0.0', digest: digestFor('support', '1.0.0'), slots: [[0, 5000]] },
    { version: '1.1.0', digest: digestFor('support', '1.1.0'), slots: [[5000, 10_000]] },
  ],
};

test.each<[string, Entry[], RegExp]>([
  ['a version twice', [register('1.0.0')], /is registered and|serves, so it cannot be registered/],
  ['a version below the highest', [register('0.9.0')], /0\.9\.0 is lower than 1\.1\.0/],
  ['an unknown version', [promote('1.7.0', 2)], /1\.7\.0 is not registered, so it cannot be promoted/],
  ['another digest', [promote('1.1.0', 2, { digest: 'b'.repeat(64) })], /registered with another digest/],
  ['a serial that does not rise', [promote('1.1.0', 1)], /serial 1 of production is not above 1/],
  [
    'no share for what is promoted',
    [promote('1.1.0', 2, { allocation: { '*': everybody('1.0.0') } })],
    /no share/,
  ],
  [
    'slots that overlap',
    [promote('1.1.0', 2, { allocation: { '*': [...everybody('1.0.0'), ...everybody('1.1.0')] } })],
    /do not have every slot once/,
  ],
  [
    'nothing for the rest',
    [promote('1.1.0', 2, { allocation: { a: everybody('1.1.0') } })],
    /not listed \(\*\)/,
  ],
  [
    'a rise of another version',
    [promote('1.1.0', 2), promote('1.1.0', 3, { allocation: half })],
    /1\.0\.0 rises/,
  ],
  ['an override without a reason', [promote('1.1.0', 2, { overridden: ['evidence'] })], /without a reason/],
  ['an adoption where something serves', [promote('1.1.0', 2, { adopted: true })], /served before/],
  [
    'going back from what does not serve',
    [rollBack('1.1.0', '1.0.0', 2)],
    /serves nowhere, so it cannot be rolled/,
  ],
  ['going back to what never served', [rollBack('1.0.0', '1.1.0', 2)], /never served in production/],
  ['archiving what serves', [archive('1.0.0')], /serves, so it cannot be archived/],
  ['withdrawing what main has', [onMain, withdraw(2)], /support is on main/],
  ['withdrawing with an old serial', [withdraw(1)], /serial 1 of production is not above 1/],
  ['withdrawing twice', [withdraw(2), withdraw(3)], /serves nothing in production/],
  [
    'serving what is archived',
    [archive('1.1.0'), promote('1.1.0', 2)],
    /is archived, so it cannot be promoted/,
  ],
  ['releasing what is not held', [release('1.1.0')], /1\.1\.0 is not held/],
  ['evidence of another digest', [{ ...evaluate('1.1.0', 'a'), ...otherDigest() }], /another digest/],
  ['the same evidence twice', [evaluate('1.1.0', 'a'), evaluate('1.1.0', 'a')], /has evidence a already/],
  [
    'a prompt called like a method',
    [promote('1.0.0', 2, { prompt: 'constructor' })],
    /constructor 1\.0\.0 is not reg/,
  ],
])('%s is not allowed', (_, entries, problem) => {
  expect(() => entries.reduce((branch, entry, index) => write(branch, 3 + index, [entry]), two)).toThrow(
    problem,
  );
});

function otherDigest(): Entry {
  const entry = evaluate('1.1.0', 'a');
  if (entry.fact.type !== 'evaluated' || !('evidence' in entry)) throw new Error('evidence');
  return { fact: { ...entry.fact, digest: 'b'.repeat(64) }, evidence: entry.evidence };
}

function after(...writes: Entry[][]): Branch {
  return writes.reduce((branch, entries, minute) => write(branch, minute, entries), EMPTY);
}
