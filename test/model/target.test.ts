import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import type { Config } from '../../src/domain/policy.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { isPinned, resolveTarget } from '../../src/model/target.ts';

function resolve(name: string, models: Config['models'] = {}, openaiBaseUrl?: string) {
  const credentials = credentialsFrom({ OPENAI_BASE_URL: openaiBaseUrl });
  return resolveTarget(name, { models, credentials, place: { path: 'a.prompt.yml', line: 2, column: 8 } });
}

const openai = 'https://api.openai.com/v1';
const anthropic = 'https://api.anthropic.com';

test.each([
  ['openai:gpt-4.1-mini-2025-04-14', 'openai', 'gpt-4.1-mini-2025-04-14', openai],
  ['openai/gpt-4o-mini', 'openai', 'gpt-4o-mini', openai],
  ['openai:chat:gpt-4o', 'openai', 'gpt-4o', openai],
  ['anthropic/claude-sonnet-4-5', 'anthropic', 'claude-sonnet-4-5', anthropic],
  ['anthropic:messages:claude-sonnet-4-5', 'anthropic', 'claude-sonnet-4-5', anthropic],
  ['gpt-4o', 'openai', 'gpt-4o', openai],
  ['o4-mini', 'openai', 'o4-mini', openai],
  ['claude-opus-4-6', 'anthropic', 'claude-opus-4-6', anthropic],
  ['ft:gpt-4o-mini-2024-07-18:acme::abc', 'openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc', openai],
  ['openai:llama3', 'openai', 'llama3', openai],
])('%s is understood', (name, provider, model, baseUrl) => {
  expect(resolve(name)).toEqual({ provider, model, baseUrl });
});

test('the Responses API is named in the name, or in the config', () => {
  const expected = { provider: 'openai', model: 'gpt-5-mini', api: 'responses', baseUrl: openai };
  expect(resolve('openai:responses:gpt-5-mini')).toEqual(expected);
  const models: Config['models'] = { fast: { provider: 'openai', model: 'gpt-5-mini', api: 'responses' } };
  expect(resolve('fast', models)).toEqual(expected);
  expect(resolve('openai:ft:gpt-4o-mini-2024-07-18:acme::abc').model).toBe(
    'ft:gpt-4o-mini-2024-07-18:acme::abc',
  );
  expect(resolve('openai:embedding:text-embedding-3-small').model).toBe('text-embedding-3-small');
});

test('a name of the config comes before what the name itself says', () => {
  const models: Config['models'] = {
    'openai/gpt-4o-mini': { provider: 'openai', model: 'gpt-4o-mini-2024-07-18' },
    local: { provider: 'openai', model: 'llama3', baseUrl: 'http://localhost:11434/v1/' },
  };
  expect(resolve('openai/gpt-4o-mini', models).model).toBe('gpt-4o-mini-2024-07-18');
  expect(resolve('local', models, 'http://elsewhere/v1').baseUrl).toBe('http://localhost:11434/v1');
});

test('the base URL of the environment replaces the provider’s', () => {
  expect(resolve('gpt-4o', {}, 'http://localhost:8080/v1/').baseUrl).toBe('http://localhost:8080/v1');
});

test('Anthropic’s base URL may end as OpenAI’s do', () => {
  const models: Config['models'] = {
    a: { provider: 'anthropic', model: 'claude-x', baseUrl: 'https://api.anthropic.com/v1/' },
  };
  expect(resolve('a', models).baseUrl).toBe(anthropic);
});

test('GitHub Models gets the publisher with the name', () => {
  const github = 'https://models.github.ai/inference';
  expect(resolve('openai/gpt-4o-mini', {}, github).model).toBe('openai/gpt-4o-mini');
  expect(resolve('mistral-ai/mistral-small-2503', {}, github).model).toBe('mistral-ai/mistral-small-2503');
});

test.each([
  ['opnai:gpt-4o', 'Did you mean "openai"?'],
  ['mistral-large', 'models: { "mistral-large": { provider: openai'],
  ['openai:realtime:gpt-realtime', '`realtime` models are not asked here'],
  ['openai:completion:davinci-002', '`completion` models are not asked here'],
  ['__proto__', 'no provider is known'],
  ['constructor', 'no provider is known'],
])('%s is refused with place and remedy', (name, expected) => {
  expect(() => resolve(name)).toThrow(ConfigurationError);
  expect(() => resolve(name)).toThrow('a.prompt.yml:2:8');
  expect(() => resolve(name)).toThrow(expected);
});

test('a misspelt name of the config is suggested', () => {
  const models: Config['models'] = { support: { provider: 'openai', model: 'gpt-4o' } };
  expect(() => resolve('suport', models)).toThrow('Did you mean "support"?');
});

test.each([
  ['openai:gpt-4o\n::error::o', {}],
  ['gpt-4o\u001b[31m', {}],
  ['openai:gpt\u200b-4o', {}],
  ['mine', { mine: { provider: 'openai', model: 'gpt-4o\u202e' } }],
])('the name %j, with characters that are not seen, is refused at its place', (name, models) => {
  expect(() => resolve(name, models)).toThrow(/^a\.prompt\.yml:2:8: .*has characters that are not seen/);
});

test('an invalid base URL is refused', () => {
  const models: Config['models'] = { local: { provider: 'openai', model: 'x', baseUrl: 'localhost:11434' } };
  expect(() => resolve('local', models)).toThrow('not an http or https URL');
});

test.each([
  ['gpt-4.1-mini-2025-04-14', true],
  ['gpt-4-0613', true],
  ['gpt-4-1106-preview', true],
  ['gpt-4o-mini', false],
  ['o4-mini', false],
  ['chatgpt-4o-latest', false],
  ['claude-sonnet-4-5-20250929', true],
  ['claude-sonnet-4-5', false],
  ['claude-3-5-sonnet-latest', false],
  ['claude-opus-4-6', true],
  ['claude-sonnet-5', true],
  ['claude-opus-4', false],
])('%s is pinned: %s', (name, expected) => {
  expect(isPinned(resolve(name))).toBe(expected);
});
