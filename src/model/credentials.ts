import type { Credentials, ModelTarget } from '../domain/answer.ts';
import { KEY_VARIABLE } from './key-variable.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { nameOfVendor, VENDORS, vendorOf } from './vendors.ts';

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
  const servers = VENDORS.flatMap((vendor) => {
    const baseUrl = vendor.baseUrlVariable ? stated(vendor.baseUrlVariable) : '';
    return baseUrl === '' ? [] : [[nameOfVendor(vendor), { apiKey: undefined, baseUrl }]];
  });
  return {
    providers: Object.fromEntries([...found, ...servers]),
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

type Keyed = Pick<ModelTarget, 'provider' | 'vendor' | 'keyVariable'>;

/** What is sent as the key to a server that asks for none. */
const NO_KEY = 'none';

/**
 * The key for a model: from the variable that its entry in the policy names, else its vendor's, else its provider's. A
 * vendor's model is never asked with the key of a provider.
 */
export function keyOf(target: Keyed, credentials: Credentials): string | undefined {
  return secretOf(target, credentials) ?? (vendorOf(target)?.isKeyless ? NO_KEY : undefined);
}

/** The same key where it is one of the environment's; undefined where none is needed and none is there. */
export function secretOf(target: Keyed, { providers: found, keys = {} }: Credentials): string | undefined {
  const { provider, keyVariable = vendorOf(target)?.keyVariable } = target;
  if (keyVariable === undefined) return Object.hasOwn(found, provider) ? found[provider]?.apiKey : undefined;
  return Object.hasOwn(keys, keyVariable) ? keys[keyVariable] : undefined;
}

/** Whether no provider and no vendor has a key, as in a fork. */
export function isKeyless({ providers: found, keys = {} }: Credentials): boolean {
  return (
    Object.values(found).every(({ apiKey }) => apiKey === undefined) &&
    VENDORS.every(({ keyVariable }) => !Object.hasOwn(keys, keyVariable))
  );
}
