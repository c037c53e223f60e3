import { ConfigurationError } from '../base/errors.ts';
import { REDIS_VARIABLE } from '../domain/redis.ts';

/**
 * The URL of a Redis as a variable has it.
 * @throws ConfigurationError: no such variable, or no such URL in it, which is not shown
 */
export function redisUrl(variable: string, stated: string | undefined): URL {
  const text = stated?.trim() ?? '';
  if (text === '') {
    throw new ConfigurationError(
      `There is no environment variable ${variable} here, which has the URL of the Redis.`,
      {
        remedy: 'Set it, in a workflow from a secret: redis://user:password@host:6379, or rediss:// for TLS.',
      },
    );
  }
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address && ['redis:', 'rediss:'].includes(address.protocol) && address.hostname !== '') return address;
  throw new ConfigurationError(`The environment variable ${variable} has no URL of a Redis.`, {
    remedy:
      'It is redis://user:password@host:6379, or rediss:// for TLS; special characters of the password as %40.',
  });
}

/** A URL's password, as it is written and as it is meant; none where it has none. */
export function passwordsIn({ password }: URL): string[] {
  return [...new Set([password, decoded(password)])].filter((secret) => secret !== '');
}

/** What is to be kept out of logs: the URLs of every Redis in the environment, and their passwords. */
export function redisSecrets(environment: Readonly<NodeJS.ProcessEnv>): string[] {
  const urls = Object.entries(environment).flatMap(([name, value]) =>
    REDIS_VARIABLE.test(name) && value?.trim() ? [value.trim()] : [],
  );
  return urls.flatMap((url) => [url, ...(URL.canParse(url) ? passwordsIn(new URL(url)) : [])]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
