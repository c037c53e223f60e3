import { ConfigurationError, type Json } from '../errors.ts';
import { errorOf } from './place.ts';
import type { Message, Prompt } from './prompt.ts';
import { splitAtRoleLines, splitDotprompt, withoutMarks } from './split.ts';
import { compileTemplate } from './template/compile.ts';
import { type Template, TemplateProblem } from './template/template.ts';

/** Templates of prompts in use: thousands of cases fill in the same few. */
const compiled = new WeakMap<Prompt, Template[]>();

/** A prompt's templates, in the order of its messages. Throws ConfigurationError for one its engine cannot read. */
export function templatesOf(prompt: Prompt): Template[] {
  const known = compiled.get(prompt);
  if (known !== undefined) {
    return known;
  }
  const templates = prompt.messages.map((message) =>
    placed(prompt, message, () =>
      compileTemplate(prompt.engine, {
        text: message.template,
        path: message.place.path,
        includes: prompt.includes,
      }),
    ),
  );
  compiled.set(prompt, templates);
  return templates;
}

/**
 * The messages to send for one case. Values go in as they are: what they contain is never read as template.
 * Throws ConfigurationError, with its place in the template, for a value that is missing and for a text that grows
 * beyond bounds.
 */
export function renderMessages(prompt: Prompt, vars: Record<string, Json>): Message[] {
  const templates = templatesOf(prompt);
  const given = prompt.defaults === undefined ? vars : { ...prompt.defaults, ...vars };
  return prompt.messages.flatMap((message, index) => {
    const template = templates[index];
    if (template === undefined) {
      return [];
    }
    const render = (values: Record<string, Json>) => placed(prompt, message, () => template.render(values));
    switch (message.splits) {
      case 'dotprompt':
        return splitDotprompt(render(withoutMarks(given)), message.place);
      case 'role-lines':
        return splitAtRoleLines(render(withoutMarks(given)), message.place);
      default:
        return [{ role: message.role, content: render(given) }];
    }
  });
}

function placed<T>(prompt: Prompt, message: Prompt['messages'][number], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateProblem) {
      throw errorOf(error, prompt, message);
    }
    throw error instanceof RangeError
      ? new ConfigurationError('The template is too large to be filled in.', {
          place: message.place,
          cause: error,
        })
      : error;
  }
}
