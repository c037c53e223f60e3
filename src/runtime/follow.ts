import type { Pointer, PointerPrompt } from '../domain/pointer.ts';
import type { Digest } from '../domain/registry.ts';
import type { Clock, Refusal, Source, SourceState } from './api.ts';
import { type Bundles, openBundles, sha256 } from './bundles.ts';
import { withDeadline } from './clock.ts';
import { type Expected, readPointer } from './pointer.ts';
import type { PreparedBundle } from './prepare.ts';
import { callSafely, reasonOf } from './prompt-error.ts';
import { checkedLength } from './source.ts';

/** A prompt as it serves: always whole, as one pointer says. */
export type ServingPrompt = { prompt: PointerPrompt; pointer: Pointer };

/** What serves in this process: a pointer, and of each prompt in it the bundles. */
export type Taken = {
  pointer: Pointer;
  canonical: string;
  /** By name. One whose bundles could not be had is as the pointer before said, or is not there. */
  prompts: Map<string, ServingPrompt>;
  /** Why prompts are not served as the pointer says, by name. */
  problems: Map<string, string>;
  bundles: Map<Digest, PreparedBundle>;
  /** Name of the source it came from, and the time (ms since 1970) when it was taken. */
  source: string;
  isBuiltIn: boolean;
  takenAt: number;
};

export type Follower = {
  /** Null before a first pointer was taken. */
  current(): Taken | null;
  /** Of these sources, in their order. */
  statesOf(sources: readonly Source[]): SourceState[];
  lastRefusal(): Refusal | null;
  /** Grows while what is needed arrives. */
  progress(): number;
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
  /** Lower serials are refused. */
  minSerial: number;
  /** For one answer of a source. */
  timeoutMs: number;
  /** @param before what served before it, if anything did */
  onTaken(taken: Taken, before: Taken | null): void;
};

/** Between 80 % and all of the interval: processes that start together do not ask together. */
const JITTER = 0.2;
/** A source with a change is asked within this time, ms: so those who announce too much are not asked without end. */
const ANNOUNCED_MS = 100;

/** No registry publishes so often that a process sees a larger step; it would bar all that is published next. */
const LARGEST_STEP = 10_000;

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
  for (const source of options.sources) states.set(source, unasked(source));
  /** By which sources know this process. */
  const id = crypto.randomUUID();
  let current: Taken | null = null;
  let lastRefusal: Refusal | null = null;

  /** Of each source, what it served that can never be taken, so that it is not read again at each question. */
  const refused = new Map<Source, { sha256: string; problem: string }>();
  const read = (source: Source, text: string) => {
    const hash = sha256(checkedLength(text));
    const known = refused.get(source);
    const problem = known?.sha256 === hash ? known.problem : null;
    const result = problem === null ? readPointer(text, options) : { problem };
    if (!('problem' in result)) return result;
    refused.set(source, { sha256: hash, problem: result.problem });
    throw new RefusedPointer(result.problem);
  };

  const takeFrom = async (source: Source): Promise<void> => {
    const text = await within((signal) => source.readPointer(environment, signal));
    if (text === null) throw new Error(`serves nothing of ${environment}`);
    if (text === current?.canonical && current.problems.size === 0) return;
    const { pointer, canonical } = read(source, text);
    const { serial } = pointer;
    if (serial < options.minSerial) {
      throw new RefusedPointer(`serves serial ${serial}, lower than ${options.minSerial} (minSerial)`);
    }
    if (!isNews(pointer, canonical, current)) return;
    const others = options.sources.filter((other) => other !== source);
    const { ready, problems } = await bundles.prepare(pointer, [source, ...others], (count, of) => {
      if (current) return;
      states.set(source, { ...unasked(source), problem: `reading: ${count} of ${of} bundles` });
    });
    // Another source may have been faster.
    if (stop.signal.aborted || !isNews(pointer, canonical, current)) return;
    const before = current;
    const names = Object.keys(pointer.prompts);
    const reasons = [...problems.values()].join('; ');
    const refusal = new RefusedPointer(`serves serial ${serial}, of which ${reasons}`);
    if (problems.size > 0 && problems.size === names.length) throw refusal;
    const isBetter = before?.canonical !== canonical || problems.size < before.problems.size;
    if (isBetter) {
      const prompts = servedBy(pointer, problems, before);
      const all = readyFor(prompts, [ready, before?.bundles]);
      bundles.keep(new Set([...all.keys(), ...digestsOf(names.map((name) => pointer.prompts[name]))]));
      const from = { source: source.name, isBuiltIn: source.isBuiltIn === true, takenAt: clock.now() };
      current = { pointer, canonical, prompts, problems, bundles: all, ...from };
      options.onTaken(current, before);
    }
    if (problems.size > 0) throw refusal;
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
    if (current && !stop.signal.aborted) {
      const { prompts, pointer, takenAt } = current;
      // Whoever counts those that follow wants to know what all prompts have come to.
      const serial = Math.min(pointer.serial, ...[...prompts.values()].map((one) => one.pointer.serial));
      const serving = { id, serial, since: takenAt };
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
    progress: bundles.arrived,
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

function unasked({ name }: Source): Omit<SourceState, 'warnings'> {
  return { name, checkedAt: null, confirmedAt: null, problem: 'has not answered yet' };
}

/** What serves when a pointer is taken: one that has a problem goes on as it was. */
function servedBy(pointer: Pointer, problems: Taken['problems'], before: Taken | null): Taken['prompts'] {
  const prompts = new Map<string, ServingPrompt>();
  for (const [name, prompt] of Object.entries(pointer.prompts)) {
    const serving = problems.has(name) ? before?.prompts.get(name) : { prompt, pointer };
    if (serving) prompts.set(name, serving);
  }
  return prompts;
}

/** The bundles of prompts that serve. */
function readyFor(
  prompts: Taken['prompts'],
  from: readonly (Taken['bundles'] | undefined)[],
): Taken['bundles'] {
  const ready: Taken['bundles'] = new Map();
  for (const digest of digestsOf([...prompts.values()].map(({ prompt }) => prompt))) {
    const bundle = from.flatMap((some) => some?.get(digest) ?? [])[0];
    if (bundle) ready.set(digest, bundle);
  }
  return ready;
}

function digestsOf(prompts: readonly (PointerPrompt | undefined)[]): Digest[] {
  return prompts.flatMap((prompt) => Object.values(prompt?.versions ?? {}).map(({ digest }) => digest));
}

/**
 * Whether a pointer is to be taken instead of the one that serves.
 * @throws RefusedPointer for a lower serial, the same one with other content, and what would end all following
 */
function isNews({ serial, prompts }: Pointer, canonical: string, current: Taken | null): boolean {
  if (!current) return true;
  if (canonical === current.canonical) return current.problems.size > 0;
  const { serial: ours } = current.pointer;
  if (serial < ours) throw new OlderPointer(`serves serial ${serial}, lower than ${ours}, which serves`);
  if (serial === ours) {
    throw new RefusedPointer(`serves serial ${serial} with other content than the one that serves`);
  }
  if (serial > ours + LARGEST_STEP && !current.isBuiltIn) {
    throw new RefusedPointer(
      `serves serial ${serial}, more than ${LARGEST_STEP} above ${ours}, which serves`,
    );
  }
  if (Object.keys(prompts).length === 0)
    throw new RefusedPointer(`serves serial ${serial} without any prompt`);
  return true;
}
