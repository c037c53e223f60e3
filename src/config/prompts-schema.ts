import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { DATA_SET_TOOLS } from '../domain/data-set.ts';
import type { PromptEntry, PromptSource } from '../domain/policy.ts';
import { FORMAT_GLOBS } from '../prompt/formats/table.ts';
import { CHOOSABLE_ENGINES } from '../prompt/template/engines.ts';
import { isPromptName, NAME_RULE } from '../registry/names.ts';
import { ownRulesKeys } from './own-rules-schema.ts';
import { forEditors, fraction, PATH_PATTERN, problemOfPath, repositoryPath } from './units.ts';

/** A glob with more wildcards than this could be made to take very long on hostile file names. */
const MAX_WILDCARDS = 6;

/** Every case is asked of each. */
const MOST_MODELS = 10;

const variableSchema = z
  .strictObject({
    type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']).optional(),
    'max-length': z.int().min(1).optional().describe('characters'),
    enum: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional(),
    description: z.string().optional().describe('for readers'),
    pattern: z.string().max(1000).optional().describe('a regular expression (RE2) the whole value matches'),
  })
  .transform(({ type, 'max-length': maxLength, enum: values, pattern }) => ({
    ...(type === undefined ? {} : { type }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(values === undefined ? {} : { enum: values }),
    ...(pattern === undefined ? {} : { pattern }),
  }));

const valueKeySchema = z.string().regex(/^(?:vars|metadata)\.[^\s]+$/, {
  error: ({ input }) =>
    `expected vars.<name> or metadata.<name>.${/^[\w-]{1,60}$/.test(String(input)) ? ` Did you mean "vars.${input}"?` : ''}`,
});

const PARTS_OF_CASE = ['id', 'description', 'segment', 'group', 'critical', 'expected', 'vars', 'metadata'];

const columnSchema = z
  .string()
  .regex(
    /^(?:id|description|segment|group|critical|expected|vars|metadata|(?:vars|metadata)\.[^\s.]{1,200})$/,
    {
      error: ({ input }) =>
        `expected vars.<name>, expected, metadata.<name>, id, description, segment, group or critical.${didYouMean(String(input), PARTS_OF_CASE)}`,
    },
  );

const expectedSchema = z
  .union([
    z.string().transform((type) => ({ type })),
    z.strictObject({ type: z.string(), threshold: z.number().optional() }),
  ])
  .describe('the assertion that an expected output becomes: its type, or type and threshold');

/** `suite:` of an entry: a path, or a data set and how its rows become cases. */
const suiteSchema = z.union([
  repositoryPath(),
  z.strictObject({
    path: repositoryPath().describe('the file with the cases'),
    as: z.enum(DATA_SET_TOOLS).optional().describe('the tool whose names its columns have'),
    columns: z
      .record(z.string(), columnSchema)
      .refine((columns) => Object.keys(columns).length > 0, { error: 'expected at least one column.' })
      .optional()
      .describe(
        'what a column is: vars.<name>, expected, metadata.<name>, id, description, segment, group, critical',
      ),
    expected: expectedSchema.optional(),
    assert: z
      .array(z.record(z.string(), z.json()))
      .min(1)
      .optional()
      .describe('assertions of every case, besides its own'),
  }),
]);

function promptName() {
  return forEditors(z.string(), { pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' }).refine(isPromptName, {
    error: ({ input }) => `expected ${NAME_RULE}; found ${describeValue(input)}.`,
  });
}

const promptEntrySchema = z
  .strictObject({
    path: repositoryPath().describe('the prompt file'),
    name: promptName()
      .optional()
      .describe('what applications ask for it by; by default the file’s, without its endings'),
    model: z.string().min(1).optional().describe("instead of the file's own, e.g. openai:gpt-4.1-mini"),
    models: z
      .union([z.enum(['each', 'first']), z.array(z.string().min(1)).min(1).max(MOST_MODELS)])
      .optional()
      .describe(
        'each: all providers of a promptfoo config are asked; first: one, without a notice; or a list',
      ),
    suite: suiteSchema.optional().describe('its cases; by default found beside it'),
    template: z
      .enum(CHOOSABLE_ENGINES)
      .optional()
      .describe('the template engine of a text or a list of messages, instead of what the file says'),
    'segment-by': z
      .union([valueKeySchema, z.array(valueKeySchema).min(1)])
      .optional()
      .describe('what a segment is made of: vars.<name> or metadata.<name>, one or several'),
    'group-by': valueKeySchema
      .optional()
      .describe('what variants of one question have in common: vars.<name> or metadata.<name>'),
    variables: z
      .record(z.string(), variableSchema)
      .optional()
      .describe("the template's variables and their bounds"),
    traffic: z
      .record(z.string(), fraction(1).or(z.literal(1)), {
        error: ({ input }) =>
          typeof input === 'string'
            ? `expected a share of each segment, found ${describeValue(input)}. Calls in a time are \`cost: { traffic: 10000/hour }\`.`
            : undefined,
      })
      .optional()
      .transform(sharesOfOne)
      .describe('share of traffic of each segment; together 100%; calls are `cost.traffic`'),
    ...ownRulesKeys,
  })
  .superRefine(({ model, models }, context) => {
    if (model === undefined || models === undefined) return;
    const message = '`model` and `models` say the same thing twice. Keep one of them.';
    context.addIssue({ code: 'custom', path: ['models'], message });
  })
  .transform((entry): PromptEntry => {
    const { 'segment-by': segmentBy, 'group-by': groupBy, suite: stated, ...others } = entry;
    const { gate: _, cost: __, latency: ___, smoke: ____, segments: _____, ...rest } = others;
    const { path: suite, ...dataset } = typeof stated === 'object' ? stated : { path: stated };
    return {
      ...{ kind: 'entry', ...rest, ...(suite !== undefined && { suite }) },
      ...(Object.keys(dataset).length > 0 && { dataset }),
      segmentBy: segmentBy === undefined ? undefined : [segmentBy].flat(),
      ...(groupBy !== undefined && { groupBy }),
    };
  });

const globText = forEditors(z.string(), { pattern: `^!?${PATH_PATTERN}$` });

const globSchema = globText.transform((pattern, context): PromptSource => {
  const problem = problemOfGlob(pattern);
  if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: pattern });
  return { kind: 'glob', pattern: pattern.replace(/^(!?)(?:\.\/)+/, '$1') };
});

