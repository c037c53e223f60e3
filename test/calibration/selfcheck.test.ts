import { expect, test } from 'vitest';
import { selfcheck } from '../../src/verdict/selfcheck.ts';
import { policyOf } from '../kit/evidence.ts';
import { selfCompared } from '../kit/self-compared.ts';

test('the simulated false-alarm rate of a harmless edit stays within what was promised', () => {
  const evidence = selfCompared(60, { trials: 1 });
  const policy = policyOf({ smoke: { cases: 50, extendTo: 60, trials: 1 } });
  const { falseAlarms } = selfcheck(evidence, policy, { replicates: 1000, seed: 7 });
  expect(falseAlarms.harmlessEdit.interval[0]).toBeLessThan(0.05);
  expect(falseAlarms.unchanged.rate).toBeLessThan(0.06);
  expect(falseAlarms.meanCases).toBeGreaterThanOrEqual(150);
});
