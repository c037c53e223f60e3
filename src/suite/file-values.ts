import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { isFileReference, type SuiteFiles, valueOfFile } from './files.ts';
import type { StatedTest } from './stated.ts';
import type { Test, TestAssertion } from './test-schema.ts';

/** Inserts the values that a test takes from files: `vars: file.yml`, a variable or an assertion's value `file://…`. */
export async function withFileValues(stated: StatedTest, files: SuiteFiles): Promise<StatedTest> {
  const { test, placeOf } = stated;
  const place = placeOf([]);
  const vars = await varsOf(test.vars, { files, placeOf });
  const assert = test.assert?.some(readsFile)
    ? await Promise.all(
        test.assert.map((assertion, index) => withFile(assertion, files, placeOf(['assert', index]))),
      )
    : test.assert;
  return { test: { ...test, vars, assert }, placeOf: (keys) => (keys.length === 0 ? place : placeOf(keys)) };
}

type Context = { files: SuiteFiles; placeOf: StatedTest['placeOf'] };

async function varsOf(vars: Test['vars'], { files, placeOf }: Context): Promise<Test['vars']> {
  if (typeof vars === 'string') {
    const value = await readValue(vars, files, placeOf(['vars']));
    if (!isMapping(value)) {
      throw new ConfigurationError(`"${vars}" does not hold variables; expected a mapping.`, {
        place: placeOf(['vars']),
      });
    }
    return value;
  }
  if (vars === null || vars === undefined || !Object.values(vars).some(isFileReference)) {
    return vars;
  }
  const entries: [string, Json][] = [];
  for (const [name, value] of Object.entries(vars)) {
    const placed = placeOf(['vars', name]);
    entries.push([name, isFileReference(value) ? await readValue(value, files, placed) : value]);
  }
  return Object.fromEntries(entries);
}

/** Whether a reference to a file is replaced by its content: not for a `script` or a program, whose file is run. */
function isContent(type: string, value: Json | undefined): value is string {
  return isFileReference(value) && !/^(?:not-)?(?:script|javascript|python|ruby)$/.test(type);
}

function readsFile({ type, value, rubricPrompt, assert }: TestAssertion): boolean {
  return isContent(type, value) || isFileReference(rubricPrompt) || (assert?.some(readsFile) ?? false);
}

async function withFile(assertion: TestAssertion, files: SuiteFiles, place: Place): Promise<TestAssertion> {
  const { type, value, rubricPrompt, assert } = assertion;
  return {
    ...assertion,
    ...(isContent(type, value) ? { value: await readValue(value, files, place) } : {}),
    ...(isFileReference(rubricPrompt) ? { rubricPrompt: await readValue(rubricPrompt, files, place) } : {}),
    ...(assert === undefined
      ? {}
      : { assert: await Promise.all(assert.map((each) => withFile(each, files, place))) }),
  };
}

/** The value of one file; for a glob, the list of the files' values. */
async function readValue(reference: string, files: SuiteFiles, place: Place): Promise<Json> {
  const { path } = place;
  const found = (await files.read(path, reference, place)).map(valueOfFile);
  return found.length === 1 ? (found[0] ?? null) : found;
}
