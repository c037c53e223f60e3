import type { Answer, ModelRequest } from '../../domain/answer.ts';
import { isObject, objectAt, stringAt } from '../json.ts';
import type { EmbeddingApi } from '../provider.ts';
import { approximateTokens, tokenCountAt } from '../tokens.ts';

/** OpenAI's embeddings. */
export const embeddings: EmbeddingApi = {
  path: () => '/embeddings',
  body: ({ model }, text) => ({ model, input: text, encoding_format: 'base64' }),
  readAnswer: readEmbeddingAnswer,
  inputKeys: ['input'],
  outputLimitKeys: [],
};

/**
 * Reads an embedding as an answer whose text is the vector: 32-bit floats, little-endian, in base64, a third of the
 * size of its decimals. Servers that return decimals although base64 is requested are understood too.
 */
function readEmbeddingAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  const [first]: unknown[] = body.data;
  const text = isObject(first) ? encoded(first.embedding) : undefined;
  if (!text) return undefined;
  const input = approximateTokens(typeof request.body.input === 'string' ? request.body.input : '');
  return {
    text,
    toolCalls: [],
    finishReason: null,
    usage: {
      inputTokens: tokenCountAt(objectAt(body, 'usage'), 'prompt_tokens') ?? input,
      outputTokens: 0,
      cachedInputTokens: 0,
    },
    model: stringAt(body, 'model') ?? '',
  };
}

function encoded(embedding: unknown): string | undefined {
  if (typeof embedding === 'string') return embedding;
  if (!Array.isArray(embedding)) return undefined;
  const bytes = Buffer.alloc(embedding.length * 4);
  for (const [index, value] of embedding.entries()) {
    if (typeof value !== 'number') return undefined;
    bytes.writeFloatLE(value, index * 4);
  }
  return bytes.toString('base64');
}
