import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { parseConfig } from '../../src/config/schema.ts';
import type { Config } from '../../src/domain/policy.ts';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import { leftOutNotices, refuseUnaskable } from '../../src/model/askable.ts';
import { bundleModelOf } from '../../src/model/bundle-model.ts';
import { credentialsFrom, keyOf } from '../../src/model/credentials.ts';
import { missingKey } from '../../src/model/failure.ts';
import { nameOf } from '../../src/model/names.ts';
import { priceOf } from '../../src/model/prices.ts';
import { buildRequest } from '../../src/model/request.ts';
import { resolveTarget } from '../../src/model/target.ts';
import { VENDOR_NAMES, VENDORS } from '../../src/model/vendors.ts';

const place = { path: 'a.prompt.yml', line: 2, column: 8 };

const resolve = (name: string, models: Config['models'] = {}, environment: Record<string, string> = {}) =>
  resolveTarget(name, { models, credentials: credentialsFrom(environment), place });

const modelsOf = (yaml: string) => parseConfig(`models:\n  ${yaml}`, 'policy.yml').models;

const mistakeIn = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('there was no mistake');
};

describe('a model of another vendor', () => {
  it.each([
    [
      'google:gemini-2.5-flash',
      'google:gemini-2.5-flash',
      'https://generativelanguage.googleapis.com/v1beta/openai',
    ],
    [
      'googleai/gemini-2.5-flash',
      'google:gemini-2.5-flash',
      'https://generativelanguage.googleapis.com/v1beta/openai',
    ],
    ['gemini-2.5-pro', 'google:gemini-2.5-pro', 'https://generativelanguage.googleapis.com/v1beta/openai'],
    ['mistral:mistral-large-2411', 'mistral:mistral-large-2411', 'https://api.mistral.ai/v1'],
    ['groq/llama-3.3-70b-versatile', 'groq:llama-3.3-70b-versatile', 'https://api.groq.com/openai/v1'],
    ['deepseek:deepseek-chat', 'deepseek:deepseek-chat', 'https://api.deepseek.com'],
    [
      'openrouter:google/gemma-2-9b-it:free',
      'openrouter:google/gemma-2-9b-it:free',
      'https://openrouter.ai/api/v1',
    ],
    ['togetherai:chat:meta/llama-3', 'together:meta/llama-3', 'https://api.together.xyz/v1'],
    [
      'fireworks:accounts/fireworks/models/x',
      'fireworks:accounts/fireworks/models/x',
      'https://api.fireworks.ai/inference/v1',
    ],
    ['cerebras:llama3.1-8b', 'cerebras:llama3.1-8b', 'https://api.cerebras.ai/v1'],
    ['XAI:grok-4', 'xai:grok-4', 'https://api.x.ai/v1'],
    ['ollama:chat:llama3.2:3b', 'ollama:llama3.2:3b', 'http://localhost:11434/v1'],
    ['ollama:completion:llama3', 'ollama:llama3', 'http://localhost:11434/v1'],
    ['localai:chat:mine', 'localai:mine', 'http://localhost:8080/v1'],
    ['vllm:Qwen/Qwen3', 'vllm:Qwen/Qwen3', 'http://localhost:8000/v1'],
    ['litellm:bedrock/nova', 'litellm:bedrock/nova', 'http://localhost:4000/v1'],
  ])('%s is %s at %s, without an entry in the policy', (name, called, baseUrl) => {
    const target = resolve(name);
    expect([nameOf(target), target.baseUrl, target.api]).toEqual([called, baseUrl, undefined]);
  });

  it('has the Responses API where its vendor has', () => {
    expect(resolve('xai:responses:grok-4')).toMatchObject({ model: 'grok-4', api: 'responses' });
    expect(mistakeIn(() => resolve('mistral:responses:x'))).toContain('Mistral has no Responses API');
  });

  it('is asked by the Responses API where its vendor has no other, under the name that it has by now', () => {
    expect(resolve('perplexity:sonar')).toMatchObject({ model: 'perplexity/sonar', api: 'responses' });
    expect(mistakeIn(() => resolve('perplexity:sonar-pro'))).toContain('ended its chat completions');
  });

  it('of a host that knows models by their publishers is named whole, as before', () => {
    const target = resolve('deepseek/DeepSeek-V3', {}, { OPENAI_BASE_URL: 'https://openrouter.ai/api/v1' });
    expect(nameOf(target)).toBe('openai:deepseek/DeepSeek-V3');
  });

  it('on a server of one’s own is asked where the environment says', () => {
    const environment = { OLLAMA_BASE_URL: 'http://gpu:11434/', VLLM_BASE_URL: 'http://gpu:8000/openai/v1' };
    expect(resolve('ollama:llama3', {}, environment).baseUrl).toBe('http://gpu:11434/v1');
    expect(resolve('vllm:x', {}, environment).baseUrl).toBe('http://gpu:8000/openai/v1');
  });

  it('is never asked at the address of OpenAI that the environment names', () => {
    const target = resolve('groq:x', {}, { OPENAI_BASE_URL: 'http://elsewhere/v1' });
    expect(target.baseUrl).toBe('https://api.groq.com/openai/v1');
  });

  it('is said of a version with its address, and not with that of the environment', () => {
    const named = (name: string, models: Config['models'] = {}) =>
      bundleModelOf(name, { target: resolve(name, models, { OLLAMA_BASE_URL: 'http://gpu:1' }), models });
    expect(named('groq:x')['base-url']).toBe('https://api.groq.com/openai/v1');
    expect(named('ollama:x')['base-url']).toBe('http://localhost:11434/v1');
    const models = modelsOf('"ollama:*": { provider: ollama, model: "*", base-url: "http://ours/v1" }');
    expect(named('ollama:x', models)['base-url']).toBe('http://ours/v1');
  });

  it('has the price that its vendor asks, where that is known', () => {
    const usage = { inputTokens: 1e6, outputTokens: 0, cachedInputTokens: 0 };
    expect(priceOf(resolve('google:gemini-2.5-flash'), usage)).toBeGreaterThan(0);
    expect(priceOf(resolve('ollama:llama3'), usage)).toBeNull();
  });
});

