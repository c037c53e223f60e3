import { createHash } from 'node:crypto';
import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import type { Program } from '../interpreter/program.ts';
import { programFileOf } from '../interpreter/program-file.ts';
import { type FileValues, withVarsOfFiles } from './file-values.ts';
import { find, repositoryFiles } from './readers/generated.ts';
import type { StatedTest } from './stated.ts';

type Tests = { tests: readonly StatedTest[]; defaults: StatedTest | null };

/** A test whose variables a function changes: its place, its code or file, and the variables as they are before. */
type Waiting = { index: number; stated: StatedTest; code: string; place: Place; vars: Record<string, Json> };

/**
 * Tests with their variables as `options.transformVars` makes them, as in promptfoo: of the variables as the suite writes
 * them, defaults included, before lists are multiplied out and files are read. What it returns is added to them.
 * @throws ConfigurationError where it is no JavaScript, fails, or returns no mapping.
 */
export async function withTransformedVars(suite: Tests, values: FileValues): Promise<Tests> {
  const byDefault = suite.defaults?.test.options?.transformVars;
  const codeOf = ({ test }: StatedTest) => test.options?.transformVars ?? byDefault;
  if (suite.tests.every((each) => codeOf(each) === undefined)) return suite;
  const tests = [...suite.tests];
  const waiting: Waiting[] = [];
  for (const [index, each] of tests.entries()) {
    const code = codeOf(each);
    if (code === undefined) continue;
    const stated = await withVarsOfFiles(each, values);
    const owner = each.test.options?.transformVars === undefined ? suite.defaults : each;
    const place = (owner ?? each).placeOf(['options', 'transformVars']);
    if (typeof code !== 'string') throw notJavaScript(place);
    const vars = { ...mapping(suite.defaults?.test.vars), ...mapping(stated.test.vars) };
    waiting.push({ index, stated, code, place, vars });
  }
  for (const code of new Set(waiting.map((each) => each.code))) {
    for (const [index, test] of await transformed(
      waiting.filter((each) => each.code === code),
      values,
    )) {
      tests[index] = test;
    }
  }
  const defaults = suite.defaults && withoutTransform(suite.defaults);
  return { tests, defaults };
}

async function transformed(group: readonly Waiting[], values: FileValues): Promise<[number, StatedTest][]> {
  const [first] = group;
  if (first === undefined) return [];
  const { runProgram } = await import('../interpreter/program.ts');
  const program = await programFor(first, values);
  const results = await runProgram(
    program,
    group.map(({ vars }) => [vars, { prompt: {}, uuid: uuidOf(vars) }]),
  );
  return group.map(({ index, stated, vars, place }, at) => {
    const result = results[at];
    if (!isMapping(result)) {
      throw new ConfigurationError('`transformVars` has to return a mapping of variables.', { place });
    }
    const { test, ...rest } = withoutTransform(stated);
    return [index, { ...rest, test: { ...test, vars: { ...vars, ...result } } }];
  });
}

async function programFor({ code, place }: Waiting, { files, root }: FileValues): Promise<Program> {
  const { programOfCode, programOfFile } = await import('../interpreter/program.ts');
  if (!code.startsWith('file://')) {
    return programOfCode(code.includes('\n') ? code : `return ${code}`, ['vars', 'context'], place);
  }
  const file = programFileOf(code);
  if (file === undefined) throw notJavaScript(place);
  const path = await find(file.name, { from: [root, place.path], place, files });
  return programOfFile({ path, exported: file.exported }, repositoryFiles(files), place);
}

function notJavaScript(place: Place): ConfigurationError {
  return new ConfigurationError('this `transformVars` is no JavaScript.', {
    place,
    remedy: 'Write it as an expression of `vars`, or as `file://vars.js`.',
  });
}

function withoutTransform(stated: StatedTest): StatedTest {
  const { transformVars: _, ...options } = stated.test.options ?? {};
  return { ...stated, test: { ...stated.test, options } };
}

/** promptfoo gives a random one to each test; here it is the same for the same variables. */
function uuidOf(vars: Record<string, Json>): string {
  const hex = createHash('sha256').update(JSON.stringify(vars)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function mapping(vars: Json | undefined): Record<string, Json> {
  return isMapping(vars) ? vars : {};
}
