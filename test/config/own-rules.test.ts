import { expect, test } from 'vitest';
import { ConfigurationErrors } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/schema.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';

const read = (text: string) => parseConfig(text, 'c.yml');
const entries = (text: string) =>
  read(text).prompts.filter((source): source is PromptEntry => source.kind === 'entry');
const rulesOf = (text: string) => entries(text)[0]?.policy;
const mistakes = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigurationErrors) return error.errors.map(({ message }) => message);
    if (error instanceof Error) return [error.message];
    throw error;
  }
  return [];
};
const entry = (rules: string, policy = '') => `prompts:\n  - path: a.md\n    ${rules}\n${policy}`;

test('an entry without rules of its own has the policy’s', () => {
  expect(rulesOf(entry('model: openai:gpt-5-mini'))).toBeUndefined();
});

test('a key of the entry goes over that of the policy, and the others are the policy’s', () => {
  const rules = rulesOf(
    entry(
      'gate: { margin: { segment: 5 }, min-effect: 3 }\n    cost: { traffic: 10000/hour, max-token-increase: 5% }\n    smoke: { cases: 100 }',
      'gate: { margin: { segment: 20, overall: 8 }, alpha: 0.01, max-missing: 20% }\ncost: { max-cost-increase: 30%, max-run-cost: 2 }\nsmoke: { trials: 3 }',
    ),
  );
  expect(rules?.gate).toMatchObject({
    margin: { segment: 0.05, overall: 0.08 },
    ...{ minEffect: 0.03, alpha: 0.01, maxMissing: 0.2, onInconclusive: 'pass' },
  });
  expect(rules?.cost).toEqual({
    ...{ maxTokenIncrease: 0.05, maxCostIncrease: 0.3, unlessImproved: true, maxRunCost: 2 },
    callsPerMonth: 10_000 * 24 * 30.4375,
  });
  expect(rules?.smoke).toEqual({ cases: 100, extendTo: 150, trials: 3 });
  expect(rules?.segments).toBeUndefined();
});

test('a default that goes by another key goes by the entry’s', () => {
  expect(rulesOf(entry('gate: { test: paired-t }'))?.gate.minEffect).toBe(0.05);
  expect(rulesOf(entry('gate: { test: paired-t }', 'gate: { min-effect: 2 }'))?.gate.minEffect).toBe(0.02);
  expect(rulesOf(entry('smoke: { cases: 400 }'))?.smoke.extendTo).toBe(400);
  expect(rulesOf(entry('cost: { max-token-increase: 50% }'))?.cost.maxCostIncrease).toBe(0.5);
});

test('one quantile of latency leaves the other as the policy has it', () => {
  const own = 'latency: { max-increase: { p95: 20% } }';
  expect(rulesOf(entry(own, 'latency: { max-increase: 50% }'))?.latency).toEqual({ p50: 0.5, p95: 0.2 });
  expect(rulesOf(entry(own))?.latency).toEqual({ p50: null, p95: 0.2 });
  const off = 'latency: { max-increase: off }';
  expect(rulesOf(entry(off, 'latency: { max-increase: { p50: 20% } }'))?.latency).toEqual({
    ...{ p50: null, p95: null },
  });
});

test('a segment has its own keys, over those of the entry, over those of the policy', () => {
  const rules = rulesOf(
    entry(
      'gate: { min-pass-rate: 80% }\n    segments: { enterprise: { margin: 5, on-inconclusive: block }, trial: { min-effect: 10, min-pass-rate: off } }',
      'gate: { margin: { segment: 20 }, min-effect: 2 }',
    ),
  );
  expect(rules?.segments).toEqual({
    enterprise: { margin: 0.05, minEffect: 0.02, onInconclusive: 'block', minPassRate: 0.8 },
    trial: { margin: 0.2, minEffect: 0.1, onInconclusive: 'pass', minPassRate: null },
  });
});

test('mistakes have their place and say what is likely meant', () => {
  expect(mistakes(entry('gate: { margin: { segmen: 5 } }'))).toEqual([
    expect.stringMatching(
      /^c\.yml:3:23: Unknown key "segmen" in `prompts\[0\]\.gate\.margin`\. Did you mean "segment"\?/,
    ),
  ]);
  expect(mistakes(entry('segments: { vip: { margn: 5 } }'))).toEqual([
    expect.stringMatching(
      /^c\.yml:3:24: Unknown key "margn" in `prompts\[0\]\.segments\.vip`\. Did you mean "margin"\?/,
    ),
  ]);
  expect(mistakes(entry('segments: { vip: { margin: 0.05 } }'))).toEqual([
    expect.stringMatching(/^c\.yml:3:32: .*expected points.*write 5\./),
  ]);
});

test('calls in a time are told where they belong', () => {
  expect(mistakes(entry('traffic: 10000/hour'))).toEqual([
    expect.stringMatching(/^c\.yml:3:14: .*Calls in a time are `cost: \{ traffic: 10000\/hour \}`/),
  ]);
});

test('what is of the whole run is not an entry’s', () => {
  expect(mistakes(entry('gate: { family: prompt, accept-label: x }\n    cost: { max-run-cost: 1 }'))).toEqual(
    [
      expect.stringContaining('Unknown key "family"'),
      expect.stringContaining('Unknown key "accept-label"'),
      expect.stringContaining('Unknown key "max-run-cost"'),
    ],
  );
  expect(mistakes(entry('gate: { alpha: 0.2 }', 'gate: { family: pull-request }'))).toEqual([
    expect.stringMatching(/^c\.yml:3:13: `alpha` of an entry does not go with `gate.family: pull-request`/),
  ]);
});

test('keys that do not go together are refused also where one is the policy’s, of all entries together', () => {
  expect(mistakes(entry('smoke: { cases: 100 }', 'smoke: { extend-to: 60 }'))).toEqual([
    expect.stringMatching(/^c\.yml:3:12: .*at least `smoke.cases` \(100\), found 60/),
  ]);
  const two = `prompts:\n  - { path: a.md, smoke: { cases: 100 } }\n  - { path: b.md, smoke: { cases: 90 } }\nsmoke: { extend-to: 60 }`;
  expect(mistakes(two)).toHaveLength(2);
});

test('a segment has limits of cost and latency of its own, and else none', () => {
  const own = (rules: string) => rulesOf(entry(`segments: { vip: { ${rules} } }`))?.segments?.vip;
  expect(own('margin: 3')).not.toHaveProperty('limits');
  expect(own('cost: { max-token-increase: 5% }')?.limits).toEqual({
    ...{ tokens: 0.05, money: 0.05, p50: null, p95: null },
  });
  expect(own('cost: { max-token-increase: 5%, max-cost-increase: off }')?.limits).toMatchObject({
    money: null,
  });
  expect(own('latency: { max-increase: { p95: 30% } }')?.limits).toEqual({
    ...{ tokens: null, money: null, p50: null, p95: 0.3 },
  });
  expect(own('latency: { max-increase: 20% }')?.limits).toMatchObject({ p50: 0.2, p95: 0.2 });
  expect(mistakes(entry('segments: { vip: { cost: { max-run-cost: 2 } } }'))).toEqual([
    expect.stringContaining('max-run-cost'),
  ]);
});
