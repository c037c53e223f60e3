import type { Credentials } from '../../domain/answer.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { PromptFormat } from '../../prompt/formats/format.ts';
import { formatNamed, recognisedFormat } from '../../prompt/formats/table.ts';
import { isPartial } from '../../prompt/partials.ts';
import { readableText } from '../../repo/text-file.ts';
import { suitePathsOf } from '../../suite/paths.ts';
import { agentSkills } from '../../suite/readers/agent-skills.ts';
import type { FoundPrompt } from './found.ts';
import { promptsOfConfig } from './promptfoo.ts';
import { readsAsPrompt } from './reads-as-prompt.ts';
import { stemOf } from './stem.ts';

export type Findings = {
  /** In the order of their paths. */
  prompts: FoundPrompt[];
  /** Files that look like cases of some prompt. */
  suites: string[];
};

const IGNORED = /(?:^|\/)node_modules\/|^\.github\/prompt-eval-gate\.yml$/;

/** Workflows have messages and prompts in them too; a prompt among them has its own name. */
const WORKFLOWS = /^\.github\/workflows\//;

const DATA = /\.(?:ya?ml|json)$/i;

const ROWS = /\.(?:csv|jsonl|ndjson)$/i;

const READ_AT_ONCE = 64;

/** A variable in a text, without which a text of the name of some cases is more likely about them. */
const VARIABLE = /\{\{-?[ \t]{0,100}[A-Za-z_]|\{%/;

/**
 * Finds the prompts and suites of a snapshot, in all formats: by name, by content, or by the cases of a text, which lie
 * beside it or have its name in another folder.
 */
export async function findPrompts(snapshot: Snapshot, credentials: Credentials): Promise<Findings> {
  const paths = (await snapshot.list()).filter((path) => !IGNORED.test(path));
  const all = new Set(paths);
  const findings: Findings = { prompts: [], suites: [] };
  const claimed = new Set<string>();
  const texts: Text[] = [];
  for (let start = 0; start < paths.length; start += READ_AT_ONCE) {
    const some = paths.slice(start, start + READ_AT_ONCE);
    const parts = await Promise.all(some.map((path) => lookAt(path, { snapshot, all, credentials })));
    for (const part of parts) {
      findings.prompts.push(...part.prompts);
      findings.suites.push(...part.suites);
      texts.push(...part.texts);
      for (const path of part.claimed) claimed.add(path);
    }
  }
  const suites = findings.suites.filter((path) => !claimed.has(path));
  findings.prompts.push(...(await promptsOfSuites(texts, suites, snapshot)));
  const byPath = new Map<string, FoundPrompt>();
  for (const prompt of findings.prompts) {
    const known = byPath.get(prompt.path);
    if (known === undefined || Object.keys(known.entry).length === 0) byPath.set(prompt.path, prompt);
  }
  const isPart = ({ path, format, entry }: FoundPrompt) =>
    claimed.has(path) &&
    entry.suite === undefined &&
    format !== null &&
    formatNamed(format).evidence(path) === 'if-it-has-cases';
  return {
    ...findings,
    prompts: [...byPath.values()]
      .filter((prompt) => !isPart(prompt))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    suites,
  };
}

/** A file that is a prompt if it has cases. */
type Text = { path: string; format: PromptFormat };

type Look = { prompts: FoundPrompt[]; suites: string[]; claimed: string[]; texts: Text[] };

type Surroundings = { snapshot: Snapshot; all: ReadonlySet<string>; credentials: Credentials };

const NOTHING: Look = { prompts: [], suites: [], claimed: [], texts: [] };

/** Texts with the name of some cases in another folder: `prompts/support.md` for `evals/support.yml`. */
async function promptsOfSuites(
  texts: readonly Text[],
  suites: readonly string[],
  snapshot: Snapshot,
): Promise<FoundPrompt[]> {
  const stems = new Set(suites.map(stemOf));
  const prompts: FoundPrompt[] = [];
  for (const { path, format } of texts.filter((text) => stems.has(stemOf(text.path)))) {
    const text = await readableText(snapshot, path);
    if (text !== undefined && (format.takesPrompt || VARIABLE.test(text)))
      prompts.push(...found(path, format).prompts);
  }
  return prompts;
}

async function lookAt(path: string, { snapshot, all, credentials }: Surroundings): Promise<Look> {
  if (isPartial(path)) return NOTHING;
  const named = recognisedFormat(path, '');
  const hasSuite = suitePathsOf(path).some((suite) => all.has(suite));
  if (named !== undefined && named.parts === undefined) {
    if (named.evidence(path) === 'is-prompt' || hasSuite) return found(path, named);
    return { ...NOTHING, texts: [{ path, format: named }] };
  }
  if ((!DATA.test(path) && !ROWS.test(path)) || (WORKFLOWS.test(path) && named === undefined)) return NOTHING;
  const text = await readableText(snapshot, path);
  if (text === undefined) return NOTHING;
  const format = DATA.test(path) ? recognisedFormat(path, text) : undefined;
  if (format?.parts !== undefined) {
    return { ...NOTHING, ...(await promptsOfConfig({ path, text }, snapshot, credentials)) };
  }
  if (format !== undefined && (await isPrompt(format, { path, hasSuite, snapshot })))
    return found(path, format);
  if (looksLikeCases(path, text) || isOfNoSkill({ path, text }, all)) return { ...NOTHING, suites: [path] };
  return format?.evidence(path) === 'if-it-has-cases' ? { ...NOTHING, texts: [{ path, format }] } : NOTHING;
}

/**
 * Whether a file whose content looks like a format's is a prompt: lists of messages are also kept as logs and as data.
 */
async function isPrompt(
  format: PromptFormat,
  { path, hasSuite, snapshot }: { path: string; hasSuite: boolean; snapshot: Snapshot },
): Promise<boolean> {
  switch (format.evidence(path)) {
    case 'is-prompt':
      return true;
    case 'if-it-has-cases':
      return hasSuite;
    case 'if-it-reads':
      return readsAsPrompt(path, snapshot);
  }
}

function found(path: string, { name }: PromptFormat): Look {
  return { ...NOTHING, prompts: [{ path, format: name, entry: {}, remark: null, problem: null }] };
}

function looksLikeCases(path: string, text: string): boolean {
  if (/\.csv$/i.test(path)) return /^[^\n]{0,10000}__expected/.test(text);
  if (ROWS.test(path)) return /^\s{0,100}\{[^\n]{0,100000}"(?:vars|assert)"\s{0,10}:/.test(text);
  return /\bvars"?[ \t]{0,4}:/.test(text) && /\bassert"?[ \t]{0,4}:/.test(text);
}

/** Cases of an Agent Skill that do not lie in `evals/` below one. */
function isOfNoSkill(file: { path: string; text: string }, all: ReadonlySet<string>): boolean {
  const folder = file.path.replace(/(?:evals\/)?[^/]*$/, '');
  return (
    /\.json$/i.test(file.path) && !all.has(`${folder}SKILL.md`) && agentSkills.recognises?.(file) === true
  );
}
