import { expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import type { EvidenceCase, EvidenceFile } from '../../src/domain/registry-files.ts';
import { pairedEvidence } from '../../src/registry/paired-evidence.ts';
import { examinePromotion, missingText } from '../../src/registry/promotion.ts';
import { decide } from '../../src/verdict/decide.ts';
import { policyOf } from '../kit/evidence.ts';
import {
  digestFor,
  EMPTY,
  everybody,
  evidenceOf,
  promote,
  register,
  timeOf,
  write,
} from '../kit/registry-log.ts';

const OLD = '1.0.0';
const NEW = '1.1.0';

const ANSWERED: EvidenceCase = {
  ...{ order: 0, content: 'a'.repeat(16), segments: ['all'], critical: false },
  ...{ trials: 1, passes: 1, errored: 0, score: 1 },
  ...{ inputTokens: 10, outputTokens: 5, cachedInputTokens: 0, costUsd: null },
};

const UNANSWERED = { trials: 0, passes: 0, errored: 1, score: 0 };

type Changes = Record<number, Partial<EvidenceCase> | null>;

/** 60 passing cases in two segments, `0` of them critical; `changes` by number, where null leaves a case out. */
function evidence(version: string, changes: Changes = {}, rest: Partial<EvidenceFile> = {}): EvidenceFile {
  const cases = Array.from({ length: 60 }, (_, order): [string, EvidenceCase][] => {
    const change = changes[order];
    if (change === null) return [];
    const own = { order, critical: order === 0, segments: [order < 30 ? 'all' : 'enterprise'] };
    return [[`case-${order}`, { ...ANSWERED, ...own, ...change }]];
  }).flat();
  return { ...evidenceOf(version), cases: Object.fromEntries(cases), ...rest };
}

const registered = write(EMPTY, 0, [register(OLD), register(NEW)]);
const serving = write(registered, 1, [promote(OLD, 1)]);

function examine(
  files: { old?: EvidenceFile; candidate: EvidenceFile },
  {
    state = serving.state,
    minPassRate = null as number | null,
    segments = {} as NonNullable<Policy['segments']>,
  } = {},
) {
  const prompt = state.prompts.support;
  if (!prompt) throw new Error('no prompt');
  const known = new Map([
    [digestFor('support', OLD), files.old ?? evidence(OLD)],
    [digestFor('support', NEW), files.candidate],
  ]);
  const rules = { ...policyOf({ gate: { minPassRate } }), segments };
  const { missing, judgement } = examinePromotion({
    ...{ name: 'support', prompt, version: NEW, now: timeOf(5).getTime(), isPinned: true },
    environment: {
      ...{ name: 'production', promote: 'on-pass', soak: null, pinned: false },
      evidence: { required: true, maxAgeMs: null, minCases: null },
    },
    evidenceOf: (digest) => {
      const file = known.get(digest);
      return file && { id: 'e', file };
    },
    decide: (paired) => decide(paired, rules),
    rules,
  });
  const told = missing.map(missingText);
  return { verdict: judgement?.verdict, missing: missing.map(({ text }) => text), told };
}

test('a version that answers as what serves may be promoted', () => {
  expect(examine({ candidate: evidence(NEW) })).toMatchObject({ verdict: 'pass', missing: [] });
});

test('a critical case that a version does not answer, and that passes where it would serve, refuses it', () => {
  expect(examine({ candidate: evidence(NEW, { 0: UNANSWERED }) })).toMatchObject({
    verdict: 'error',
    missing: [
      'support 1.1.0 has no answer to a critical case that passes in production. The next `record` asks it again, up to three times in all.',
    ],
  });
});

test('a critical case that fails once is lost only if it fails again too, or nobody knows better', () => {
  const lost = ['support 1.1.0 fails a critical case that passes in production.'];
  const failing = { passes: 0, score: 0 };
  const missing = (again?: EvidenceCase['again']) =>
    examine({ candidate: evidence(NEW, { 0: { ...failing, ...(again && { again }) } }) }).missing;
  expect(missing()).toEqual(lost);
  expect(missing({ trials: 2, passes: 0, errored: 0 })).toEqual(lost);
  expect(missing({ trials: 0, passes: 0, errored: 2 })).toEqual(lost);
  expect(missing({ trials: 2, passes: 1, errored: 0 })).toEqual([]);
  const segment = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index, failing]));
  const again = { trials: 2, passes: 2, errored: 0 };
  const worse = evidence(NEW, { ...segment, 0: { ...failing, again } });
  expect(examine({ candidate: worse }).missing).toEqual([
    'support 1.1.0 is worse than what serves in production for all.',
  ]);
});

test('a critical case that nobody answers refuses nothing', () => {
  const files = { old: evidence(OLD, { 0: UNANSWERED }), candidate: evidence(NEW, { 0: UNANSWERED }) };
  expect(examine(files).verdict).toBe('pass');
});

