import { isMapping, type Json, ownMember } from '../base/json.ts';
import { isTooDeep } from '../base/nesting.ts';

/** Lists inside of each other are followed this deep. */
const MOST_DEPTH = 6;
/** Roles of messages that are part of a prompt, and so would tell a judge which version answered. */
const INSTRUCTIONS = ['system', 'developer'];
/** Where outputs of other tools have their text, in the order of preference. */
const TEXT_KEYS = ['content', 'parts', 'text', 'message', 'choices', 'generations', 'output', 'answer'];

/**
 * The text of an answer, as sources write it: a text, a message, the last message of a list, or a provider's whole reply;
 * also as JSON in a text. Null where it has no text, such as calls of tools alone.
 */
export function answerText(output: Json | undefined): string | null {
  const written = unpacked(output);
  return typeof written === 'string' ? written || null : textIn(written, 0);
}

/** What was asked: a text, or the list of messages without the prompt's own instructions; null where there is none. */
export function inputOf(input: Json | undefined): Json | null {
  const written = unpacked(input);
  if (written === undefined || written === null || written === '') return null;
  const messages = isMapping(written) && Array.isArray(written.messages) ? written.messages : written;
  if (!Array.isArray(messages)) return messages;
  const own = messages.filter(
    (message) => !(isMapping(message) && INSTRUCTIONS.includes(String(message.role))),
  );
  return own.length === 0 ? null : own;
}

/** The text of the last user's message of an input; undefined where it has none. */
export function lastQuestion(input: Json | null): string | undefined {
  if (typeof input === 'string') return input;
  if (!Array.isArray(input)) return undefined;
  const last = input.findLast((message) => isMapping(message) && message.role === 'user');
  return last === undefined ? undefined : (textIn(last, 0) ?? undefined);
}

/** Messages and replies that are written as JSON in a text; any other text may be JSON as the answer itself. */
function unpacked(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return isOfMessages(parsed) && !isTooDeep(parsed) ? parsed : value;
  } catch {
    return value;
  }
}

function isOfMessages(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isMessage);
  return isMessage(value) || (isMapping(value) && [value.choices, value.messages].some(Array.isArray));
}

function isMessage(value: Json): boolean {
  return isMapping(value) && 'role' in value && ('content' in value || 'parts' in value);
}

function textIn(value: Json | undefined, depth: number): string | null {
  if (typeof value === 'string') return value || null;
  if (depth > MOST_DEPTH || value === undefined || value === null) return null;
  if (Array.isArray(value)) return textOfList(value, depth);
  if (!isMapping(value)) return null;
  for (const key of TEXT_KEYS) {
    const text = textIn(ownMember(value, key), depth + 1);
    if (text !== null) return text;
  }
  return null;
}

/** Of messages the last one that is no user's; parts of one message belong together. */
function textOfList(list: readonly Json[], depth: number): string | null {
  if (list.some(isMessage)) {
    const last = list.findLast((each) => isMapping(each) && each.role !== 'user' && each.role !== 'tool');
    return textIn(last, depth + 1);
  }
  if (list.some((each) => isMapping(each) && ('message' in each || Array.isArray(each)))) {
    return textIn(list[0], depth + 1);
  }
  const texts = list.flatMap((part) => (isThought(part) ? [] : (textIn(part, depth + 1) ?? [])));
  return texts.length === 0 ? null : texts.join('\n');
}

/** What a model thought, called or was given by a tool is no answer. */
function isThought(part: Json): boolean {
  return isMapping(part) && typeof part.type === 'string' && !/^(?:text|output_text)$/.test(part.type);
}
