import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { formatKeys } from '../document/validate.ts';
import type { YamlDocument } from '../document/yaml.ts';
import type { ModelParameters } from '../domain/prompt.ts';

type Setting = { parameters: ModelParameters } | { expected: string };

type Reader = (value: Json) => Setting;

const ignored: Reader = () => ({ parameters: {} });

/** Parameters of a single provider, which people write among the others: they go into the request unchanged. */
const PASSED_ON = [
  ...['parallel_tool_calls', 'max_tool_calls', 'functions', 'function_call', 'top_k', 'thinking'],
  ...['logit_bias', 'logprobs', 'top_logprobs', 'include', 'truncation', 'service_tier'],
  ...['user', 'metadata', 'prompt_cache_key', 'safety_identifier'],
  ...['instructions', 'text'],
  // Of xAI and Perplexity: what their models search the web for.
  ...[
    'search_parameters',
    'web_search_options',
    'search_mode',
    'search_domain_filter',
    'search_recency_filter',
  ],
  ...['return_images', 'return_related_questions', 'return_citations'],
];

const passOn =
  (name: string): Reader =>
  (value) => ({ parameters: { extra: { [name]: value } } });

const READERS: Record<string, { names: string[]; read: Reader }> = {
  temperature: { names: ['temperature'], read: number(0, 2, (temperature) => ({ temperature })) },
  topP: { names: ['topP', 'top_p'], read: number(0, 1, (topP) => ({ topP })) },
  maxTokens: {
    names: ['maxTokens', 'max_tokens', 'maxOutputTokens', 'max_output_tokens'],
    read: whole(1, (maxTokens) => ({ maxTokens })),
  },
  maxCompletionTokens: {
    names: ['maxCompletionTokens', 'max_completion_tokens'],
    read: whole(1, (maxTokens) => ({ maxTokens, maxTokensName: 'max_completion_tokens' })),
  },
  stop: { names: ['stop', 'stopSequences', 'stop_sequences'], read: stop },
  seed: { names: ['seed'], read: whole(Number.MIN_SAFE_INTEGER, (seed) => ({ seed })) },
  frequencyPenalty: {
    names: ['frequencyPenalty', 'frequency_penalty'],
    read: number(-2, 2, (frequencyPenalty) => ({ frequencyPenalty })),
  },
  presencePenalty: {
    names: ['presencePenalty', 'presence_penalty'],
    read: number(-2, 2, (presencePenalty) => ({ presencePenalty })),
  },
  reasoningEffort: {
    names: ['reasoningEffort', 'reasoning_effort', 'effort'],
    read: (value) =>
      typeof value === 'string' ? { parameters: { reasoningEffort: value } } : { expected: 'text' },
  },
  reasoning: { names: ['reasoning'], read: reasoning },
  verbosity: {
    names: ['verbosity'],
    read: (value) =>
      typeof value === 'string' ? { parameters: { verbosity: value } } : { expected: 'text' },
  },
  responseFormat: { names: ['responseFormat', 'response_format'], read: responseFormat },
  tools: {
    names: ['tools'],
    read: (value) => (Array.isArray(value) ? { parameters: { tools: value } } : { expected: 'a list' }),
  },
  toolChoice: {
    names: ['toolChoice', 'tool_choice'],
    read: (value) => ({ parameters: { toolChoice: value } }),
  },
  extra: {
    names: ['extra', 'passthrough'],
    read: (value) => (isMapping(value) ? { parameters: { extra: value } } : { expected: 'a mapping' }),
  },
  stream: { names: ['stream', 'store'], read: ignored },
  ...Object.fromEntries(PASSED_ON.map((name) => [name, { names: [name], read: passOn(name) }])),
};

/** All spellings of each parameter. */
export const PARAMETER_NAMES: readonly string[] = Object.values(READERS).flatMap(({ names }) => names);

const BY_NAME = new Map(
  Object.values(READERS).flatMap(({ names, read }) => names.map((name) => [name, read])),
);

