import { expect, test } from 'vitest';
import type { Drift } from '../../src/domain/drift.ts';
import type { DriftAccepted } from '../../src/domain/registry.ts';
import type { Entry } from '../../src/registry/append.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { isAccepted } from '../../src/registry/drift.ts';
import { readEvent } from '../../src/registry/events.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  evaluate,
  eventFiles,
  promote,
  register,
  write,
} from '../kit/registry-log.ts';

const start = write(EMPTY, 0, [
  register('1.0.0'),
  evaluate('1.0.0', 'then'),
  promote('1.0.0', 1),
  register('1.1.0'),
]);

const row = { cases: 40, before: 0.9, now: 0.65, change: -0.25 };

function drift(rest: Partial<Drift> = {}): Entry {
  return {
    fact: {
      ...{ type: 'drift', environment: 'production', prompt: 'support', version: '1.0.0' },
      ...{ digest: digestFor('support', '1.0.0'), suite: 'e'.repeat(64) },
      against: { evidence: 'then', at: '2026-11-24T10:00:00.000Z' },
      ...{ evidence: 'today', askedTwice: true, verdict: 'drifted', cause: 'model', because: ['regression'] },
      overall: { ...row, interval: [-0.38, -0.12], segment: 'overall', verdict: 'inconclusive' },
      segments: [{ ...row, interval: [-0.38, -0.12], segment: 'enterprise', verdict: 'regression' }],
      control: { judged: 10, found: 8, worse: 1, better: 0, model: -0.24, judge: -0.01 },
      traffic: [],
      facts: [{ kind: 'price', model: 'openai:gpt-4.1-mini-2025-04-14', ratio: 1.25 }],
      ...rest,
    },
  };
}

const known = ({ state }: Branch) => state.prompts.support?.environments.production?.drift;

test('the last look at a version is known, and its points for plots; the log replays to the same state', async () => {
  const branch = write(start, 1, [evaluate('1.0.0', 'today'), drift()]);
  expect(known(branch)?.latest['1.0.0']).toMatchObject({
    ...{ verdict: 'drifted', cause: 'model', at: '2026-11-24T10:01:00.001Z' },
    against: { evidence: 'then' },
  });
  expect(known(branch)?.points).toEqual([
    {
      ...{ at: '2026-11-24T10:01:00.001Z', version: '1.0.0', verdict: 'drifted', cause: 'model' },
      ...{ overall: 0.65, rates: { enterprise: 0.65 } },
    },
  ]);
  expect(foldEvents(orderedEvents(eventFiles(branch)))).toEqual(branch.state);
  expect(await verifyRegistry({ files: branch.files, signing: null })).toMatchObject({ ok: true });
});

const accepted = (
  rest: Partial<DriftAccepted> = {},
  reason: string | undefined = 'it is cheaper',
): Entry => ({
  reason,
  fact: {
    ...{ type: 'drift-accepted', environment: 'production', prompt: 'support', version: '1.0.0' },
    ...{ digest: digestFor('support', '1.0.0'), look: '', evidence: 'today' },
    policy: { commit: 'c'.repeat(40), path: '.github/prompt-eval-gate.yml' },
    ...rest,
  },
});
const lookOf = (branch: Branch) => known(branch)?.latest['1.0.0']?.event ?? '';

test('an acceptance of the last look is known, with who and why, until another look; it replays', async () => {
  const drifted = write(start, 1, [evaluate('1.0.0', 'today'), drift()]);
  const branch = write(drifted, 2, [accepted({ look: lookOf(drifted) })]);
  const told = { evidence: 'today', by: 'ada', reason: 'it is cheaper', look: lookOf(drifted) };
  expect(known(branch)?.accepted?.['1.0.0']).toMatchObject(told);
  expect(isAccepted(known(branch) ?? { latest: {}, points: [] }, '1.0.0')).toBe(true);
  expect(foldEvents(orderedEvents(eventFiles(branch)))).toEqual(branch.state);
  expect(await verifyRegistry({ files: branch.files, signing: null })).toMatchObject({ ok: true });
  const later = write(branch, 3, [evaluate('1.0.0', 'later'), drift({ evidence: 'later' })]);
  expect(isAccepted(known(later) ?? { latest: {}, points: [] }, '1.0.0')).toBe(false);
  expect(known(later)?.accepted?.['1.0.0']).toMatchObject(told);
});

test.each<[string, Partial<Drift>, Partial<DriftAccepted>, string | undefined, RegExp]>([
  ['another look than the last', {}, { look: 'a'.repeat(16) }, 'why', /is not the last look/],
  ['other evidence than that of the look', {}, { evidence: 'then' }, 'why', /is not the last look/],
  ['a clean look', { verdict: 'clean', cause: null, because: [] }, {}, 'why', /was clean/],
  [
    'what production reports',
    { cause: 'traffic', because: ['traffic'] },
    {},
    'why',
    /production reports worse/,
  ],
  [
    'too few answers',
    { verdict: 'undecided', cause: null, because: ['too-few-answers'] },
    {},
    'why',
    /has too little/,
  ],
  ['an environment without a look', {}, { environment: 'staging' }, 'why', /does not serve in staging/],
])('%s cannot be accepted', (_what, look, given, reason, message) => {
  const branch = write(start, 1, [evaluate('1.0.0', 'today'), drift(look)]);
  expect(() => write(branch, 2, [accepted({ look: lookOf(branch), ...given }, reason)])).toThrow(message);
});

test('nothing is accepted without a reason', () => {
  const branch = write(start, 1, [evaluate('1.0.0', 'today'), drift()]);
  const { reason: _, ...entry } = accepted({ look: lookOf(branch) });
  expect(() => write(branch, 2, [entry])).toThrow(/nobody said why/);
});

test('at most 20 points are kept', () => {
  let branch = start;
  for (let week = 1; week <= 25; week += 1) {
    branch = write(branch, week, [evaluate('1.0.0', `week-${week}`), drift({ evidence: `week-${week}` })]);
  }
  expect(known(branch)?.points).toHaveLength(20);
  expect(known(branch)?.latest['1.0.0']?.evidence).toBe('week-25');
});

test.each<[string, Partial<Drift>, RegExp]>([
  ['a version that does not serve', { version: '1.1.0' }, /1\.1\.0 is registered and serves nowhere/],
  ['an environment in which it does not serve', { environment: 'staging' }, /does not serve in staging/],
  ['another digest', { digest: 'b'.repeat(64) }, /registered with another digest/],
  ['evidence that nobody has', { evidence: 'never' }, /has no evidence never/],
  ['a comparison with itself', { evidence: 'then' }, /held against itself/],
  ['a cause without a drift', { verdict: 'clean' }, /a cause and no drift/],
])('%s is no drift', (_what, given, message) => {
  expect(() => write(start, 1, [evaluate('1.0.0', 'today'), drift(given)])).toThrow(message);
});

test('a drift with figures that cannot be is unreadable', () => {
  const branch = write(start, 1, [evaluate('1.0.0', 'today'), drift()]);
  const text = eventFiles(branch).find((file) => file.text.includes('"drift"'))?.text ?? '';
  expect(readEvent(text).kind).toBe('event');
  for (const [from, to] of [
    ['"before":0.9', '"before":9'],
    ['"cause":"model"', '"cause":"weather"'],
    ['"verdict":"drifted"', '"verdict":"fine"'],
    ['"ratio":1.25', '"ratio":-1'],
  ] as const) {
    expect(text).toContain(from);
    expect(readEvent(text.replace(from, to)).kind).toBe('unreadable');
  }
});
