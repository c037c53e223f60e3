import { expect, test } from 'vitest';
import type { Drift } from '../../../src/domain/drift.ts';
import { plainOf } from '../../../src/prose/text.ts';
import { driftHeadline } from '../../../src/report/telling/drift.ts';

const row = { cases: 2, before: 1, now: 1, change: 0, interval: null, verdict: 'invalid' } as const;

function told(rest: Pick<Drift, 'because'> & Partial<Drift>): string {
  const drift: Drift = {
    ...{ type: 'drift', environment: 'production', prompt: 'support', version: '1.0.0', digest: 'd' },
    ...{ against: null, evidence: 'e', suite: 's', verdict: 'undecided', cause: null },
    ...{ overall: { segment: 'overall', ...row }, segments: [], control: null, traffic: [], facts: [] },
    ...rest,
  };
  return plainOf(driftHeadline(drift)).replace('support 1.0.0 in production is undecided: ', '');
}

const AGAIN = 'run drift again once the provider answers';

test('what is undecided for want of answers names critical cases or segments, the first three, and what to do', () => {
  const because: Drift['because'] = ['too-few-answers'];
  expect(told({ because, critical: { first: ['refund'], count: 1 } })).toBe(
    `the critical case refund got no answer today: ${AGAIN}.`,
  );
  expect(told({ because, critical: { first: ['a', 'b', 'c'], count: 7 } })).toBe(
    `the critical cases a, b, c and 4 more got no answer today: ${AGAIN}.`,
  );
  const segments = ['standard', 'trial'].map((segment) => ({ segment, ...row }));
  expect(told({ because, segments })).toBe(
    `too few cases of standard and trial were answered both times: ${AGAIN}, or give the suite more cases.`,
  );
});

test('critical cases that are asked otherwise today are named', () => {
  expect(told({ because: ['segment-not-compared'], critical: { first: ['refund'], count: 1 } })).toBe(
    'the critical case refund is asked otherwise today, and compared from the next promotion on.',
  );
});
