import { createHash } from 'node:crypto';
import type { Answer } from '../../src/domain/answer.ts';

/** A key as the store has them, different for every number. */
export function keyOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}

/** An answer of some length, different for every number, with characters that JSON and UTF-8 must carry. */
export function answerOf(number: number): Answer {
  return {
    text: `answer ${number} — "naïve"\n日本 ${'x'.repeat(number % 700)}`,
    toolCalls: number % 5 === 0 ? [{ name: 'look', arguments: '{"at":1}' }] : [],
    finishReason: 'stop',
    usage: { inputTokens: 100 + number, outputTokens: 20, cachedInputTokens: 0 },
    latencyMs: 12.5,
    model: 'gpt-4.1-mini-2025-04-14',
  };
}
