import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { cutFrontMatter, looseFacts } from '../../document/front-matter.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import type { EngineName } from '../template/compilers.ts';
import type { PromptFile } from './format.ts';

/** The variable with the user's message. */
const USER_MESSAGE = 'prompt';

/**
 * A text that is sent as it is, whatever looks like a template in it, as the system message; the variable `prompt` is
 * the user's message.
 */
export function verbatimSystemMessage(
  text: string,
  place: Place,
): { engine: EngineName; messages: TemplateMessage[] } {
  return {
    engine: 'f-string',
    messages: [
      { role: 'system', template: text.replace(/[{}]/g, '$&$&'), place },
      { role: 'user', template: `{${USER_MESSAGE}}`, place },
    ],
  };
}

/**
 * A file whose whole text instructs an agent: the text behind its front matter, where it begins, and what the front
 * matter states, whatever that is.
 * @param what the file, in the sentence about one without a text: `skill`
 * @throws ConfigurationError: it has no text
 */
export async function instructionsIn(
  { path, text }: PromptFile,
  what: string,
): Promise<{ body: string; place: Place; facts: Record<string, Json> }> {
  const { headText, body, bodyLine } = cutFrontMatter(text, path);
  const place = { path, line: bodyLine, column: 1 };
  if (body.trim() === '') throw new ConfigurationError(`This ${what} has no instructions.`, { place });
  return { body, place, facts: await looseFacts(headText, path) };
}
