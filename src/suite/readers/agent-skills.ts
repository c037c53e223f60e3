import { z } from 'zod';
import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import type { TestAssertion } from '../test-schema.ts';
import type { SuiteReader } from './reader.ts';

const caseSchema = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).nullish(),
  name: z.string().nullish(),
  prompt: anyJson.optional(),
  expected_output: z.string().nullish(),
  expectations: z.array(anyJson).nullish(),
  assertions: z.array(anyJson).nullish(),
  files: z.array(anyJson).nullish(),
  category: z.string().nullish(),
  critical: z.boolean().nullish(),
});

const schema = z.looseObject({ evals: z.array(caseSchema) });

type SkillCase = z.infer<typeof caseSchema>;

const CASES_FILE = /(?:^|\/)evals\/evals\.json$/;
const MAPPING = /^\s*\{[^[]*"evals"[ \t\r\n]{0,100}:[ \t\r\n]{0,100}\[/;
const LIST = /^\s*\[/;
const TESTS = /"(?:vars|assert)"[ \t]{0,20}:/;

/** Keys of a case that say what it is done with; other tools than ours read them. */
const MEANS =
  /^(?:(?:required_|requires_|allowed_)?tools|mcp(?:_servers)?|setup|setup_commands|workspace|fixtures?|environment|repo)$/i;
/** Keys of an expectation that is a mapping, the text first. */
const TEXTS = ['text', 'expectation', 'assertion', 'check', 'description', 'statement', 'criterion'];

/** The segment of cases without a category, where others have one. */
const UNCATEGORIZED = 'uncategorized';

/**
 * The `evals/evals.json` of an Agent Skill: each eval is a case, its `prompt` the user's message. A judge holds the
 * answer against every expectation, else against the expected output.
 */
export const agentSkills: SuiteReader = {
  name: 'agent-skills',
  fileName: /\.json$/i,
  recognises: ({ path, text }) =>
    MAPPING.test(text.slice(0, 20_000)) || (CASES_FILE.test(path) && LIST.test(text) && !TESTS.test(text)),
  read,
};

function read({ path, text }: SuiteText): StatedSuite {
  const document = parseYaml(text, path);
  const isList = Array.isArray(document.value);
  const evals = isList ? validate(z.array(caseSchema), document) : validate(schema, document).evals;
  const hasCategories = evals.some(({ category }) => category);
  const tests = evals.map((each, index): StatedTest => {
    const at = isList ? [index] : ['evals', index];
    const { assert, problems } = expectationsOf(each, document, at);
    const segment = each.category?.trim() || (hasCategories ? UNCATEGORIZED : undefined);
    return {
      test: {
        ...(each.id !== null && each.id !== undefined && { id: each.id }),
        ...(each.name ? { description: each.name } : {}),
        ...(segment !== undefined && { segment }),
        ...(each.critical ? { critical: true } : {}),
        vars: { prompt: each.prompt ?? '' },
        assert,
        options: { disableVarExpansion: true },
      },
      placeOf: (keys) => placeOfTest(document, at, keys),
      needs: needsOf(each),
      mistakes: problems,
    };
  });
  return { tests, defaults: null, notices: [], isPlain: true, isOfAgent: true };
}

function placeOfTest(document: YamlDocument, at: readonly (string | number)[], keys: readonly PropertyKey[]) {
  const [key] = keys;
  return document.placeOf(key === 'vars' ? [...at, 'prompt'] : at);
}

function needsOf(each: SkillCase): StatedTest['needs'] {
  if (typeof each.prompt !== 'string' || each.prompt.trim() === '') return 'prompt';
  if (Object.entries(each).some(([key, value]) => MEANS.test(key) && isSomething(value))) return 'tools';
  const files = (each.files ?? []).map((file) => (typeof file === 'string' ? file : nameOfFile(file)));
  return files.length === 0 ? undefined : { files };
}

function isSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function nameOfFile(file: Json): string {
  const path = isMapping(file) ? (file.path ?? file.name) : null;
  return typeof path === 'string' ? path : '';
}

/** A judge's criteria: the expectations, else the expected output. */
function expectationsOf(
  { expectations, assertions, expected_output: expected }: SkillCase,
  document: YamlDocument,
  at: readonly (string | number)[],
): { assert: TestAssertion[]; problems: ConfigurationError[] } {
  const assert: TestAssertion[] = [];
  const problems: ConfigurationError[] = [];
  for (const [key, stated] of Object.entries({ expectations, assertions })) {
    for (const [index, each] of (stated ?? []).entries()) {
      const text = textOf(each);
      if (text !== undefined) assert.push({ type: 'llm-rubric', value: text });
      else problems.push(notText(document, [...at, key, index]));
    }
  }
  if (assert.length === 0 && expected?.trim()) assert.push({ type: 'llm-rubric', value: expected });
  return { assert, problems };
}

function textOf(stated: Json): string | undefined {
  const members = isMapping(stated) ? TEXTS.map((key) => stated[key]) : [stated];
  return members.flatMap((text) => (typeof text === 'string' && text.trim() !== '' ? [text] : []))[0];
}

function notText(document: YamlDocument, at: readonly (string | number)[]): ConfigurationError {
  return new ConfigurationError('This expectation has no text that a judge could hold an answer against.', {
    place: document.placeOf(at),
    remedy: `Write it as a text, or as a mapping with \`${TEXTS[0]}\`.`,
  });
}
