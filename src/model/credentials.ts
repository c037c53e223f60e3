import type { Credentials, ModelTarget } from '../domain/answer.ts';
import { KEY_VARIABLE } from './key-variable.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Keys, base URLs and proxies out of an entry's environment. Keys that the Action got as inputs win over the
 * environment's.
 */
export function credentialsFrom(
  environment: Environment,
  inputs: { openai?: string; anthropic?: string } = {},
): Credentials {
  const keys = Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    KEY_VARIABLE.test(name) && value ? [[name, value]] : [],
  );
  const proxy = (name: string) => environment[name] || environment[name.toLowerCase()] || '';
  return {
    openai: {
      apiKey: inputs.openai || environment.OPENAI_API_KEY || undefined,
      baseUrl: environment.OPENAI_BASE_URL || undefined,
    },
    anthropic: {
      apiKey: inputs.anthropic || environment.ANTHROPIC_API_KEY || undefined,
      baseUrl: environment.ANTHROPIC_BASE_URL || undefined,
    },
    keys: Object.fromEntries(keys),
    proxy: {
      HTTP_PROXY: proxy('HTTP_PROXY'),
      HTTPS_PROXY: proxy('HTTPS_PROXY'),
      NO_PROXY: proxy('NO_PROXY'),
    },
  };
}

/** Every key, to be kept out of logs and reports. */
export function secretsOf({ openai, anthropic, keys = {} }: Credentials): string[] {
  const all = [openai.apiKey ?? '', anthropic.apiKey ?? '', ...Object.values(keys)];
  return [...new Set(all)].filter((secret) => secret !== '');
}

/** The key for a model: of the variable that its entry in the policy names, else its provider's. */
export function keyOf({ provider, keyVariable }: ModelTarget, credentials: Credentials): string | undefined {
  if (keyVariable === undefined) return credentials[provider].apiKey;
  const { keys = {} } = credentials;
  return Object.hasOwn(keys, keyVariable) ? keys[keyVariable] : undefined;
}
