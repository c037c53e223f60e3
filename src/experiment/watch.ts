import type { StandingGuard } from './standing.ts';
import { openWatched, type WatchedGuard, type WatchedReading } from './watched.ts';

/** One value of one metric that production reported. */
export type Value = {
  environment: string;
  prompt: string;
  version: string;
  segment: string;
  metric: string;
  /** ms since 1970. */
  at: number;
  /** Hash of the unit; null where it names none. */
  unit: string | null;
  value: number;
};

export type Watch = {
  /**
   * From now on these stand. One that stood before goes on with what it knows.
   * @param since when a guard that did not stand began to listen, ms since 1970: before, nothing could be reported to it.
   *   Absent: everything since `from` is read
   */
  stand(guards: readonly StandingGuard[], since?: number): void;
  take(value: Value): void;
  /** @param now ms since 1970 */
  readings(now: number): { guard: StandingGuard; reading: WatchedReading }[];
};

/** What serves, or is listened to, for less than this cannot be missed yet, ms. */
export const PATIENCE_MS = 3_600_000;

type Post = {
  guard: StandingGuard;
  watched: WatchedGuard;
  /** When it began to listen, ms since 1970. */
  since: number;
  /** Whether anything was reported to it. */
  hasHeard: boolean;
};

/** Hands what production reports to every guard that it concerns. */
export function openWatch(): Watch {
  let posts = new Map<string, Post>();
  let concerned = new Map<string, { post: Post; arm: 'candidate' | 'control' }[]>();
  return {
    stand(guards, since = Number.NEGATIVE_INFINITY) {
      posts = new Map(guards.map((guard) => [guard.key, postOf(posts.get(guard.key), guard, since)]));
      concerned = new Map();
      const add = (post: Post, arm: 'candidate' | 'control', version: string) => {
        const place = placeOf({ ...post.guard, version });
        concerned.set(place, [...(concerned.get(place) ?? []), { post, arm }]);
      };
      for (const post of posts.values()) {
        add(post, 'candidate', post.guard.version);
        if (post.guard.control !== null) add(post, 'control', post.guard.control);
      }
    },
    take(value) {
      const { at, unit } = value;
      for (const { post, arm } of concerned.get(placeOf(value)) ?? []) {
        if (at < post.guard.from) continue;
        post.watched.watch({ at, unit, arm, value: value.value });
        post.hasHeard = true;
      }
    },
    readings: (now) =>
      [...posts.values()].map(({ guard, watched, since, hasHeard }) => {
        const reading = watched.read(now);
        const isEarly = now - (hasHeard ? guard.from : Math.max(guard.from, since)) < PATIENCE_MS;
        const isWaiting = reading.kind === 'paused' && reading.because !== 'alone' && isEarly;
        return { guard, reading: isWaiting ? { ...reading, kind: 'waiting', because: null } : reading };
      }),
  };
}

function postOf(known: Post | undefined, guard: StandingGuard, since: number): Post {
  const { rule, isNew, control } = guard;
  if (known) {
    known.watched.judgeBy(rule, isNew);
    return { ...known, guard };
  }
  const watched = openWatched(rule, { isNew, hasControl: control !== null });
  return { guard, watched, since, hasHeard: false };
}

function placeOf({
  environment,
  prompt,
  version,
  segment,
  metric,
}: Pick<Value, 'environment' | 'prompt' | 'version' | 'segment' | 'metric'>): string {
  return `${environment}\0${prompt}\0${version}\0${segment}\0${metric}`;
}
