import { parse as parseYaml } from 'yaml';
import type { Json } from '../../base/json.ts';
import type { Assertion } from '../../domain/suite.ts';
import { compileSchema, type JsonSchema, UnusableSchema } from '../json-schema.ts';
import { findJson, parseJson } from '../json-text.ts';
import { type AssertionKind, type Finding, mistake } from '../kind.ts';
import { quote } from '../quote.ts';
import { withinTimeLimit } from '../time-limit.ts';

/** Validating an answer shorter than this (UTF-16 units) is quick, unless the schema is costly. */
const QUICK_JSON_LENGTH = 1_000;

/** `is-json`: the whole answer is JSON, and conforms to the schema in `value` where there is one. */
export const isJson: AssertionKind = {
  prepare(assertion) {
    const schema = schemaOf(assertion);
    return {
      expectation: schema ? 'be JSON that conforms to the schema' : 'be JSON',
      examine({ text }) {
        const parsed = parseJson(text);
        if (parsed === undefined) return { passed: false, found: `it is no JSON: ${quote(text)}` };
        return guarded(schema, text, () => judged([parsed.value], schema, text));
      },
    };
  },
};

/** `contains-json`: somewhere in the answer is a JSON object or list, and one of them conforms to the schema. */
export const containsJson: AssertionKind = {
  prepare(assertion) {
    const schema = schemaOf(assertion);
    return {
      expectation: schema ? 'contain JSON that conforms to the schema' : 'contain JSON',
      examine: ({ text }) =>
        guarded(schema, text, () => {
          const values = findJson(text);
          if (values.length === 0) return { passed: false, found: `it has no JSON in it: ${quote(text)}` };
          return judged(values, schema, text);
        }),
    };
  },
};

function judged(values: readonly Json[], schema: JsonSchema | undefined, text: string): Finding {
  if (schema === undefined) return { passed: true, found: `it was ${quote(text)}` };
  let fault: string | undefined;
  for (const value of values) {
    fault = schema.fault(value);
    if (fault === undefined) return { passed: true, found: `it was ${quote(text)}` };
  }
  return { passed: false, found: `${fault}; it was ${quote(text)}` };
}

function guarded(schema: JsonSchema | undefined, text: string, work: () => Finding): Finding {
  try {
    return schema?.costly || text.length >= QUICK_JSON_LENGTH ? withinTimeLimit(work) : work();
  } catch (error) {
    // The stack is the only resource that a deeply nested answer can exhaust.
    if (error instanceof RangeError) return { passed: false, found: 'it is nested too deeply to be checked' };
    throw error;
  }
}

function schemaOf(assertion: Assertion): JsonSchema | undefined {
  const { value } = assertion;
  if (value === undefined || value === null || value === '') return undefined;
  try {
    return compileSchema(typeof value === 'string' ? schemaFromText(assertion, value) : value);
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error;
    throw mistake(assertion, `has a \`value\` that ${error.message}`, error.remedy);
  }
}

function schemaFromText(assertion: Assertion, text: string): Json {
  try {
    return parseYaml(text, { maxAliasCount: 100 });
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split(' at line')[0] ?? '') : String(cause);
    throw mistake(assertion, `has a \`value\` that is neither JSON nor YAML: ${message}.`);
  }
}
