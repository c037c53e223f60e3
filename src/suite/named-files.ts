import { includeCandidates, withWildcards } from '../prompt/includes.ts';

const REFERENCE = /file:\/\/((?:\{\{[^{}\n]{0,200}\}\}|[^\s"'`,<>(){}\]]){1,500})/g;
/** What a name that is nothing but variables may mean. */
const ANY_BELOW = './**/*.{yaml,yml,json,jsonl,ndjson,csv,txt,md}';
/** `tests: cases.csv`, `value: checks/tone.mjs`, `- more.yaml`, in YAML and in JSON. */
const PLAIN =
  /^[ \t]{0,200}(?:-[ \t]{1,20})?(?:"?(?:tests|vars|path|value|defaultTest)"?[ \t]{0,20}:[ \t]{0,20})?["']?([\w./@*-]{1,500}\.(?:ya?ml|json|jsonl|ndjson|csv|[cm]?[jt]s)(?::\w{1,100})?)["']?[ \t]{0,20},?[ \t\r]{0,20}$/gm;
/** The same within braces, `{ vars: a.yml, … }`, `tests: { path: cases.csv }`. */
const FLOW =
  /\b(?:tests|vars|path|value|defaultTest)"?[ \t]{0,20}:[ \t]{0,20}["']?([\w./@*-]{1,500}\.(?:ya?ml|json|jsonl|ndjson|csv|[cm]?[jt]s)(?::\w{1,100})?)(?![\w./*-])/g;
/** `tests: [a.yaml, more/*.csv]`, over several lines too. */
const FLOW_LIST = /\b(?:tests|vars)"?[ \t]{0,20}:[ \t]{0,20}\[([^[\]{}]{1,10000})\]/g;
const SUITE = /\.(?:ya?ml|json|jsonl|ndjson|csv)$/i;
const SCRIPT = /\.[cm]?[jt]s$/i;
/** Modules and files that a script names, relative to itself. */
const IN_SCRIPT = /["'`](\.{0,2}\/?[\w./@-]{1,500}\.(?:[cm]?[jt]s|json|txt|md|csv|ya?ml))["'`]/g;
/** Modules that it names without their ending. */
const BARE_IN_SCRIPT = /["'`](\.{1,2}\/[\w./@-]{1,500})["'`]/g;

/** File endings in a suite. */
export const SUITE_FILE = /\.(?:ya?ml|json|jsonl|ndjson|csv|txt|md|[cm]?[jt]s|j2|html?|xml)$/i;

/**
 * Repository paths, and patterns of paths, that a suite or a script of one may read: references with `file://`, files
 * of tests, modules of `script`. Found without parsing; a path need not exist. What stands for a variable in a name may
 * be anything.
 * @param path the file of the suite with this text
 * @param roots the suite's own file, or those that may be it: values are looked for from its folder too
 */
export function suiteFilesOf(path: string, text: string, roots: readonly string[] = []): string[] {
  const isScript = SCRIPT.test(path);
  const patterns = isScript ? [IN_SCRIPT, BARE_IN_SCRIPT] : SUITE.test(path) ? [REFERENCE, PLAIN, FLOW] : [];
  const stated = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const names = [...stated, ...(SUITE.test(path) ? listedNames(text) : [])].map((name) =>
    name.replace(/:\w{1,100}$/, ''),
  );
  const from = isScript ? [path] : [...new Set([path, ...roots])];
  const paths = [...new Set(names)].flatMap((name) =>
    from.flatMap((each) => includeCandidates(each, withWildcards(name) ?? ANY_BELOW)),
  );
  return [...new Set(isScript ? paths.flatMap(withEndings) : paths)];
}

function listedNames(text: string): string[] {
  return [...text.matchAll(FLOW_LIST)]
    .flatMap(([, items = '']) => items.split(','))
    .map((item) => item.trim().replace(/^["']|["']$/g, ''))
    .filter((name) => SUITE.test(name));
}

/** A path of a module, with the endings that an import may leave out. */
function withEndings(path: string): string[] {
  if (/\.\w{1,4}$/.test(path)) return [path];
  return [
    path,
    ...['.js', '.mjs', '.cjs', '.ts', '.json', '/index.js', '/index.ts'].map((each) => path + each),
  ];
}
