import { ConfigurationError } from '../../base/errors.ts';
import { chat } from './chat.ts';
import { dotprompt } from './dotprompt.ts';
import type { PromptFormat } from './format.ts';
import { githubModels } from './github-models.ts';
import { langchain } from './langchain.ts';
import { promptfoo } from './promptfoo.ts';
import { prompty } from './prompty.ts';
import { text } from './text.ts';

/** In the order in which they are asked. */
const FORMATS: readonly PromptFormat[] = [githubModels, dotprompt, prompty, langchain, promptfoo, chat, text];

/** The format of a file. Throws ConfigurationError when no format is that file's. */
export function formatOf(path: string, text: string): PromptFormat {
  const format = FORMATS.find((each) => each.recognises(path, text));
  if (format === undefined) {
    throw new ConfigurationError('This is no prompt in a format that is read here.', {
      place: { path },
      remedy: `Name it *.prompt.yml (GitHub Models), *.prompt (Dotprompt), *.prompty, *.md or *.txt; YAML and JSON are read as a promptfoo config, a LangChain prompt, or a list of messages.`,
    });
  }
  return format;
}
