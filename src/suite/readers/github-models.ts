import { z } from 'zod';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import { defined, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { didYouMean } from '../../document/suggest.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import type { Test, TestAssertion } from '../test-schema.ts';
import { GITHUB_JUDGES, githubJudge } from './github-judges.ts';
import type { SuiteReader } from './reader.ts';

const evaluatorSchema = z.strictObject({
  name: z.string().optional(),
  description: z.string().nullish(),
  string: z
    .strictObject({
      equals: z.string().optional(),
      contains: z.string().optional(),
      startsWith: z.string().optional(),
      endsWith: z.string().optional(),
    })
    .optional(),
  llm: z
    .strictObject({
      modelId: z.string().optional(),
      prompt: z.string(),
      systemPrompt: z.string().optional(),
      choices: z
        .array(z.strictObject({ choice: z.union([z.string(), z.number()]), score: z.number() }))
        .min(1),
    })
    .optional(),
  uses: z.string().optional(),
});

const schema = z.looseObject({
  testData: z.array(z.object({ evaluators: z.array(evaluatorSchema).nullish() }).catchall(anyJson)).nullish(),
  evaluators: z.array(evaluatorSchema).nullish(),
});

type Evaluator = z.infer<typeof evaluatorSchema>;

/**
 * The `testData` and `evaluators` of a GitHub Models prompt file: every row is a case, its fields the variables (`id`,
 * `segment` and `critical` are also settings of the case); every evaluator checks every case, and a row's own
 * evaluators check that row.
 */
export const githubModels: SuiteReader = { name: 'github-models', read };

function read({ path, text }: SuiteText): StatedSuite {
  const document = parseYaml(text, path);
  const { testData, evaluators } = validate(schema, document);
  const shared = (hasInput: boolean) =>
    readEvaluators(evaluators ?? [], { document, keys: ['evaluators'], hasInput });
  const [withInput, withoutInput] = [shared(true), shared(false)];
  const tests = (testData ?? []).map(({ evaluators: own, ...vars }, index): StatedTest => {
    const hasInput = Object.hasOwn(vars, 'input');
    const ofAll = hasInput ? withInput : withoutInput;
    const keys = ['testData', index, 'evaluators'];
    const ofRow = readEvaluators(own ?? [], { document, keys, hasInput });
    const row = document.placeOf(['testData', index]);
    const placeOf = ([key, position]: readonly PropertyKey[]) =>
      key === 'assert' ? placeOfEvaluator(document, index, Number(position), ofAll.assertions.length) : row;
    return {
      test: {
        ...caseFields(vars),
        vars,
        assert: [...ofAll.assertions, ...ofRow.assertions],
        options: { disableVarExpansion: true },
      },
      placeOf,
      mistakes: [
        ...ofAll.mistakes,
        ...ofRow.mistakes,
        ...missingFields(vars, [...(evaluators ?? []), ...(own ?? [])], row),
      ],
    };
  });
  return { tests, defaults: null, notices: [], isPlain: true };
}

/** Assertions of all rows come before those of a row. */
function placeOfEvaluator(document: YamlDocument, row: number, position: number, shared: number): Place {
  return position < shared
    ? document.placeOf(['evaluators', position])
    : document.placeOf(['testData', row, 'evaluators', position - shared]);
}

function caseFields({
  id,
  segment,
  critical,
}: Record<string, Json>): Pick<Test, 'id' | 'segment' | 'critical'> {
  return {
    ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
    ...(typeof segment === 'string' ? { segment } : {}),
    ...(typeof critical === 'boolean' ? { critical } : {}),
  };
}

/** In the place of an evaluator that cannot be read, beside the mistake. */
const UNREAD: TestAssertion = { type: 'icontains', value: 'unread' };

function readEvaluators(
  evaluators: readonly Evaluator[],
  {
    document,
    keys,
    hasInput,
  }: { document: YamlDocument; keys: readonly (string | number)[]; hasInput: boolean },
): { assertions: TestAssertion[]; mistakes: ConfigurationError[] } {
  const mistakes: ConfigurationError[] = [];
  const assertions = evaluators.map((evaluator, index): TestAssertion => {
    const result = readEvaluator(evaluator, hasInput);
    if ('type' in result) {
      return { ...result, trimsAnswer: true };
    }
    mistakes.push(
      new ConfigurationError(result.problem, {
        place: document.placeOf([...keys, index]),
        ...(result.remedy === undefined ? {} : { remedy: result.remedy }),
      }),
    );
    return UNREAD;
  });
  return { assertions, mistakes };
}

function readEvaluator(
  { name, string, llm, uses }: Evaluator,
  hasInput: boolean,
): TestAssertion | { problem: string; remedy?: string } {
  const metric = name === undefined ? {} : { metric: name };
  const label = name === undefined ? 'This evaluator' : `The evaluator "${name.slice(0, 80)}"`;
  if (uses !== undefined) {
    const judge = githubJudge(uses, { hasInput });
    return judge === undefined
      ? {
          problem: `${label} uses \`${uses.slice(0, 80)}\`, which is not known.${didYouMean(uses, GITHUB_JUDGES)}`,
          remedy: `Known are ${GITHUB_JUDGES.join(', ')}.`,
        }
      : { type: 'llm-choice', config: judge.config, ...metric };
  }
  if (llm !== undefined) {
    const { modelId, ...rest } = llm;
    return {
      type: 'llm-choice',
      config: defined<Json>({ ...rest, model: modelId }),
      ...metric,
    };
  }
  const members = stringAssertions(string ?? {});
  const [first, ...others] = members;
  if (first === undefined) {
    return {
      problem: `${label} checks nothing.`,
      remedy: 'Give it `string:` with `equals`, `contains`, `startsWith` or `endsWith`.',
    };
  }
  return others.length === 0
    ? { ...first, ...metric }
    : { type: 'assert-set', assert: members.map((member) => ({ ...member, trimsAnswer: true })), ...metric };
}

/** `contains` and the others ignore case, `equals` does not. */
function stringAssertions(string: NonNullable<Evaluator['string']>): TestAssertion[] {
  const stated = [
    { type: 'equals', value: string.equals },
    { type: 'icontains', value: string.contains },
    { type: 'istarts-with', value: string.startsWith },
    { type: 'iends-with', value: string.endsWith },
  ];
  return stated.filter(({ value }) => value !== undefined && value !== '');
}

/** A built-in judge refers to fields of the row by name, and could not judge without them. */
function missingFields(
  row: Record<string, Json>,
  evaluators: readonly Evaluator[],
  place: Place,
): ConfigurationError[] {
  return evaluators.flatMap(({ uses }) => {
    const fields = uses === undefined ? [] : (githubJudge(uses)?.fields ?? []);
    const missing = fields.find((field) => !Object.hasOwn(row, field));
    if (missing === undefined) return [];
    const problem = `\`${uses}\` needs the field \`${missing}\`, which this row does not have.`;
    return [new ConfigurationError(problem, { place })];
  });
}
