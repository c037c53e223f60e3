import type { Json } from '../../base/json.ts';
import { defined } from '../../base/json.ts';
import type { Answer, ModelRequest, ToolCall, Usage } from '../../domain/answer.ts';
import type { Message, MessagePart } from '../../domain/message.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { isFilterReason, needsContent } from '../ending.ts';
import { isReasoningModel, knowsDevelopers } from '../families/gpt.ts';
import { isObject, type JsonObject, objectAt, stringAt } from '../json.ts';
import type { Api } from '../provider.ts';
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
import { leadingInstructions, textOfTools } from './instructions.ts';

const inputKeys = ['messages', 'tools', 'response_format'];

/** OpenAI's chat completions, which many other hosts have too. */
export const chat: Api = {
  title: "OpenAI's chat completions",
  label: 'chat completions',
  path: () => '/chat/completions',
  body: ({ target, messages, parameters }) => chatBody(target.model, messages, parameters),
  readAnswer: readChatAnswer,
  inputKeys,
  outputLimitKeys: ['max_tokens', 'max_completion_tokens'],
  reservedKeys: ['messages'],
  ownKeys: [],
  leftOut: () => [],
  cachedStart: (body) => textOfTools(body) + leadingInstructions(body.messages),
};

/** How chat completions write functions. */
export const chatTools: ToolSpelling = {
  isOwn: (tool) => nestedFunction(tool) !== null,
  tool(found) {
    const { parameters, strict } = found;
    return { type: 'function', function: defined({ ...described(found), parameters, strict }) };
  },
  named: (name) => ({ type: 'function', function: { name } }),
  word: openAiWord,
};

/**
 * Body of OpenAI's chat completions. Reasoning models get `max_completion_tokens`, and so does a prompt that writes it;
 * the others get `max_tokens`.
 */
function chatBody(
  model: string,
  messages: readonly Message[],
  parameters: ModelParameters,
): { [key: string]: Json } {
  const { maxTokens, maxTokensName } = parameters;
  const isCompletion = maxTokensName !== undefined || isReasoningModel(model);
  return defined<Json>({
    model,
    messages: messages.map((message) => chatMessage(message, model)),
    temperature: parameters.temperature,
    top_p: parameters.topP,
    max_tokens: isCompletion ? undefined : maxTokens,
    max_completion_tokens: isCompletion ? maxTokens : undefined,
    stop: parameters.stop,
    seed: parameters.seed,
    frequency_penalty: parameters.frequencyPenalty,
    presence_penalty: parameters.presencePenalty,
    reasoning_effort: parameters.reasoningEffort,
    verbosity: parameters.verbosity,
    response_format: responseFormat(parameters.responseFormat),
    tools: parameters.tools?.map((tool) => spelledTool(tool, chatTools)),
    tool_choice: spelledChoice(parameters.toolChoice, chatTools),
  });
}

/** Only OpenAI's models know `developer`; others know it as `system`. */
function chatMessage({ role, content, parts, name, toolCalls, toolCallId }: Message, model: string): Json {
  if (toolCallId !== undefined) return { role, tool_call_id: toolCallId, content };
  const whose = defined({ role, name });
  if (toolCalls !== undefined) {
    const calls = toolCalls.map((call) => ({
      ...{ id: call.id, type: 'function' },
      function: { name: call.name, arguments: call.arguments },
    }));
    return { ...whose, content: content === '' ? null : content, tool_calls: calls };
  }
  const said = parts?.map(chatPart) ?? content;
  return {
    ...whose,
    ...(role === 'developer' && !knowsDevelopers(model) && { role: 'system' }),
    content: said,
  };
}

function chatPart(part: MessagePart): Json {
  if ('text' in part) return { type: 'text', text: part.text };
  return { type: 'image_url', image_url: defined<Json>({ url: part.image, detail: part.detail }) };
}

function responseFormat(format: ModelParameters['responseFormat']): Json | undefined {
  if (format?.type !== 'json_schema') return format;
  const named = isObject(format.jsonSchema) && isObject(format.jsonSchema.schema);
  return {
    type: 'json_schema',
    json_schema: named ? format.jsonSchema : { name: 'answer', schema: format.jsonSchema },
  };
}

/** Reads a chat completion; undefined if it is not one. A refusal in its own field counts as the answer's text. */
function readChatAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || !Array.isArray(body.choices)) return undefined;
  const choice: unknown = body.choices[0];
  if (!isObject(choice)) return undefined;
  const finishReason = stringAt(choice, 'finish_reason');
  // What a filter stops may have no message at all.
  if (!isObject(choice.message) && !isFilterReason(finishReason)) return undefined;
  const message = objectAt(choice, 'message');
  const content = readContent(message.content);
  const toolCalls = readToolCalls(message);
  if (isEcho(message) || content.is === 'unreadable' || toolCalls === undefined) return undefined;
  const refusal = stringAt(message, 'refusal');
  const said = content.is === 'text' ? content.text : null;
  if (said === null && refusal === null && toolCalls.length === 0 && needsContent(finishReason)) {
    return undefined;
  }
  const isRefusal = said === null ? refusal !== null : said === '' && Boolean(refusal);
  const text = (isRefusal ? refusal : said) ?? '';
  return {
    text,
    toolCalls,
    finishReason: isRefusal ? 'content_filter' : finishReason,
    usage: readUsage(body, text, request),
    model: stringAt(body, 'model') ?? '',
  };
}

/** A message's calls, of functions, of custom tools, and in the form that OpenAI had first; undefined if one is unreadable. */
function readToolCalls(message: JsonObject): ToolCall[] | undefined {
  const stated: unknown = message.tool_calls || [];
  if (!Array.isArray(stated)) return undefined;
  const calls: unknown[] = [
    ...stated.map(calledIn),
    ...(message.function_call ? [message.function_call] : []),
  ];
  const read = calls.map(readCall);
  return read.includes(undefined) ? undefined : read.filter((call) => call !== undefined);
}

function calledIn(call: unknown): unknown {
  return isObject(call) ? (call.function ?? call.custom) : undefined;
}

/** Some hosts give the arguments as an object. */
function readCall(called: unknown): ToolCall | undefined {
  const name = isObject(called) ? stringAt(called, 'name') : null;
  if (!isObject(called) || name === null) return undefined;
  const given = called.arguments ?? called.input ?? '';
  return { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) };
}

/** A server that reports no usage (some local ones) gets the approximation of `approximateTokens`. */
function readUsage(body: JsonObject, text: string, request: ModelRequest): Usage {
  const usage = objectAt(body, 'usage');
  const inputTokens = tokenCountAt(usage, 'prompt_tokens') ?? tokensAt(request.body, inputKeys);
  const cached = tokenCountAt(objectAt(usage, 'prompt_tokens_details'), 'cached_tokens') ?? 0;
  return {
    inputTokens,
    outputTokens: tokenCountAt(usage, 'completion_tokens') ?? approximateTokens(text),
    cachedInputTokens: Math.min(cached, inputTokens),
  };
}
