import { z } from 'zod';
import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { validate } from '../document/validate.ts';
import { parseYaml, type YamlDocument } from '../document/yaml.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import { CURTAILABLE_TESTS } from '../domain/statistical-tests.ts';
import { checkSchema } from './check-schema.ts';
import { judgeSchema } from './judge-schema.ts';
import { withPlaces } from './metrics-schema.ts';
import { modelsSchema } from './models-schema.ts';
import { withOwnRules } from './own-rules.ts';
import { promptsSchema } from './prompts-schema.ts';
import { registrySchema } from './registry-schema.ts';
import { costSchema, gateSchema, latencySchema, smokeSchema } from './rules-schema.ts';
import { duration, orOff } from './units.ts';

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
  const prompts = withOwnRules(config.prompts, document).map((source, index) =>
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
  const ofSegments = Object.entries({ traffic: entry.traffic, segments: entry.policy?.segments }).flatMap(
    ([key, named = {}]) =>
      Object.keys(named).map((name): [string, Place] => [
        `${key}.${name}`,
        document.placeOfKey([...at, key, name]),
      ]),
  );
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
  const { name, model, models, suite, groupBy } = entry;
  const ofModels = Array.isArray(models)
    ? models.map((_, index): [string, Place] => [
        `models.${index}`,
        document.placeOf([...at, 'models', index]),
      ])
    : [];
  const stated = Object.entries({ name, model, suite, 'group-by': groupBy });
  const places = stated
    .filter(([, value]) => value !== undefined)
    .map(([key]): [string, Place] => [key, document.placeOf([...at, key])]);
  return {
    place: document.placeOf([...at, 'path']),
    places: Object.fromEntries([...places, ...ofModels, ...ofDataset, ...ofSegments]),
  };
}

/** The policy of a repository that has none. */
export function defaultConfig(): Config {
  return configSchema.parse({});
}

/** The JSON Schema of the policy file, for editors. */
export function configJsonSchema(): Json {
  const schema = z.toJSONSchema(configSchema, { io: 'input' });
  return z.json().parse({ ...schema, title: 'Policy of Prompt Eval Gate' });
}
