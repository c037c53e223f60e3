import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { parseYaml } from '../document/yaml.ts';
import { isFileReference, type SuiteFiles, type SuiteText, valueOfFile } from './files.ts';
import type { StatedTest } from './stated.ts';
import type { Test, TestAssertion } from './test-schema.ts';

/** How the values of one suite are read from files. */
export type FileValues = {
  files: SuiteFiles;
  /** The suite's own file: promptfoo looks for files from its folder, whichever file of the suite names them. */
  root: string;
  /** Whether a variable keeps the structure of a YAML or JSON file; otherwise it is text, as in promptfoo. */
  keepsStructure(name: string): boolean;
};

/** Inserts the values that a test takes from files: `vars: file.yml`, a variable or an assertion's value `file://…`. */
export async function withFileValues(stated: StatedTest, values: FileValues): Promise<StatedTest> {
  const { test, placeOf } = stated;
  if (!takesValues(test)) return stated;
  const place = placeOf([]);
  const vars = await varsOf(test.vars, { ...values, placeOf });
  const assert = test.assert?.some(readsFile)
    ? await Promise.all(
        test.assert.map((assertion, index) => withFile(assertion, values, placeOf(['assert', index]))),
      )
    : test.assert;
  return {
    ...stated,
    test: { ...test, vars, assert },
    placeOf: (keys) => (keys.length === 0 ? place : placeOf(keys)),
  };
}

/** A test whose variables are in files of their own, with these variables; any other as it is. */
export async function withVarsOfFiles(stated: StatedTest, values: FileValues): Promise<StatedTest> {
  const { test, placeOf } = stated;
  if (!isInFiles(test.vars)) return stated;
  const vars = await varsOfFiles([test.vars].flat(), { ...values, placeOf });
  return { ...stated, test: { ...test, vars } };
}

function takesValues({ vars, assert }: Test): boolean {
  return isInFiles(vars) || Object.values(vars ?? {}).some(namesFile) || (assert?.some(readsFile) ?? false);
}

function isInFiles(vars: Test['vars']): vars is string | string[] {
  return typeof vars === 'string' || Array.isArray(vars);
}

type Context = FileValues & { placeOf: StatedTest['placeOf'] };

async function varsOf(
  vars: Test['vars'],
  context: Context,
): Promise<Record<string, Json> | null | undefined> {
  const { placeOf } = context;
  if (isInFiles(vars)) return varsOfFiles([vars].flat(), context);
  if (vars === null || vars === undefined || !Object.values(vars).some(namesFile)) return vars;
  const entries: [string, Json][] = [];
  for (const [name, value] of Object.entries(vars)) {
    const placed = placeOf(['vars', name]);
    entries.push([name, namesFile(value) ? await variableOf(name, value, placed, context) : value]);
  }
  return Object.fromEntries(entries);
}

/** The variables in files, those of later files first; a value in them that names a file is the file's content. */
async function varsOfFiles(
  references: readonly string[],
  { files, root, placeOf }: Context,
): Promise<Record<string, Json>> {
  const place = placeOf(['vars']);
  const vars: Record<string, Json> = {};
  for (const reference of references) {
    for (const file of await files.read([place.path], reference, place)) {
      const value = parseYaml(file.text, file.path).value;
      if (!isMapping(value)) {
        throw new ConfigurationError(`"${reference}" does not hold variables; expected a mapping.`, {
          place,
        });
      }
      for (const [name, each] of Object.entries(value)) {
        vars[name] = isFileReference(each)
          ? await readValue(each, { files, from: [root, file.path], place })
          : each;
      }
    }
  }
  return vars;
}

/** Whether a variable's value is a file's content, or a list with such a value for each case. */
function namesFile(value: Json): boolean {
  return isFileReference(value) || (Array.isArray(value) && isFileReference(value[0]));
}

/** The value of each file that a variable names: a text, except where the variable keeps the file's structure. */
async function variableOf(name: string, value: Json, place: Place, context: Context): Promise<Json> {
  const { files, root, keepsStructure } = context;
  const contentOf = keepsStructure(name) ? valueOfFile : textOfFile;
  const found: Json[] = [];
  for (const each of [value].flat()) {
    if (isFileReference(each)) {
      found.push(...(await files.read([root, place.path], each, place)).map(contentOf));
    } else {
      found.push(each);
    }
  }
  return found.length === 1 ? (found[0] ?? null) : found;
}

/** A file's content as promptfoo inserts it: YAML as JSON on one line, anything else as it is, without blanks around. */
function textOfFile({ path, text }: SuiteText): string {
  return /\.ya?ml$/i.test(path) ? JSON.stringify(parseYaml(text, path).value) : text.trim();
}

/** Whether a reference to a file is replaced by its content: not for a `script` or a program, whose file is run. */
function isContent(type: string, value: Json | undefined): value is string {
  return isFileReference(value) && !/^(?:not-)?(?:script|javascript|python|ruby)$/.test(type);
}

/** Whether an assertion is completed from a file: by its value, its judge's prompt, or one within it. */
export function readsFile({ type, value, rubricPrompt, assert }: TestAssertion): boolean {
  return isContent(type, value) || isFileReference(rubricPrompt) || (assert?.some(readsFile) ?? false);
}

async function withFile(assertion: TestAssertion, values: FileValues, place: Place): Promise<TestAssertion> {
  const { type, value, rubricPrompt, assert } = assertion;
  const where = { files: values.files, from: [values.root, place.path], place };
  return {
    ...assertion,
    ...(isContent(type, value) ? { value: await readValue(value, where) } : {}),
    ...(isFileReference(rubricPrompt) ? { rubricPrompt: await readValue(rubricPrompt, where) } : {}),
    ...(assert === undefined
      ? {}
      : { assert: await Promise.all(assert.map((each) => withFile(each, values, place))) }),
  };
}

/** The value of one file; for a glob, the list of the files' values. */
async function readValue(
  reference: string,
  { files, from, place }: { files: SuiteFiles; from: readonly string[]; place: Place },
): Promise<Json> {
  const found = (await files.read(from, reference, place)).map(valueOfFile);
  return found.length === 1 ? (found[0] ?? null) : found;
}
