import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError } from '../../../base/errors.ts';
import { followedStream } from '../../../delivery/redis-stream.ts';
import { redisUrl } from '../../../delivery/redis-url.ts';
import { REDIS_VARIABLE } from '../../../domain/redis.ts';
import { followed } from '../../../observe/follow.ts';
import type { Bytes } from '../../../observe/input.ts';

/** What is followed as it grows. */
export type WatchedSource = {
  /** For people, without a password. */
  name: string;
  /** The file; null: it is none. */
  path: string | null;
  /** @param how as `followed` and `followedStream` */
  open(how: {
    signal: AbortSignal;
    between: () => Promise<void>;
    onTrouble: (sentence: string) => void;
  }): Bytes;
};

/** Files of one of these do not grow by lines of JSON. */
const NO_LINES = /\.(?:csv|gz)$/i;
const REDIS_URL = /^rediss?:/i;

/**
 * What `--watch` names: a file; a stream of a Redis as `redis://…#stream`, or as `PROMPTS_REDIS_URL#stream`, by the
 * variable that has the URL.
 * @throws ConfigurationError that does not show the URL, which may have a password
 */
export function watchedSource(
  text: string,
  { directory, environment }: { directory: string; environment: Readonly<NodeJS.ProcessEnv> },
): WatchedSource {
  const [place = '', ...names] = text.split('#');
  const isVariable = REDIS_VARIABLE.test(place) && names.length > 0;
  if (isVariable || REDIS_URL.test(place)) {
    const url = isVariable ? environment[place] : place;
    return streamSource(isVariable ? place : '--watch', { url, stream: names.join('#') });
  }
  if (/^https?:/i.test(text)) {
    throw new ConfigurationError('--watch follows a file or a stream of a Redis, and fetches nothing.', {
      remedy: 'To take observations by HTTP: --watch observations.jsonl --listen 4318. See docs/guards.md.',
    });
  }
  if (NO_LINES.test(text)) {
    throw new ConfigurationError('--watch follows lines of JSON.', {
      place: { path: text },
      remedy: 'Name a file with one JSON object a line; tables and archives are judged without --watch.',
    });
  }
  const path = resolve(directory, text);
  return { name: text, path, open: (how) => followed(path, how) };
}

/**
 * Before anybody is told that it is watched.
 * @throws ConfigurationError: there is no such file
 */
export async function requireSource({ path }: WatchedSource): Promise<void> {
  if (path === null) return;
  await access(path).catch((cause: unknown) => {
    throw new ConfigurationError('There is no such file.', { place: { path }, cause });
  });
}

function streamSource(
  variable: string,
  { url, stream: stated }: { url: string | undefined; stream: string },
): WatchedSource {
  const address = urlOf(variable, url);
  const stream = decoded(stated);
  if (stream === '') {
    throw new ConfigurationError('--watch names no stream of the Redis.', {
      remedy: `Put its name after a #: redis://127.0.0.1:6379#observations, or PROMPTS_REDIS_URL#observations.`,
    });
  }
  return {
    name: `${address.host}#${stream}`,
    path: null,
    open: (how) => followedStream({ variable, url: address.href, stream }, how),
  };
}

function urlOf(variable: string, url: string | undefined): URL {
  if (variable !== '--watch') return redisUrl(variable, url);
  const address = URL.canParse(url ?? '') ? new URL(url ?? '') : null;
  if (address !== null && address.hostname !== '') return address;
  throw new ConfigurationError('--watch has no URL of a Redis.', {
    remedy: 'It is redis://user:password@host:6379#stream; special characters of the password as %40.',
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
