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

const registry = (production: string, rest = '') =>
  `registry: { environments: { staging: { promote: on-merge }, production: ${production} }${rest} }\n`;
const KEY = (letter: string) => `"ed25519:${letter.repeat(43)}="`;

test.each([
  ['{ promote: by-hand }', '{ promote: on-pass }', ['promote: by-hand → on-pass']],
  [
    '{ promote: on-pass }',
    '{ promote: on-merge }',
    ['promote: on-pass → on-merge', 'evidence: asked for → not asked for'],
  ],
  [
    '{ promote: on-pass, evidence: { max-age: 30d, min-cases: 100 } }',
    '{ promote: on-pass, evidence: { min-cases: 50 } }',
    ['evidence.max-age: 30d → off', 'evidence.min-cases: 100 → 50'],
  ],
  [
    '{ promote: on-pass, soak: { in: staging, for: 24h } }',
    '{ promote: on-pass, soak: { in: staging, for: 1h } }',
    ['soak.for: 24h → 1h'],
  ],
  ['{ promote: on-pass }', '{ promote: on-pass, pinned: false }', ['pinned: true → false']],
])('an environment with %s, then %s, lets versions serve sooner', (before, after, texts) => {
  const keys = texts.map((text) => `registry.environments.production.${text}`);
  expect(told(registry(before), registry(after))).toEqual(keys);
  expect(told(registry(after), registry(before))).toEqual([]);
});

test('so do keys that may sign, and models that need not be pinned', () => {
  const signed = (...keys: string[]) =>
    registry(
      '{ promote: on-pass }',
      `, signing: { promotion: [${keys.map(KEY).join(', ')}], pointer: [${KEY('P')}] }`,
    );
  expect(told(signed('A'), registry('{ promote: on-pass }'))).toEqual([
    'registry.signing.promotion: 1 key → off',
    'registry.signing.pointer: 1 key → off',
  ]);
  expect(told(signed('A'), signed('A', 'B'))).toEqual([
    'registry.signing.promotion: 1 key → 2 keys, with new ones',
  ]);
  expect(told(signed('A', 'B'), signed('A'))).toEqual([]);
  expect(told('require-pinned-models: true', '')).toEqual(['require-pinned-models: true → false']);
});

test('a metric that is counted otherwise is told, in whichever direction', () => {
  const metrics = (resolved: string) =>
    registry('{ promote: on-pass }', `, metrics: { resolved: ${resolved} }`);
  const score = '{ kind: score, from: 0, to: 5 }';
  expect(told(metrics('binary'), metrics(score))).toEqual([
    'registry.metrics.resolved: binary, better higher → score from 0 to 5, better higher',
  ]);
  expect(told(metrics(score), registry('{ promote: on-pass }'))).toContain(
    'registry.metrics.resolved: score from 0 to 5, better higher → not declared',
  );
  expect(told(metrics('{ kind: binary, better: lower }'), metrics('binary'))).toHaveLength(1);
  expect(told(registry('{ promote: on-pass }'), metrics(score))).toEqual([]);
});
