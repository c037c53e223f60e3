import type { Credentials, ModelTarget } from '../domain/answer.ts';
import { KEY_VARIABLE } from './key-variable.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Keys, base URLs and proxies from the environment of the CLI or Action. Keys that the Action got as inputs win over
 * the environment's: `inputOf` returns an input by its name, empty if it is absent. White space around a value is no
 * part of it, so a blank value is none.
 */
export function credentialsFrom(
  environment: Environment,
  inputOf: (name: string) => string = () => '',
  table: Providers = providers,
): Credentials {
  const stated = (name: string) => environment[name]?.trim() ?? '';
  const keys = Object.keys(environment).flatMap((name): [string, string][] =>
    KEY_VARIABLE.test(name) && stated(name) !== '' ? [[name, stated(name)]] : [],
  );
  const proxy = (name: string) => stated(name) || stated(name.toLowerCase());
  const found = Object.entries(table).map(([name, { key, baseUrl }]) => [
    name,
    {
      apiKey: inputOf(key.input).trim() || stated(key.variable) || undefined,
      baseUrl: stated(baseUrl.variable) || undefined,
    },
  ]);
  return {
    providers: Object.fromEntries(found),
    keys: Object.fromEntries(keys),
    proxy: {
      HTTP_PROXY: proxy('HTTP_PROXY'),
      HTTPS_PROXY: proxy('HTTPS_PROXY'),
      NO_PROXY: proxy('NO_PROXY'),
    },
  };
}

/** Every key, to be kept out of logs and reports. */
export function secretsOf({ providers: found, keys = {} }: Credentials): string[] {
  const all = [...Object.values(found).map(({ apiKey }) => apiKey ?? ''), ...Object.values(keys)];
  return [...new Set(all)].filter((secret) => secret !== '');
}

/** The key for a model: from the variable that its entry in the policy names, else its provider's. */
export function keyOf(
  { provider, keyVariable }: Pick<ModelTarget, 'provider' | 'keyVariable'>,
  { providers: found, keys = {} }: Credentials,
): string | undefined {
  if (keyVariable === undefined) return Object.hasOwn(found, provider) ? found[provider]?.apiKey : undefined;
  return Object.hasOwn(keys, keyVariable) ? keys[keyVariable] : undefined;
}

/** Whether no provider has a key, as in a fork. */
export function isKeyless({ providers: found }: Credentials): boolean {
  return Object.values(found).every(({ apiKey }) => apiKey === undefined);
}
