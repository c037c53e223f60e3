import { describe, expect, test } from 'vitest';
import { ask, completion, ok } from '../kit/ask-once.ts';
import type { Behaviour } from '../kit/fault-server.ts';

const silent = { message: { role: 'assistant', content: null } };
const stateless = { ...silent, finish_reason: null };
const again = { transient: true, fatal: false };
const never = { transient: false, fatal: true };

describe('what is no answer is never one', () => {
  test.each<[string, Behaviour, object]>([
    ['an end by `error`', completion({ finish_reason: 'error' }), { kind: 'server', ...again }],
    [
      'an end by `network_error`',
      completion({ finish_reason: 'network_error' }),
      { kind: 'server', ...again },
    ],
    [
      'an end for want of resources',
      completion({ finish_reason: 'insufficient_system_resource' }),
      { kind: 'overloaded', ...again },
    ],
    [
      'an error in the choice',
      completion({ ...stateless, error: { code: 502, message: 'ACME' } }),
      { kind: 'server', status: 502, ...again },
    ],
    [
      'an error beside the choices',
      completion(stateless, { error: { message: 'ACME' } }),
      { kind: 'server', ...again },
    ],
    [
      'an error beside what there was of the answer',
      completion({ finish_reason: 'error' }, { error: { code: 503, message: 'ACME' } }),
      { kind: 'overloaded', ...again },
    ],
    ['an error in words', completion(stateless, { error: 'ACME' }), { kind: 'server', ...again }],
    ['no choice', ok({ choices: [], usage: {} }), { kind: 'unreadable', ...again }],
    ['an empty choice', ok({ choices: [{}], usage: {} }), { kind: 'unreadable', ...again }],
    ['a choice that says nothing', completion(stateless), { kind: 'unreadable', ...again }],
    ['choices that are none', ok({ choices: null }), { kind: 'unreadable', ...again }],
    ['half of a stream', { kind: 'cut-stream' }, { kind: 'network', ...again }],
    ['a stream that nobody asked for', { kind: 'event-stream' }, { kind: 'unreadable', ...again }],
  ])('%s', async (_, behaviour, failure) => {
    const result = await ask(behaviour);
    expect(result).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(result)).not.toContain('ACME');
  });

  test('at Anthropic and in the Responses API neither', async () => {
    const overloaded = ok({ type: 'error', error: { type: 'overloaded_error', message: 'ACME' } });
    expect(await ask(overloaded, 'messages')).toMatchObject({ failure: { kind: 'overloaded', ...again } });
    const queued = ok({ status: 'in_progress', output: [], error: null });
    expect(await ask(queued, 'responses')).toMatchObject({ failure: { kind: 'server', ...again } });
    const spent = ok({ status: 'failed', output: [], error: { code: '402', message: 'ACME' } });
    expect(await ask(spent, 'responses')).toMatchObject({ failure: { kind: 'quota', ...never } });
  });

  test('a gateway that has an empty error in every answer has answered', async () => {
    const nothing = { error: { message: '', type: '', code: null } };
    expect(await ask(completion({}, nothing))).toMatchObject({ ok: true, answer: { text: 'Good.' } });
  });

  test('an answer may be empty where it says how it ended', async () => {
    expect(await ask(completion({ ...silent, finish_reason: 'length' }))).toMatchObject({
      ok: true,
      answer: { text: '', finishReason: 'length' },
    });
  });
});

describe('an error within an answer means what its status would', () => {
  test.each<[number | string, object]>([
    [401, { kind: 'auth', ...never }],
    [402, { kind: 'quota', ...never }],
    [403, { kind: 'auth', ...never }],
    [404, { kind: 'unknown-model', ...never }],
    [413, { kind: 'context-overflow', transient: false, fatal: false }],
    [429, { kind: 'rate-limit', retryAfterMs: 3000, ...again }],
    ['429', { kind: 'rate-limit', retryAfterMs: 3000, ...again }],
    [500, { kind: 'server', ...again }],
    [529, { kind: 'overloaded', ...again }],
    ['invalid_api_key', { kind: 'auth', ...never }],
    ['insufficient_quota', { kind: 'quota', ...never }],
  ])('%j', async (code, failure) => {
    const body = { error: { code, message: 'ACME' }, choices: [] };
    const told: Behaviour = { kind: 'answer', body, headers: { 'retry-after': '3' } };
    expect(await ask(told)).toMatchObject({ ok: false, failure });
  });
});

describe('what a provider’s filter stops is an answer, and says so', () => {
  const filtered = { ok: true, answer: { text: '', finishReason: 'content_filter' } };

  test('as Azure refuses a question', async () => {
    const error = {
      code: 'content_filter',
      message: 'ACME',
      param: 'prompt',
      status: 400,
      innererror: { code: 'ResponsibleAIPolicyViolation' },
    };
    const result = await ask({ kind: 'status', status: 400, body: { error } });
    expect(result).toMatchObject(filtered);
    expect(result).toMatchObject({ answer: { usage: { inputTokens: 7, outputTokens: 0 } } });
  });

  test.each<[string, Behaviour]>([
    [
      'as OpenRouter refuses it',
      {
        kind: 'status',
        status: 403,
        body: { error: { code: 403, message: 'ACME', metadata: { reasons: ['violence'] } } },
      },
    ],
    ['as an error within an answer', ok({ error: { code: 'content_filter', message: 'ACME' } })],
    ['as an answer without a message', ok({ choices: [{ index: 0, finish_reason: 'content_filter' }] })],
  ])('%s', async (_, behaviour) => {
    expect(await ask(behaviour)).toMatchObject(filtered);
  });

  test('a key that may not is no filter', async () => {
    const refused = await ask({
      kind: 'status',
      status: 403,
      body: { error: { code: 403, message: 'ACME' } },
    });
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });
});

describe('counts that cannot be are not told', () => {
  const asked = { inputTokens: 7, cachedInputTokens: 0 };

  test.each([-1, 1.5, 1e308, '12', null])('%j', async (count) => {
    const usage = {
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: { cached_tokens: count },
    };
    expect(await ask(completion({}, { usage }))).toMatchObject({
      answer: { usage: { ...asked, outputTokens: 2 } },
    });
    const output = [{ type: 'message', content: [{ type: 'output_text', text: 'Good.' }] }];
    const response = { output, usage: { input_tokens: count, output_tokens: count } };
    expect(await ask(ok(response), 'responses')).toMatchObject({
      answer: { usage: { ...asked, outputTokens: 2 } },
    });
    const content = [{ type: 'text', text: 'Good.' }];
    const message = { type: 'message', content, usage: { input_tokens: count, output_tokens: count } };
    expect(await ask(ok(message), 'messages')).toMatchObject({
      answer: { usage: { ...asked, outputTokens: 2 } },
    });
  });

  test('no more is read from a cache than is read at all', async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 900 } };
    expect(await ask(completion({}, { usage }))).toMatchObject({
      answer: { usage: { cachedInputTokens: 10 } },
    });
  });
});