/** `prompts:` of the policy: which prompts are watched, and their settings. */
export const promptsSchema = z
  .array(z.union([globSchema, promptEntrySchema]))
  .min(1)
  .superRefine(checkSources)
  .default(() =>
    FORMAT_GLOBS.filter(({ byDefault }) => byDefault).map(
      ({ glob, beside }): PromptSource => ({
        kind: 'glob',
        pattern: glob,
        ...(beside !== undefined && { where: { beside, paths: [] } }),
      }),
    ),
  )
  .describe('globs (! excludes) and prompts spelled out');

function problemOfGlob(pattern: string): string | null {
  const glob = pattern.replace(/^!/, '');
  if (glob.length > 500) return `expected a glob of at most 500 characters, found ${glob.length}.`;
  const wildcards = glob.match(/\*+|\?/g) ?? [];
  if (wildcards.length > MAX_WILDCARDS) {
    return `expected a glob with at most ${MAX_WILDCARDS} wildcards, found ${wildcards.length}.`;
  }
  return problemOfPath(glob);
}

function checkSources(sources: readonly PromptSource[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, source] of sources.entries()) {
    if (source.kind === 'glob') continue;
    if (seen.has(source.path)) {
      const message = `the prompt ${describeValue(source.path)} stands here twice. Keep one of them.`;
      context.addIssue({ code: 'custom', path: [index, 'path'], message });
    }
    seen.add(source.path);
  }
  if (
    sources.length > 0 &&
    sources.every((source) => source.kind === 'glob' && source.pattern.startsWith('!'))
  ) {
    context.addIssue({
      code: 'custom',
      message: 'expected a prompt or a glob; every line here only excludes.',
    });
  }
}

function sharesOfOne(
  shares: Record<string, number> | undefined,
  context: z.RefinementCtx,
): Record<string, number> | undefined {
  if (shares === undefined) return undefined;
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 0.005) {
    const found = `${Math.round(sum * 1000) / 10}%`;
    context.issues.push({
      code: 'custom',
      message: `expected shares that add up to 100%, found ${found}.`,
      input: shares,
    });
    return z.NEVER;
  }
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share / sum]));
}
