import { describe, expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import {
  classifyConnection,
  classifyResponse,
  missingKey,
  notRecorded,
  unreadable,
} from '../../src/model/failure.ts';

const target: ModelTarget = { provider: 'openai', model: 'gpt-4o', baseUrl: 'https://api.example.com/v1' };

const transient = { transient: true, fatal: false };
const final = { transient: false, fatal: false };
const fatal = { transient: false, fatal: true };

/** An error as Node throws it, within so many others. */
function thrown(code: unknown, depth = 0): Error {
  const error = Object.assign(new Error('secret words'), code === undefined ? {} : { code });
  return depth === 0 ? error : new Error('outer', { cause: thrown(code, depth - 1) });
}

const connection = (error: unknown, timeoutMs = 30_000) => classifyConnection(target, error, timeoutMs);
const response = (status: number, error: object | string = {}, retryAfterMs?: number) =>
  classifyResponse(target, { status, body: { error }, ...(retryAfterMs !== undefined && { retryAfterMs }) });

describe('a connection that fails', () => {
  test.each(['ETIMEDOUT', 'ERR_SLOW_ANSWER'])('by %s took too long', (code) => {
    const failure = connection(thrown(code), 12_340);
    expect(failure).toMatchObject({ kind: 'timeout', ...transient });
    expect(failure.message).toBe('openai:gpt-4o gave no answer within 12.3 s.');
  });

  test.each([
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
  ])('by %s will fail again: the certificate, and what to do, is named', (code) => {
    const failure = connection(thrown(code));
    expect(failure).toMatchObject({ kind: 'network', ...fatal });
    expect(failure.unreachable).toBeUndefined();
    expect(failure.message).toContain(`certificate of api.example.com was not accepted (${code})`);
    expect(failure.message).toContain('NODE_EXTRA_CA_CERTS');
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_FAIL',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EADDRNOTAVAIL',
  ])('by %s reached nobody', (code) => {
    const failure = connection(thrown(code));
    expect(failure).toMatchObject({ kind: 'network', unreachable: true, ...transient });
    expect(failure.message).toContain(`api.example.com cannot be reached for openai:gpt-4o (${code})`);
  });

  test('by an answer of more than 32 MB is not tried again', () => {
    const failure = connection(thrown('ERR_BODY_TOO_LARGE'));
    expect(failure).toMatchObject({ kind: 'unreadable', ...final });
    expect(failure.message).toContain('more than 32 MB');
  });

  test('by anything else may succeed the next time; the code is told, wherever in the chain of causes', () => {
    for (const depth of [0, 1, 4]) {
      const failure = connection(thrown('ECONNRESET', depth));
      expect(failure).toMatchObject({ kind: 'network', ...transient });
      expect(failure.unreachable).toBeUndefined();
      expect(failure.message).toBe(
        'The connection to api.example.com for openai:gpt-4o failed (ECONNRESET).',
      );
    }
  });

  test('without a code that is one, is lost', () => {
    const circular = new Error('a');
    circular.cause = circular;
    const codes = [undefined, 7, 'secret words', 'E', 'X'.repeat(41)].map((code) => thrown(code));
    for (const error of [
      ...codes,
      circular,
      thrown('ECONNRESET', 5),
      'text',
      null,
      undefined,
      { code: 'ENOTFOUND' },
    ]) {
      const { kind, message } = connection(error);
      expect(kind).toBe('network');
      expect(message).toBe('The connection to api.example.com for openai:gpt-4o failed (connection lost).');
    }
  });

  test('names the provider where the base URL is none', () => {
    const { message } = classifyConnection({ ...target, baseUrl: 'nowhere' }, thrown('ECONNRESET'), 1);
    expect(message).toContain('The connection to openai for');
  });
});

describe('a response that is no answer', () => {
  test.each<[number, object, string, object]>([
    [402, {}, 'quota', fatal],
    [400, { code: 'insufficient_quota' }, 'quota', fatal],
    [400, { type: 'billing_error' }, 'quota', fatal],
    [400, { message: 'You have insufficient credits.' }, 'quota', fatal],
    [400, { message: 'insufficient_quota for this' }, 'quota', fatal],
    [400, { message: 'Insufficient balance' }, 'quota', fatal],
    [400, { message: 'Your CREDIT BALANCE is too low' }, 'quota', fatal],
    [400, { message: 'you exceeded your current quota' }, 'quota', fatal],
    [422, { message: 'Insufficient balance' }, 'refused', final],
    [401, {}, 'auth', fatal],
    [403, {}, 'auth', fatal],
    [404, {}, 'unknown-model', fatal],
    [400, { code: 'model_not_found' }, 'unknown-model', fatal],
    [413, {}, 'context-overflow', final],
    [400, { code: 'context_length_exceeded' }, 'context-overflow', final],
    [400, { message: 'This model’s maximum context is 8192 tokens' }, 'context-overflow', final],
    [400, { message: 'larger than the context window' }, 'context-overflow', final],
    [422, { message: 'too many input tokens' }, 'context-overflow', final],
    [422, { message: 'Too many tokens' }, 'context-overflow', final],
    [400, { message: 'Input is too long' }, 'context-overflow', final],
    [429, {}, 'rate-limit', transient],
    [429, { message: 'Request too large for gpt-4o' }, 'context-overflow', final],
    [529, {}, 'overloaded', transient],
    [503, {}, 'overloaded', transient],
    [500, { type: 'overloaded_error' }, 'overloaded', transient],
    [500, {}, 'server', transient],
    [599, {}, 'server', transient],
    [408, {}, 'server', transient],
    [409, {}, 'server', transient],
    [425, {}, 'server', transient],
    [200, { code: 'rate_limit_exceeded' }, 'rate-limit', transient],
    [200, { code: 'server_error' }, 'server', transient],
    [200, { code: 'invalid_prompt' }, 'refused', final],
    [200, { code: 'image_too_small' }, 'refused', final],
    [200, { code: 'bio_policy' }, 'refused', final],
    [200, { code: 'data_residency_mismatch' }, 'refused', final],
    [200, { code: 'cyber_policy_violation' }, 'refused', final],
    [200, { code: 'not_invalid_' }, 'server', transient],
    [418, {}, 'refused', final],
    [399, {}, 'refused', fatal],
    [300, {}, 'refused', fatal],
  ])('of status %i with %o is %s', (status, error, kind, expected) => {
    expect(response(status, error)).toMatchObject({ kind, status, ...expected });
  });

  test('is read where the error is the body itself', () => {
    const body = { code: 'context_length_exceeded' };
    expect(classifyResponse(target, { status: 400, body }).kind).toBe('context-overflow');
    expect(classifyResponse(target, { status: 400, body: 'text' }).kind).toBe('refused');
  });

  test('says which parameter was refused where that is a plain word, and nothing of the text', () => {
    const { message } = response(400, {
      code: 'unsupported_value',
      param: 'temperature',
      message: 'secret words',
    });
    expect(message).toBe(
      'api.example.com refused the request to openai:gpt-4o (status 400, unsupported_value, parameter temperature).',
    );
    expect(response(400, { type: 'bad_request', param: 'two words' }).message).toContain(
      '(status 400, bad_request).',
    );
    expect(response(400, { code: 'sk-abcdef', param: '9 lives' }).message).toContain('(status 400).');
    expect(response(500, { code: 'internal', param: 'temperature' }).message).toContain('(status 500).');
    expect(response(400, { code: 'x'.repeat(60) }).message).toContain(`, ${'x'.repeat(60)})`);
    expect(response(400, { code: 'x'.repeat(61) }).message).toContain('(status 400).');
  });

  test('keeps the wait that is asked for; one of more than five minutes is a spent quota', () => {
    expect(response(429, {}, 300_000)).toMatchObject({ kind: 'rate-limit', retryAfterMs: 300_000 });
    expect(response(503, {}, 400_000)).toMatchObject({ kind: 'overloaded', retryAfterMs: 400_000 });
    expect(response(429, {}, 300_001).kind).toBe('quota');
    const spent = response(429, {}, 330_001);
    expect(spent).toMatchObject({ kind: 'quota', status: 429, ...fatal });
    expect(spent.retryAfterMs).toBeUndefined();
    expect(spent.message).toBe(
      'The quota or credit at api.example.com for openai:gpt-4o is spent (status 429). It asks to wait 6 minutes.',
    );
    expect(response(429).retryAfterMs).toBeUndefined();
  });

  test('of a model that is not there tells by which of OpenAI’s APIs it may be', () => {
    const only = { message: 'This model is only supported in v1/responses' };
    expect(response(404, only).message).toContain('name it openai:responses:gpt-4o.');
    expect(response(404).message).toMatch(/base URL \(status 404\)\.$/);
    const byResponses = classifyResponse({ ...target, api: 'responses' }, { status: 404, body: {} });
    expect(byResponses.message).toContain('does not speak the Responses API');
    const elsewhere = classifyResponse(
      { ...target, provider: 'anthropic' },
      { status: 404, body: { error: only } },
    );
    expect(elsewhere.message).not.toContain('responses');
  });

  test.each([
    [
      401,
      'api.example.com does not accept the key for openai:gpt-4o, or does not let it use this model (status 401).',
    ],
    [413, 'The messages are longer than openai:gpt-4o takes (status 413).'],
    [429, 'api.example.com limits the rate of calls to openai:gpt-4o (status 429).'],
    [500, 'api.example.com failed to answer for openai:gpt-4o (status 500).'],
    [503, 'api.example.com is overloaded for openai:gpt-4o (status 503).'],
  ])('of status %i is told in a sentence of our own', (status, sentence) => {
    expect(response(status, { message: 'secret words' }).message).toBe(sentence);
  });
});

test('an answer that cannot be read may be read the next time', () => {
  const failure = unreadable(target, 200, 'no JSON');
  expect(failure).toMatchObject({ kind: 'unreadable', status: 200, ...transient });
  expect(failure.message).toBe('api.example.com gave for openai:gpt-4o no JSON (status 200).');
});

test('a missing key is named by where to put it', () => {
  expect(missingKey(target).message).toContain("OPENAI_API_KEY, or the Action's input openai-api-key");
  expect(missingKey({ ...target, provider: 'anthropic' }).message).toContain(
    "ANTHROPIC_API_KEY, or the Action's input anthropic-api-key",
  );
  const own = missingKey({ ...target, keyVariable: 'OUR_KEY' });
  expect(own.message).toContain('set OUR_KEY, in the workflow under `env:` of the step.');
  expect(own).toMatchObject({ kind: 'no-key', ...fatal });
});

test('offline, what is not recorded is neither tried again nor the end of the others', () => {
  expect(notRecorded(target)).toMatchObject({ kind: 'offline', ...final });
  expect(notRecorded(target).message).toContain('No answer of openai:gpt-4o is recorded');
});
