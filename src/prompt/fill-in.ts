import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message, Prompt, TemplateMessage, TemplateText } from '../domain/prompt.ts';
import { filledJson } from './filled-json.ts';
import { errorOf } from './place.ts';
import { splitAtRoleLines, splitAtRoleMarks, withoutMarks } from './split.ts';
import { compileTemplate } from './template/compilers.ts';
import { type Template, TemplateProblem } from './template/template.ts';
import { filledArguments, textsOf } from './tool-messages.ts';

/** Compiled templates of prompts in use: thousands of cases fill in the same few. */
const compiled = new WeakMap<Prompt, Compiled[]>();

/** A text of a prompt, ready to be filled in. */
export type Compiled = { text: TemplateText; template: Template };

/**
 * A prompt's texts in their order, of all messages. Throws ConfigurationError for a text that its engine cannot read.
 */
export function templatesOf(prompt: Prompt): Compiled[] {
  const known = compiled.get(prompt);
  if (known !== undefined) {
    return known;
  }
  const templates = prompt.messages.flatMap(textsOf).map((text) => ({
    text,
    template: placed(prompt, text, () =>
      compileTemplate(prompt.engine, {
        text: text.template,
        path: text.place.path,
        includes: prompt.includes,
        includesByName: prompt.includesByName,
        keepsLineEnd: prompt.keepsLineEnd,
      }),
    ),
  }));
  compiled.set(prompt, templates);
  return templates;
}

/** Reads the messages of a text that is their JSON; throws ConfigurationError(s) at the place. */
export type ReadJsonMessages = (text: string, place: Place) => TemplateMessage[];

/**
 * The messages to send for one case, as `renderMessages`.
 * @param readJson of prompts whose text becomes the JSON of messages, which few are
 */
export function fillIn(prompt: Prompt, vars: Record<string, Json>, readJson: ReadJsonMessages): Message[] {
  const templates = templatesOf(prompt).values();
  const given = prompt.defaults === undefined ? vars : { ...prompt.defaults, ...vars };
  /** Fills in the next text; texts are requested in the order of `templatesOf`. */
  const next = (): ((values: Record<string, Json>) => string) => {
    const { done, value } = templates.next();
    return done ? () => '' : (values) => placed(prompt, value.text, () => value.template.render(values));
  };
  return prompt.messages.flatMap((message) => {
    switch (message.splits) {
      case 'role-marks':
        return splitAtRoleMarks(next()(withoutMarks(given)), message.place);
      case 'role-lines':
        return splitAtRoleLines(next()(withoutMarks(given)), message.place);
      case 'json':
        return readJson(filledJson(next(), given, message.place), message.place).map(asItStands);
      default:
        return [
          messageOf(message, {
            text: () => next()(given),
            json: (place) => filledJson(next(), given, place),
          }),
        ];
    }
  });
}

/** A function that returns the filled-in texts of a message, in the order of `textsOf`. */
type Fill = { text: () => string; json: (place: Place) => string };

function messageOf({ role, name, toolCalls, answers }: TemplateMessage, fill: Fill): Message {
  const message: Message = { role, content: fill.text(), name };
  if (toolCalls !== undefined) {
    message.toolCalls = toolCalls.map((call) => ({
      ...{ id: call.id, name: call.name },
      arguments: filledArguments(call, fill),
    }));
  }
  if (answers !== undefined) message.toolCallId = answers.id;
  return message;
}

/** A message without any template left. */
function asItStands(message: TemplateMessage): Message {
  const texts = textsOf(message).values();
  const text = () => texts.next().value?.template ?? '';
  return messageOf(message, { text, json: text });
}

function placed<T>(prompt: Prompt, message: TemplateText, work: () => T): T {
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
