import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { validate } from '../../document/validate.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import { testSchema } from '../test-schema.ts';
import { unreadKeys } from '../unread-keys.ts';
import type { SuiteReader } from './reader.ts';

/** One test per line; empty lines are skipped. */
export const jsonLines: SuiteReader = { name: 'json-lines', fileName: /\.(?:jsonl|ndjson)$/i, read };

function read(file: SuiteText): StatedSuite {
  const tests = parseLines(file).map(({ value, place }): StatedTest => {
    refuseBareVariables(value, place);
    const document = { path: place.path, value, placeOf: () => place, placeOfKey: () => place };
    const test = validate(testSchema, document);
    return { test, placeOf: () => place, notices: unreadKeys(test, document, []) };
  });
  return { tests, defaults: null, notices: [] };
}

/** The JSON value of every line that is not empty. Throws ConfigurationError at the first line that is none. */
export function parseLines({ path, text }: SuiteText): { value: Json; place: Place }[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const place: Place = { path, line: index + 1, column: 1 };
    return line.trim() === '' ? [] : [{ value: parseJson(line, place), place }];
  });
}

/** A line of another tool's data is not a test yet. */
function refuseBareVariables(value: Json, place: Place): void {
  const names = isMapping(value) ? Object.keys(value) : [];
  if (names.length === 0 || names.some((name) => Object.hasOwn(testSchema.shape, name))) return;
  throw new ConfigurationError('This line is no test: it has neither `vars` nor `assert`.', {
    place,
    remedy: `Write its fields under "vars", and under "assert" what an answer has to be like: {"vars": {${JSON.stringify(names[0]?.slice(0, 40))}: …}, "assert": [{"type": "icontains", "value": "…"}]}. Or say in the policy what its columns are: \`suite: { path: ${place.path}, columns: … }\`.`,
  });
}

function parseJson(line: string, place: Place): Json {
  try {
    // The key may be written with escapes. Looking at every key takes many times longer than reading them.
    return /__proto__|\\u/.test(line) ? JSON.parse(line, refusePrototype) : JSON.parse(line);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : '';
    throw new ConfigurationError(`This line is not valid JSON: ${reason}.`, { place, cause: error });
  }
}

function refusePrototype(key: string, value: Json): Json {
  if (key === '__proto__') {
    throw new Error('the key "__proto__" is not allowed');
  }
  return value;
}
