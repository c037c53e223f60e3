import { ConfigurationError } from '../../base/errors.ts';
import { chat } from './chat.ts';
import { dotprompt } from './dotprompt.ts';
import type { FormatGlob, PromptFormat } from './format.ts';
import { githubModels } from './github-models.ts';
import { instructions } from './instructions.ts';
import { langchain } from './langchain.ts';
import { promptfoo } from './promptfoo.ts';
import { prompty } from './prompty.ts';
import { skill } from './skill.ts';
import { text } from './text.ts';

/** Every format, in the order in which they are tried on a file. */
export const PROMPT_FORMATS: readonly PromptFormat[] = [
  githubModels,
  dotprompt,
  prompty,
  langchain,
  promptfoo,
  chat,
  skill,
  instructions,
  text,
];

/** The format of a file; undefined if no format recognises it. */
export function recognisedFormat(path: string, text: string): PromptFormat | undefined {
  return PROMPT_FORMATS.find((each) => each.recognises(path, text));
}

/** The same. Throws ConfigurationError if no format recognises the file. */
export function formatOf(path: string, text: string): PromptFormat {
  const format = recognisedFormat(path, text);
  if (format === undefined) {
    throw new ConfigurationError('This is no prompt in a format that is read here.', {
      place: { path },
      remedy: `Name it *.prompt.yml (GitHub Models), *.prompt (Dotprompt), *.prompty, *.md or *.txt; YAML and JSON are read as a promptfoo config, a LangChain prompt, or a list of messages.`,
    });
  }
  return format;
}

/** The format of this name. Throws for an unknown name, which is a bug. */
export function formatNamed(name: string): PromptFormat {
  const format = PROMPT_FORMATS.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no prompt format "${name}"`);
  return format;
}

/** The globs of all formats, in their order. */
export const FORMAT_GLOBS: readonly FormatGlob[] = PROMPT_FORMATS.flatMap(({ globs = [] }) => globs);
