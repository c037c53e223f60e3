import { includeCandidates, withWildcards } from '../prompt/includes.ts';

const REFERENCE = /file:\/\/((?:\{\{[^{}\n]{0,200}\}\}|[^\s"'`,<>(){}\]]){1,500})/g;
/** What a name that is nothing but variables may mean. */
const ANY_BELOW = './**/*.{yaml,yml,json,jsonl,ndjson,csv,txt,md}';
/** `tests: cases.csv`, `value: checks/tone.mjs`, `- more.yaml`, in YAML and in JSON. */
const PLAIN =
  /^[ \t]{0,200}(?:-[ \t]{1,20})?(?:"?(?:tests|vars|path|value|defaultTest)"?[ \t]{0,20}:[ \t]{0,20})?["']?([\w./@*-]{1,500}\.(?:ya?ml|json|jsonl|ndjson|csv|[cm]?js))["']?[ \t]{0,20},?[ \t\r]{0,20}$/gm;
const FLOW = /\bvalue"?[ \t]{0,20}:[ \t]{0,20}["']?([\w./@-]{1,500}\.[cm]?js)\b/g;
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
 */
export function suiteFilesOf(path: string, text: string): string[] {
  const patterns = SCRIPT.test(path)
    ? [IN_SCRIPT, BARE_IN_SCRIPT]
    : SUITE.test(path)
      ? [REFERENCE, PLAIN, FLOW]
      : [];
  const names = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => name.replace(/:\w{1,100}$/, '')),
  );
  return [
    ...new Set(
      [...new Set(names)]
        .flatMap((name) => includeCandidates(path, withWildcards(name) ?? ANY_BELOW))
        .flatMap((each) => (SCRIPT.test(path) ? withEndings(each) : [each])),
    ),
  ];
}

/** A path of a module, with the endings that an import may leave out. */
function withEndings(path: string): string[] {
  if (/\.\w{1,4}$/.test(path)) return [path];
  return [
    path,
    ...['.js', '.mjs', '.cjs', '.ts', '.json', '/index.js', '/index.ts'].map((each) => path + each),
  ];
}
