import { z } from 'zod';
import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { validate } from '../document/validate.ts';
import { parseYaml, type YamlDocument } from '../document/yaml.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import {
  CURTAILABLE_TESTS,
  DEFAULT_MIN_EFFECT,
  DEFAULT_TEST,
  STATISTICAL_TESTS,
} from '../domain/statistical-tests.ts';
import { checkSchema } from './check-schema.ts';
import { judgeSchema } from './judge-schema.ts';
import { withPlaces } from './metrics-schema.ts';
import { modelsSchema } from './models-schema.ts';
import { promptsSchema } from './prompts-schema.ts';
import { registrySchema } from './registry-schema.ts';
import { callsPerMonth, duration, fraction, fractionOrOff, orOff, points } from './units.ts';

const smokeSchema = z
  .strictObject({
    cases: z.int().min(10).max(100_000).default(50).describe('cases a segment at the first look'),
    'extend-to': z
      .int()
      .min(10)
      .max(100_000)
      .optional()
      .describe('cases a segment at the second look; by default 150, or `cases` if that is more'),
    trials: z.int().min(1).max(100).default(1).describe('answers to each case by each arm'),
  })
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

const gateSchema = z
  .strictObject({
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
  })
  .transform((gate) => ({
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

const costSchema = z
  .strictObject({
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
  })
  .transform((cost) => ({
    maxTokenIncrease: cost['max-token-increase'],
    maxCostIncrease:
      cost['max-cost-increase'] === undefined ? cost['max-token-increase'] : cost['max-cost-increase'],
    unlessImproved: cost['unless-improved'],
    callsPerMonth: cost.traffic,
    maxRunCost: cost['max-run-cost'],
  }));

const increaseSchema = fractionOrOff(100);

const latencySchema = z
  .strictObject({
    'max-increase': z
      .union([
        z.strictObject({ p50: increaseSchema.prefault('off'), p95: increaseSchema.prefault('off') }),
        increaseSchema,
      ])
      .prefault('off')
      .describe(
        'of the median and of the 95th percentile of latency: one share for both, or `p50` and `p95`',
      ),
  })
  .transform(({ 'max-increase': most }) =>
    typeof most === 'object' && most !== null ? most : { p50: most, p95: most },
  );

const runSchema = z
  .strictObject({
    'max-concurrency': z.int().min(1).max(1000).default(100).describe('calls at the same time'),
    'trial-timeout': duration().prefault('60s').describe('of one call'),
    retries: z.int().min(0).max(20).default(5).describe('of a call that failed for a passing reason'),
    'time-limit': orOff(duration({ hours: 24 }))
      .prefault('off')
      .describe('of asking, for the whole run'),
    'stop-when-decided': z
      .boolean()
      .default(false)
      .describe(
        `do not ask what cannot change the verdict any more; with \`gate.test: ${CURTAILABLE_TESTS.join(' or ')}\``,
      ),
    cache: z
      .boolean()
      .default(true)
      .describe('on GitHub, keep answers for later runs; false leaves that to a step of your own'),
  })
  .transform((run) => ({
    maxConcurrency: run['max-concurrency'],
    trialTimeoutMs: run['trial-timeout'],
    retries: run.retries,
    timeLimitMs: run['time-limit'],
    stopWhenDecided: run['stop-when-decided'],
    cache: run.cache,
  }));

const scriptsSchema = z.strictObject({
  runtime: z
    .enum(['quickjs', 'node'])
    .default('quickjs')
    .describe(
      'what `script` assertions run in; node: for trusted pull requests only, and only in the policy at the base',
    ),
});

/** The policy file: its keys, every default, and how it becomes a Config. */
export const configSchema = z
  .strictObject({
    prompts: promptsSchema,
    models: modelsSchema.default({}).describe('names that prompt files use, and who answers'),
    judge: judgeSchema.prefault({}),
    smoke: smokeSchema.prefault({}),
    gate: gateSchema.prefault({}),
    cost: costSchema.prefault({}),
    latency: latencySchema.prefault({}),
    run: runSchema.prefault({}),
    scripts: scriptsSchema.prefault({}),
    check: checkSchema.prefault({}),
    registry: registrySchema
      .nullable()
      .default(null)
      .describe('versions of prompts and what serves them, on a branch of their own'),
    'require-pinned-models': z
      .boolean()
      .default(false)
      .describe('refuse model names that move, such as gpt-4o'),
  })
  .superRefine(({ prompts, registry }, context) => {
    if (registry === null) return;
    for (const [index, source] of prompts.entries()) {
      if (source.kind !== 'entry' || source.models === undefined || source.models === 'first') continue;
      const message =
        'does not go with `registry`: a version is a prompt with one model, as applications are served it. Name that one as `model`.';
      context.addIssue({ code: 'custom', path: ['prompts', index, 'models'], message });
    }
  })
  .superRefine(({ gate, run }, context) => {
    if (!run.stopWhenDecided || CURTAILABLE_TESTS.includes(gate.test)) return;
    const message = `needs \`gate.test: ${CURTAILABLE_TESTS.join(' or ')}\`: with ${gate.test}, no segment is known to be decided before all its cases are answered.`;
    context.addIssue({ code: 'custom', path: ['run', 'stop-when-decided'], message });
  })
  .transform(
    ({ 'require-pinned-models': requirePinnedModels, ...rest }): Config => ({ ...rest, requirePinnedModels }),
  );

/**
 * Reads the text of a policy file; an empty one means the defaults. `path` names it in errors.
 * Throws ConfigurationError(s) with line and column.
 */
export function parseConfig(text: string, path: string): Config {
  const document = parseYaml(text, path);
  const config = validate<Config>(
    configSchema,
    document.value === null ? { ...document, value: {} } : document,
  );
  const prompts = config.prompts.map((source, index) =>
    source.kind === 'entry' ? { ...source, ...placesOf(source, ['prompts', index], document) } : source,
  );
  const isStated = config.judge.model !== null || config.judge.embeddingModel !== null;
  const judge = isStated ? { ...config.judge, place: document.placeOf(['judge']) } : config.judge;
  const { registry } = config;
  const metrics = registry?.metrics ? withPlaces(registry.metrics, document) : null;
  return { ...config, prompts, judge, registry: registry && { ...registry, metrics } };
}

function placesOf(
  entry: PromptEntry,
  at: readonly PropertyKey[],
  document: YamlDocument,
): Pick<PromptEntry, 'place' | 'places'> {
  const traffic = Object.keys(entry.traffic ?? {}).map((name): [string, Place] => [
    `traffic.${name}`,
    document.placeOfKey([...at, 'traffic', name]),
  ]);
  const { columns = {}, expected, assert } = entry.dataset ?? {};
  const ofDataset = [
    ...Object.keys(columns).map((name): [string, Place] => [
      `suite.columns.${name}`,
      document.placeOfKey([...at, 'suite', 'columns', name]),
    ]),
    ...Object.entries({ expected, assert }).flatMap(([key, value]): [string, Place][] =>
      value === undefined ? [] : [[`suite.${key}`, document.placeOf([...at, 'suite', key])]],
    ),
  ];
  const { name, model, suite, groupBy } = entry;
  const stated = Object.entries({ name, model, suite, 'group-by': groupBy });
  const places = stated
    .filter(([, value]) => value !== undefined)
    .map(([key]): [string, Place] => [key, document.placeOf([...at, key])]);
  return {
    place: document.placeOf([...at, 'path']),
    places: Object.fromEntries([...places, ...ofDataset, ...traffic]),
  };
}

/** The policy of a repository that has none. */
export function defaultConfig(): Config {
  return configSchema.parse({});
}

/** The JSON Schema of the policy file, for editors. */
export function configJsonSchema(): Json {
  const schema = z.toJSONSchema(configSchema, { io: 'input' });
  return z.json().parse({ title: 'Prompt Eval Gate', ...schema });
}
