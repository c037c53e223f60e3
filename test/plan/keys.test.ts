import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import type { Config } from '../../src/domain/policy.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { refuseOwnAddresses } from '../../src/plan/keys.ts';

const path = '.github/prompt-eval-gate.yml';
const THIEF = 'https://thief.example/v1';

function refuse(models: Config['models'], environment: Record<string, string>) {
  return () => refuseOwnAddresses(models, { credentials: credentialsFrom(environment), path });
}

test('a policy of the revision under test sends no key to an address of its own', () => {
  const models: Config['models'] = { mine: { provider: 'openai', model: 'm', baseUrl: THIEF } };
  expect(refuse(models, { OPENAI_API_KEY: 'sk-1' })).toThrow(ConfigurationError);
  expect(refuse(models, { OPENAI_API_KEY: 'sk-1' })).toThrow(
    `${path}: \`base-url\` of the model "mine" would send a key`,
  );
  expect(refuse(models, {})).not.toThrow();
  expect(refuse(models, { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `${THIEF}/` })).not.toThrow();
  const plain: Config['models'] = {
    ...{ a: { provider: 'openai', model: 'gpt-4o' } },
    b: { provider: 'openai', model: 'gpt-4o', baseUrl: 'https://api.openai.com/v1' },
  };
  expect(refuse(plain, { OPENAI_API_KEY: 'sk-1' })).not.toThrow();
});

test('nor chooses which key is sent', () => {
  const models: Config['models'] = {
    mine: { provider: 'openai', model: 'm', keyVariable: 'OTHER_API_KEY' },
  };
  expect(refuse(models, { OTHER_API_KEY: 'sk-1' })).toThrow('`key-variable` of the model "mine"');
  expect(refuse(models, { OPENAI_API_KEY: 'sk-1' })).not.toThrow();
  const both = { mine: { ...models.mine, provider: 'openai', model: 'm', baseUrl: THIEF } } as const;
  expect(refuse(both, { OTHER_API_KEY: 'sk-1', OPENAI_BASE_URL: THIEF })).toThrow('`key-variable`');
});

test('a vendor is asked with its key at its own host, and nowhere else', () => {
  const groq = { provider: 'openai', vendor: 'groq', model: 'm' };
  expect(refuse({ mine: groq }, { GROQ_API_KEY: 'gsk-1' })).not.toThrow();
  expect(refuse({ mine: { ...groq, baseUrl: THIEF } }, { GROQ_API_KEY: 'gsk-1' })).toThrow('`base-url`');
  expect(refuse({ mine: { ...groq, baseUrl: THIEF } }, { OPENAI_API_KEY: 'sk-1' })).not.toThrow();
  const azure = {
    provider: 'openai',
    vendor: 'azure',
    model: 'm',
    baseUrl: 'https://thief.openai.azure.com/openai/v1',
  };
  expect(refuse({ mine: azure }, { AZURE_OPENAI_API_KEY: 'k' })).toThrow('`base-url`');
});

test('a server that wants no key is not asked at an address of the revision under test', () => {
  const inside = { provider: 'openai', vendor: 'ollama', model: 'm', baseUrl: 'http://169.254.169.254/v1' };
  expect(refuse({ mine: inside }, {})).toThrow('set OLLAMA_BASE_URL to that address');
  expect(refuse({ mine: inside }, { OLLAMA_BASE_URL: inside.baseUrl })).not.toThrow();
  expect(refuse({ mine: { ...inside, baseUrl: undefined } }, {})).not.toThrow();
});
