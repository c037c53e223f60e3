import { expect, test } from 'vitest';
import { mistakesIn } from '../../src/base/errors.ts';
import { parsePortfolio, promptOfPortfolio } from '../../src/config/portfolio.ts';
import type { Metric } from '../../src/domain/observation.ts';
import type { RegistryState } from '../../src/domain/registry-state.ts';

const PATH = '.github/prompt-portfolios/support.yml';

const EXAMPLE = `owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.3.0
weights:
  "*":        { 1.3.0: 90%, 1.4.0: 0.1 }
  enterprise: { 1.3.0: 100% }
allocator: { kind: thompson, metric: resolved, window: 28d, prior: evidence }
limits:
  floor: { 1.3.0: 30% }
  new-version-cap: [{ until: 500, max: 10% }, { until: 5000, max: 25% }]
  concentration: 60%
  step: 10
  overlap: 0.6
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
  - { metric: refusal, better: lower, worse-by: 2, alpha: 0.01, action: rollback }
  - { metric: cost_usd, better: lower, worse-by: 15%, action: alert }
rebalance: { every: 7d, apply: pull-request }
experiment: { metric: resolved, test: proportions-z, alpha: 0.05, power: 0.8, effect: 3, guardrails: [refusal], at-least: 7d, at-most: 28d }
`;

const MINIMAL = `owner: "@acme/ai"
environment: production
unit: user_id
segment-by: tier
safe: 1.3.0
weights: { "*": { 1.3.0: 100% } }
`;

const read = (text: string, state: RegistryState | null = null) =>
  parsePortfolio(text, PATH, {
    ...{ state, environments: ['staging', 'production'], metrics: null, refusesMisuse: false },
  });

const readWith = (text: string, metrics: Metric[] | null, refusesMisuse = true) =>
  parsePortfolio(text, PATH, { ...{ state: null, environments: ['production'] }, metrics, refusesMisuse });

function mistakes(text: string, state: RegistryState | null = null): string[] {
  try {
    read(text, state);
  } catch (problem) {
    return mistakesIn(problem).map(({ message }) => message);
  }
  return [];
}

/** A registry in which `support` has these versions. */
function registered(versions: Record<string, { archived: boolean }>): RegistryState {
  const states = Object.entries(versions).map(([version, { archived }]) => {
    const source = {
      ...{ commit: 'c', path: 'support.md', author: 'a', owner: null, pullRequest: null, change: '' },
      ...{ description: null, tags: [], tokens: null },
    };
    const state = { version, digest: version, at: '', raised: null, because: [], source, archived };
    return [version, { ...state, evidence: [], judgements: [], served: {} }];
  });
  const prompts = { support: { versions: Object.fromEntries(states), onMain: null, environments: {} } };
  return { format: 1, last: null, recorded: null, serials: {}, prompts };
}

test('a portfolio is read: weights and limits as slots, times in ms, differences with their kind', () => {
  const portfolio = read(EXAMPLE);
  expect(portfolio).toMatchObject({ prompt: 'support', safe: '1.3.0', segmentBy: 'customer_tier' });
  expect(portfolio.weights).toEqual({
    '*': { '1.3.0': 9000, '1.4.0': 1000 },
    enterprise: { '1.3.0': 10_000 },
  });
  expect(portfolio.limits).toEqual({
    floor: { '1.3.0': 3000 },
    newVersionCap: [
      { until: 500, max: 1000 },
      { until: 5000, max: 2500 },
    ],
    concentration: 6000,
    step: 1000,
    overlap: 0.6,
  });
  expect(portfolio.allocator).toEqual({
    ...{ kind: 'thompson', metric: 'resolved', better: 'higher', prior: 'evidence' },
    windowMs: 28 * 86_400_000,
  });
  expect(portfolio.guards.map(({ worseBy }) => worseBy)).toEqual([
    { kind: 'points', value: 0 },
    { kind: 'points', value: 0.02 },
    { kind: 'share', value: 0.15 },
  ]);
  expect(portfolio.experiment).toMatchObject({ effect: { kind: 'points', value: 0.03 }, better: 'higher' });
});

test('what is not stated: fixed weights, no limits, no guards, weekly pull requests', () => {
  expect(read(MINIMAL)).toMatchObject({
    allocator: { kind: 'fixed' },
    limits: { floor: {}, newVersionCap: [], concentration: null, step: null, overlap: null },
    guards: [],
    rebalance: { everyMs: 7 * 86_400_000, apply: 'pull-request' },
    experiment: null,
  });
});

test('`canary` is 5 % and 20 % for a day each, then everything, each with 500 units', () => {
  const text = MINIMAL.replace('1.3.0: 100% }', '1.3.0: 95%, 1.4.0: 5% }');
  const { allocator } = read(`${text}allocator: { kind: schedule, version: 1.4.0, steps: canary }\n`);
  const day = 86_400_000;
  expect(allocator).toEqual({
    ...{ kind: 'schedule', version: '1.4.0' },
    steps: [
      { weight: 500, forMs: day, units: 500, notBefore: null },
      { weight: 2000, forMs: day, units: 500, notBefore: null },
      { weight: 10_000, forMs: 0, units: 500, notBefore: null },
    ],
  });
});

