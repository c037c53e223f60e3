import type { Answer, ModelRequest, ModelTarget } from '../domain/answer.ts';
import { approximateTokens } from './estimate.ts';
import { countAt, isObject, objectAt, stringAt } from './json.ts';

/** The request for the embedding of one text, by OpenAI's API. */
export function embeddingRequest(target: ModelTarget, text: string): ModelRequest {
  return { target, kind: 'embedding', body: { model: target.model, input: text, encoding_format: 'base64' } };
}

/**
 * Reads an embedding as an answer whose text is the vector: 32-bit floats, little-endian, in base64, a third of the
 * size of its decimals. Servers that give decimals whatever they are asked for are understood too.
 */
export function readEmbeddingAnswer(
  body: unknown,
  request: ModelRequest,
): Omit<Answer, 'latencyMs'> | undefined {
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
      inputTokens: countAt(objectAt(body, 'usage'), 'prompt_tokens') ?? input,
      outputTokens: 0,
      cachedInputTokens: 0,
    },
    model: stringAt(body, 'model') ?? '',
  };
}

/** The vector in an answer that was read by {@link readEmbeddingAnswer}. */
export function vectorOf({ text }: Pick<Answer, 'text'>): number[] {
  const bytes = Buffer.from(text, 'base64');
  const vector: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) vector.push(bytes.readFloatLE(at));
  return vector;
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
