import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ConfigurationErrors } from '../../src/base/errors.ts';
import { configJsonSchema, defaultConfig, parseConfig } from '../../src/config/schema.ts';
import { providers } from '../../src/model/providers/table.ts';
import { VENDOR_NAMES } from '../../src/model/vendors.ts';

const read = (text: string) => parseConfig(text, 'c.yml');
const mistakes = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigurationErrors) return error.errors.map(({ message }) => message);
    throw error;
  }
  return [];
};
const documentation = () => readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

describe('defaults', () => {
  test('an empty file means what no file means', () => {
    expect(read('')).toEqual(defaultConfig());
    expect(read('# all by default\n')).toEqual(defaultConfig());
    expect(read('gate: {}\nrun: {}')).toEqual(defaultConfig());
    expect(read('run: { stop-when-decided: true }').run.stopWhenDecided).toBe(true);
  });

  test('in the units of the code', () => {
    expect(defaultConfig()).toEqual({
      prompts: [
        { kind: 'glob', pattern: '**/*.prompt.yml' },
        { kind: 'glob', pattern: '**/*.prompt.yaml' },
        { kind: 'glob', pattern: '**/promptfooconfig.yaml' },
        { kind: 'glob', pattern: '**/promptfooconfig.yml' },
        { kind: 'glob', pattern: '**/promptfooconfig.json' },
        { kind: 'glob', pattern: '**/SKILL.md', where: { beside: 'evals/evals.json', paths: [] } },
      ],
      models: {},
      judge: { model: null, embeddingModel: null },
      smoke: { cases: 50, extendTo: 150, trials: 1 },
      gate: {
        test: 'proportions-z',
        correction: 'min-p',
        alpha: 0.05,
        family: 'prompt',
        margin: { segment: 0.1, overall: 0.05 },
        minEffect: 0,
        onInconclusive: 'pass',
        minPassRate: null,
        maxMissing: 0.1,
        onSuiteChange: 'report',
        onWeakerSuite: 'report',
        acceptLabel: 'accept-regression',
        suite: 'union',
      },
      cost: {
        maxTokenIncrease: 0.1,
        maxCostIncrease: 0.1,
        unlessImproved: true,
        callsPerMonth: null,
        maxRunCost: null,
      },
      latency: { p50: null, p95: null },
      run: {
        maxConcurrency: 100,
        trialTimeoutMs: 60_000,
        retries: 5,
        timeLimitMs: null,
        stopWhenDecided: false,
        cache: true,
      },
      scripts: { runtime: 'quickjs' },
      check: { findings: {} },
      registry: null,
      requirePinnedModels: false,
    });
  });
});

test('a latency limit is one for both quantiles or one each, and scores need a drop of 5 points to block', () => {
  expect(read('latency: { max-increase: 25% }').latency).toEqual({ p50: 0.25, p95: 0.25 });
  expect(read('latency: { max-increase: { p95: 0.5 } }').latency).toEqual({ p50: null, p95: 0.5 });
  expect(read('gate: { test: paired-t }').gate.minEffect).toBe(0.05);
  expect(read('gate: { test: paired-t, min-effect: 0 }').gate.minEffect).toBe(0);
});

