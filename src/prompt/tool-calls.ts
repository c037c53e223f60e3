import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message } from '../domain/message.ts';
import type { TemplateMessage, TemplateText, TemplateToolCall } from '../domain/prompt.ts';
import { imageInWords } from './images.ts';

/** All texts of a message that its engine fills in: its content or the parts of it, then every text in the arguments of its calls. */
export function textsOf(message: TemplateMessage): TemplateText[] {
  const calls = message.toolCalls ?? [];
  return [
    ...(message.parts ?? [message]),
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

/** A message's content with its images and the calls it makes, as one text for people and for comparing. */
export function wholeText({ content, parts, toolCalls = [] }: Message): string {
  const said = parts?.map((part) => ('text' in part ? part.text : imageInWords(part.image))) ?? [content];
  const calls = toolCalls.map(({ name, arguments: given }) => `${name}(${given})`);
  return [...(content === '' && calls.length > 0 ? [] : said), ...calls].join('\n');
}
