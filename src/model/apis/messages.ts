import { ConfigurationError } from '../../base/errors.ts';
import { defined, isMapping, type Json } from '../../base/json.ts';
import type { Answer, ModelRequest, ModelTarget, ToolCall, Usage } from '../../domain/answer.ts';
import { isInstruction, type ModelParameters } from '../../domain/prompt.ts';
import { needsContent } from '../ending.ts';
import { claude } from '../families/claude.ts';
import { isObject, type JsonObject, objectAt, stringAt } from '../json.ts';
import type { Api, Asked, Body } from '../provider.ts';
import { approximateTokens, tokenCountAt, tokensAt } from '../tokens.ts';
import { described, spelledChoice, spelledTool, type ToolSpelling } from '../tools.ts';
import { isEcho, readContent } from './content.ts';
import { leadingInstructions, textOf, textOfTools } from './instructions.ts';
import { anthropicTurns } from './turns.ts';

const inputKeys = ['messages', 'system', 'tools', 'output_config'];

/** Anthropic's one API. */
export const messages: Api = {
  title: 'Anthropic',
  label: "Anthropic's messages",
  path: () => '/v1/messages',
  body: messagesBody,
  readAnswer: readMessagesAnswer,
  inputKeys,
  outputLimitKeys: ['max_tokens'],
  reservedKeys: ['messages', 'system'],
  ownKeys: [],
  leftOut,
  refuse: refuseUndeclaredTools,
  // The provider caches what a request marks: instructions that are plain text are not marked.
  cachedStart: (body) =>
    typeof body.system === 'string'
      ? null
      : textOfTools(body) + textOf(body.system) + leadingInstructions(body.messages),
};

/** How it writes functions. */
export const messagesTools: ToolSpelling = {
  isOwn: (tool) => tool.type !== 'function' && tool.input_schema !== undefined,
  tool: (found) => ({ ...described(found), input_schema: found.parameters ?? { type: 'object' } }),
  named: (name, choice) => (isMapping(choice) && choice.type === 'tool' ? choice : { type: 'tool', name }),
  word(stated, choice) {
    const word = stated === 'required' ? 'any' : stated;
    return isMapping(choice) ? { ...choice, type: word } : { type: word };
  },
};

/** Parameters of chat completions that this API lacks, as their documentation writes them. */
const missing: [key: keyof ModelParameters, name: string][] = [
  ['seed', 'seed'],
  ['frequencyPenalty', 'frequency_penalty'],
  ['presencePenalty', 'presence_penalty'],
  ['verbosity', 'verbosity'],
];

function leftOut({ messages: asked, parameters }: Asked): string[] {
  return [
    ...missing.flatMap(([key, name]) => (parameters[key] === undefined ? [] : [`\`${name}\``])),
    ...(parameters.responseFormat?.type === 'json_object' ? ['`json_object` without a schema'] : []),
    ...(asked.some(({ name }) => name !== undefined) ? ['`name` of a message'] : []),
    ...(asked.some(({ parts }) => parts?.some(({ detail }) => detail !== undefined))
      ? ['`detail` of an image']
      : []),
  ];
}

function refuseUndeclaredTools(
  _: ModelTarget,
  { messages: asked, parameters, modelPlace: place }: Asked,
): void {
  const call = asked.flatMap(({ toolCalls }) => toolCalls ?? [])[0];
  if (call === undefined || (parameters.tools ?? []).length > 0) return;
  throw new ConfigurationError(
    `The messages call tools, but the prompt declares none, as Anthropic demands.`,
    {
      place,
      remedy: `Declare "${call.name.slice(0, 60)}" under \`tools\`: of \`modelParameters\` in a *.prompt.yml, of the provider's \`config\` in promptfoo.`,
    },
  );
}

/** Anthropic demands `max_tokens`; this is the default if the prompt sets no limit. All its models allow it. */
const defaultMaxTokens = 4096;

/**
 * Body of Anthropic's messages. System and developer messages become `system`; a prompt without any other message is
 * sent as the user's. Anthropic has no seed, no penalties and no schemaless JSON format: those are left out.
 */
function messagesBody({
  target,
  messages: asked,
  parameters,
  sharesInstructions,
}: Parameters<Api['body']>[0]): Body {
  const system = asked.filter(isInstruction).map(({ content }) => content);
  const turns = anthropicTurns(asked.filter((message) => !isInstruction(message)));
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
    tools: parameters.tools?.map((tool) => spelledTool(tool, messagesTools)),
    tool_choice: spelledChoice(parameters.toolChoice, messagesTools),
  });
}

/** Marked to be cached, tools included, if it is shared and long enough. */
function systemOf(text: string, target: ModelTarget, tools: Json[] | undefined, isShared: boolean): Json {
  const cached = `${tools ? JSON.stringify(tools) : ''}${text}`;
  if (!isShared || approximateTokens(cached) < claude.cachedFromTokens(target.model)) return text;
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

/** Reads a message; undefined when it is none. A model that ends its turn at once gives no content at all. */
function readMessagesAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || body.type !== 'message' || !Array.isArray(body.content)) return undefined;
  const content = readContent(body.content);
  if (isEcho(body) || content.is === 'unreadable') return undefined;
  const toolCalls = body.content.filter(isObject).flatMap(readToolUse);
  const finishReason = stringAt(body, 'stop_reason');
  const hasOther = body.content.length > 0 && content.is === 'absent' && toolCalls.length === 0;
  if (hasOther && needsContent(finishReason)) return undefined;
  const text = content.is === 'text' ? content.text : '';
  return {
    text,
    toolCalls,
    finishReason,
    usage: readUsage(body, text, request),
    model: stringAt(body, 'model') ?? '',
  };
}

/**
 * `inputTokens` adds up what Anthropic tells apart: fresh input, input read from the cache and input written to it. What is
 * not told is approximated by `approximateTokens`.
 */
function readUsage(body: JsonObject, text: string, request: ModelRequest): Usage {
  const usage = objectAt(body, 'usage');
  const fresh = tokenCountAt(usage, 'input_tokens');
  const cached = tokenCountAt(usage, 'cache_read_input_tokens') ?? 0;
  const written = tokenCountAt(usage, 'cache_creation_input_tokens') ?? 0;
  const inputTokens = fresh === undefined ? tokensAt(request.body, inputKeys) : fresh + cached + written;
  return {
    inputTokens,
    outputTokens: tokenCountAt(usage, 'output_tokens') ?? approximateTokens(text),
    cachedInputTokens: Math.min(cached, inputTokens),
    ...(written > 0 && { cacheWriteInputTokens: written }),
  };
}

function readToolUse(block: JsonObject): ToolCall[] {
  const name = stringAt(block, 'name');
  if (block.type !== 'tool_use' || name === null) return [];
  return [{ name, arguments: JSON.stringify(block.input ?? {}) }];
}
