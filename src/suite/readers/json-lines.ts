import { validate } from '../../config/validate.ts';
import type { YamlDocument } from '../../config/yaml.ts';
import { ConfigurationError, type Json, type Place } from '../../errors.ts';
import type { SuiteText } from '../files.ts';
import type { StatedSuite, StatedTest } from '../stated.ts';
import { testSchema } from '../test-schema.ts';

/** Reads one test a line; empty lines are passed over. */
export function readJsonLines({ path, text }: SuiteText): StatedSuite {
  const tests: StatedTest[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() !== '') {
      const place: Place = { path, line: index + 1, column: 1 };
      tests.push({ test: validate(testSchema, lineDocument(line, place)), placeOf: () => place });
    }
  });
  return { tests, defaults: null, notices: [] };
}

function lineDocument(line: string, place: Place): YamlDocument {
  return { path: place.path, value: parseJson(line, place), placeOf: () => place, placeOfKey: () => place };
}

function parseJson(line: string, place: Place): Json {
  try {
    return JSON.parse(line, refusePrototype);
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
