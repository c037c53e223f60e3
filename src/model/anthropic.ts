import { isMapping, type Json } from '../base/json.ts';
import type { Answer, ModelTarget, ToolCall } from '../domain/answer.ts';
import { isInstruction, type Message, type ModelParameters } from '../domain/prompt.ts';
import { anthropicTurns } from './anthropic-turns.ts';
import { approximateTokens, cachedFromTokens } from './estimate.ts';
import { countAt, defined, isObject, type JsonObject, objectAt, stringAt } from './json.ts';
import { spelledChoice, spelledTool } from './tools.ts';

/** Anthropic demands `max_tokens`; this stands in where the prompt says nothing. All its models allow it. */
export const defaultMaxTokens = 4096;

/**
 * Body of Anthropic's messages. System and developer messages become `system`; a prompt of nothing else is
 * sent as the user's. Anthropic has no seed, no penalties and no schemaless JSON format: those are left out.
 */
export function anthropicBody(
  target: ModelTarget,
  messages: readonly Message[],
  parameters: ModelParameters,
  sharesInstructions: boolean,
): { [key: string]: Json } {
  const system = messages.filter(isInstruction).map(({ content }) => content);
  const turns = anthropicTurns(messages.filter((message) => !isInstruction(message)));
  const onlySystem = turns.length === 0;
  return defined<Json>({
    model: target.model,
    max_tokens: parameters.maxTokens ?? defaultMaxTokens,
    system:
      onlySystem || system.length === 0
        ? undefined
        : systemOf(system.join('\n\n'), target, parameters.tools, sharesInstructions),
    messages: onlySystem ? [{ role: 'user', content: system.join('\n\n') }] : turns,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    stop_sequences: parameters.stop,
    output_config: outputConfig(parameters),
    tools: parameters.tools?.map((tool) => spelledTool(tool, 'anthropic')),
    tool_choice: spelledChoice(parameters.toolChoice, 'anthropic'),
  });
}

/** Marked to be cached, tools included, where it is shared and long enough to be. */
function systemOf(text: string, target: ModelTarget, tools: Json[] | undefined, isShared: boolean): Json {
  const cached = `${tools ? JSON.stringify(tools) : ''}${text}`;
  if (!isShared || approximateTokens(cached) < cachedFromTokens(target)) return text;
  return [{ type: 'text', text, cache_control: { type: 'ephemeral' } }];
}

function outputConfig({ reasoningEffort, responseFormat }: ModelParameters): Json | undefined {
  const schema = responseFormat?.type === 'json_schema' ? bareSchema(responseFormat.jsonSchema) : undefined;
  const config = defined<Json>({
    effort: reasoningEffort,
    format: schema === undefined ? undefined : { type: 'json_schema', schema },
  });
  return Object.keys(config).length > 0 ? config : undefined;
}

/** OpenAI wraps a schema in `{ name, schema }`; Anthropic takes it bare. */
function bareSchema(jsonSchema: Json): Json {
  return isMapping(jsonSchema) && isMapping(jsonSchema.schema) ? (jsonSchema.schema ?? null) : jsonSchema;
}

/**
 * Reads a message; undefined when it is none. `inputTokens` adds up what Anthropic tells apart: fresh input,
 * input read from the cache and input written to it.
 */
export function readAnthropicAnswer(body: unknown): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || body.type !== 'message' || !Array.isArray(body.content)) return undefined;
  const blocks = body.content.filter(isObject);
  const usage = objectAt(body, 'usage');
  const cachedInputTokens = countAt(usage, 'cache_read_input_tokens') ?? 0;
  const written = countAt(usage, 'cache_creation_input_tokens') ?? 0;
  return {
    text: blocks.map((block) => (block.type === 'text' ? (stringAt(block, 'text') ?? '') : '')).join(''),
    toolCalls: blocks.flatMap(readToolUse),
    finishReason: stringAt(body, 'stop_reason'),
    usage: {
      inputTokens: (countAt(usage, 'input_tokens') ?? 0) + cachedInputTokens + written,
      outputTokens: countAt(usage, 'output_tokens') ?? 0,
      cachedInputTokens,
      ...(written > 0 && { cacheWriteInputTokens: written }),
    },
    model: stringAt(body, 'model') ?? '',
  };
}

function readToolUse(block: JsonObject): ToolCall[] {
  const name = stringAt(block, 'name');
  if (block.type !== 'tool_use' || name === null) return [];
  return [{ name, arguments: JSON.stringify(block.input ?? {}) }];
}