const broken: [what: string, from: string | RegExp, to: string, message: RegExp][] = [
  [
    'weights that add up to less',
    '90%, 1.4.0: 0.1',
    '90%, 1.4.0: 5%',
    /:7:\d+: `weights\["\*"\]`: the weights add up to 95%, not to 100%\./,
  ],
  ['a weight finer than a slot', '90%', '89.995%', /:7:24: .*in steps of 0\.01%, found 89\.995%/],
  [
    'a weight that could be 1 % or 100 %',
    '100% }',
    '1 }',
    /:8:24: .*expected a share .*such as 10%, found 1/,
  ],
  ['no weights for everybody else', '"*":       ', 'standard:  ', /`weights`: missing `"\*"`/],
  ['what is no version', '1.4.0: 0.1', 'v1.4: 0.1', /:7:29: .*expected a version, such as 1\.4\.0/],
  ['a misspelt key', 'concentration', 'concentraton', /:13:3: Unknown key.*Did you mean "concentration"\?/],
  [
    'an unknown allocator',
    'kind: thompson',
    'kind: tompson',
    /:9:20: `allocator.kind`: expected one of fixed.*Did you mean "thompson"\?/,
  ],
  [
    'an unknown environment',
    'environment: production',
    'environment: prod',
    /:2:14: `environment`: .*staging, production/,
  ],
  ['a safe version without weight', 'safe: 1.3.0', 'safe: 1.2.0', /:5:1: `safe`: 1\.2\.0 has no weight/],
  ['a floor for nobody', 'floor: { 1.3.0', 'floor: { 1.9.0', /:11:12: .*no segment of `weights` has 1\.9\.0/],
  [
    'a guardrail that nobody watches',
    '[refusal]',
    '[refusl]',
    /:21:103: .*expected a metric of `guards` \(those are resolved, refusal, cost_usd\).*Did you mean "refusal"\?/,
  ],
  [
    'a floor above the concentration',
    'floor: { 1.3.0: 30% }',
    'floor: { 1.4.0: 70% }',
    /:11:12: `limits.floor\["1.4.0"\]`: 70% is more than `concentration` allows \(60%\)/,
  ],
  [
    'floors that leave no room',
    'floor: { 1.3.0: 30% }',
    'floor: { 1.3.0: 60%, 1.4.0: 50% }',
    /:11:3: `limits.floor`: the floors of "\*" add up to 110%/,
  ],
  [
    'an experiment without a second version',
    '90%, 1.4.0: 0.1',
    '100%, 1.4.0: 0%',
    /:21:1: `experiment`: it compares versions with `safe`, and none serves beside 1\.3\.0/,
  ],
  ['caps that fall', 'max: 25%', 'max: 5%', /new-version-cap\[1\]`: expected more observations/],
  ['a week that is too short', 'at-least: 7d', 'at-least: 2d', /`experiment.at-least`: expected at least 7d/],
  ['an effect of a rate as a share', 'effect: 3', 'effect: 3%', /`experiment.effect`: expected points/],
];

test.each(broken)('%s is refused at its place', (_, from, to, message) => {
  const text = EXAMPLE.replace(from, to);
  expect(text).not.toBe(EXAMPLE);
  const found = mistakes(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(message);
  expect(found[0]?.startsWith(`${PATH}:`)).toBe(true);
});

test('all mistakes of a file are told at once', () => {
  const text = EXAMPLE.replace('concentration', 'concentraton')
    .replace('90%', '95%')
    .replace('step', 'stepp');
  expect(mistakes(text)).toHaveLength(3);
});

test('a schedule rises to other versions than `safe`, step by step', () => {
  const schedule = (steps: string, version = '1.4.0') =>
    mistakes(
      EXAMPLE.replace(/allocator:.*/, `allocator: { kind: schedule, version: ${version}, steps: ${steps} }`),
    );
  expect(schedule('canary')).toEqual([]);
  expect(schedule('canary', '1.3.0').join()).toMatch(/1\.3\.0 is `safe`/);
  expect(schedule('[{ weight: 20% }, { weight: 10% }]').join()).toMatch(/expected more than the step before/);
  expect(schedule('[{ weight: 20%, at: 2026-02-31x }]').join()).toMatch(/expected a date/);
});

test('only registered versions that are not archived may be named', () => {
  const both = { '1.3.0': { archived: false }, '1.4.0': { archived: false } };
  expect(mistakes(EXAMPLE, registered(both))).toEqual([]);
  const [unknown] = mistakes(EXAMPLE.replace('1.4.0: 0.1', '1.40.0: 0.1'), registered(both));
  expect(unknown).toMatch(
    /:7:29: .*1\.40\.0 is not registered; the newest are 1\.4\.0, 1\.3\.0\. Did you mean "1\.4\.0"\?/,
  );
  const archived = registered({ ...both, '1.4.0': { archived: true } });
  expect(mistakes(EXAMPLE, archived).join()).toMatch(/1\.4\.0 is archived/);
});

test('a portfolio of a prompt that the registry does not have is refused', () => {
  const state = { ...registered({}), prompts: {} };
  expect(mistakes(EXAMPLE, state).join()).toMatch(/The registry has no prompt support/);
});

test('the prompt is the name of the file', () => {
  expect(promptOfPortfolio(PATH)).toBe('support');
  expect(promptOfPortfolio('prompts/support.yml')).toBeNull();
  expect(() => promptOfPortfolio('.github/prompt-portfolios/support.yaml')).toThrow(
    /Rename it to .*support\.yml/,
  );
  expect(() => promptOfPortfolio('.github/prompt-portfolios/My Bot.yml')).toThrow(/Name it after its prompt/);
});

test('a metric that the policy does not declare is a mistake with its place: nothing would ever be observed of it', () => {
  const text = `owner: "@acme/ai"
environment: production
unit: user_id
segment-by: tier
safe: 1.0.0
weights: { "*": { 1.0.0: 100% } }
allocator: { kind: thompson, metric: resolvd, window: 28d, prior: none }
guards: [{ metric: refusal, action: alert }]
`;
  const resolved: Metric = { name: 'resolved', kind: 'binary', better: 'higher' };
  const refusal: Metric = { name: 'refusal', kind: 'binary', better: 'higher' };
  expect(() => readWith(text, [resolved, refusal])).toThrow(
    /support\.yml:7:\d+.*did you mean "?`?resolved/is,
  );
  expect(readWith(text, [resolved], false).allocator).toMatchObject({ metric: 'resolvd' });
});

