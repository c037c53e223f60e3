import { ownMember } from '../base/json.ts';
import type { Asker, Clock, OpenOptions, Prompts, ServedVersion, Source } from './api.ts';
import { openBreaker } from './breaker.ts';
import { choose } from './choose.ts';
import { systemClock } from './clock.ts';
import { type Follower, follow, type Taken } from './follow.ts';
import { linksOf } from './links.ts';
import type { Expected } from './pointer.ts';
import { callSafely, PromptError } from './prompt-error.ts';
import { servedPrompt } from './served-prompt.ts';

/** At the start, sources that failed are asked again after this time: once, and while nothing serves yet. */
const RETRY_MS = 200;

/**
 * Follows an environment. Resolves as soon as one source has answered with a valid pointer; when none did within
 * `timeoutMs`, what was good last serves, or the file that is built into the image, whichever has the higher serial.
 * @throws PromptError: options that cannot be, or nothing to serve, with the reason of each source
 */
export async function openPrompts(options: OpenOptions): Promise<Prompts> {
  (await import('./options.ts')).checkOptions(options);
  const { environment, sources, clock = systemClock, random = Math.random, force = {}, onChange } = options;
  const { intervalMs = 3_000, timeoutMs = 2_000, minSerial = 0, cacheDirectory } = options;
  const disk =
    cacheDirectory === undefined ? null : (await import('./disk.ts')).openDisk(cacheDirectory, environment);
  const forced = Object.keys(force).length === 0 ? null : (await import('./forced.ts')).forceVersions(force);
  const recorder =
    options.record === undefined
      ? null
      : (await import('./record.ts')).openRecorder(options.record, { environment, now: clock.now });
  let isOpen = false;
  let changeProblem: string | null = null;
  const follower = follow({
    ...{ environment, clock, random, intervalMs, timeoutMs, minSerial },
    signatureProblems: await signatureCheck(options),
    sources: disk ? [...sources, disk.source] : sources,
    onTaken(taken, before) {
      forced?.keep(taken);
      // A later start serves what was whole.
      if (disk && taken.source !== disk.source.name && taken.problems.size === 0) disk.save(taken);
      if (!isOpen || !before) return;
      const change = { serial: taken.pointer.serial, prompts: differing(before, taken) };
      void callSafely(
        () => onChange?.(change),
        (reason) => {
          changeProblem = `onChange: ${reason}`;
        },
      );
    },
  });
  const live = sources.filter(({ isBuiltIn }) => !isBuiltIn);
  const local = [...(disk ? [disk.source] : []), ...sources.filter(({ isBuiltIn }) => isBuiltIn)];
  // What is here already is the lowest serial that is taken from elsewhere.
  await Promise.all(local.map(follower.ask));
  await firstConfirmed(live, follower, { clock, timeoutMs });
  const first = follower.current();
  if (!first) {
    follower.close();
    const reasons = follower
      .statesOf([...live, ...local])
      .map(({ name, problem }) => `\n- ${name}: ${problem}`);
    throw new PromptError(`No source serves a valid pointer of ${environment}.${reasons.join('')}`);
  }
  const [missing] = forced?.missing() ?? [];
  if (missing !== undefined) {
    follower.close();
    const { serial, prompts } = first.pointer;
    const [name] = missing;
    const known = Object.keys(ownMember(prompts, name)?.versions ?? prompts)
      .sort()
      .join(', ');
    throw new PromptError(
      `${missing.join(' ')} cannot be forced: ${environment} (serial ${serial}) does not have it, but ${known || 'nothing'}.`,
    );
  }
  isOpen = true;
  follower.keepAsking(sources);
  const current = () => follower.current() ?? first;
  const breaker = openBreaker(clock.now);
  /** What each prompt that was given to a caller was chosen among, until its outcome is counted. */
  const uncounted = new WeakMap<ServedVersion, string[]>();

  return {
    get(name, given) {
      const asker = askerOf(given);
      const { pointer, prompts, bundles, problems } = current();
      const fixed = forced?.get(name);
      const found = prompts.get(name);
      const prompt = fixed?.prompt ?? found?.prompt;
      if (!prompt) {
        const problem = problems.get(name);
        if (problem !== undefined) {
          throw new PromptError(`${environment} serves serial ${pointer.serial}, of which ${problem}`);
        }
        const names = Object.keys(pointer.prompts).sort().join(', ') || 'nothing';
        throw new PromptError(
          `${environment} serves no prompt ${JSON.stringify(name)}. It serves: ${names}.`,
        );
      }
      const choice = choose(prompt, { name, asker, breaker, random });
      const bundle = fixed?.bundle ?? bundles.get(choice.digest);
      if (!bundle) throw new Error(`the bundle of ${name} ${choice.version} is not ready`);
      const { serial, main } = fixed ? { ...pointer, main: fixed.main } : (found?.pointer ?? pointer);
      const version = ownMember(prompt.versions, choice.version);
      const links = version ? linksOf(main, version) : null;
      const serving = { name, environment, serial, unit: asker.unit, links, isForced: !!fixed };
      const served = servedPrompt(serving, fixed ? { ...choice, reason: 'static' } : choice, bundle);
      uncounted.set(served, choice.versions);
      return served;
    },
    names: () => Object.keys(current().pointer.prompts).sort(),
    record(prompt, metrics) {
      const others = uncounted.get(prompt);
      if (others) {
        uncounted.delete(prompt);
        const outcome = { prompt: prompt.name, version: prompt.version, isError: metrics?.error === true };
        breaker.count(outcome, others);
      }
      recorder?.record(prompt, metrics);
    },
    state() {
      const { pointer, source, takenAt, problems: withProblems, prompts } = current();
      const confirmed = follower.statesOf(live).map(({ confirmedAt }) => confirmedAt ?? 0);
      return {
        ...{ environment, serial: pointer.serial, at: pointer.at, source, takenAt },
        ageMs: clock.now() - takenAt,
        checkedAt: Math.max(0, ...confirmed) || null,
        lastRefusal: follower.lastRefusal(),
        sources: follower.statesOf(sources),
        notReady: [...withProblems].map(([prompt, problem]) => ({
          prompt,
          problem,
          serial: prompts.get(prompt)?.pointer.serial ?? null,
        })),
        forced: force,
        leftOut: breaker.leftOut(),
        problems: [disk?.problem(), recorder?.problem(), changeProblem].filter(
          (problem) => typeof problem === 'string',
        ),
      };
    },
    async close() {
      follower.close();
      await Promise.all([disk?.settled(), recorder?.settled()]);
    },
  };
}

