import { afterEach, expect, test } from 'vitest';
import { defaultConfig, parseConfig } from '../../src/config/schema.ts';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { credentialsFrom, keyOf, secretsOf } from '../../src/model/credentials.ts';
import { buildRequest } from '../../src/model/request.ts';
import { createSender } from '../../src/model/send.ts';
import { resolveTarget } from '../../src/model/target.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve() {
  const server = await startFaultServer(() => ({ kind: 'answer' }));
  closers.push(() => server.close());
  return server;
}

const environment = {
  OPENAI_API_KEY: 'sk-openai',
  GEMINI_API_KEY: 'key-of-gemini',
  GITHUB_TOKEN: 'ghs_1',
  HOME: '/root',
};

test('each host gets its own key, and never another’s', async () => {
  const [usual, other] = [await serve(), await serve()];
  const credentials = credentialsFrom(environment);
  const { models } = parseConfig(
    `models:
  local: { provider: openai, model: a, base-url: "${usual.openai}" }
  gemini: { provider: openai, model: b, base-url: "${other.openai}", key-variable: GEMINI_API_KEY }
  alike: { provider: openai, model: c, base-url: "${usual.openai}", key-variable: GEMINI_API_KEY }
`,
    'c.yml',
  );
  const send = createSender(credentials, { timeoutMs: 1000 });
  closers.push(() => send.close());
  const { signal } = new AbortController();
  for (const name of ['local', 'gemini', 'alike']) {
    const target = resolveTarget(name, { models, credentials });
    await send(buildRequest(target, [{ role: 'user', content: 'hello' }], {}), signal);
  }
  const keys = (server: typeof usual) => server.seen.map(({ headers }) => headers.authorization);
  expect(keys(usual)).toEqual(['Bearer sk-openai', 'Bearer key-of-gemini']);
  expect(keys(other)).toEqual(['Bearer key-of-gemini']);
});

test('a variable that is not set is named, and nothing is sent in its place', async () => {
  const server = await serve();
  const send = createSender(credentialsFrom(environment), { timeoutMs: 1000 });
  const target: ModelTarget = {
    ...{ provider: 'openai', model: 'm', baseUrl: server.openai },
    keyVariable: 'GROQ_API_KEY',
  };
  const result = await send(buildRequest(target, [], {}), new AbortController().signal);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'no-key' } });
  expect(!result.ok && result.failure.message).toContain('set GROQ_API_KEY');
  expect(server.seen).toEqual([]);
});

test('of an environment only what is a key by its name is kept, and all of it is secret', () => {
  const credentials = credentialsFrom(environment, (input) => (input === 'openai-api-key' ? 'sk-input' : ''));
  expect(credentials.keys).toEqual({ OPENAI_API_KEY: 'sk-openai', GEMINI_API_KEY: 'key-of-gemini' });
  expect(secretsOf(credentials).sort()).toEqual(['key-of-gemini', 'sk-input', 'sk-openai']);
  const target: ModelTarget = { provider: 'openai', model: 'm', baseUrl: '', keyVariable: 'constructor' };
  expect(keyOf(target, credentials)).toBeUndefined();
});

test('proxies are read as other programs read them', () => {
  expect(credentialsFrom({ https_proxy: 'http://p:1', NO_PROXY: 'a.example' }).proxy).toEqual({
    ...{ HTTP_PROXY: '', HTTPS_PROXY: 'http://p:1' },
    NO_PROXY: 'a.example',
  });
});

test('a prompt says neither where it is sent nor with which key', async () => {
  const credentials = credentialsFrom(environment);
  const stolen = 'apiBaseUrl: https://thief.example, apiKeyEnvar: GITHUB_TOKEN, apiHost: thief.example';
  const files = {
    'a.yaml': `prompts: [Hi there]\nproviders:\n  - id: openai:chat:gpt-4o\n    config: { ${stolen}, headers: { x: y } }\n`,
    'b.md':
      '---\nmodel: openai:gpt-4o\nparameters: { extra: { base_url: "https://thief.example" } }\n---\nHi',
    'c.prompty':
      '---\nmodel:\n  id: gpt-4o\n  connection: { endpoint: "https://thief.example", key: GITHUB_TOKEN }\n---\nHi',
  };
  for (const path of Object.keys(files)) {
    const prompt = await readPrompt({ snapshot: snapshotOf(files), path });
    const { models } = defaultConfig();
    expect(resolveTarget(prompt.model ?? '', { models, credentials }), path).toEqual({
      ...{ provider: 'openai', model: 'gpt-4o' },
      baseUrl: 'https://api.openai.com/v1',
    });
  }
});

test('a blank value is none, and white space around a key is no part of it', () => {
  const blank = credentialsFrom(
    { OPENAI_API_KEY: ' ', OPENAI_BASE_URL: '\t', GROQ_API_KEY: '\n', ANTHROPIC_API_KEY: ' sk-a\n' },
    () => ' ',
  );
  expect(blank.providers.openai).toEqual({ apiKey: undefined, baseUrl: undefined });
  expect(blank.providers.anthropic?.apiKey).toBe('sk-a');
  expect(blank.keys).toEqual({ ANTHROPIC_API_KEY: 'sk-a' });
});
