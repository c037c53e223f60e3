import { ConfigurationError } from '../../errors.ts';
import type { PromptFormat } from './format.ts';
import { githubModels } from './github-models.ts';
import { text } from './text.ts';

/** In the order in which they are asked. */
const FORMATS: readonly PromptFormat[] = [githubModels, text];

/** The format of a file. Throws ConfigurationError when no format is that file's. */
export function formatOf(path: string, text: string): PromptFormat {
  const format = FORMATS.find((each) => each.recognises(path, text));
  if (format === undefined) {
    throw new ConfigurationError('This is no prompt in a format that is read here.', {
      place: { path },
      remedy: `Name it *.prompt.yml (GitHub Models), *.md or *.txt; known formats: ${FORMATS.map(({ name }) => name).join(', ')}.`,
    });
  }
  return format;
}
