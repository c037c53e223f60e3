import { unlessMistaken } from '../../base/errors.ts';
import type { PromptFile } from './format.ts';

type Attached = { path: string; text: string };

const MOST_FILES = 200;

/** Texts that are read, not run: what a link may lead to. */
const TEXT = /\.(?:md|markdown|mdx|txt|rst|json|ya?ml|csv|tsv|toml|xml|html?)$/i;
const PROSE = /\.(?:md|markdown|mdx|txt)$/i;
/** Files about a repository or a skill, and not for who follows it. */
const ABOUT = /(?:^|\/)(?:SKILL|README|CHANGELOG|LICENSE|CONTRIBUTING|AGENTS|CLAUDE)(?:\.[\w-]{1,20})?$/i;
const CASES = /^evals?\//i;

const LINK = /\]\([ \t]{0,20}(?:<([^<>\n#?]{1,300})|([^)\s<>#?]{1,300}))/g;
const DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]{1,20}(?:<([^<>\n#?]{1,300})|([^\s<>#?]{1,300}))/gm;
const MENTION = /(?:[\p{L}\p{N}_.@+-]{1,100}\/){0,8}[\p{L}\p{N}_.@+-]{1,100}\.[a-z]{2,8}/giu;
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s)>`"']{1,1000}/gi;

/**
 * The names of the files of its own folder that a Markdown text refers to, in order: texts that it links to, and prose
 * that it mentions by path (`references/forms.md`). Programs are left out, and so are evaluation cases.
 */
export function namesIn(text: string): string[] {
  const local = text.replace(ADDRESS, ' ');
  const linked = [LINK, DEFINITION].flatMap((pattern) => found(local, pattern, TEXT));
  const mentioned = found(local, MENTION, PROSE);
  const ordered = [...linked, ...mentioned].sort((a, b) => a.at - b.at).map(({ name }) => name);
  return [...new Set(ordered)].filter((name) => !CASES.test(name) && !ABOUT.test(name)).slice(0, MOST_FILES);
}

/** What the first group of each match names that is there, or the whole match. */
function found(text: string, pattern: RegExp, ending: RegExp): { name: string; at: number }[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, ...groups] = match;
    const name = ownName(groups.find((group) => group !== undefined) ?? whole);
    return name === undefined || !ending.test(name) ? [] : [{ name, at: match.index }];
  });
}

/** The name without `./`, without the `@` of an import, and without `%20`; undefined for one outside of the folder. */
function ownName(name: string): string | undefined {
  const plain = decoded(name.trim()).replace(/^@?(?:\.\/)*/, '');
  const leaves = plain.startsWith('/') || plain.split('/').includes('..');
  return leaves || /\p{Cc}/u.test(plain) ? undefined : plain;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Those of the named files that exist and are texts, each once. They count as included. */
export async function readAttached(file: PromptFile, names: readonly string[]): Promise<Attached[]> {
  const attached: Attached[] = [];
  for (const name of names) {
    const found = await unlessMistaken(() => file.readFile(`./${name}`, { path: file.path }));
    if (found !== undefined && found.text.trim() !== '') attached.push({ path: name, text: found.text });
  }
  return attached;
}

/** A text followed by the files that go with it. */
export function withAttached(text: string, attached: readonly Attached[]): string {
  const files = attached.map(
    ({ path, text: own }) => `<file path="${path}">\n${withoutBlankEnds(own)}\n</file>`,
  );
  return [withoutBlankEnds(text), ...files].join('\n\n');
}

/** Without blank lines before and blanks behind; the first line keeps its indentation, which Markdown reads. */
function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