test('some of three answers missing count as failed ones, and a passed one is an answer', () => {
  const threeTimes = { trials: 3, passes: 3 };
  const old = evidence(OLD, { 0: threeTimes });
  const partly = (passes: number) => ({ trials: 1, passes, errored: 2, score: passes });
  expect(examine({ old, candidate: evidence(NEW, { 0: partly(1) }) }).verdict).toBe('pass');
  expect(examine({ old, candidate: evidence(NEW, { 0: partly(0) }) }).verdict).toBe('block');
});

test('cases that only the new version does not answer refuse it where it would be worse had they failed', () => {
  const silent = Object.fromEntries([30, 31, 32].map((order) => [order, UNANSWERED]));
  const failed = Object.fromEntries([33, 34, 35].map((order) => [order, { passes: 0, score: 0 }]));
  expect(examine({ candidate: evidence(NEW, silent) }).verdict).toBe('pass');
  expect(examine({ candidate: evidence(NEW, { ...silent, ...failed }) })).toMatchObject({
    verdict: 'error',
    missing: [expect.stringMatching(/too few answered cases to be judged in enterprise/)],
  });
});

test('what the version that serves did not answer is imagined against a drop, as in the gate', () => {
  const old = evidence(OLD, { 3: UNANSWERED });
  const paired = pairedEvidence(evidence(NEW), { '*': everybody(OLD) }, () => old);
  const one = paired.cases.find(({ id }) => id === 'case-3');
  expect(one).toMatchObject({
    candidate: { trials: 0 },
    candidateOnly: { trials: 1, passes: 1, score: 1 },
  });
});

test('a first version has failed what it does not answer, against the minimum pass rate', () => {
  const { state } = registered;
  const failed = Object.fromEntries([30, 31, 32].map((order) => [order, { passes: 0, score: 0 }]));
  const silent = Object.fromEntries([33, 34, 35].map((order) => [order, UNANSWERED]));
  const first = (changes: Changes) =>
    examine({ candidate: evidence(NEW, changes) }, { state, minPassRate: 0.95 });
  expect(first(failed).verdict).toBe('pass');
  expect(first({ ...failed, ...silent }).verdict).toBe('error');
});

const EARLIER = {
  at: '2026-11-20T10:00:00.000Z',
  suite: { ...evidenceOf(NEW).suite, digest: 'd'.repeat(64) },
};

test('older evidence that was never asked a critical case which passes where it would serve is not enough', () => {
  const refused = examine({ candidate: evidence(NEW, { 0: null }, EARLIER) });
  expect(refused).toMatchObject({
    verdict: 'error',
    missing: [
      'support 1.1.0 has no answer to a critical case that passes in production. The next `record` asks it again, up to three times in all.',
    ],
  });
  expect(examine({ candidate: evidence(NEW, { 0: { content: 'b'.repeat(16) } }, EARLIER) })).toEqual(refused);
});

test('nor is older evidence without a segment that is asked by now', () => {
  const without = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [30 + index, null]));
  expect(examine({ candidate: evidence(NEW, without, EARLIER) })).toMatchObject({
    verdict: 'error',
    missing: [expect.stringMatching(/too few answered cases to be judged in enterprise/)],
  });
});

test('what main dropped from the suite since, a critical case or a segment, refuses nothing', () => {
  const old = evidence(OLD, {}, EARLIER);
  const without = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [30 + index, null]));
  expect(examine({ old, candidate: evidence(NEW, { 0: null, ...without }) }).verdict).toBe('pass');
});

test('a first version without any rate to be held against is told how to get one; the log keeps only what is missing', () => {
  const third = Object.fromEntries([57, 58, 59].map((order) => [order, { segments: ['third'] }]));
  const examined = (segments: NonNullable<Policy['segments']>) =>
    examine({ candidate: evidence(NEW, third) }, { state: registered.state, segments });
  const off =
    'Nothing serves in production yet, so the pass rate of support 1.1.0 itself is held against `gate.min-pass-rate`, which is off';
  expect(examined({}).missing).toEqual([`${off}.`]);
  expect(examined({}).told).toEqual([
    `${off}. State it in the policy, or \`min-pass-rate\` for each segment under \`segments\`, or promote it by hand: \`promote support@1.1.0 --to production --reason …\`.`,
  ]);
  const { minEffect, onInconclusive } = policyOf().gate;
  const rated = { margin: 0, minPassRate: 0.5, minEffect, onInconclusive };
  expect(examined({ third: rated }).missing).toEqual([
    `${off}, and all and enterprise have no rates of their own.`,
  ]);
  expect(examined({ third: rated, all: rated }).missing).toEqual([
    `${off}, and enterprise has no rate of its own.`,
  ]);
});
