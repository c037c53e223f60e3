import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { configJsonSchema, parseConfig } from '../../src/config/schema.ts';
import { parseYaml } from '../../src/document/yaml.ts';
import { publishedSchemas } from '../../src/result/json-schema.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const accepts = ajv.compile(JSON.parse(publishedSchemas()['policy.schema.json'] ?? ''));
const takes = (text: string) => accepts(parseYaml(text, 'c.yml').value);
const isRead = (text: string) => {
  try {
    parseConfig(text, 'c.yml');
    return true;
  } catch {
    return false;
  }
};

const inEntry = (keys: string) => `prompts: [{ path: a.md, ${keys} }]`;
const KEY = `ed25519:${'A'.repeat(43)}=`;

/** Values by key: first those that are valid, then those that are not. */
const VALUES: [key: string, valid: string[], broken: string[]][] = [
  ['smoke.cases', ['10', '100000'], ['9', '100001', '10.5', '"50"', 'many', 'null']],
  ['smoke.extend-to', ['50', '100000'], ['9', '"150"', 'off']],
  ['smoke.trials', ['1', '100'], ['0', '101', '1.5']],
  ['gate.test', ['proportions-z', 'two-proportion-z', 'paired-t'], ['t-test', '1']],
  ['gate.correction', ['min-p', 'holm'], ['bonferroni']],
  ['gate.alpha', ['0.05', '0.5'], ['0', '0.51', '5%']],
  ['gate.family', ['prompt', 'pull-request'], ['repository']],
  ['gate.margin.segment', ['0', '1', '5.5', '100'], ['0.05', '5%', '-5', '101', 'off']],
  ['gate.margin.all', [], ['5']],
  ['gate.min-effect', ['0', '5'], ['0.5', '"5"']],
  ['gate.on-inconclusive', ['pass', 'block'], ['report', 'true']],
  [
    'gate.min-pass-rate',
    ['off', '80%', '0.8', '0', '100%', '"99.5 %"', 'null'],
    ['80', '1', '101%', '100.1%', 'high', '-1'],
  ],
  ['gate.max-missing', ['10%', '0.5', '50%', '050%'], ['51%', '0.6', '50.1%', 'off']],
  ['gate.accept-label', ['off', 'accept'], ['""', `"${'x'.repeat(51)}"`, 'true']],
  ['gate.suite', ['union', 'head'], ['base']],
  ['gate.sample', [], ['5']],
  ['cost.max-token-increase', ['10%', '0.1', '150%', '10000%', 'off'], ['10', '10001%', '1.5']],
  ['cost.max-cost-increase', ['20%', 'off'], ['20']],
  ['cost.unless-improved', ['true', 'false'], ['yes', '1']],
  [
    'cost.traffic',
    ['1000000/day', '1_000_000/day', '1M/day', '20k / hour', '1.5M/week', 'off'],
    ['1000000', '20k', '20k/h', '-1/day', '1m/day'],
  ],
  ['cost.max-run-cost', ['2', '0.01', 'off'], ['0', '-1', '"2"', '$2']],
  [
    'latency.max-increase',
    ['20%', 'off', '{ p50: 20% }', '{ p50: 20%, p95: off }'],
    ['20', '{ p99: 20% }', '[20%]'],
  ],
  ['run.max-concurrency', ['1', '1000'], ['0', '1001']],
  ['run.trial-timeout', ['1s', '60s', '1.5m', '1h', '2000ms'], ['60', 'soon', '60 seconds', '-1s']],
  ['run.time-limit', ['off', '24h'], ['24']],
  ['run.stop-when-decided', ['true'], ['"true"']],
  ['scripts.runtime', ['quickjs', 'node'], ['deno']],
  [
    'check.findings',
    ['{ secret: error }', '{ secret: off }'],
    ['{ secret: fatal }', '{ secrets: error }', 'off'],
  ],
  ['judge.model', ['openai:gpt-4.1'], ['""', '5']],
  [
    'models',
    [
      '{ a: "openai:gpt-5" }',
      '{ "b:*": { provider: openai, model: "*", base-url: "http://localhost:1/v1", key-variable: B_API_KEY } }',
    ],
    [
      '{ a: gpt-5 }',
      '{ a: { provider: openai } }',
      '{ a: { provider: openai, model: x, base-url: "ftp://h/v1" } }',
      '{ a: { provider: openai, model: x, key-variable: SECRET } }',
      '[a]',
    ],
  ],
  [
    'registry',
    [
      'null',
      '{}',
      `{ branch: log, environments: { production: { promote: on-pass, evidence: { max-age: 30d, min-cases: 5 } } }, signing: { promotion: [${KEY}], pointer: [${KEY}] }, metrics: { resolved: binary, mark: { kind: score, from: 1, to: 5 } } }`,
    ],
    [
      '{ branch: "-x" }',
      '{ environments: { Production: {} } }',
      '{ environments: { production: { promote: always } } }',
      '{ signing: { promotion: [abc], pointer: [abc] } }',
      '{ metrics: { 1: binary } }',
    ],
  ],
  ['require-pinned-models', ['true'], ['1']],
  [
    'prompts',
    ['["**/*.md"]', '["!drafts/**", a.md]'],
    ['[]', '"**/*.md"', '[/a.md]', '[a/../../b]', '[5]', '[{ model: x }]', '["a\\\\b"]'],
  ],
  ['thresholds', [], ['{}', '5']],
];

