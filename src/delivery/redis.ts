import { ConfigurationError, GateFailure } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { withinTime } from '../base/within-time.ts';
import { type Alive, aliveKey, changedChannel, flagsKey, objectKey, pointerKey } from '../domain/redis.ts';
import type { Publication } from '../registry/publication.ts';
import type { RedisConnection } from './redis-connection.ts';
import { type PublishOutcome, serialIn, type Target } from './target.ts';

/** How long Redis is waited for, ms: for a first answer, and for what it serves … */
const ANSWER_TIMEOUT_MS = 3000;
/** … and until everything is published. */
const PUBLISHING_TIMEOUT_MS = 10_000;
/** Keys that one step of `SCAN` looks at. */
const SCAN_COUNT = 1000;

/**
 * Replaces flags and pointer together, unless a higher serial is there, or the same one with other content, and
 * announces the serial. Who may not announce still publishes: applications ask again anyway.
 */
const PUBLISH_SCRIPT = `
local there = redis.call('GET', KEYS[1])
local serial = tonumber(ARGV[1])
if there then
  local ok, value = pcall(cjson.decode, there)
  local other = ok and type(value) == 'table' and value.serial
  if type(other) ~= 'number' or other ~= math.floor(other) or other > 9007199254740991 then return 'unreadable' end
  if other > serial then return 'newer' end
  if other == serial and there ~= ARGV[2] then return 'other' end
end
redis.call('SET', KEYS[2], ARGV[3])
if there == ARGV[2] then return 'current' end
redis.call('SET', KEYS[1], ARGV[2])
redis.pcall('PUBLISH', ARGV[4], ARGV[1])
return 'published'`;

/** The Redis behind an environment variable. */
export type RedisPlace = {
  variable: string;
  /** undefined: the variable is not there. */
  url: string | undefined;
  /** How long a first answer is waited for, ms. For tests. */
  answerMs?: number | undefined;
};

/** A Redis as somewhere to publish to. It is connected to when it is first needed, and anew after a failure. */
export function redisTarget({ variable, url, answerMs = ANSWER_TIMEOUT_MS }: RedisPlace): Target {
  const name = `Redis (${variable})`;
  let opened: RedisConnection | null = null;

  const within = async <T>(milliseconds: number, work: (redis: RedisConnection) => Promise<T>) => {
    const { openRedis } = await import('./redis-connection.ts');
    opened ??= openRedis({ variable, url });
    try {
      return await withinTime(milliseconds, work(opened));
    } catch (problem) {
      const broken = opened;
      opened = null;
      broken.close();
      if (problem instanceof GateFailure || problem instanceof ConfigurationError) throw problem;
      throw broken.failure(problem);
    }
  };

  const publishOne = async (redis: RedisConnection, publication: Publication): Promise<PublishOutcome> => {
    const { environment, serial, objects, flags, pointer } = publication;
    const entries = Object.entries(objects);
    await Promise.all(entries.map(([digest, text]) => redis.call('SET', objectKey(digest), text)));
    const keys = [pointerKey(environment), flagsKey(environment)];
    const values = [String(serial), pointer, flags, changedChannel(environment)];
    const answer = await redis.call('EVAL', PUBLISH_SCRIPT, '2', ...keys, ...values);
    switch (answer) {
      case 'published':
      case 'current':
      case 'newer':
        return answer;
      case 'other':
        throw new GateFailure(
          `${name} serves another pointer of ${environment} with the same serial ${serial}.`,
          {
            remedy:
              'Somebody published it by hand, or from another registry: promote or roll back once more.',
          },
        );
      default:
        throw noPointer(environment);
    }
  };

  const noPointer = (environment: string) =>
    new GateFailure(
      `The key ${pointerKey(environment)} in ${name} has no pointer, so nothing is published over it.`,
      { remedy: `Look at what it is, and remove it: redis-cli DEL ${pointerKey(environment)}.` },
    );

  return {
    kind: 'redis',
    name,
    serials: (environments, counts = () => true) =>
      within(answerMs, async (redis) => {
        const serials: Record<string, number> = {};
        for (const environment of environments) {
          const text = await redis.call('GET', pointerKey(environment));
          if (text === null) continue;
          const serial = typeof text === 'string' ? serialIn(text, environment) : null;
          if (serial === null) throw noPointer(environment);
          if (counts(String(text))) serials[environment] = serial;
        }
        return serials;
      }),
    publish: (publications) =>
      within(PUBLISHING_TIMEOUT_MS, async (redis) => {
        const outcomes: PublishOutcome[] = [];
        const [first] = publications;
        // One that does not answer at all is given up early.
        if (first) await withinTime(answerMs, redis.call('GET', pointerKey(first.environment)));
        for (const publication of publications) outcomes.push(await publishOne(redis, publication));
        return outcomes;
      }),
    lacks: (publications) =>
      within(answerMs, async (redis) => {
        const keys = publications.flatMap(({ environment, objects }) => [
          flagsKey(environment),
          ...Object.keys(objects).map(objectKey),
        ]);
        const texts = keys.length === 0 ? [] : await redis.call('MGET', ...new Set(keys));
        return !Array.isArray(texts) || texts.includes(null);
      }),
    processes: (environment, timeoutMs) =>
      within(Math.min(timeoutMs, answerMs), (redis) => aliveIn(redis, environment)),
    async [Symbol.asyncDispose]() {
      opened?.close();
    },
  };
}

/** What processes say of themselves, by id. */
async function aliveIn(redis: RedisConnection, environment: string): Promise<Map<string, Alive>> {
  const pattern = aliveKey(environment, '*');
  const keys = new Set<string>();
  let cursor = '0';
  do {
    const answer = await redis.call('SCAN', cursor, 'MATCH', pattern, 'COUNT', String(SCAN_COUNT));
    const [next, found] = Array.isArray(answer) ? answer : [];
    for (const key of Array.isArray(found) ? found : []) keys.add(String(key));
    cursor = String(next ?? '0');
  } while (cursor !== '0');
  const values = keys.size === 0 ? [] : await redis.call('MGET', ...keys);
  const alive = new Map<string, Alive>();
  for (const [index, key] of [...keys].entries()) {
    const told = Array.isArray(values) ? readAlive(values[index]) : null;
    if (told) alive.set(key.slice(pattern.length - 1), told);
  }
  return alive;
}

function readAlive(text: unknown): Alive | null {
  let value: Json;
  try {
    value = JSON.parse(String(text));
  } catch {
    return null;
  }
  if (!isMapping(value)) return null;
  const { serial, since } = value;
  return typeof serial === 'number' && typeof since === 'string' ? { serial, since } : null;
}