/**
 * Reads the mapping at `keys` of a document as model parameters, in the vendors' spellings. `stream` and `store` are
 * ignored; the content of `extra` goes into the request unchanged. Throws ConfigurationErrors: an unknown parameter
 * would otherwise be dropped silently.
 */
export function readParameters(
  document: YamlDocument,
  keys: readonly string[],
  value: Json,
): ModelParameters {
  const parameters: ModelParameters = {};
  const errors: ConfigurationError[] = [];
  for (const [name, setting] of Object.entries(mappingAt(document, keys, value))) {
    const read = BY_NAME.get(name);
    if (read === undefined) {
      errors.push(unknownParameter(name, document, keys));
    } else if (setting !== null) {
      const result = read(setting);
      if ('expected' in result) {
        const label = formatKeys([...keys, name]);
        errors.push(
          new ConfigurationError(
            `\`${label}\`: expected ${result.expected}, found ${describeValue(setting)}.`,
            {
              place: document.placeOf([...keys, name]),
            },
          ),
        );
      } else {
        const extra = { ...parameters.extra, ...result.parameters.extra };
        Object.assign(parameters, result.parameters, Object.keys(extra).length > 0 && { extra });
      }
    }
  }
  if (errors.length > 0) {
    throw new ConfigurationErrors(errors);
  }
  return parameters;
}

function unknownParameter(name: string, document: YamlDocument, keys: readonly string[]): ConfigurationError {
  return new ConfigurationError(`Unknown model parameter "${name}".${didYouMean(name, PARAMETER_NAMES)}`, {
    place: document.placeOfKey([...keys, name]),
    remedy: 'What only one provider knows goes under `extra:`, as its API writes it.',
  });
}

/**
 * The mapping at `keys` of a document; empty if the value is left out.
 * @throws ConfigurationError for anything else.
 */
export function mappingAt(
  document: YamlDocument,
  keys: readonly string[],
  value: Json,
): { [key: string]: Json } {
  if (value === null) return {};
  if (isMapping(value)) return value;
  throw new ConfigurationError(
    `\`${formatKeys(keys)}\`: expected a mapping, found ${describeValue(value)}.`,
    {
      place: document.placeOf(keys),
    },
  );
}

function number(low: number, high: number, set: (value: number) => ModelParameters): Reader {
  return (value) =>
    typeof value === 'number' && value >= low && value <= high
      ? { parameters: set(value) }
      : { expected: `a number from ${low} to ${high}` };
}

function whole(low: number, set: (value: number) => ModelParameters): Reader {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= low
      ? { parameters: set(value) }
      : { expected: low === 1 ? 'a whole number, at least 1' : 'a whole number' };
}

function stop(value: Json): Setting {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.every((each) => typeof each === 'string')
    ? { parameters: { stop: list } }
    : { expected: 'text, or a list of texts' };
}

/** As the Responses API writes it: `{ type: json_schema, name, schema }`. */
function flatSchema({ type: _, ...named }: { [key: string]: Json }): Json | undefined {
  return isMapping(named.schema) ? named : undefined;
}

/** As the Responses API groups it. A summary of the reasoning is not part of an answer, and is not asked for. */
function reasoning(value: Json): Setting {
  const { effort, summary: _, generate_summary: __, ...others } = isMapping(value) ? value : { is: value };
  if (Object.keys(others).length > 0 || (effort !== undefined && typeof effort !== 'string')) {
    return { expected: '`{ effort: … }`' };
  }
  return { parameters: effort === undefined ? {} : { reasoningEffort: effort } };
}

function responseFormat(value: Json): Setting {
  const type = isMapping(value) ? value.type : value;
  if (type === 'text' || type === 'json_object') {
    return { parameters: { responseFormat: { type } } };
  }
  const schema = isMapping(value) ? (value.json_schema ?? value.jsonSchema ?? flatSchema(value)) : undefined;
  return type === 'json_schema' && isMapping(schema)
    ? { parameters: { responseFormat: { type, jsonSchema: schema } } }
    : { expected: '`text`, `json_object`, or `{ type: json_schema, json_schema: … }`' };
}
