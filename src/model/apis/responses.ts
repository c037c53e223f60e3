import { ConfigurationError } from '../../base/errors.ts';
import { defined, isMapping, type Json } from '../../base/json.ts';
import type { Answer, ModelRequest, ModelTarget, ToolCall, Usage } from '../../domain/answer.ts';
import type { Message, MessagePart } from '../../domain/message.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { needsContent } from '../ending.ts';
import { isObject, type JsonObject, objectAt, stringAt } from '../json.ts';
import type { Api, Asked } from '../provider.ts';
import { approximateTokens, tokenCountAt, tokensAt } from '../tokens.ts';
import {
  described,
  nestedFunction,
  openAiWord,
  spelledChoice,
  spelledTool,
  type ToolSpelling,
} from '../tools.ts';
import { isEcho, readContent } from './content.ts';
import { leadingInstructions, textOf, textOfTools } from './instructions.ts';

const inputKeys = ['input', 'instructions', 'tools', 'text'];

/** OpenAI's newer API. */
export const responses: Api = {
  title: "OpenAI's Responses API",
  label: 'responses',
  path: () => '/responses',
  body: ({ target, messages, parameters }) => responsesBody(target.model, messages, parameters),
  readAnswer: readResponsesAnswer,
  inputKeys,
  outputLimitKeys: ['max_output_tokens'],
  reservedKeys: ['input'],
  ownKeys: ['instructions', 'text', 'max_tool_calls', 'include', 'truncation'],
  leftOut: ({ messages }) => (messages.some(({ name }) => name !== undefined) ? ['`name` of a message'] : []),
  refuse: refuseWithoutCounterpart,
  cachedStart: (body) => textOfTools(body) + textOf(body.instructions) + leadingInstructions(body.input),
};

/** How it writes functions. `strict` is always sent: its default here differs from that of the other APIs. */
export const responsesTools: ToolSpelling = {
  isOwn: (tool) => tool.type === 'function' && nestedFunction(tool) === null,
  tool: (found) => ({
    ...{ type: 'function', ...described(found) },
    parameters: found.parameters ?? { type: 'object', properties: {} },
    strict: found.strict ?? false,
  }),
  named: (name) => ({ type: 'function', name }),
  word: openAiWord,
};

/** Parameters of chat completions that this API lacks, as its documentation writes them. */
const missing: [key: keyof ModelParameters, name: string][] = [
  ['seed', 'seed'],
  ['stop', 'stop'],
  ['frequencyPenalty', 'frequency_penalty'],
  ['presencePenalty', 'presence_penalty'],
];

/** Keys of `extra` that would make an answer depend on what OpenAI stores, or arrive later. */
const stateful = ['background', 'conversation', 'previous_response_id', 'prompt'];

function refuseWithoutCounterpart(
  { provider, model }: ModelTarget,
  { parameters, modelPlace: place }: Asked,
): void {
  const kept = stateful.find((key) => Object.hasOwn(parameters.extra ?? {}, key));
  if (kept !== undefined) {
    throw new ConfigurationError(`\`extra.${kept}\` makes an answer depend on more than the request.`, {
      place,
      remedy: 'Leave it out: every request carries its whole conversation.',
    });
  }
  const names = missing.flatMap(([key, name]) => (parameters[key] === undefined ? [] : [`\`${name}\``]));
  if (names.length === 0) return;
  throw new ConfigurationError(
    `${responses.title}, by which ${model} is asked, has no ${names.join(' and no ')}.`,
    { place, remedy: `Leave that out, or name the model as ${provider}:chat:${model}.` },
  );
}

/** Body of OpenAI's Responses API. Nothing is kept at OpenAI: every request carries its whole conversation. */
function responsesBody(
  model: string,
  messages: readonly Message[],
  parameters: ModelParameters,
): { [key: string]: Json } {
  const extra = parameters.extra ?? {};
  return defined<Json>({
    model,
    input: messages.flatMap(inputItems),
    temperature: parameters.temperature,
    top_p: parameters.topP,
    max_output_tokens: parameters.maxTokens,
    reasoning: joined(extra.reasoning, defined<Json>({ effort: parameters.reasoningEffort })),
    text: joined(
      extra.text,
      defined<Json>({ format: textFormat(parameters.responseFormat), verbosity: parameters.verbosity }),
    ),
    tools: parameters.tools?.map((tool) => spelledTool(tool, responsesTools)),
    tool_choice: spelledChoice(parameters.toolChoice, responsesTools),
    store: false,
  });
}

