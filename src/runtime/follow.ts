import type { Pointer } from '../domain/pointer.ts';
import type { Digest } from '../domain/registry.ts';
import type { Clock, Refusal, Source, SourceState } from './api.ts';
import { type Bundles, openBundles } from './bundles.ts';
import { withDeadline } from './clock.ts';
import { type Expected, readPointer } from './pointer.ts';
import type { PreparedBundle } from './prepare.ts';
import { callSafely, reasonOf } from './prompt-error.ts';

/** What serves in this process: a pointer whose bundles are all ready. */
export type Taken = {
  pointer: Pointer;
  canonical: string;
  bundles: Map<Digest, PreparedBundle>;
  /** Name of the source it came from, and the time (ms since 1970) when it was taken. */
  source: string;
  takenAt: number;
};

export type Follower = {
  /** Null before a first pointer was taken. */
  current(): Taken | null;
  /** Of these sources, in their order. */
  statesOf(sources: readonly Source[]): SourceState[];
  lastRefusal(): Refusal | null;
  /** Asks a source once. Never throws. @returns whether it serves what we serve, or we took what it serves */
  ask(source: Source): Promise<boolean>;
  /** Asks each of these sources again and again, from one interval from now on. */
  keepAsking(sources: readonly Source[]): void;
  close(): void;
};

export type FollowOptions = Expected & {
  /** All that may have a bundle. */
  sources: readonly Source[];
  clock: Clock;
  /** 0 ≤ x < 1. */
  random(): number;
  intervalMs: number;
  /** For one answer of a source. */
  timeoutMs: number;
  /** @param before what served before it, if anything did */
  onTaken(taken: Taken, before: Taken | null): void;
};

/** Between 80 % and all of the interval: processes that start together do not ask together. */
const JITTER = 0.2;
/** A source with a change is asked within this time, ms: so those who announce too much are not asked without end. */
const ANNOUNCED_MS = 100;

/** A pointer that is refused; any other error is a source that does not answer. */
class RefusedPointer extends Error {}
class OlderPointer extends RefusedPointer {}

/** Follows what sources serve: of all valid pointers the one with the highest serial. What serves goes on serving. */
export function follow(options: FollowOptions): Follower {
  const { clock, environment, timeoutMs, intervalMs } = options;
  const stop = new AbortController();
  const within = <T>(work: (signal: AbortSignal) => Promise<T>) =>
    withDeadline({ clock, milliseconds: timeoutMs, stop: stop.signal }, work);
  const bundles: Bundles = openBundles((source, digest) =>
    within((signal) => source.readObject(digest, signal)),
  );
  const states = new Map<Source, Omit<SourceState, 'warnings'>>();
  for (const source of options.sources) {
    states.set(source, {
      name: source.name,
      checkedAt: null,
      confirmedAt: null,
      problem: 'has not answered yet',
    });
  }
  /** By which sources know this process. */
  const id = crypto.randomUUID();
  let current: Taken | null = null;
  let lastRefusal: Refusal | null = null;

  const takeFrom = async (source: Source): Promise<void> => {
    const text = await within((signal) => source.readPointer(environment, signal));
    if (text === null) throw new Error(`serves nothing of ${environment}`);
    if (text === current?.canonical) return;
    const read = readPointer(text, options);
    if ('problem' in read) throw new RefusedPointer(read.problem);
    const { pointer, canonical } = read;
    if (!isNews(pointer, canonical, current)) return;
    const others = options.sources.filter((other) => other !== source);
    const ready = await bundles.prepare(pointer, [source, ...others]).catch((problem: unknown) => {
      throw new RefusedPointer(`serves serial ${pointer.serial}, of which ${reasonOf(problem)}`);
    });
    // Another source may have been faster.
    if (stop.signal.aborted || !isNews(pointer, canonical, current)) return;
    const before = current;
    current = { pointer, canonical, bundles: ready, source: source.name, takenAt: clock.now() };
    options.onTaken(current, before);
  };

  const ask = async (source: Source): Promise<boolean> => {
    let problem: string | null = null;
    try {
      await takeFrom(source);
    } catch (error) {
      problem = reasonOf(error);
      const isOldFile = source.isBuiltIn === true && error instanceof OlderPointer;
      if (error instanceof RefusedPointer && !isOldFile) {
        lastRefusal = { source: source.name, reason: problem, at: clock.now() };
      }
    }
    const checkedAt = clock.now();
    const confirmedAt = problem === null ? checkedAt : (states.get(source)?.confirmedAt ?? null);
    states.set(source, { name: source.name, checkedAt, confirmedAt, problem });
    if (current) {
      const { pointer, takenAt } = current;
      const serving = { id, serial: pointer.serial, since: takenAt };
      void callSafely(
        () => source.report?.(environment, serving),
        () => {},
      );
    }
    return problem === null;
  };

  /** Of sources that wait to be asked. */
  const timers = new Map<Source, () => void>();
  /** Sources that may have a new pointer, and were not asked since. */
  const announced = new Set<Source>();
  /** Ends what was begun by `watch`. */
  const ends: (() => void)[] = [];
  const askLater = (source: Source): void => {
    if (stop.signal.aborted) return;
    const base = announced.has(source) ? Math.min(ANNOUNCED_MS, intervalMs) : intervalMs;
    const askAgain = () => {
      timers.delete(source);
      announced.delete(source);
      void ask(source).then(() => askLater(source));
    };
    timers.set(source, clock.after(base * (1 - JITTER * options.random()), askAgain, false));
  };
  const askSoon = (source: Source): void => {
    if (announced.has(source)) return;
    announced.add(source);
    // One that is being asked just now is asked once more afterwards.
    if (!timers.has(source)) return;
    timers.get(source)?.();
    askLater(source);
  };

  return {
    current: () => current,
    statesOf: (some) =>
      some.flatMap((source) => {
        const state = states.get(source);
        return state ? { ...state, warnings: source.warnings?.() ?? [] } : [];
      }),
    lastRefusal: () => lastRefusal,
    ask,
    keepAsking(sources) {
      for (const source of sources) {
        askLater(source);
        ends.push(source.watch?.(environment, () => askSoon(source)) ?? (() => {}));
      }
    },
    close() {
      stop.abort(new Error('was closed'));
      for (const end of [...ends, ...timers.values()]) end();
    },
  };
}

/**
 * Whether a pointer is to be taken instead of the one that serves.
 * @throws RefusedPointer for a lower serial, and for the same one with other content
 */
function isNews({ serial }: Pointer, canonical: string, current: Taken | null): boolean {
  if (!current || serial > current.pointer.serial) return true;
  if (canonical === current.canonical) return false;
  const { serial: ours } = current.pointer;
  if (serial < ours) throw new OlderPointer(`serves serial ${serial}, lower than ${ours}, which serves`);
  throw new RefusedPointer(`serves serial ${serial} with other content than the one that serves`);
}
