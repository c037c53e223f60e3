import { setTimeout } from 'node:timers/promises';
import type { GateFailure } from '../base/errors.ts';
import { NoAnswer, withinTime } from '../base/within-time.ts';
import { formatCount } from '../prose/numbers.ts';
import { openRedis, type RedisConnection } from './redis-connection.ts';

/** A stream of a Redis. */
export type RedisStream = {
  /** What has the URL: an environment variable, or an option. */
  variable: string;
  url: string | undefined;
  stream: string;
};

export type Following = {
  /** Ends it. */
  signal: AbortSignal;
  /** Is called once all was read: from then on between what is read, and while nothing comes. */
  between: () => Promise<void>;
  /** Is told what was lost, and that the Redis does not answer or answers again. */
  onTrouble: (sentence: string) => void;
};

/**
 * Entries that are asked for at once, at most. What takes too long with so many is asked for one, which tells whether the
 * Redis answers at all; then half as many are the most, and one more after each answer.
 */
const BATCH = 500;
/** How often a stream is looked at that did not grow, ms … */
const POLL_MS = 200;
/** … and a Redis that does not answer. */
const RETRY_MS = 1000;
const ANSWER_MS = 5000;
/** The field that has the observation, where an entry has several. */
const FIELD = 'observation';
const BEGINNING = '0-0';

/** What a stream was at one moment. */
type Look = {
  /** Those after one that was read, at most as many as were asked for. */
  entries: [id: string, fields: string[]][];
  asked: number;
  lastId: string;
  length: number;
  /** How many it ever had; null: before Redis 7, nobody knows. */
  added: number | null;
};

/** What was read: the last entry, and how many came up to it, those that were lost among them. */
type Position = { id: string; count: number };

/**
 * The entries of a stream as lines, one observation each, from the stream's beginning until the signal is aborted. A
 * connection that breaks is opened anew, and reading goes on after the last entry that was read. A stream that was made
 * anew is read from its beginning. Entries that were removed before they were read are told, once.
 * @throws ConfigurationError, GateFailure: the Redis cannot be used at the beginning
 */
export async function* followedStream(
  { stream, ...place }: RedisStream,
  { signal, between, onTrouble }: Following,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let connection: RedisConnection | null = null;
  const read: { position: Position | null } = { position: null };
  let hasAnswered = false;
  let isBroken = false;
  let isMissing = false;
  let isCaughtUp = false;
  let most = BATCH;
  let isTried = false;
  const told = (look: Look | null): Look['entries'] => {
    if (look === null && !isMissing) onTrouble(`There is no stream ${stream} yet.`);
    isMissing = look === null;
    if (look === null) return [];
    if (read.position !== null && isMadeAnew(look, read.position)) {
      onTrouble(`The stream ${stream} was made anew: what was in it and not read yet is lost.`);
      read.position = { id: BEGINNING, count: 0 };
      return [];
    }
    const { next, lost } = advanced(read.position, look);
    if (lost > 0) {
      const what = read.position === null ? 'are gone, and not judged' : 'were removed before they were read';
      onTrouble(`${formatCount(lost)} entries of the stream ${stream} ${what}.`);
    }
    read.position = next;
    return look.entries;
  };
  try {
    while (!signal.aborted) {
      let look: Look | null;
      try {
        connection ??= openRedis(place);
        const from = { after: read.position?.id ?? BEGINNING, count: isTried ? 1 : most };
        look = await withinTime(ANSWER_MS, lookAt(connection, stream, from));
      } catch (problem) {
        if (connection === null) throw problem;
        const failure: GateFailure = connection.failure(problem);
        connection.close();
        connection = null;
        if (problem instanceof NoAnswer && !isTried) {
          isTried = true;
          most = Math.max(1, Math.floor(most / 2));
          continue;
        }
        if (!hasAnswered) throw failure;
        if (!isBroken) onTrouble(`${failure.message} It is tried again.`);
        isBroken = true;
        await between();
        await pause(RETRY_MS, signal);
        continue;
      }
      if (isBroken) onTrouble(`Redis (${place.variable}) is read again.`);
      isBroken = false;
      hasAnswered = true;
      if (!isTried) most = Math.min(BATCH, most + 1);
      isTried = false;
      const entries = told(look);
      if (entries.length > 0) yield encoder.encode(entries.map(lineOf).join(''));
      const isEnd = look === null || entries.length < look.asked;
      isCaughtUp ||= isEnd;
      if (isCaughtUp) await between();
      if (isEnd) await pause(POLL_MS, signal);
    }
  } finally {
    connection?.close();
  }
}

/** Where reading goes on after a look, and how many entries nobody can read any more that were not read. */
function advanced(before: Position | null, look: Look): { next: Position; lost: number } {
  const { entries, asked, added, length } = look;
  const id = entries.at(-1)?.[0] ?? before?.id ?? BEGINNING;
  if (added === null) return { next: { id, count: 0 }, lost: 0 };
  const count = before?.count ?? 0;
  // What is there is the end of all that was added; of what was read to its end, all else is gone.
  const first = Math.max(count, added - length);
  const reached = entries.length < asked ? added : first + entries.length;
  return { next: { id, count: reached }, lost: Math.max(0, reached - count - entries.length) };
}

/**
 * Both answers are of one moment, so that nothing can be removed between them unseen.
 * @returns null: there is no such stream
 */
async function lookAt(
  redis: RedisConnection,
  stream: string,
  { after, count }: { after: string; count: number },
): Promise<Look | null> {
  const answers = await Promise.all([
    redis.call('MULTI'),
    redis.call('XINFO', 'STREAM', stream),
    redis.call('XREAD', 'COUNT', String(count), 'STREAMS', stream, after),
    redis.call('EXEC'),
  ]);
  const [info, read] = listOf(answers[3]);
  if (info instanceof Error) {
    if (/no such key/i.test(info.message)) return null;
    throw info;
  }
  if (read instanceof Error) throw read;
  const facts = pairsOf(listOf(info));
  const [found] = listOf(read);
  return {
    asked: count,
    entries: listOf(listOf(found)[1]).map((entry) => {
      const [id, fields] = listOf(entry);
      return [String(id), listOf(fields).map(String)];
    }),
    lastId: String(facts.get('last-generated-id') ?? BEGINNING),
    length: Number(facts.get('length') ?? 0),
    added: facts.has('entries-added') ? Number(facts.get('entries-added')) : null,
  };
}

/** Whether it is another stream of the same name, or a copy that is behind the one that was read. */
function isMadeAnew({ lastId, added }: Look, { id, count }: Position): boolean {
  return isLater(id, lastId) || (added !== null && added < count);
}

/** One line: line ends of JSON are only ever between its parts. */
function lineOf([id, fields]: Look['entries'][number]): string {
  const values = pairsOf(fields);
  const text = values.get(FIELD) ?? (values.size === 1 ? fields[1] : undefined);
  return `${text?.replace(/[\r\n]+/g, ' ') ?? JSON.stringify(`entry ${id} has no field ${FIELD}`)}\n`;
}

/** Whether an id of an entry is of a later one. */
function isLater(a: string, b: string): boolean {
  const [aTime = 0n, aNumber = 0n] = a.split('-').map(BigInt);
  const [bTime = 0n, bNumber = 0n] = b.split('-').map(BigInt);
  return aTime === bTime ? aNumber > bNumber : aTime > bTime;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function pairsOf<T>(flat: readonly T[]): Map<string, T> {
  const pairs = new Map<string, T>();
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const value = flat[index + 1];
    if (value !== undefined) pairs.set(String(flat[index]), value);
  }
  return pairs;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}
