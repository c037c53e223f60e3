import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message, MessagePart, Role } from '../domain/message.ts';
import type { Prompt, TemplateMessage, TemplatePart, TemplateText } from '../domain/prompt.ts';
import { filledJson } from './filled-json.ts';
import { imageAddress } from './images.ts';
import { errorOf } from './place.ts';
import { compileTemplate } from './template/compilers.ts';
import { type Template, TemplateProblem } from './template/template.ts';
import { filledArguments, textsOf } from './tool-calls.ts';

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

/** A prompt's texts in their order, each with the role of its message. Throws like `templatesOf`. */
export function textsWithRoles(prompt: Prompt): (Compiled & { role: Role; message: TemplateMessage })[] {
  const templates = templatesOf(prompt).values();
  return prompt.messages.flatMap((message) =>
    textsOf(message).flatMap(() => {
      const { done, value } = templates.next();
      return done ? [] : [{ ...value, role: message.role, message }];
    }),
  );
}

/** How the one text of a message becomes several messages, by the names of `TemplateMessage.splits`. */
export type Splitters = Record<NonNullable<TemplateMessage['splits']>, Split>;

/**
 * The messages of one text.
 * @param fill fills the text in
 * @throws ConfigurationError(s) at the place of the text
 */
export type Split = (
  fill: (values: Record<string, Json>) => string,
  given: Record<string, Json>,
  place: Place,
) => Message[];

/**
 * The messages to send for one case, as `renderMessages`.
 * @param splitters what few prompts need; without them, a prompt that does is a bug
 */
export function fillIn(prompt: Prompt, vars: Record<string, Json>, splitters: Splitters | null): Message[] {
  const templates = templatesOf(prompt).values();
  const given = prompt.defaults === undefined ? vars : { ...prompt.defaults, ...vars };
  /** Fills in the next text; texts are requested in the order of `templatesOf`. */
  const next = (): ((values: Record<string, Json>) => string) => {
    const { done, value } = templates.next();
    return done ? () => '' : (values) => placed(prompt, value.text, () => value.template.render(values));
  };
  return prompt.messages.flatMap((message) => {
    if (message.splits === undefined) {
      return [
        messageOf(message, {
          text: () => next()(given),
          json: (place) => filledJson(next(), given, place),
        }),
      ];
    }
    if (!splitters) throw new Error(`nothing was loaded for a prompt that splits by ${message.splits}`);
    return splitters[message.splits](next(), given, message.place);
  });
}

/** A function that returns the filled-in texts of a message, in the order of `textsOf`. */
type Fill = { text: () => string; json: (place: Place) => string };

function messageOf({ role, name, parts, toolCalls, answers }: TemplateMessage, fill: Fill): Message {
  const message: Message =
    parts === undefined ? { role, content: fill.text(), name } : { role, name, ...filledParts(parts, fill) };
  if (toolCalls !== undefined) {
    message.toolCalls = toolCalls.map((call) => ({
      ...{ id: call.id, name: call.name },
      arguments: filledArguments(call, fill),
    }));
  }
  if (answers !== undefined) message.toolCallId = answers.id;
  return message;
}

function filledParts(parts: readonly TemplatePart[], fill: Fill): Pick<Message, 'content' | 'parts'> {
  const filled = parts.map(({ kind, detail, place }): MessagePart => {
    const text = fill.text();
    return kind === 'text'
      ? { text }
      : { image: imageAddress(text, place), ...(detail !== undefined && { detail }) };
  });
  const texts = filled.flatMap((part) => ('text' in part ? [part.text] : []));
  return { content: texts.join('\n'), parts: filled };
}

/** A message without any template left. */
export function asItStands(message: TemplateMessage): Message {
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
