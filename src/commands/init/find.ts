import { ConfigurationError } from '../../base/errors.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { formatOf } from '../../prompt/formats/registry.ts';
import { readableText } from '../../repo/text-file.ts';
import { suitePathsOf } from '../../suite/paths.ts';
import type { FoundPrompt } from './found.ts';
import { promptsOfConfig } from './promptfoo.ts';
import { readsAsPrompt } from './reads-as-prompt.ts';

export type Findings = {
  /** In the order of their paths. */
  prompts: FoundPrompt[];
  /** Files that look like cases of some prompt. */
  suites: string[];
};

const IGNORED = /(?:^|\/)node_modules\/|^\.github\/(?:workflows\/|prompt-eval-gate\.yml$)/;

const BY_NAME: [format: string, name: RegExp][] = [
  ['github-models', /\.prompt\.ya?ml$/i],
  ['dotprompt', /\.prompt$/i],
  ['prompty', /\.prompty$/i],
];
const PARTIAL = /(?:^|\/)_[^/]*\.prompt$/i;

const DATA = /\.(?:ya?ml|json)$/i;

const TEXT = /\.(?:md|markdown|txt|j2|jinja2?)$/i;

const ROWS = /\.(?:csv|jsonl|ndjson)$/i;

const READ_AT_ONCE = 64;

/** Finds the prompts and suites of a snapshot, in all formats: by name, by content, or by the cases beside a text. */
export async function findPrompts(snapshot: Snapshot, credentials: Credentials): Promise<Findings> {
  const paths = (await snapshot.list()).filter((path) => !IGNORED.test(path));
  const all = new Set(paths);
  const found: Findings = { prompts: [], suites: [] };
  const claimed = new Set<string>();
  for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
    const some = paths.slice(start, start + READ_AT_ONCE);
    const parts = await Promise.all(some.map((path) => lookAt(path, { snapshot, all, credentials })));
    for (const part of parts) {
      found.prompts.push(...part.prompts);
      found.suites.push(...part.suites);
      for (const path of part.claimed) claimed.add(path);
    }
  }
  const byPath = new Map<string, FoundPrompt>();
  for (const prompt of found.prompts) {
    const known = byPath.get(prompt.path);
    if (known === undefined || Object.keys(known.entry).length === 0) byPath.set(prompt.path, prompt);
  }
  const isPart = ({ path, format, entry }: FoundPrompt) =>
    claimed.has(path) && entry.suite === undefined && (format === 'text' || format === 'chat');
  return {
    ...found,
    prompts: [...byPath.values()]
      .filter((prompt) => !isPart(prompt))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    suites: found.suites.filter((path) => !claimed.has(path)),
  };
}

type Look = { prompts: FoundPrompt[]; suites: string[]; claimed: string[] };

type Surroundings = { snapshot: Snapshot; all: ReadonlySet<string>; credentials: Credentials };

const NOTHING: Look = { prompts: [], suites: [], claimed: [] };

async function lookAt(path: string, { snapshot, all, credentials }: Surroundings): Promise<Look> {
  if (PARTIAL.test(path)) return NOTHING;
  const named = BY_NAME.find(([, name]) => name.test(path));
  if (named !== undefined) return { ...NOTHING, prompts: [bare(path, named[0])] };
  const hasSuite = suitePathsOf(path).some((suite) => all.has(suite));
  if (TEXT.test(path)) return hasSuite ? { ...NOTHING, prompts: [bare(path, 'text')] } : NOTHING;
  if (!DATA.test(path) && !ROWS.test(path)) return NOTHING;
  const text = await readableText(snapshot, path);
  if (text === undefined) return NOTHING;
  const format = DATA.test(path) ? formatByContent(path, text) : null;
  if (format === 'promptfoo') {
    return { ...NOTHING, ...(await promptsOfConfig({ path, text }, snapshot, credentials)) };
  }
  if (format === 'langchain' || (format === 'github-models' && (await readsAsPrompt(path, snapshot)))) {
    return { ...NOTHING, prompts: [bare(path, format)] };
  }
  // Lists of `role` and `content` are also kept as logs and as data.
  if (format === 'chat' && hasSuite) return { ...NOTHING, prompts: [bare(path, format)] };
  return looksLikeCases(path, text) ? { ...NOTHING, suites: [path] } : NOTHING;
}

function bare(path: string, format: string): FoundPrompt {
  return { path, format, entry: {}, remark: null, problem: null };
}

function formatByContent(path: string, text: string): string | null {
  try {
    return formatOf(path, text).name;
  } catch (error) {
    if (error instanceof ConfigurationError) return null;
    throw error;
  }
}

function looksLikeCases(path: string, text: string): boolean {
  if (/\.csv$/i.test(path)) return /^[^\n]{0,10000}__expected/.test(text);
  if (ROWS.test(path)) return /^\s{0,100}\{[^\n]{0,100000}"(?:vars|assert)"\s{0,10}:/.test(text);
  return /\bvars"?[ \t]{0,4}:/.test(text) && /\bassert"?[ \t]{0,4}:/.test(text);
}
