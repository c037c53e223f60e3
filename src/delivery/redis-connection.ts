import { GateFailure } from '../base/errors.ts';
import { passwordsIn, redisUrl } from './redis-url.ts';

/** A connection to a Redis, which opens with its first command. */
export type RedisConnection = {
  /**
   * Sends a command and gives its answer. What is sent together is answered together.
   * @throws the client's or the server's error
   */
  call(...words: string[]): Promise<unknown>;
  /** An error of this connection for people, without the password. */
  failure(problem: unknown): GateFailure;
  close(): void;
};

/** How long an address is waited for, ms. */
const CONNECT_TIMEOUT_MS = 2000;

/**
 * A connection to the Redis whose URL a variable has: `redis:`, or `rediss:` for TLS.
 * @throws ConfigurationError: no such variable, or no such URL in it
 */
export function openRedis({ variable, url }: { variable: string; url: string | undefined }): RedisConnection {
  const address = redisUrl(variable, url);
  const secrets = passwordsIn(address);
  const creating = clientFor(address.href);
  const opening = creating.then((client) => client.connect());
  // Each command waits for it, and reports why it failed.
  opening.catch(() => {});
  return {
    call: async (...words) => (await opening).sendCommand(words),
    failure(cause) {
      const found = cause instanceof Error ? cause.message || cause.name : String(cause);
      const shown = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), found);
      const why = /[.?!]$/.test(shown) ? shown : `${shown}.`;
      return new GateFailure(`Redis (${variable}, ${address.host}) cannot be used: ${why}`, {
        remedy: remedyFor(why, variable),
      });
    },
    close() {
      // One that never became a client is nothing to close.
      creating.then(
        (client) => client.destroy(),
        () => {},
      );
    },
  };
}

async function clientFor(url: string) {
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
    // The protocol that every server speaks; and nothing but the commands that are called.
    RESP: 2,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
  // The commands that wait report it.
  client.on('error', () => {});
  return client;
}

function remedyFor(why: string, variable: string): string {
  if (/WRONGPASS|NOAUTH|invalid password|\bAUTH\b/i.test(why))
    return `Check user and password in ${variable}.`;
  if (/NOPERM/.test(why))
    return 'Give that user the permissions that docs/publishing.md or docs/guards.md lists.';
  // Redis begins its own errors with a word in capitals.
  if (/^[A-Z]{3,} /.test(why))
    return `It can be reached, and refuses this: the first word names Redis's own error.`;
  return 'Check that it runs and can be reached from here; rediss:// is for TLS.';
}
