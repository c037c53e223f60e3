import { LLMock } from '@copilotkit/aimock';
import { afterEach, expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { embeddingRequest, vectorOf } from '../../src/model/embedding.ts';
import { priceOf } from '../../src/model/prices.ts';
import { createSender } from '../../src/model/send.ts';
import { isPinned } from '../../src/model/target.ts';
import { startFaultServer } from '../kit/fault-server.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const targetAt = (baseUrl: string): ModelTarget => ({
  provider: 'openai',
  model: 'text-embedding-3-small',
  baseUrl,
});

function embed(baseUrl: string, text: string) {
  const key = { apiKey: 'sk-key', baseUrl: undefined };
  const send = createSender({ providers: { openai: key, anthropic: key } }, { timeoutMs: 1000 });
  closers.push(() => send.close());
  return send(embeddingRequest(targetAt(baseUrl), text), new AbortController().signal);
}

async function embeddingServer(body: unknown) {
  const server = await startFaultServer(() => ({ kind: 'answer', body }));
  closers.push(() => server.close());
  return server;
}

test('a text’s embedding comes back as the vector the provider gave', async () => {
  const mock = new LLMock({ port: 0 });
  closers.push(() => mock.stop());
  mock.onEmbedding('Paris', { embedding: [0.5, -0.25, 1] });
  await mock.start();
  const result = await embed(`${mock.url}/v1`, 'Paris');
  expect(result.ok && vectorOf(result.answer)).toEqual([0.5, -0.25, 1]);
  expect(mock.getRequests()[0]?.path).toBe('/v1/embeddings');
});

test.each([
  ['base64, as asked', Buffer.from(new Float32Array([0.5, 2]).buffer).toString('base64')],
  ['decimals, whatever was asked', [0.5, 2]],
])('%s', async (_, embedding) => {
  const server = await embeddingServer({
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding }],
    model: 'text-embedding-3-small',
    usage: { prompt_tokens: 3, total_tokens: 3 },
  });
  const result = await embed(server.openai, 'Paris');
  expect(server.seen[0]?.body).toEqual({
    model: 'text-embedding-3-small',
    input: 'Paris',
    encoding_format: 'base64',
  });
  expect(result.ok && vectorOf(result.answer)).toEqual([0.5, 2]);
  expect(result.ok && result.answer.usage).toEqual({ inputTokens: 3, outputTokens: 0, cachedInputTokens: 0 });
});

test.each([{ data: [] }, { data: [{ embedding: [] }] }, { data: [{ embedding: ['x'] }] }, { choices: [] }])(
  '%j is no embedding',
  async (body) => {
    const result = await embed((await embeddingServer(body)).openai, 'Paris');
    expect(result.ok ? result.answer : result.failure.kind).toBe('unreadable');
  },
);

test('embedding models have a price, and their names do not move', () => {
  const target = targetAt('https://api.openai.com/v1');
  expect(priceOf(target, { inputTokens: 1e6, outputTokens: 0, cachedInputTokens: 0 })).toBeCloseTo(0.02);
  expect(isPinned(target)).toBe(true);
});
