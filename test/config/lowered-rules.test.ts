import { expect, test } from 'vitest';
import { loweredRules } from '../../src/config/lowered-rules.ts';
import { parseConfig } from '../../src/config/schema.ts';

const read = (text: string) => parseConfig(text, 'c.yml');
const told = (before: string, after: string) =>
  loweredRules(read(before), read(after)).map(
    ({ prompt, segment, key, from, to }) =>
      `${[key, segment, prompt].filter((part) => part !== null).join(' of ')}: ${from} → ${to}`,
  );
const entry = (rules: string) => `prompts: [{ path: a.md${rules === '' ? '' : `, ${rules}`} }]\n`;

test.each([
  ['gate: { alpha: 0.05 }', 'gate: { alpha: 0.01 }', 'gate.alpha: 0.05 → 0.01'],
  ['', 'gate: { margin: { segment: 20 } }', 'gate.margin.segment: 10 → 20'],
  ['', 'gate: { min-effect: 5 }', 'gate.min-effect: 0 → 5'],
  ['gate: { min-pass-rate: 80% }', 'gate: { min-pass-rate: off }', 'gate.min-pass-rate: 80% → off'],
  ['gate: { on-weaker-suite: block }', '', 'gate.on-weaker-suite: block → report'],
  ['', 'gate: { suite: head }', 'gate.suite: union → head'],
  ['cost: { unless-improved: false }', '', 'cost.unless-improved: false → true'],
  ['latency: { max-increase: { p95: 20% } }', '', 'latency.max-increase.p95: 20% → off'],
  ['', 'smoke: { cases: 20 }', 'smoke.cases: 50 → 20'],
])('%s, then %s lets more pass, and the other way round it does not', (before, after, text) => {
  expect(told(before, after)).toEqual([text]);
  expect(told(after, before)).toEqual([]);
});

test('of a prompt is told what its own keys lower, and what it loses with them', () => {
  expect(told(entry(''), entry('gate: { min-effect: 10 }'))).toEqual(['gate.min-effect of a.md: 0 → 10']);
  expect(told(entry('cost: { max-token-increase: 5%, max-cost-increase: 5% }'), entry(''))).toEqual([
    'cost.max-token-increase of a.md: 5% → 10%',
    'cost.max-cost-increase of a.md: 5% → 10%',
  ]);
  expect(told(entry('gate: { min-pass-rate: 90% }'), 'prompts: ["*.md"]')).toEqual([
    'gate.min-pass-rate of a.md: 90% → off',
  ]);
});

test('of a segment’s limits of cost and latency too', () => {
  const limited = entry('segments: { vip: { cost: { max-token-increase: 5% } } }');
  expect(told(entry(''), limited)).toEqual([]);
  expect(told(limited, entry(''))).toEqual([
    'cost.max-token-increase of vip of a.md: 5% → off',
    'cost.max-cost-increase of vip of a.md: 5% → off',
  ]);
});

test('of a segment too', () => {
  expect(told(entry(''), entry('segments: { vip: { margin: 30 } }'))).toEqual([
    'margin of vip of a.md: 10 → 30',
  ]);
  expect(told(entry('segments: { vip: { on-inconclusive: block } }'), entry(''))).toEqual([
    'on-inconclusive of vip of a.md: block → pass',
  ]);
});

test('what is lowered for all is told once', () => {
  const own = entry('smoke: { trials: 2 }, segments: { vip: { margin: 3 } }');
  expect(told(own, `${own}gate: { min-effect: 5 }`)).toEqual(['gate.min-effect: 0 → 5']);
});
