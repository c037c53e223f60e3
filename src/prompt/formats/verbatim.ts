import type { Place } from '../../base/errors.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import type { EngineName } from '../template/compilers.ts';

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
