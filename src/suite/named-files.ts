import { includeCandidates, withWildcards } from '../prompt/includes.ts';
import { SCRIPT, TABLE } from './file-kinds.ts';

/** What a name that is nothing but variables may mean. */
const ANY_BELOW = './**/*.{yaml,yml,json,jsonl,ndjson,csv,txt,md}';
/** What may be named without `file://`: files of tests and of variables, modules of `script`. */
const PLAIN = /\.(?:ya?ml|json|jsonl|ndjson|csv|[cm]?[jt]s)(?::\w{1,100})?$/i;
/** A reference up to the next blank, quote or bracket: in any list, mapping or text. */
const REFERENCE = /file:\/\/((?:\{\{[^{}\n]{0,200}\}\}|[^\s"'`,<>(){}\]]){1,500})/g;
/** A reference up to the next one or the end of its line: names with blanks, commas and brackets in them. */
const REFERENCE_LINE = /file:\/\/((?:(?!file:\/\/)[^\n]){1,500})/g;
/** `tests: cases.csv`, `- more.yaml`, and list items and values alone on their line. */
const LINE =
  /^[ \t]{0,200}(?:-[ \t]{1,20}){0,5}(?:["']?[\w-]{1,60}["']?[ \t]{0,20}:[ \t]{1,20})?([^\n]{1,500})$/gm;
/** The same within braces, `{ vars: a.yml, … }`, and in JSON on one line. */
const FLOW = /:[ \t]{0,20}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"',{}[\]]{1,500}))/g;
/** `tests: [a.yaml, more/*.csv]`, over several lines too. */
const FLOW_LIST = /\b(?:tests|vars)["']?[ \t]{0,20}:[ \t]{0,20}\[([^[\]{}]{1,10000})\]/g;
/** A reference that a program makes: `"file://a.txt"`, `` `file://${name}.txt` ``; 2: put together with something else. */
const REFERENCE_IN_SCRIPT =
  /file:\/\/((?:\$\{[^{}\n]{0,200}\}|[^\n"'`]){0,500})(["'`][ \t]{0,20}(?:\+|\.\s{0,20}concat))?/g;
/** Modules and files that a script names. */
const IN_SCRIPT = /["'`](\.{0,2}\/?[^\s"'`:*?]{1,500}\.(?:[cm]?[jt]s|json|jsonl|txt|md|csv|ya?ml))["'`]/g;
/** Modules that it names without their ending. */
const BARE_IN_SCRIPT = /["'`](\.{1,2}\/[^\s"'`]{1,500})["'`]/g;

/**
 * Repository paths, and patterns of paths, that a suite or a script of one may read: references with `file://`, files
 * of tests, modules of `script`. Found without parsing, rather too many than too few; a path need not exist. What stands
 * for a variable in a name, or is computed by a script, may be anything.
 * @param path the file of the suite with this text
 * @param roots the suite's own file, or those that may be it: values are looked for from its folder too
 */
export function suiteFilesOf(path: string, text: string, roots: readonly string[] = []): string[] {
  const isScript = SCRIPT.test(path);
  const read = isScript ? namesInScript : TABLE.test(path) ? namesInSuite : () => [];
  const texts = text.includes('\\') ? [text, unescaped(text)] : [text];
  const names = texts.flatMap(read).map((name) => name.replace(/:\w{1,100}$/, ''));
  const from = [...new Set([path, ...roots])];
  const paths = [...new Set(names)].flatMap((name) =>
    from.flatMap((each) => includeCandidates(each, withWildcards(name) ?? ANY_BELOW)),
  );
  return [...new Set(isScript ? paths.flatMap(withEndings) : paths)];
}

function namesInSuite(text: string): string[] {
  const inLines = [...text.matchAll(LINE)].flatMap(([, rest = '']) => scalarsOf(rest));
  const inFlow = [...text.matchAll(FLOW)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
  const listed = [...text.matchAll(FLOW_LIST)].flatMap(([, items = '']) =>
    items.split(',').flatMap(scalarsOf),
  );
  return [
    ...[...text.matchAll(REFERENCE)].map(([, name = '']) => name),
    ...[...text.matchAll(REFERENCE_LINE)].flatMap(([, rest = '']) => beginningsOf(rest)),
    ...[...inLines, ...inFlow, ...listed].filter((name) => PLAIN.test(name)),
  ];
}

function namesInScript(text: string): string[] {
  const references = [...text.matchAll(REFERENCE_IN_SCRIPT)].map(([, name = '', isJoined]) =>
    isJoined === undefined ? name : `${name}\${}`,
  );
  const modules = [IN_SCRIPT, BARE_IN_SCRIPT].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => name),
  );
  return [...references.filter((name) => name !== ''), ...modules];
}

/** What a YAML scalar at the end of a line may be: without its comment, anchor or tag, and without quotes. */
function scalarsOf(rest: string): string[] {
  const bare = rest.trim().replace(/^(?:[&!]\S{0,100}\s{1,20}){1,3}/, '');
  return [bare, bare.replace(/\s#.*$/, '')].map((each) =>
    each
      .trim()
      .replace(/,$/, '')
      .replace(/^["']|["']$/g, ''),
  );
}

/** Where a name that the rest of a line begins with may end: at a quote, a bracket that closes, a comma, a comment. */
function beginningsOf(rest: string): string[] {
  const ends = [...rest.matchAll(/\{\{.{0,200}?\}\}|["'`}\],]|\s#|$/g)]
    .filter(([end]) => !end.startsWith('{{'))
    .slice(0, 8)
    .map(({ index }) => index);
  return [...new Set(ends.map((end) => rest.slice(0, end).trim()))].filter((name) => name !== '');
}

/** A text with the escapes of JSON resolved, where it has any: `"file:\/\/a.txt"`, `"caf\u00e9.csv"`. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([/"\\]))/gi, (_, code?: string, character = '') =>
    code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A path of a module, with the endings that an import may leave out. */
function withEndings(path: string): string[] {
  if (/\.\w{1,4}$/.test(path)) return [path];
  return [
    path,
    ...['.js', '.mjs', '.cjs', '.ts', '.json', '/index.js', '/index.ts'].map((each) => path + each),
  ];
}
