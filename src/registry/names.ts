import { ConfigurationError, type Place } from '../base/errors.ts';

/** What a prompt's name is made of, and where it is said. */
export type Nameable = {
  /** Of its file. */
  path: string;
  /** `name:` of the policy's entry for the file, and the place of the entry. */
  entry: { name: string | null; place: Place | null } | null;
  /** The label that its author gave it, in a file that lists prompts. */
  label: string | null;
  /** Where it begins and its number from 1, if the file holds several prompts. */
  oneOf: { place: Place; number: number } | null;
};

/** Names in the order of the prompts: null for a prompt that has none. */
export type NamedPrompts = { names: (string | null)[]; mistakes: ConfigurationError[] };

const MAX_LENGTH = 64;
/** Characters of a text that a name is made of. */
const MAX_READ = 1000;
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
/** Endings of the files that formats read; a file may have several, as `support.prompt.yml` has. */
const ENDING = /\.(?:prompt|prompty|txt|md|markdown|j2|jinja2?|ya?ml|json)$/i;

/** The rule for names, for people. */
export const NAME_RULE = 'small letters, digits, `.`, `_` and `-`, at most 64, and a letter or a digit first';

/** Whether a text can be a prompt's name. */
export function isPromptName(text: string): boolean {
  return NAME.test(text);
}

/** A name made of any text: in small letters, with one `-` for other characters; null if nothing is left. */
export function derivedName(text: string): string | null {
  const name = trimmed(
    text
      .slice(0, MAX_READ)
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-'),
  );
  const short = trimmed(name.slice(0, MAX_LENGTH));
  return short === '' ? null : short;
}

function trimmed(name: string): string {
  return name.replace(/^[._-]+/, '').replace(/[._-]+$/, '');
}

/**
 * The name that applications ask for a prompt by: the policy's, else the label's, else that of the file without its
 * endings. One of several prompts in a file has that of its label only; null if it has no label.
 */
export function nameOfPrompt({ path, entry, label, oneOf }: Nameable): string | null {
  if (oneOf !== null) return label === null ? null : derivedName(label);
  return entry?.name ?? derivedName(label ?? stemOf(path)) ?? derivedName(stemOf(path));
}

/**
 * The names of all prompts of a repository. Mistakes: prompts without a name, and several with the same; each says what
 * to write.
 */
export function namePrompts(prompts: readonly Nameable[]): NamedPrompts {
  const names = prompts.map(nameOfPrompt);
  const taken = new Set(names.filter((name) => name !== null));
  const free = (prompt: Nameable): string => {
    const name = proposals(prompt).find((each) => !taken.has(each)) ?? numbered(prompt, taken);
    taken.add(name);
    return name;
  };
  const owners = new Map<string, Nameable>();
  const mistakes = prompts.flatMap((prompt, index) => {
    const name = names[index] ?? null;
    if (prompt.oneOf !== null && prompt.entry?.name) return [namesSeveral(prompt, prompt.entry.name)];
    if (name === null) return [namesNothing(prompt, free(prompt))];
    const owner = owners.get(name);
    if (owner) return [namesTwice(name, { owner, prompt, free: free(prompt) })];
    owners.set(name, prompt);
    return [];
  });
  return { names, mistakes: once(mistakes) };
}

/** A mistake of a file's entry is found with each prompt of the file. */
function once(mistakes: readonly ConfigurationError[]): ConfigurationError[] {
  return [...new Map(mistakes.map((mistake) => [mistake.message, mistake])).values()];
}

function namesSeveral({ path, entry }: Nameable, name: string): ConfigurationError {
  return new ConfigurationError(`\`name: ${name}\` names one prompt, and ${path} holds several.`, {
    place: entry?.place ?? { path, line: 1 },
    remedy: 'Leave it out, and give each prompt in the file a `label:`, which becomes its name.',
  });
}

function namesNothing(prompt: Nameable, free: string): ConfigurationError {
  const problem =
    prompt.oneOf === null
      ? `No name can be made of "${stemOf(prompt.path)}", and the registry keeps prompts by their names.`
      : 'This prompt is one of several in its file and has no label, and the registry keeps prompts by their names.';
  return new ConfigurationError(problem, { place: placeOf(prompt), remedy: remedyFor(prompt, free) });
}

function namesTwice(
  name: string,
  { owner, prompt, free }: { owner: Nameable; prompt: Nameable; free: string },
): ConfigurationError {
  const other = owner.path === prompt.path ? `line ${owner.oneOf?.place.line ?? 1}` : owner.path;
  return new ConfigurationError(
    `Two prompts are called "${name}", this one and ${other}, and the registry keeps prompts by their names.`,
    { place: placeOf(prompt), remedy: remedyFor(prompt, free) },
  );
}

function remedyFor({ path, oneOf }: Nameable, name: string): string {
  return oneOf === null
    ? `Name it in the policy: \`- { path: ${path}, name: ${name} }\` under \`prompts:\`.`
    : `Give it a label of its own: \`label: ${name}\`, which becomes its name.`;
}

function placeOf({ path, entry, oneOf }: Nameable): Place {
  return oneOf?.place ?? entry?.place ?? { path, line: 1 };
}

/** Names that say more and more of where a prompt lies. */
function proposals({ path, label, oneOf }: Nameable): string[] {
  const folders = path.split('/').slice(0, -1);
  const own = label ?? (oneOf === null ? stemOf(path) : fileNameOf(oneOf.place.path, path));
  const texts = folders.map((_, index) => [...folders.slice(folders.length - 1 - index), own].join('-'));
  return [own, ...texts].map(derivedName).filter((name) => name !== null);
}

/** A prompt that a config lists as a file of its own is called like that file. */
function fileNameOf(place: string, path: string): string {
  return place === path ? '' : stemOf(place);
}

function numbered(prompt: Nameable, taken: ReadonlySet<string>): string {
  const stem = derivedName(stemOf(prompt.path).slice(0, MAX_LENGTH - 8)) ?? 'prompt';
  let number = prompt.oneOf?.number ?? 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** An Agent Skill is called like its folder. */
const IN_SKILL = /(?:^|\/)([^/]+)\/SKILL\.md$/;

function stemOf(path: string): string {
  const folder = IN_SKILL.exec(path)?.[1];
  if (folder !== undefined) return folder;
  let name = path.slice(path.lastIndexOf('/') + 1);
  for (let bare = name; bare !== ''; bare = bare.replace(ENDING, '')) {
    name = bare;
    if (!ENDING.test(bare)) break;
  }
  return name;
}
