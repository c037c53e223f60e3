import type { Json } from '../../base/json.ts';

const PROMPT_FILE =
  /\.(?:txt|md|markdown|jsonl?|csv|ya?ml|j2|jinja2?|prompty|prompt|[cm]?[jt]s|py|rb|go|sh)(?::\w{1,100})?$/i;

/**
 * Whether one of a promptfoo config's prompts names a file instead of being the prompt, by promptfoo's rule: by its
 * ending, or by a slash or a star in it; a template, or a text with a slash and spaces, is a prompt.
 */
export function isPromptReference(prompt: string): boolean {
  const name = prompt.trim();
  if (name.startsWith('file://')) return true;
  if (name.length > 500 || /\n|\{\{|\{%/.test(name)) return false;
  return PROMPT_FILE.test(name) || (/[/*\\]/.test(name) && !/[\s<>"]|:\/\//.test(name));
}

/** Whether a listed file is a prompt with a model of its own, which promptfoo would send as plain text. */
export function hasOwnModel(path: string): boolean {
  return /\.prompty?$/i.test(path);
}

/**
 * Whether promptfoo fills in templates in the values of variables before it fills in this prompt: not for a prompt that
 * is JSON, as a YAML file becomes.
 */
export function rendersValues(path: string, text: string): boolean {
  if (/\.ya?ml$/i.test(path)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** The path, or pattern of paths, that such a name means; a folder means all files in it. */
export function promptPathOf(reference: string): string {
  const path = reference
    .trim()
    .replace(/^file:\/\//, '')
    .replaceAll('\\', '/');
  return path.endsWith('/') ? `${path}*` : path;
}

/** The part of a promptfoo config that lists its prompts, up to the next key at the same level. */
const PROMPTS_PART =
  /^(?:prompts:[^\n]*(?:\n(?:[ \t#-][^\n]*|\r?))*|[ \t]{0,4}"prompts"[ \t]{0,4}:[^\]]{0,100000})/m;

/** Names and patterns of files that the text of a config seems to list as prompts, even if it is not valid. */
export function searchPromptNames(text: string): string[] {
  const part = PROMPTS_PART.exec(text)?.[0] ?? '';
  const words = part.split(/[\s"',[\]{}]+/);
  const quoted = [...part.matchAll(/"([^"\n]{1,500})"|'([^'\n]{1,500})'/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const lines = [
    ...part.matchAll(/^[ \t]{0,100}(?:-[ \t]{1,20})?(?:\w{1,20}:[ \t]{1,20})?(\S[^\n]{0,500})$/gm),
  ].map(([, line = '']) => line);
  return [...words, ...quoted, ...lines].filter(isPromptReference).map(promptPathOf);
}

/** Whether the `prompts` of a test or a provider include a prompt of these names: all if it states none. */
export function isForPrompt(stated: Json | undefined, names: readonly string[]): boolean {
  const wanted = [stated ?? []].flat().filter((each) => typeof each === 'string');
  return (
    wanted.length === 0 ||
    wanted.some((name) =>
      names.some((own) => own === name || (name.endsWith('*') && own.startsWith(name.slice(0, -1)))),
    )
  );
}
