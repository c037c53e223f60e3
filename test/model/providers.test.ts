import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { modelsSchemaFor } from '../../src/config/models-schema.ts';
import type { Message } from '../../src/domain/message.ts';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import { takesJsonSchema, takesTemperature } from '../../src/model/abilities.ts';
import { leftOutNotices, refuseUnaskable } from '../../src/model/askable.ts';
import { credentialsFrom, secretsOf } from '../../src/model/credentials.ts';
import { estimateUsage } from '../../src/model/estimate.ts';
import { priceOf } from '../../src/model/prices.ts';
import { providers } from '../../src/model/providers/table.ts';
import { buildRequest } from '../../src/model/request.ts';
import { createSender } from '../../src/model/send.ts';
import { isPinned, resolveTarget } from '../../src/model/target.ts';
import { defaultEmbedder, judgeOfOtherVendor } from '../../src/score/judge/default-judges.ts';
import { acme, startAcme } from './acme.ts';

/** The table with one line more. */
const table = { ...providers, acme };

const place = { path: 'a.prompt.yml', line: 2, column: 8 };
const hello: Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'hello' },
];
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function resolve(name: string, environment: Record<string, string> = {}) {
  return resolveTarget(name, {
    models: {},
    credentials: credentialsFrom(environment, undefined, table),
    table,
  });
}

/** Asks a model of a third provider, whose server knows the key `right`. */
async function ask(name: string, apiKey: string, parameters: ModelParameters = {}) {
  const server = await startAcme('right');
  closers.push(() => server.close());
  const inputOf = (input: string) => (input === 'acme-api-key' ? apiKey : '');
  const credentials = credentialsFrom({ ACME_BASE_URL: server.url }, inputOf, table);
  const send = createSender(credentials, { timeoutMs: 10_000 }, table);
  closers.push(() => send.close());
  const target = resolveTarget(name, { models: {}, credentials, table });
  const request = buildRequest(target, hello, parameters, { table });
  return { result: await send(request, new AbortController().signal), request, seen: server.seen };
}

test('a third provider answers to its name, to bare names of its models and in the policy', () => {
  const target = { provider: 'acme', model: 'acme-small', baseUrl: 'https://acme.invalid/v1' };
  for (const name of ['acme:acme-small', 'acme/acme-small', 'acme-small', 'acme:generate:acme-small']) {
    expect(resolve(name), name).toEqual(target);
  }
  expect(resolve('acme-small', { ACME_BASE_URL: 'http://localhost:1/' }).baseUrl).toBe(
    'http://localhost:1/v1',
  );
  expect(modelsSchemaFor(table).parse({ a: 'acme:acme-small', b: { provider: 'acme', model: 'x' } })).toEqual(
    {
      a: { provider: 'acme', model: 'acme-small' },
      b: { provider: 'acme', model: 'x' },
    },
  );
  expect(() => resolveTarget('acme:acme-small', { models: {}, credentials: credentialsFrom({}) })).toThrow(
    'no provider is known',
  );
});

test('mistakes name it among the others', () => {
  const forms = Object.keys(table).map((name) => `${name}:<model>`);
  const labels = Object.values(table).flatMap(({ apis }) => Object.values(apis).map(({ label }) => label));
  expect(() => resolve('mistral-large')).toThrow(`Write ${forms.map((form) => `"${form}"`).join(' or ')}`);
  expect(() => resolve('acne:small')).toThrow('Did you mean "acme"?');
  expect(() => resolve('acme:realtime:x')).toThrow(
    `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)} are.`,
  );
  expect(modelsSchemaFor(table).safeParse({ a: 'acne:x' }).error?.message).toContain(
    `expected ${forms.join(' or ')}`,
  );
});

test('it is asked as its own file says, and its answer read', async () => {
  const parameters = { maxTokens: 50, extra: { contents: [], top_k: 5 } };
  const { result, request, seen } = await ask('acme:acme-small', 'right', parameters);
  expect(seen).toMatchObject([
    {
      path: '/v1/models/acme-small:generate',
      headers: { 'x-acme-key': 'right' },
      body: {
        contents: [
          { from: 'system', say: 'Be kind.' },
          { from: 'user', say: 'hello' },
        ],
        most: 50,
        top_k: 5,
      },
    },
  ]);
  expect(seen[0]?.headers).not.toHaveProperty('x-unasked');
  expect(result).toMatchObject({
    ok: true,
    answer: { text: 'You said: hello', model: 'acme-small', usage: { outputTokens: 1 } },
    limits: { requests: { limit: 10, remaining: 9 } },
  });
  expect(estimateUsage(request, table)).toMatchObject({ outputTokens: 25 });
});

test('its price is unknown, and what its models’ names say is known', () => {
  const target = resolve('acme:acme-small');
  expect(priceOf(target, { inputTokens: 9, outputTokens: 9, cachedInputTokens: 0 }, table)).toBeNull();
  expect([takesTemperature(target, table), takesJsonSchema(target, table)]).toEqual([false, true]);
  expect(isPinned(target, table)).toBe(false);
  expect(isPinned(resolve('acme-small-r1'), table)).toBe(true);
});

test('its failures are classified, and name its own key', async () => {
  const { result: wrong } = await ask('acme:acme-small', 'wrong');
  expect(wrong).toMatchObject({ ok: false, failure: { kind: 'auth', fatal: true, status: 400 } });
  expect(wrong).toMatchObject({ limits: { requests: { remaining: 9 } } });
  const { result: unknown } = await ask('acme:acme-big', 'right');
  expect(unknown).toMatchObject({ ok: false, failure: { kind: 'unknown-model', status: 404 } });
  const { result: keyless, seen } = await ask('acme:acme-small', '');
  expect(keyless).toMatchObject({ ok: false, failure: { kind: 'no-key' } });
  expect(!keyless.ok && keyless.failure.message).toContain(
    "ACME_API_KEY, or the Action's input acme-api-key",
  );
  expect(seen).toEqual([]);
});

test('a parameter that its API lacks is reported, and one that only it has is refused elsewhere', () => {
  const prompt = (parameters: ModelParameters) => ({ messages: [], parameters, modelPlace: place });
  expect(leftOutNotices(resolve('acme-small'), prompt({ seed: 7 }), table)).toEqual([
    { code: 'parameters-left-out', api: 'Acme', parameters: ['`seed`'] },
  ]);
  const moody = prompt({ extra: { mood: 'kind' } });
  expect(() => refuseUnaskable(resolve('gpt-4o'), moody, table)).toThrow(
    'Only Acme has `mood`. Leave it out.',
  );
  expect(() => refuseUnaskable(resolve('acme-small'), moody, table)).not.toThrow();
});

test('its key is a secret, and its models are judged by another vendor’s', () => {
  expect(secretsOf(credentialsFrom({ ACME_API_KEY: 'sk-acme' }, undefined, table))).toEqual(['sk-acme']);
  expect(judgeOfOtherVendor('acme', table)).toBe('openai:gpt-4.1-2025-04-14');
  expect(defaultEmbedder({ acme, ...providers }).provider).toBe('openai');
});

test('the Action has an input for the key of every provider, and for no other', () => {
  const { inputs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
  const ofKeys = Object.keys(inputs).filter((name) => name.endsWith('-api-key'));
  expect(ofKeys).toEqual(Object.values(providers).map(({ key }) => key.input));
});
