import { ConfigurationError, type Place, readEach } from '../../base/errors.ts';
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
  const tests = readLines(file, (value, place): StatedTest => {
    refuseBareVariables(value, place);
    const document = { path: place.path, value, placeOf: () => place, placeOfKey: () => place };
    const test = validate(testSchema, document);
    return { test, placeOf: () => place, ...unreadKeys(test, document, []) };
  });
  return { tests, defaults: null, notices: [] };
}

/** What is read of the JSON value of every line that is not empty. Throws the mistakes of all lines together. */
export function readLines<T>({ path, text }: SuiteText, read: (value: Json, place: Place) => T): T[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line, place: { path, line: index + 1, column: 1 } }));
  return readEach(
    lines.filter(({ line }) => line.trim() !== ''),
    ({ line, place }) => read(parseJson(line, place), place),
  );
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
    const told = error instanceof Error ? error.message.slice(0, 200) : '';
    const [, reason = told, position] = /^(.*?) in JSON at position (\d+)/.exec(told) ?? [];
    const column = position === undefined ? {} : { column: Number(position) + 1 };
    throw new ConfigurationError(`This line is not valid JSON: ${reason}.`, {
      place: { ...place, ...column },
      cause: error,
    });
  }
}

function refusePrototype(key: string, value: Json): Json {
  if (key === '__proto__') {
    throw new Error('the key "__proto__" is not allowed');
  }
  return value;
}
