import { z } from 'zod';
import { DEFAULT_MIN_EFFECT, DEFAULT_TEST, STATISTICAL_TESTS } from '../domain/statistical-tests.ts';
import { callsPerMonth, fraction, fractionOrOff, orOff, points } from './units.ts';

/** The keys of `smoke:`, each by itself. */
export const smokeKeys = z.strictObject({
  cases: z.int().min(10).max(100_000).default(50).describe('cases a segment at the first look'),
  'extend-to': z
    .int()
    .min(10)
    .max(100_000)
    .optional()
    .describe('cases a segment at the second look; by default 150, or `cases` if that is more'),
  trials: z.int().min(1).max(100).default(1).describe('answers to each case by each arm'),
});

export const smokeSchema = smokeKeys
  .superRefine((smoke, context) => {
    const extendTo = smoke['extend-to'];
    if (extendTo === undefined || extendTo >= smoke.cases) return;
    const message = `expected at least \`smoke.cases\` (${smoke.cases}), found ${extendTo}.`;
    context.addIssue({ code: 'custom', path: ['extend-to'], message });
  })
  .transform((smoke) => ({
    cases: smoke.cases,
    extendTo: smoke['extend-to'] ?? Math.max(150, smoke.cases),
    trials: smoke.trials,
  }));

/** The keys of `gate:`, each by itself. */
export const gateKeys = z.strictObject({
  test: z
    .enum(STATISTICAL_TESTS)
    .default(DEFAULT_TEST)
    .describe('paired, the unpaired classic, or paired by the mean score of a case'),
  correction: z.enum(['min-p', 'holm']).default('min-p').describe('for several segments'),
  alpha: z.number().gt(0).max(0.5).default(0.05).describe('family-wise false-alarm rate'),
  family: z
    .enum(['prompt', 'pull-request'])
    .default('prompt')
    .describe('what `alpha` is the rate of: each prompt by itself, or all prompts of a pull request'),
  margin: z
    .strictObject({
      segment: points().prefault(10).describe('points'),
      overall: points().prefault(5).describe('points'),
    })
    .prefault({})
    .describe('how much worse still counts as "pass"; never blocks'),
  'min-effect': points()
    .optional()
    .describe('smallest drop that blocks, points; by default 0, with `test: paired-t` 5'),
  'on-inconclusive': z.enum(['pass', 'block']).default('pass'),
  'min-pass-rate': fractionOrOff(1).prefault('off').describe('for a prompt without baseline'),
  'max-missing': fraction(0.5).prefault('10%').describe('more missing pairs make a segment invalid'),
  'on-suite-change': z
    .enum(['report', 'run'])
    .default('report')
    .describe('when a pull request changes only the suite'),
  'on-weaker-suite': z
    .enum(['report', 'block'])
    .default('report')
    .describe('when a pull request removes, replaces or loosens cases'),
  'accept-label': orOff(z.string().min(1).max(50))
    .prefault('accept-regression')
    .describe('on GitHub, the label by which a maintainer accepts what blocks, for one commit'),
  suite: z
    .enum(['union', 'head'])
    .default('union')
    .describe('when prompt and suite change together: also the cases of the base as they stood, or not'),
});

export const gateSchema = gateKeys.transform((gate) => ({
  test: gate.test,
  correction: gate.correction,
  alpha: gate.alpha,
  family: gate.family,
  margin: gate.margin,
  minEffect: gate['min-effect'] ?? DEFAULT_MIN_EFFECT[gate.test],
  onInconclusive: gate['on-inconclusive'],
  minPassRate: gate['min-pass-rate'],
  maxMissing: gate['max-missing'],
  onSuiteChange: gate['on-suite-change'],
  onWeakerSuite: gate['on-weaker-suite'],
  acceptLabel: gate['accept-label'],
  suite: gate.suite,
}));

/** The keys of `cost:`, each by itself. */
export const costKeys = z.strictObject({
  'max-token-increase': fractionOrOff(100).prefault('10%').describe('of tokens a call'),
  'max-cost-increase': fractionOrOff(100)
    .optional()
    .describe('of money a call; by default as `max-token-increase`'),
  'unless-improved': z
    .boolean()
    .default(true)
    .describe('more tokens and money are allowed when a segment or the whole improved'),
  traffic: orOff(callsPerMonth()).prefault('off').describe('calls, e.g. 1000000/day; for the money shown'),
  'max-run-cost': orOff(z.number().gt(0)).prefault('off').describe('USD one run may cost'),
});

export const costSchema = costKeys.transform((cost) => ({
  maxTokenIncrease: cost['max-token-increase'],
  maxCostIncrease:
    cost['max-cost-increase'] === undefined ? cost['max-token-increase'] : cost['max-cost-increase'],
  unlessImproved: cost['unless-improved'],
  callsPerMonth: cost.traffic,
  maxRunCost: cost['max-run-cost'],
}));

const increaseSchema = fractionOrOff(100);

/** The keys of `latency:`, each by itself. */
export const latencyKeys = z.strictObject({
  'max-increase': z
    .union([
      z.strictObject({ p50: increaseSchema.prefault('off'), p95: increaseSchema.prefault('off') }),
      increaseSchema,
    ])
    .prefault('off')
    .describe('of the median and of the 95th percentile of latency: one share for both, or `p50` and `p95`'),
});

export const latencySchema = latencyKeys.transform(({ 'max-increase': most }) =>
  typeof most === 'object' && most !== null ? most : { p50: most, p95: most },
);