describe('a service that has an API of its own', () => {
  it.each([
    [
      'bedrock:us.amazon.nova-lite-v1:0',
      /Amazon Bedrock.*LiteLLM.*model: "bedrock\/us\.amazon\.nova-lite-v1:0"/s,
    ],
    [
      'vertexai/gemini-2.5-flash',
      /Vertex AI.*model: "vertex_ai\/gemini-2\.5-flash".*`google:gemini-2\.5-flash`/s,
    ],
    ['vertex:claude-sonnet-4', /Vertex AI.*"vertex:claude-sonnet-4": \{ provider: litellm/s],
    ['github:openai/gpt-4.1', /retired in July 2026/],
  ])('%s is refused with what to do', (name, expected) => {
    expect(mistakeIn(() => resolve(name))).toMatch(/^a\.prompt\.yml:2:8: /);
    expect(mistakeIn(() => resolve(name))).toMatch(expected);
  });

  it('gets an entry that the policy reads', () => {
    const remedy = mistakeIn(() => resolve('bedrock:nova'));
    const entry = /`models: \{ (.*) \}`/.exec(remedy)?.[1]?.replace('<your proxy>', 'proxy');
    const models = modelsOf(entry ?? '');
    expect(resolve('bedrock:nova', models)).toMatchObject({ vendor: 'litellm', baseUrl: 'https://proxy/v1' });
  });
});

describe('a vendor in the policy', () => {
  it('has one entry for all its models', () => {
    const models = modelsOf('"azure:*": { provider: azure, model: "*", resource: contoso }');
    expect(resolve('azure:chat:support', models)).toMatchObject({
      ...{ vendor: 'azure', model: 'support', baseUrl: 'https://contoso.openai.azure.com/openai/v1' },
    });
    expect(resolve('azure:responses:support', models)).toMatchObject({ model: 'support', api: 'responses' });
    expect(mistakeIn(() => resolve('azure:realtime:x', models))).toContain(
      '`realtime` models are not asked here',
    );
  });

  it('may stand for a provider: a gateway before it', () => {
    const models = modelsOf(
      '"openai:*": { provider: litellm, model: "*", base-url: "https://gateway.example/v1" }',
    );
    expect(resolve('openai:gpt-4o', models)).toMatchObject({
      ...{ vendor: 'litellm', model: 'gpt-4o', baseUrl: 'https://gateway.example/v1' },
    });
  });

  it('that needs a resource is refused without one, and the remedy is what to write', () => {
    const mistake = mistakeIn(() => resolve('azure:chat:support'));
    const entry = /`models: \{ (.*) \}`/.exec(mistake)?.[1]?.replace('<resource>', 'contoso') ?? '';
    expect(resolve('azure:chat:support', modelsOf(entry)).baseUrl).toBe(
      'https://contoso.openai.azure.com/openai/v1',
    );
    expect(mistakeIn(() => resolve('cloudflare:@cf/meta/llama'))).toContain('provider: cloudflare');
  });

  it('may be written as text, and as a mapping', () => {
    const models = modelsOf(
      '{ fast: "groq:llama-x", own: { provider: mistral, model: m, key-variable: OUR_API_KEY } }',
    );
    expect(resolve('fast', models)).toMatchObject({ vendor: 'groq', model: 'llama-x' });
    expect(resolve('own', models)).toMatchObject({ vendor: 'mistral', keyVariable: 'OUR_API_KEY' });
  });

  it.each([
    ['a: { provider: azure, model: x }', 'Azure needs `resource`'],
    ['a: { provider: azure, model: x, resource: "evil.example/" }', 'expected a name of letters'],
    ['a: { provider: groq, model: x, resource: y }', 'only Azure and Cloudflare have one'],
    ['a: { provider: mistral, model: x, api: responses }', 'Mistral does not have this API'],
    ['a: { provider: grok, model: x }', 'provider'],
    ['a: "grok:x"', 'Did you mean "groq"?'],
  ])('%s is refused', (yaml, expected) => {
    expect(mistakeIn(() => modelsOf(yaml))).toContain(expected);
  });
});

describe('the key', () => {
  it('is the vendor’s, and never OpenAI’s', () => {
    const credentials = credentialsFrom({ OPENAI_API_KEY: 'openai', GROQ_API_KEY: 'groq' });
    expect(keyOf(resolve('groq:x'), credentials)).toBe('groq');
    for (const vendor of VENDORS) {
      const target = { provider: 'openai', vendor: vendor.words[0] };
      expect(keyOf(target, credentialsFrom({ OPENAI_API_KEY: 'openai' }))).toBe(
        vendor.isKeyless ? 'none' : undefined,
      );
    }
  });

  it('that is missing is named with where it goes in a workflow', () => {
    expect(missingKey(resolve('groq:x')).message).toBe(
      'There is no key for groq:x: set GROQ_API_KEY, in the workflow under `env:` of the step.',
    );
  });
});

describe('what a vendor does not take', () => {
  const parameters: ModelParameters = {
    ...{ temperature: 0, maxTokens: 10, seed: 1, frequencyPenalty: 1, presencePenalty: 1, stop: ['x'] },
    ...{ verbosity: 'low', reasoningEffort: 'low', extra: { logit_bias: {}, parallel_tool_calls: false } },
  };
  const messages = [{ role: 'user' as const, content: 'Hi', name: 'ann' }];
  const asked = (name: string) => ({
    parameters,
    modelPlace: place,
    messages: [{ role: 'user' as const, template: 'Hi', name: 'ann', place }],
    target: resolve(name),
  });
  const bodyOf = (name: string) => buildRequest(resolve(name), messages, parameters).body;
  const spoken = (body: { [key: string]: Json }) => JSON.stringify(body.messages);

  it.each([
    ['google:gemini-2.5-flash', ['frequency_penalty', 'presence_penalty', 'seed', 'verbosity']],
    ['mistral:m', ['logit_bias', 'verbosity', 'messages[].name']],
    ['groq:x', ['logit_bias', 'verbosity', 'messages[].name']],
    [
      'cerebras:x',
      ['frequency_penalty', 'presence_penalty', 'logit_bias', 'parallel_tool_calls', 'verbosity'],
    ],
    ['xai:grok-4', ['frequency_penalty', 'presence_penalty', 'stop', 'reasoning_effort', 'verbosity']],
    ['xai:grok-4-fast-non-reasoning', ['reasoning_effort', 'verbosity']],
    ['openrouter:x', []],
  ])('%s: is not sent, and told', (name, members) => {
    const body = bodyOf(name);
    for (const member of members) expect(body).not.toHaveProperty([member]);
    expect(spoken(body).includes('"name"')).toBe(!members.includes('messages[].name'));
    expect(leftOutNotices(resolve(name), asked(name))).toEqual(
      members.length === 0
        ? []
        : [
            {
              code: 'parameters-left-out',
              api: VENDORS.find(({ words }) => words.includes(name.split(':')[0] ?? ''))?.title,
              parameters: members.map((member) => `\`${member}\``),
            },
          ],
    );
    expect(body).toMatchObject({ temperature: 0, max_tokens: 10 });
  });

  it('has the name that the vendor gives it', () => {
    expect(bodyOf('mistral:m')).toMatchObject({ random_seed: 1 });
    expect(bodyOf('mistral:m')).not.toHaveProperty('seed');
  });

  it('is refused where answers would be other ones without it', () => {
    const schema = { ...parameters, responseFormat: { type: 'json_schema' as const, jsonSchema: {} } };
    const prompt = { ...asked('deepseek:deepseek-chat'), parameters: schema };
    expect(mistakeIn(() => refuseUnaskable(prompt.target, prompt))).toContain(
      'DeepSeek takes no JSON schema',
    );
  });
});

test('no two vendors have a word in common, and none a provider’s', () => {
  const words = VENDORS.flatMap((vendor) => vendor.words);
  expect(new Set([...words, 'openai', 'anthropic']).size).toBe(words.length + 2);
  expect(VENDOR_NAMES).toHaveLength(VENDORS.length);
});