test('every key, as an owner writes it', () => {
  const config = read(`
prompts:
  - ./prompts/**/*.prompt.yml
  - "!prompts/drafts/**"
  - path: ./prompts/support.md
    model: openai:gpt-4.1-mini-2025-04-14
    suite: evals/support.yml
    segment-by: [vars.customer_tier, metadata.language]
    variables:
      user_message: { type: string, max-length: 4000 }
      customer_tier: { enum: [standard, premium] }
    traffic: { standard: 80%, premium: 0.2 }
models:
  openai/gpt-4o-mini: openai:gpt-4o-mini-2024-07-18
  fast: anthropic/claude-haiku-4-5
  local: { provider: openai, model: llama3, base-url: http://localhost:11434/v1 }
judge: { model: anthropic:claude-haiku-4-5-20251001, embedding-model: openai:text-embedding-3-small }
smoke: { cases: 20, extend-to: 60, trials: 3 }
gate:
  test: two-proportion-z
  correction: holm
  alpha: 0.01
  family: pull-request
  margin: { segment: 8, overall: 2.5 }
  min-effect: 3
  on-inconclusive: block
  min-pass-rate: 80%
  max-missing: 0.2
  on-suite-change: run
  on-weaker-suite: block
  accept-label: off
  suite: head
cost:
  max-token-increase: 150%
  max-cost-increase: 50%
  unless-improved: false
  traffic: 1_000_000/day
  max-run-cost: 2.00
latency: { max-increase: { p50: 20%, p95: off } }
run: { max-concurrency: 8, trial-timeout: 1.5m, retries: 0, time-limit: 2h, stop-when-decided: false, cache: false }
scripts: { runtime: node }
check: { findings: { secret: error, retired-model: off } }
require-pinned-models: true
`);
  expect(config).toEqual({
    prompts: [
      { kind: 'glob', pattern: 'prompts/**/*.prompt.yml' },
      { kind: 'glob', pattern: '!prompts/drafts/**' },
      {
        kind: 'entry',
        path: 'prompts/support.md',
        place: { path: 'c.yml', line: 5, column: 11 },
        places: {
          model: { path: 'c.yml', line: 6, column: 12 },
          suite: { path: 'c.yml', line: 7, column: 12 },
          'traffic.standard': { path: 'c.yml', line: 12, column: 16 },
          'traffic.premium': { path: 'c.yml', line: 12, column: 31 },
        },
        model: 'openai:gpt-4.1-mini-2025-04-14',
        suite: 'evals/support.yml',
        segmentBy: ['vars.customer_tier', 'metadata.language'],
        variables: {
          user_message: { type: 'string', maxLength: 4000 },
          customer_tier: { enum: ['standard', 'premium'] },
        },
        traffic: { standard: 0.8, premium: 0.2 },
      },
    ],
    models: {
      'openai/gpt-4o-mini': { provider: 'openai', model: 'gpt-4o-mini-2024-07-18' },
      fast: { provider: 'anthropic', model: 'claude-haiku-4-5' },
      local: { provider: 'openai', model: 'llama3', baseUrl: 'http://localhost:11434/v1' },
    },
    judge: {
      model: 'anthropic:claude-haiku-4-5-20251001',
      embeddingModel: 'openai:text-embedding-3-small',
      place: { path: 'c.yml', line: 17, column: 8 },
    },
    smoke: { cases: 20, extendTo: 60, trials: 3 },
    gate: {
      test: 'two-proportion-z',
      correction: 'holm',
      alpha: 0.01,
      family: 'pull-request',
      margin: { segment: 0.08, overall: 0.025 },
      minEffect: 0.03,
      onInconclusive: 'block',
      minPassRate: 0.8,
      maxMissing: 0.2,
      onSuiteChange: 'run',
      onWeakerSuite: 'block',
      acceptLabel: null,
      suite: 'head',
    },
    cost: {
      maxTokenIncrease: 1.5,
      maxCostIncrease: 0.5,
      unlessImproved: false,
      callsPerMonth: 30_437_500,
      maxRunCost: 2,
    },
    latency: { p50: 0.2, p95: null },
    run: {
      maxConcurrency: 8,
      trialTimeoutMs: 90_000,
      retries: 0,
      timeLimitMs: 7_200_000,
      stopWhenDecided: false,
      cache: false,
    },
    scripts: { runtime: 'node' },
    check: { findings: { secret: 'error', 'retired-model': 'off' } },
    registry: null,
    requirePinnedModels: true,
  });
});

describe('units', () => {
  test.each([
    ['1M/day', 30_437_500],
    ['20k/hour', 20_000 * 24 * 30.4375],
    ['500/month', 500],
    ['off', null],
  ])('traffic %s', (written, calls) => {
    expect(read(`cost: { traffic: ${written} }`).cost.callsPerMonth).toBe(calls);
  });

  test.each(['off', 'null', '~'])('a limit is switched off by %s', (written) => {
    const { cost } = read(`cost: { max-token-increase: ${written}, max-run-cost: ${written} }`);
    expect(cost).toMatchObject({ maxTokenIncrease: null, maxRunCost: null });
  });

  test.each([
    ['cost: { max-token-increase: 10 }', 'expected a share, such as 10%, found 10.'],
    ['gate: { min-pass-rate: 1 }', 'expected a share of at most 100%, such as 10%, found 1.'],
    ['gate: { min-pass-rate: 101% }', 'found "101%".'],
    [
      'gate: { margin: { segment: 0.1 } }',
      'expected points, 0 or from 1 to 100, found 0.1. For 10 points write 10.',
    ],
    ['run: { trial-timeout: 60 }', 'expected a time from 1s to 1h, such as 60s, found 60.'],
    ['run: { trial-timeout: 2h }', 'found "2h".'],
    ['cost: { traffic: 1000 }', 'expected calls in a time, such as 1000000/day, found 1000.'],
  ])('%s could mean two things, or too much', (text, message) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(message)]);
  });

  test('more cases at the first look than the second has by default are asked once', () => {
    expect(read('smoke: { cases: 300 }').smoke).toMatchObject({ cases: 300, extendTo: 300 });
  });
});

