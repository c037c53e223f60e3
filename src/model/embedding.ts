import type { Answer, ModelRequest, ModelTarget } from '../domain/answer.ts';
import { providerOf } from './lookup.ts';
import type { Providers } from './provider.ts';

/**
 * The request for the embedding of one text.
 * @throws Error for a provider that makes none.
 */
export function embeddingRequest(target: ModelTarget, text: string, table?: Providers): ModelRequest {
  const { embeddings } = providerOf(target, table);
  if (embeddings === null) throw new Error(`${target.provider} makes no embeddings`);
  return { target, kind: 'embedding', body: embeddings.api.body(target, text) };
}

/** The vector in an embedding's answer: its text is 32-bit floats, little-endian, in base64. */
export function vectorOf({ text }: Pick<Answer, 'text'>): number[] {
  const bytes = Buffer.from(text, 'base64');
  const vector: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) vector.push(bytes.readFloatLE(at));
  return vector;
}
