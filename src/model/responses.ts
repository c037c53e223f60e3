import { isMapping, type Json } from '../base/json.ts';
import type { Answer, ModelRequest, ToolCall, Usage } from '../domain/answer.ts';
import type { Message, ModelParameters } from '../domain/prompt.ts';
import { approximateTokens, estimateUsage } from './estimate.ts';
import { countAt, defined, isObject, type JsonObject, objectAt, stringAt } from './json.ts';
import { spelledChoice, spelledTool } from './tools.ts';

/** Body of OpenAI's Responses API. Nothing is kept at OpenAI: every request carries its whole conversation. */
export function responsesBody(
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
    tools: parameters.tools?.map((tool) => spelledTool(tool, 'responses')),
    tool_choice: spelledChoice(parameters.toolChoice, 'responses'),
    store: false,
  });
}

/** Calls and their answers are items of their own here, beside messages. */
function inputItems({ role, content, toolCalls = [], toolCallId }: Message): Json[] {
  if (toolCallId !== undefined)
    return [{ type: 'function_call_output', call_id: toolCallId, output: content }];
  const calls = toolCalls.map(({ id, name, arguments: given }) => ({
    ...{ type: 'function_call', call_id: id },
    ...{ name, arguments: given },
  }));
  return content === '' && calls.length > 0 ? calls : [{ role, content }, ...calls];
}

/** What a prompt's `extra` says beside our own settings of the same group. */
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

/** States of a response that is an answer; servers that are not OpenAI's may tell none. */
const ended = new Set<unknown>(['completed', 'incomplete', undefined]);

/**
 * Reads a response, or undefined when it is none, or none that has come to an end. Why it ended is told in the words of
 * chat completions; a refusal counts as the answer's text, as there.
 */
export function readResponsesAnswer(
  body: unknown,
  request: ModelRequest,
): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || !Array.isArray(body.output)) return undefined;
  if (!ended.has(body.status)) return undefined;
  const items = body.output.filter(isObject);
  const parts = items.flatMap(partsOf);
  const text = parts.map((part) => stringAt(part, 'text') ?? stringAt(part, 'refusal') ?? '').join('');
  const toolCalls = items.flatMap(readFunctionCall);
  return {
    text,
    toolCalls,
    finishReason: finishReason(body, parts, toolCalls),
    usage: readUsage(body, text, request),
    model: stringAt(body, 'model') ?? '',
  };
}

function partsOf(item: JsonObject): JsonObject[] {
  return item.type === 'message' && Array.isArray(item.content) ? item.content.filter(isObject) : [];
}

function readFunctionCall(item: JsonObject): ToolCall[] {
  const name = stringAt(item, 'name');
  if (item.type !== 'function_call' || name === null) return [];
  return [{ name, arguments: stringAt(item, 'arguments') ?? '' }];
}

function finishReason(body: JsonObject, parts: JsonObject[], toolCalls: ToolCall[]): string | null {
  if (body.status === 'incomplete') {
    const reason = stringAt(objectAt(body, 'incomplete_details'), 'reason');
    return reason === 'max_output_tokens' ? 'length' : reason;
  }
  if (toolCalls.length > 0) return 'tool_calls';
  return parts.some(({ type }) => type === 'refusal') ? 'refusal' : 'stop';
}

/** Output counts what was thought too. A server that tells no usage gets the approximation of `approximateTokens`. */
function readUsage(body: JsonObject, text: string, request: ModelRequest): Usage {
  const usage = objectAt(body, 'usage');
  return {
    inputTokens: countAt(usage, 'input_tokens') ?? estimateUsage(request).inputTokens,
    outputTokens: countAt(usage, 'output_tokens') ?? approximateTokens(text),
    cachedInputTokens: countAt(objectAt(usage, 'input_tokens_details'), 'cached_tokens') ?? 0,
  };
}