describe('mistakes', () => {
  test.each([
    [
      'check: { findings: { secrt: off } }',
      'c.yml:1:22: Unknown key "secrt" in `check.findings`. Did you mean "secret"?',
    ],
    ['check: { findings: { secret: warn } }', 'found "warn"'],
    ['prompt: []', 'c.yml:1:1: Unknown key "prompt". Did you mean "prompts"?'],
    ['gate:\n  minEffect: 3', 'c.yml:2:3: Unknown key "minEffect" in `gate`. Did you mean "min-effect"?'],
    ['gate: { on-inconclusive: blok }', 'c.yml:1:26: `gate.on-inconclusive`: expected one of pass, block'],
    ['gate: { alpha: 5 }', 'expected at most 0.5, found 5.'],
    ['prompts: []', 'expected at least 1 item'],
    ['prompts: ["!a/**"]', 'every line here only excludes.'],
    ['prompts: [/etc/passwd]', 'found the absolute path "/etc/passwd".'],
    ['prompts: ["../*.yml"]', 'found one that leaves it: "../*.yml".'],
    ['prompts: ["a\\\\b.md"]', 'with / between folders'],
    ['prompts: ["*a*a*a*a*a*a*a*b"]', 'expected a glob with at most 6 wildcards, found 8.'],
    [
      'prompts: [{ path: a.md }, { path: ./a.md }]',
      'c.yml:1:35: `prompts[1].path`: the prompt "a.md" stands here twice.',
    ],
    ['prompts: [{ path: a.md, suite: ../b.yml }]', 'found one that leaves it: "../b.yml".'],
    [
      'prompts: [{ path: a.md, segment-by: tier }]',
      'expected vars.<name> or metadata.<name>. Did you mean "vars.tier"?',
    ],
    ['prompts: [{ path: a.md, traffic: { a: 50% } }]', 'expected shares that add up to 100%, found 50%.'],
    ['models: { a: opnai:gpt-4o }', 'found "opnai:gpt-4o". Did you mean "openai"?'],
    ['models: { a: "openai:gpt\\e[31m" }', '"openai:gpt\\u001b[31m" has characters that are not seen'],
    ['models: { a: { provider: openai, model: "x\\ny" } }', 'the name has characters that are not seen'],
    ['models: { a: openai:assistant:x }', '`assistant` models are not asked here'],
    ['models: { a: { provider: openai, model: x, api: answers } }', 'expected one of chat, responses'],
    ['models: { a: { provider: anthropic, model: x, api: chat } }', 'only `provider: openai` has several'],
    [
      'models: { a: { provider: openai, model: x, key-variable: sk-secret } }',
      'expected the name of an environment variable that ends in _API_KEY, never a key itself.',
    ],
    ['models: { a: { provider: openai, model: x, key-variable: GITHUB_TOKEN } }', 'ends in _API_KEY'],
    [
      'models: { a: { provider: acme, model: x } }',
      `expected one of ${[...Object.keys(providers), ...VENDOR_NAMES].join(', ')}, found "acme".`,
    ],
    ['models: { a: { provider: openai, model: x, base-url: ftp://x } }', 'expected a URL, found "ftp://x".'],
    [
      'smoke: { cases: 60, extend-to: 50 }',
      '`smoke.extend-to`: expected at least `smoke.cases` (60), found 50.',
    ],
    ['run: 5', 'c.yml:1:6: `run`: expected a mapping, found 5.'],
    [
      'gate: { test: paired-t }\nrun: { stop-when-decided: true }',
      'c.yml:2:27: `run.stop-when-decided`: needs `gate.test: proportions-z`',
    ],
  ])('%s', (text, message) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(message)]);
  });
});

describe('what is written about it', () => {
  test('the JSON Schema has every key and default for editors', () => {
    expect(configJsonSchema()).toMatchObject({
      properties: {
        smoke: { properties: { cases: { default: 50, minimum: 10 } }, additionalProperties: false },
        cost: { properties: { 'max-token-increase': { default: '10%' } } },
        'require-pinned-models': { default: false },
      },
      additionalProperties: false,
    });
  });

  test('the documentation names every key', async () => {
    const text = await documentation();
    for (const key of keysOf(configJsonSchema())) expect(text).toContain(key);
  });

  test("the documentation's full example is read", async () => {
    const examples = (await documentation()).matchAll(
      /```yaml\n(# \.github\/prompt-eval-gate\.yml[\s\S]*?)```/g,
    );
    const configs = [...examples].map(([, example = '']) => read(example));
    expect(configs).toHaveLength(1);
    expect(configs[0]?.prompts).toHaveLength(3);
  });
});

function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) =>
    name === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...Object.values(value).flatMap(keysOf)]
      : keysOf(value),
  );
}

describe('the name of a prompt', () => {
  const named = (name: string) => `prompts: [{ path: a.md, name: ${name} }]`;

  test('stands in its entry, with its place', () => {
    expect(read(named('support.v2')).prompts).toMatchObject([
      { name: 'support.v2', places: { name: { path: 'c.yml', line: 1, column: 31 } } },
    ]);
  });

  test.each(['Support', 'a b', '-a', '"a/b"', 'a'.repeat(65)])('is not %s', (name) => {
    expect(mistakes(named(name))).toEqual([
      expect.stringMatching(/^c\.yml:1:31: `prompts\[0\]\.name`: expected small letters, digits, .*; found /),
    ]);
  });
});
