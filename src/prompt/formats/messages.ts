import { z } from 'zod';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { validate } from '../../document/validate.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { TemplateMessage, TemplateToolCall } from '../../domain/prompt.ts';
import { requireRole } from '../roles.ts';
import { checkToolMessages } from '../tool-messages.ts';
import { type Content, readContent } from './message-content.ts';
import { callOf } from './tool-call.ts';

type Keys = readonly (string | number)[];

const text = z.string().min(1);

const functionCall = z.strictObject({
  id: text,
  type: z.literal('function').optional(),
  index: z.int().optional(),
  function: z.strictObject({ name: text, arguments: anyJson.optional() }),
});

/**
 * A list of messages as people write it: OpenAI's, Anthropic's with blocks as `content`, and the items of OpenAI's
 * Responses API. Other members of an API's answers are ignored, and may be present but empty.
 */
export const messagesSchema = z
  .array(
    z.strictObject({
      role: z.string().optional(),
      content: anyJson.optional(),
      name: z.string().optional(),
      tool_calls: z.array(functionCall).nullish(),
      tool_call_id: text.optional(),
      type: z.enum(['message', 'function_call', 'function_call_output']).optional(),
      call_id: text.optional(),
      arguments: anyJson.optional(),
      output: anyJson.optional(),
      id: z.string().optional(),
      status: z.string().optional(),
      phase: z.string().nullish(),
      function_call: z.null().optional(),
      refusal: z.null().optional(),
      audio: z.null().optional(),
      annotations: z.array(anyJson).optional(),
    }),
  )
  .min(1);

type Item = z.infer<typeof messagesSchema>[number];

/**
 * The messages at `keys` of a document.
 * @throws ConfigurationError(s) with places: an unknown role, content that is not text, calls and answers that do not
 * match.
 */
export function toMessages(items: readonly Item[], document: YamlDocument, keys: Keys): TemplateMessage[] {
  const messages: TemplateMessage[] = [];
  for (const [index, item] of items.entries()) {
    const at = [...keys, index];
    if (item.type === 'function_call') {
      const call = callOf({ ...item, id: needed(item, 'call_id', document, at) }, document.placeOf(at));
      const before = messages.at(-1);
      if (before?.role === 'assistant') before.toolCalls = [...(before.toolCalls ?? []), call];
      else messages.push({ role: 'assistant', template: '', place: document.placeOf(at), toolCalls: [call] });
    } else if (item.type === 'function_call_output') {
      const id = needed(item, 'call_id', document, at);
      const { text: template } = readContent(item.output ?? null, document, [...at, 'output']);
      const place = document.placeOf([...at, 'output']);
      messages.push({
        role: 'tool',
        template,
        place,
        answers: { id, place: document.placeOf([...at, 'call_id']) },
      });
    } else {
      messages.push(...messagesOf(item, document, at));
    }
  }
  checkToolMessages(messages);
  return messages;
}

/**
 * The messages of a text that is their JSON.
 * @throws ConfigurationError(s) at `place`: not JSON, or not messages.
 */
export function messagesOfJson(text: string, place: Place): TemplateMessage[] {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : '';
    throw new ConfigurationError(`These messages are no JSON once they are filled in: ${reason}.`, {
      place,
      remedy: 'Write a text as `{{ name | dump }}`, without quotes around it.',
      cause: error,
    });
  }
  const document = { path: place.path, value, placeOf: () => place, placeOfKey: () => place };
  return toMessages(validate(messagesSchema, document), document, []);
}

function messagesOf(item: Item, document: YamlDocument, at: Keys): TemplateMessage[] {
  if (item.role === undefined) {
    throw new ConfigurationError('This message has no `role`.', { place: document.placeOf(at) });
  }
  const role = requireRole(item.role, document.placeOf([...at, 'role']));
  const calls = (item.tool_calls ?? []).map((call, index) =>
    callOf({ id: call.id, ...call.function }, document.placeOf([...at, 'tool_calls', index])),
  );
  const mayBeEmpty = calls.length > 0 && (item.content ?? null) === null;
  const content: Content = mayBeEmpty
    ? { text: '', calls: [], results: [] }
    : readContent(item.content ?? null, document, [...at, 'content']);
  if (content.parts && role !== 'user') {
    throw new ConfigurationError('An image stands in a message of the user: models take it nowhere else.', {
      place: content.parts.find(({ kind }) => kind === 'image')?.place ?? document.placeOf(at),
    });
  }
  const place = document.placeOf([...at, 'content']);
  const toolCalls = [...calls, ...content.calls];
  const results = content.results.map(
    ({ id, text: template, place: placeOfId, placeOfText }): TemplateMessage => ({
      ...{ role: 'tool', template, place: placeOfText },
      answers: { id, place: placeOfId },
    }),
  );
  refuseMisplaced({ role, toolCalls, results }, place);
  if (results.length > 0 && content.text === '' && !content.parts) return results;
  return [
    ...results,
    {
      ...{ role, template: content.text, place },
      ...(content.parts && { parts: content.parts }),
      // In a tool's message it is the tool's name, which the call contains already.
      ...(item.name !== undefined && role !== 'tool' && { name: item.name }),
      ...(toolCalls.length > 0 && { toolCalls }),
      ...(item.tool_call_id !== undefined && {
        answers: { id: item.tool_call_id, place: document.placeOf([...at, 'tool_call_id']) },
      }),
    },
  ];
}

function refuseMisplaced(
  { role, toolCalls, results }: { role: string; toolCalls: TemplateToolCall[]; results: TemplateMessage[] },
  place: Place,
): void {
  if (results.length > 0 && role !== 'user') {
    throw new ConfigurationError('`tool_result` stands in a message of the user, as Anthropic has it.', {
      place,
    });
  }
  const [first] = toolCalls;
  if (first !== undefined && role !== 'assistant') {
    throw new ConfigurationError('Only a message of the assistant calls tools.', { place: first.place });
  }
}

function needed(item: Item, key: 'call_id', document: YamlDocument, at: Keys): string {
  const value: Json | undefined = item[key];
  if (typeof value === 'string') return value;
  throw new ConfigurationError(`This needs a \`${key}\`.`, { place: document.placeOf(at) });
}