/** The same of an entry of `prompts`. */
const ENTRY: [key: string, valid: string[], broken: string[]][] = [
  ['name', ['support.v2'], ['Support', '-a', '""']],
  [
    'suite',
    ['evals/a.yml', './a.yml', '{ path: a.csv, columns: { q: vars.q }, expected: equals }'],
    [
      '/a.yml',
      '../a.yml',
      'a//b.yml',
      'a/.',
      '{ as: langfuse }',
      '{ path: a.csv, columns: { q: question } }',
    ],
  ],
  ['models', ['each', 'first', '["openai:gpt-5"]'], ['all', '[]']],
  ['segment-by', ['vars.tier', '[vars.tier, metadata.language]'], ['tier', '[]']],
  ['group-by', ['metadata.id'], ['id']],
  [
    'variables',
    ['{ q: { type: string, max-length: 10 } }', '{ q: { enum: [a, 1, true] } }'],
    ['{ q: string }', '{ q: { max-length: 0 } }', '{ q: { max: 10 } }'],
  ],
  ['traffic', ['{ a: 100% }', '{ a: 1 }', '{ a: 30%, b: 0.7 }'], ['{ a: 100 }', '10000/hour']],
  [
    'gate',
    ['{}', '{ alpha: 0.01, margin: { segment: 5 } }', '{ min-pass-rate: off }'],
    ['{ family: prompt }', '{ accept-label: x }', '{ margin: 5 }', '{ margin: { segment: 0.05 } }', 'null'],
  ],
  [
    'cost',
    ['{ traffic: 10000/hour, max-cost-increase: off }'],
    ['{ max-run-cost: 1 }', '{ traffic: 10000 }'],
  ],
  [
    'latency',
    ['{ max-increase: { p95: 20% } }', '{ max-increase: 20% }'],
    ['{ p95: 20% }', '{ max-increase: 20 }'],
  ],
  ['smoke', ['{ cases: 100 }'], ['{ cases: 5 }', '{ case: 100 }']],
  [
    'segments',
    ['{}', '{ vip: { margin: 5, min-effect: 0, on-inconclusive: block, min-pass-rate: 95% } }'],
    ['{ vip: 5 }', '{ vip: { margin: 0.05 } }', '{ vip: { alpha: 0.01 } }', '{ "": {} }', '[vip]'],
  ],
];

function policyWith(key: string, value: string): string {
  const [first = '', ...rest] = key.split('.').reverse();
  const inner = `${first}: ${value}`;
  return rest.reduce((text, name) => `${name}: { ${text} }`, inner);
}

const all = [
  ...VALUES.map(([key, valid, broken]) => ({ key, valid, broken, policyOf: policyWith.bind(null, key) })),
  ...ENTRY.map(([key, valid, broken]) => ({
    key: `prompts[].${key}`,
    valid,
    broken,
    policyOf: (value: string) => inEntry(`${key}: ${value}`),
  })),
];

test.each(all)('the JSON Schema takes of $key what the gate takes', ({ valid, broken, policyOf }) => {
  const told = (text: string) => ({ text, takes: takes(text), isRead: isRead(text) });
  for (const value of valid) expect(told(policyOf(value))).toMatchObject({ takes: true, isRead: true });
  for (const value of broken) expect(told(policyOf(value))).toMatchObject({ takes: false, isRead: false });
});

test('it takes the policy of the documentation', async () => {
  const text = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  const [, example = ''] = /```yaml\n(# \.github[\s\S]*?)```/.exec(text) ?? [];
  expect(takes(example)).toBe(true);
});

test.each([
  ['keys that must go together', 'smoke: { cases: 100, extend-to: 60 }'],
  ['sums', inEntry('traffic: { a: 30%, b: 30% }')],
  ['ranges of times', 'run: { trial-timeout: 2h }'],
  ['a prompt that stands twice', 'prompts: [{ path: a.md }, { path: a.md }]'],
])('it leaves %s to the gate', (_, text) => {
  expect({ takes: takes(text), isRead: isRead(text) }).toEqual({ takes: true, isRead: false });
});

test('it has no default in an entry, where the policy’s keys hold', () => {
  const entry = JSON.stringify(configJsonSchema(), (key, value) => (key === 'default' ? 'DEFAULT' : value));
  const ofEntry = /"instead of the policy's `gate`, key by key".*?"segments"/.exec(entry)?.[0] ?? 'DEFAULT';
  expect(ofEntry).not.toContain('DEFAULT');
});
