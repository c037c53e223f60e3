import { twoProportionZ } from '../stats/two-proportion.ts';
import type { StandingGuard } from './standing.ts';
import type { Arm } from './traffic.ts';
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

/** A row of what no value is known; `at` in ms since 1970. */
export type Misread = Pick<Value, 'environment' | 'prompt' | 'version' | 'segment' | 'at'>;

export type Watch = {
  /**
   * From now on these stand. One that stood before goes on with what it knows.
   * @param since when a guard that did not stand began to listen, ms since 1970: before, nothing could be reported to it.
   *   Absent: everything since `from` is read
   */
  stand(guards: readonly StandingGuard[], since?: number): void;
  take(value: Value): void;
  /** What cannot be read, and says what it is about. */
  miss(misread: Misread): void;
  /** @param now ms since 1970 */
  readings(now: number): { guard: StandingGuard; reading: WatchedReading }[];
};

/** What serves, or is listened to, for less than this cannot be missed yet, ms. */
export const PATIENCE_MS = 3_600_000;

/** Rows that are looked back at: what was mended is forgotten. */
const LATEST = 1000;
/** The share of a version's rows that may be unreadable; `gate.max-missing` by default. */
const MOST_UNREAD = 0.1;
/** Fewer are told, and say nothing of the version. */
const FEWEST_UNREAD = 10;
/** Standard errors: one in 3 million by chance. */
const BEYOND_CHANCE = 5;

/** Of the latest rows of a version, which could be read. */
type LatestRows = { latest: boolean[]; read: number };

type Post = {
  guard: StandingGuard;
  watched: WatchedGuard;
  /** When it began to listen, ms since 1970. */
  since: number;
  /** Whether anything was reported to it. */
  hasHeard: boolean;
  rows: Record<Arm, LatestRows>;
};

/** Hands what production reports to every guard that it concerns. */
export function openWatch(): Watch {
  let posts = new Map<string, Post>();
  let concerned = new Map<string, { post: Post; arm: Arm }[]>();
  return {
    stand(guards, since = Number.NEGATIVE_INFINITY) {
      posts = new Map(guards.map((guard) => [guard.key, postOf(posts.get(guard.key), guard, since)]));
      concerned = new Map();
      const add = (post: Post, arm: Arm, version: string) => {
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
        keep(post.rows[arm], true);
      }
    },
    miss({ at, ...of }) {
      for (const post of posts.values()) {
        const { guard, rows } = post;
        const isHere =
          guard.environment === of.environment && guard.prompt === of.prompt && guard.segment === of.segment;
        if (!isHere || at < guard.from) continue;
        if (of.version === guard.version) keep(rows.candidate, false);
        else if (of.version === guard.control) keep(rows.control, false);
      }
    },
    readings: (now) =>
      [...posts.values()].map(({ guard, watched, since, hasHeard, rows }) => {
        const reading = watched.read(now);
        if (reading.kind !== 'tripped' && isBlind(rows)) {
          return { guard, reading: { ...reading, kind: 'paused', because: 'unreadable' } };
        }
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
  const none = (): LatestRows => ({ latest: [], read: 0 });
  return { guard, watched, since, hasHeard: false, rows: { candidate: none(), control: none() } };
}

/**
 * Whether so many rows of a version cannot be read that those which can say nothing of it: what is bad may be just what is
 * reported otherwise. That is more than a tenth, as the gate has it of answers that are missing; or more than of its
 * control, by more than chance.
 */
function isBlind({ candidate, control }: Post['rows']): boolean {
  const [own, beside] = [candidate, control].map(({ latest, read }) => ({ passes: read, n: latest.length }));
  if (own === undefined || beside === undefined) return false;
  const unread = own.n - own.passes;
  if (unread < FEWEST_UNREAD) return false;
  return unread > MOST_UNREAD * own.n || twoProportionZ(own, beside).z < -BEYOND_CHANCE;
}

function keep(rows: LatestRows, isRead: boolean): void {
  rows.latest.push(isRead);
  rows.read += Number(isRead);
  if (rows.latest.length > LATEST) rows.read -= Number(rows.latest.shift());
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