/** Callers in JavaScript may give null, or a number as the unit, which other languages would hash as another text. */
function askerOf(given: Asker | null | undefined): Asker {
  const { unit, segment } = given ?? {};
  if (typeof (unit ?? '') !== 'string') throw new PromptError('The unit has to be a text.');
  return { unit: unit ?? undefined, segment: segment ?? undefined };
}

/** Loads what checks signatures, where there are keys. */
async function signatureCheck({ publicKeys }: OpenOptions): Promise<Expected['signatureProblems']> {
  if (!publicKeys) return () => [];
  const { pointerProblems } = await import('../registry/pointer-problems.ts');
  return (pointer) => pointerProblems(pointer, publicKeys);
}

/** The names of the prompts that are not served alike. */
function differing(before: Taken, after: Taken): string[] {
  const names = new Set([before, after].flatMap(({ prompts }) => [...prompts.keys()]));
  return [...names].filter((name) => {
    const [one, other] = [before, after].map(({ prompts }) => JSON.stringify(prompts.get(name)?.prompt));
    return one !== other;
  });
}

/**
 * Resolves when one source serves what we serve, when all have failed twice and something is here, or when the time is
 * over. While nothing is here, those that failed are asked again: one broken connection does not keep an application from
 * starting, and a client that just connects does not let it start with what is older. While bundles arrive, the time
 * begins anew with each.
 */
async function firstConfirmed(
  sources: readonly Source[],
  follower: Follower,
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<void> {
  if (sources.length === 0) return;
  await new Promise<void>((resolve) => {
    let cancelRetry = () => {};
    let isOver = false;
    let arrived = follower.progress();
    let rounds = 0;
    const end = () => {
      isOver = true;
      cancel();
      cancelRetry();
      resolve();
    };
    const endUnlessMore = () => {
      const before = arrived;
      arrived = follower.progress();
      if (arrived === before || follower.current()) end();
      else cancel = clock.after(timeoutMs, endUnlessMore, true);
    };
    let cancel = clock.after(timeoutMs, endUnlessMore, true);
    const askAll = async () => {
      await Promise.all(
        sources.map(async (source) => {
          if (await follower.ask(source)) end();
        }),
      );
      if (isOver) return;
      rounds += 1;
      if (follower.current() && rounds > 1) end();
      else cancelRetry = clock.after(RETRY_MS, () => void askAll(), true);
    };
    void askAll();
  });
}
