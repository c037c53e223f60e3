import { ConfigurationError, ConfigurationErrors, type Place } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { TemplateMessage } from '../domain/prompt.ts';

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