/** Calls and their answers are separate items here, beside messages. */
function inputItems({ role, content, parts, toolCalls = [], toolCallId }: Message): Json[] {
  if (toolCallId !== undefined)
    return [{ type: 'function_call_output', call_id: toolCallId, output: content }];
  const calls = toolCalls.map(({ id, name, arguments: given }) => ({
    ...{ type: 'function_call', call_id: id },
    ...{ name, arguments: given },
  }));
  if (parts) return [{ role, content: parts.map(inputPart) }];
  return content === '' && calls.length > 0 ? calls : [{ role, content }, ...calls];
}

function inputPart(part: MessagePart): Json {
  if ('text' in part) return { type: 'input_text', text: part.text };
  return defined<Json>({ type: 'input_image', image_url: part.image, detail: part.detail });
}

/** What a prompt's `extra` adds to our own settings of the same group. */
function joined(extra: Json | undefined, own: { [key: string]: Json }): Json | undefined {
  if (Object.keys(own).length === 0) return extra;
  return isMapping(extra) ? { ...extra, ...own } : own;
}

function textFormat(format: ModelParameters['responseFormat']): Json | undefined {
  if (format?.type !== 'json_schema') return format;
  const { jsonSchema } = format;
  if (!isMapping(jsonSchema) || !isMapping(jsonSchema.schema)) {
    return { type: 'json_schema', name: 'answer', schema: jsonSchema };
  }
  return { ...jsonSchema, type: 'json_schema', name: jsonSchema.name ?? 'answer' };
}

/** States of a response that count as an answer; servers other than OpenAI's may report none. */
const ended = new Set<unknown>(['completed', 'incomplete', undefined]);

/**
 * Reads a response, or undefined when it is none. Why it ended is told in the words of chat completions, `error` where it
 * has not come to an end; a refusal counts as the answer's text, as there.
 */
function readResponsesAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || !Array.isArray(body.output)) return undefined;
  const items = body.output.filter(isObject);
  const messages = items.filter(({ type }) => type === 'message');
  const parts = messages.flatMap(partsOf);
  const content = readContent(parts);
  if (messages.some(isEcho) || content.is === 'unreadable') return undefined;
  const toolCalls = items.flatMap(readFunctionCall);
  const ending = finishReason(body, parts, toolCalls);
  if (content.is === 'absent' && toolCalls.length === 0 && needsContent(ending)) return undefined;
  const text = content.is === 'text' ? content.text : '';
  return {
    text,
    toolCalls,
    finishReason: ending,
    usage: readUsage(body, text, request),
    model: stringAt(body, 'model') ?? '',
  };
}

/** Some servers write a message's one text without the list. */
function partsOf({ content }: JsonObject): unknown[] {
  return Array.isArray(content) ? content : [content ?? []].flat();
}

function readFunctionCall(item: JsonObject): ToolCall[] {
  const name = stringAt(item, 'name');
  if (name === null) return [];
  if (item.type === 'custom_tool_call') return [{ name, arguments: stringAt(item, 'input') ?? '' }];
  return item.type === 'function_call' ? [{ name, arguments: stringAt(item, 'arguments') ?? '' }] : [];
}

function finishReason(body: JsonObject, parts: unknown[], toolCalls: ToolCall[]): string {
  if (!ended.has(body.status)) return 'error';
  if (body.status === 'incomplete') {
    const reason = stringAt(objectAt(body, 'incomplete_details'), 'reason');
    return reason === 'max_output_tokens' ? 'length' : (reason ?? 'incomplete');
  }
  if (toolCalls.length > 0) return 'tool_calls';
  return parts.some((part) => isObject(part) && part.type === 'refusal') ? 'refusal' : 'stop';
}

/**
 * Output tokens include reasoning tokens. A server that reports no usage gets the approximation of `approximateTokens`.
 */
function readUsage(body: JsonObject, text: string, request: ModelRequest): Usage {
  const usage = objectAt(body, 'usage');
  const inputTokens = tokenCountAt(usage, 'input_tokens') ?? tokensAt(request.body, inputKeys);
  const cached = tokenCountAt(objectAt(usage, 'input_tokens_details'), 'cached_tokens') ?? 0;
  return {
    inputTokens,
    outputTokens: tokenCountAt(usage, 'output_tokens') ?? approximateTokens(text),
    cachedInputTokens: Math.min(cached, inputTokens),
  };
}
