import { expect, test } from 'vitest';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { destinationsOf } from '../../src/plan/destinations.ts';

const credentials = credentialsFrom({
  OPENAI_API_KEY: 'a',
  OPENAI_BASE_URL: 'https://proxy.example/openai/v1',
  ANTHROPIC_API_KEY: 'b',
  GROQ_API_KEY: 'c',
});

function destinationOf(provider: string, baseUrl: string, keyVariable?: string) {
  const target = { provider, model: 'm', baseUrl, keyVariable };
  const plan = { baseline: null, candidate: { target }, judges: { judge: null, embedder: null } };
  return destinationsOf([plan], credentials)[0];
}

test.each([
  ['openai', 'https://api.openai.com/v1', undefined, false],
  ['openai', 'https://proxy.example/openai/v1', undefined, false],
  ['anthropic', 'https://api.anthropic.com', undefined, false],
  ['openai', 'https://api.groq.com/openai/v1', 'GROQ_API_KEY', false],
  ['openai', 'http://localhost:11434/v1', undefined, false],
  ['openai', 'http://[::1]:1/v1', undefined, false],
  ['openai', 'https://api.groq.com/openai/v1', undefined, true],
  ['openai', 'https://api.openai.com.evil.example/v1', undefined, true],
  ['openai', 'https://api.openai.com@evil.example/v1', undefined, true],
  ['openai', 'http://api.openai.com/v1', undefined, true],
  ['openai', 'https://api.openai.com:8443/v1', undefined, true],
  ['openai', 'http://localhost.evil.example/v1', undefined, true],
  ['openai', 'http://127.0.0.1.evil.example/v1', undefined, true],
  ['anthropic', 'https://proxy.example', undefined, true],
])('a key of %s for %s (of %s): only the repository says so: %s', (provider, url, variable, isForeign) => {
  expect(destinationOf(provider, url, variable)?.isForeign).toBe(isForeign);
});

test('without a key, nothing is sent', () => {
  expect(destinationOf('openai', 'https://evil.example', 'OTHER_API_KEY')).toBeUndefined();
});