test('where the policy declares no metrics, whatever is reported is counted, but a guard cannot judge by it', () => {
  const learns = `${MINIMAL}allocator: { kind: thompson, metric: resolved }\n`;
  expect(readWith(learns, null).allocator).toMatchObject({ metric: 'resolved', better: 'higher' });
  const guarded = `${MINIMAL}guards: [{ metric: resolved, action: hold }]\n`;
  expect(() => readWith(guarded, null)).toThrow(
    /`guards\[0\]\.metric`: the policy declares no metrics, so this guard judges nothing/,
  );
});

test.each([
  [
    'metric: refusal, better: lower',
    /`registry: \{ metrics: \{ refusal: \{ kind: KIND, better: lower \} \} \}`, where KIND is/,
  ],
  ['metric: resolved', /resolved: \{ kind: KIND, better: BETTER \} .* BETTER `higher` or `lower`/],
  ['metric: cost_usd, worse-by: 15%', /cost_usd: \{ kind: money, better: lower \} \} \}`\.$/],
  ['metric: latency_ms, better: lower', /latency_ms: \{ kind: duration, better: lower \} \} \}`\.$/],
])('the declaration that a guard lacks (%s) agrees with what the guard says', (guard, remedy) => {
  const text = `${MINIMAL}guards: [{ ${guard}, action: hold }]\n`;
  expect(() => readWith(text, null)).toThrow(
    expect.toSatisfy((problem) => remedy.test(mistakesIn(problem)[0]?.remedy ?? '')),
  );
});

const MONEY: Metric = { name: 'cost_usd', kind: 'money', better: 'lower' };
const REFUSAL: Metric = { name: 'refusal', kind: 'binary', better: 'lower' };
const NET: Metric = { name: 'net', kind: 'score', from: -100, to: 100, better: 'higher' };

test('which of two values is better is what the policy says of the metric', () => {
  const { allocator, guards, experiment } = readWith(
    `${MINIMAL.replace('1.3.0: 100%', '1.3.0: 50%, 1.4.0: 50%')}allocator: { kind: ucb, metric: refusal }
guards: [{ metric: cost_usd, worse-by: 15%, action: alert }, { metric: net, better: higher, action: hold }]
experiment: { metric: refusal, effect: 3 }
`,
    [MONEY, REFUSAL, NET],
  );
  expect([allocator, ...guards, experiment]).toMatchObject(
    ['lower', 'lower', 'higher', 'lower'].map((better) => ({ better })),
  );
});

test.each([
  ['guards: [{ metric: refusal, better: higher, action: hold }]', 'guards[0].better', 'a higher refusal'],
  ['allocator: { kind: thompson, metric: refusal, better: higher }', 'allocator.better', 'a higher refusal'],
  ['guards: [{ metric: cost_usd, worse-by: 2, action: hold }]', 'guards[0].worse-by', 'expected a share'],
  ['guards: [{ metric: net, worse-by: 10%, action: hold }]', 'guards[0].worse-by', 'expected points'],
])('%s contradicts the policy, and is a mistake of the file', (stated, keys, problem) => {
  const text = `${MINIMAL}${stated}\n`;
  expect(() => readWith(text, [MONEY, REFUSAL, NET])).toThrow(`\`${keys}\`: ${problem}`);
  expect(readWith(text, [MONEY, REFUSAL, NET], false).safe).toBe('1.3.0');
});
