import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/schema.ts';

const read = (text: string) => parseConfig(text, 'policy.yml').registry;

test('a policy without `registry:` keeps none', () => {
  expect(read('')).toBeNull();
});

test('an empty `registry:` has one environment, promoted by hand, with pinned models', () => {
  expect(read('registry: {}')).toEqual({
    branch: 'prompt-registry',
    remote: null,
    environments: [
      {
        name: 'production',
        promote: 'by-hand',
        evidence: { required: true, maxAgeMs: null, minCases: null },
        soak: null,
        pinned: true,
      },
    ],
    signing: null,
    publish: [],
    metrics: null,
    segments: [],
  });
});

test('metrics have a kind and a direction; what applications report of calls that failed is one of them', () => {
  const registry = read(`registry:
  segments: [standard, enterprise]
  metrics:
    resolved: binary
    refusal: { kind: binary, better: lower }
    csat: { kind: score, from: 1, to: 5 }
    cost_usd: money
`);
  expect(registry?.segments).toEqual(['standard', 'enterprise']);
  expect(registry?.metrics).toEqual([
    { name: 'resolved', kind: 'binary', better: 'higher' },
    { name: 'refusal', kind: 'binary', better: 'lower' },
    { name: 'csat', kind: 'score', from: 1, to: 5, better: 'higher' },
    { name: 'cost_usd', kind: 'money', better: 'lower' },
    { name: 'error', kind: 'binary', better: 'lower' },
  ]);
});

test('a metric that judges answers keeps its assertions with their places; by default a tenth is judged', () => {
  const registry = read(`registry:
  metrics:
    good:
      kind: binary
      threshold: 0.5
      assert:
        - { type: llm-rubric, value: Is kind. }
    valid: { kind: binary, sample: 100%, assert: [{ type: is-json }] }
`);
  const [good, valid] = registry?.metrics ?? [];
  expect(good).toMatchObject({
    ...{ name: 'good', kind: 'binary', better: 'higher' },
    judged: { assert: [{ type: 'llm-rubric', value: 'Is kind.' }], sample: 0.1, threshold: 0.5 },
  });
  expect(good?.judged?.places['0.value']).toEqual({ path: 'policy.yml', line: 7, column: 38 });
  expect(valid?.judged).toMatchObject({ sample: 1, threshold: null });
});

test.each([
  ['csat: score', /expected `from` and `to` of a score, such as/],
  ['csat: { kind: score, from: 5, to: 1 }', /expected `from` and `to` of a score, such as/],
  ['cost: { kind: money, from: 0 }', /expected `from` and `to` of a score only, not of money/],
  ['"customer mood": binary', /expected the name of a metric/],
  ['calls: binary', /`calls` counts calls by itself/],
  ['good: { kind: binary, sample: 5% }', /policy\.yml:3:\d+: .*sample`: belongs to `assert`/],
  ['good: { kind: binary, threshold: 0.5 }', /threshold`: belongs to `assert`/],
  ['good: { kind: binary, sample: 0%, assert: [{ type: is-json }] }', /expected a share above 0/],
  ['slow: { kind: duration, assert: [{ type: is-json }] }', /judges answers, which gives no duration/],
  [
    'good: { kind: score, from: 0, to: 1, threshold: 0.5, assert: [{ type: is-json }] }',
    /threshold`: is for `kind: binary`/,
  ],
  ['good: { kind: binary, assert: [] }', /good\.assert`/],
  ['resolved: { kind: binary, beter: lower }', /policy\.yml:3:\d+: .*beter/],
  [
    Array.from({ length: 20 }, (_, index) => `m${index}: binary`).join(', '),
    /at most 20 metrics, `error` among/,
  ],
])('the metric %s is a mistake', (metric, message) => {
  expect(() => read(`registry:\n  metrics:\n    { ${metric} }\n`)).toThrow(message);
});

test('environments keep their order; times are ms; the last one wants pinned models', () => {
  const registry = read(`registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: on-pass, evidence: { max-age: 30d, min-cases: 100 }, soak: { in: staging, for: 24h } }
  publish: [{ directory: published }, { redis: PROMPTS_REDIS_URL }, { run: [aws, s3, cp, "{directory}"] }]
`);
  expect(registry?.environments).toEqual([
    {
      name: 'staging',
      promote: 'on-merge',
      evidence: { required: false, maxAgeMs: null, minCases: null },
      soak: null,
      pinned: false,
    },
    {
      name: 'production',
      promote: 'on-pass',
      evidence: { required: true, maxAgeMs: 2_592_000_000, minCases: 100 },
      soak: { in: 'staging', forMs: 86_400_000 },
      pinned: true,
    },
  ]);
  expect(registry?.publish).toEqual([
    { kind: 'directory', path: 'published' },
    { kind: 'redis', variable: 'PROMPTS_REDIS_URL' },
    { kind: 'program', words: ['aws', 's3', 'cp', '{directory}'] },
  ]);
});

test.for([
  [
    'environments: { production: { soak: { in: stagign, for: 1h } } }',
    /policy.yml:1:\d+.*comes before production/,
  ],
  ['environments: { staging: {}, production: { soak: { in: stagign, for: 1h } } }', /Did you mean "staging"/],
  ['environments: {}', /at least one environment/],
  ['environments: { Production: {} }', /the name of an environment/],
  ['environments: { production: { evidence: { max-age: 30 } } }', /expected a time/],
  ['branch: -x', /name of a branch/],
  ['branch: a..b', /name of a branch/],
  ['remote: "ext::sh -c id"', /name of a remote/],
  ['signing: { promotion: [secret], pointer: [secret] }', /expected a public key/],
  ['publish: [{ s3: acme }]', /Unknown key "s3"/],
  ['publish: [{}]', /one of .directory., .redis. and .run./],
  ['publish: [{ directory: out, redis: PROMPTS_REDIS_URL }]', /one of .directory., .redis. and .run./],
  ['publish: [{ redis: OPENAI_API_KEY }]', /the name of an environment variable/],
  ['publish: [{ redis: "redis://ada:secret@host" }]', /never the URL itself\.$/],
  ['publish: [{ redis: PROMPTS_REDIS }]', /an environment variable that ends in _REDIS_URL/],
  ['publish: [{ run: [aws, s3, sync] }]', /expected .{directory}. in one of the words/],
  ['publish: [{ run: ["{directory}"] }]', /the name of a program/],
  ['publish: [{ directory: ../out }]', /leaves it/],
])('refuses `%s` with its place', ([text, message]) => {
  expect(() => read(`registry: { ${text} }`)).toThrow(message);
});
