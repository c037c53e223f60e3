import { ConfigurationError, ConfigurationErrors, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Message, TemplateMessage, TemplateText, TemplateToolCall } from '../domain/prompt.ts';

/** All texts of a message that its engine fills in: its content, then every text in the arguments of its calls. */
export function textsOf(message: TemplateMessage): TemplateText[] {
  const calls = message.toolCalls ?? [];
  return [
    message,
    ...calls.flatMap((call) => leavesOf(call.arguments).map((template) => ({ template, place: call.place }))),
  ];
}

function leavesOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/**
 * A call's arguments as the JSON text that is sent. `fill` returns the filled-in texts, in the order of `textsOf`:
 * those in arguments, and arguments that are one template.
 * @throws ConfigurationError if arguments written as a template do not become a JSON object.
 */
export function filledArguments(
  call: TemplateToolCall,
  fill: { text: () => string; json: (place: Place) => string },
): string {
  if (typeof call.arguments !== 'string') {
    const text = JSON.stringify(withLeaves(call.arguments, () => fill.text()));
    return call.source !== undefined && text === JSON.stringify(call.arguments) ? call.source : text;
  }
  const filled = fill.json(call.place);
  if (isObjectText(filled)) return filled;
  throw new ConfigurationError(`The arguments of the call "${call.id}" are no JSON object once filled in.`, {
    place: call.place,
    remedy: 'Put variables inside the quotes of a value, or write them with a filter that makes JSON.',
  });
}

/** The value with each text in it, at any depth, replaced, in the order of `textsOf`. */
export function withLeaves(value: Json, fill: (text: string) => string): Json {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((member) => withLeaves(member, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withLeaves(member, fill)]));
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A message's content with the calls it makes, as one text for people and for comparing. */
export function wholeText({ content, toolCalls = [] }: Message): string {
  const calls = toolCalls.map(({ name, arguments: given }) => `${name}(${given})`);
  return [...(content === '' && calls.length > 0 ? [] : [content]), ...calls].join('\n');
}

/**
 * Checks calls and answers against each other, as every provider does: a call is the assistant's, and is answered by
 * one tool's message, before any other message.
 * @throws ConfigurationErrors with the place of every mistake.
 */
export function checkToolMessages(messages: readonly TemplateMessage[]): void {
  const errors: ConfigurationError[] = [];
  let pending = new Map<string, { place: Place; isAnswered: boolean }>();
  const close = (): void => {
    for (const [id, { place, isAnswered }] of pending) {
      if (!isAnswered) errors.push(neverAnswered(id, place));
    }
  };
  for (const message of messages) {
    if (message.role === 'tool') {
      const problem = problemOfAnswer(message, pending);
      if (problem !== undefined) errors.push(problem);
      continue;
    }
    close();
    pending = new Map();
    for (const { id, place } of message.toolCalls ?? []) {
      if (message.role !== 'assistant') {
        errors.push(
          new ConfigurationError(`A message of the role ${message.role} calls no tool.`, { place }),
        );
      } else if (pending.has(id)) {
        errors.push(new ConfigurationError(`Two calls have the id "${clip(id)}".`, { place }));
      } else {
        pending.set(id, { place, isAnswered: false });
      }
    }
  }
  close();
  if (errors.length > 0) throw new ConfigurationErrors(errors);
}

function problemOfAnswer(
  { answers, place }: TemplateMessage,
  pending: Map<string, { place: Place; isAnswered: boolean }>,
): ConfigurationError | undefined {
  if (answers === undefined) return answersNothing(place);
  const call = pending.get(answers.id);
  if (call === undefined) {
    const ids = [...pending.keys()];
    const remedy =
      ids.length === 0
        ? "A tool's message follows the assistant's message that calls the tool."
        : `The message before it calls ${ids.map((id) => `"${clip(id)}"`).join(', ')}.`;
    return new ConfigurationError(
      `There is no call "${clip(answers.id)}" that this answers.${didYouMean(answers.id, ids)}`,
      { place: answers.place, remedy },
    );
  }
  if (call.isAnswered) {
    return new ConfigurationError(`The call "${clip(answers.id)}" is answered twice.`, {
      place: answers.place,
    });
  }
  call.isAnswered = true;
  return undefined;
}

function neverAnswered(id: string, place: Place): ConfigurationError {
  return new ConfigurationError(`The call "${clip(id)}" is never answered, which no provider takes.`, {
    place,
    remedy: `Put a message \`{ role: tool, tool_call_id: ${clip(id)}, content: … }\` behind it.`,
  });
}

/** A tool's message that does not say which call it answers. */
export function answersNothing(place: Place): ConfigurationError {
  return new ConfigurationError("A tool's message has to say which call it answers.", {
    place,
    remedy:
      'Write the prompt as a list of messages, with `tool_calls` in the assistant’s and `tool_call_id` in the tool’s.',
  });
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
