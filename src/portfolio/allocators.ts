import { ownMember } from '../base/json.ts';
import type { Window } from '../domain/observation.ts';
import type { AllocatorPolicy, LearningPolicy, ScheduleStep } from '../domain/portfolio.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Served } from '../domain/registry-state.ts';
import { exposureOf } from '../registry/exposure.ts';
import { shareOfBest } from '../stats/beta-binomial.ts';
import { seededRandom } from '../stats/random.ts';
import type { Rated } from './quality.ts';

const DRAWS = 4000;

/** One segment that an allocator finds weights for. */
export type AllocatorSegment = {
  segment: string;
  /** The versions that it lists, with their slots in the file and now. */
  versions: readonly { version: Version; stated: number; now: number }[];
  safe: Version;
  /** What is known of each version's rate; null: the allocator does not learn. */
  rates: Readonly<Record<Version, Rated>> | null;
  /** What served in the environment, oldest first. */
  served: readonly Served[];
  /** Of the segment. */
  windows: readonly Window[];
  /** ms since 1970. */
  now: number;
  /** Of this segment's draws. */
  seed: number;
};

/** Slots that each version is to have, before limits; they add up to 10,000. Null: nothing is due. */
export type Target = ReadonlyMap<Version, number>;

/** What an allocator of each kind wants. */
export function targetOf(policy: AllocatorPolicy, segment: AllocatorSegment): Target | null {
  switch (policy.kind) {
    case 'fixed':
      return new Map(segment.versions.map(({ version, stated }) => [version, stated]));
    case 'schedule':
      return scheduled(policy, segment);
    case 'thompson':
      return thompson(policy, segment);
    case 'ucb':
      return upperConfidence(policy, segment);
  }
}

/**
 * The step that a version is at, or the next one when this lasted long enough and served enough units. The others share
 * what is left as they share it now; where they have nothing, `safe` has it.
 */
function scheduled(
  { version, steps }: { version: Version; steps: readonly ScheduleStep[] },
  segment: AllocatorSegment,
): Target | null {
  const own = segment.versions.find((one) => one.version === version);
  if (!own) return null;
  const reached = steps.findLastIndex(({ weight }) => weight <= own.now);
  const at = steps[reached];
  const next = steps[reached + 1];
  if (!next || (at && !isDone(at, version, segment))) return null;
  if (next.notBefore !== null && segment.now < Date.parse(next.notBefore)) return null;
  const others = segment.versions.filter((one) => one.version !== version);
  const rest = SLOT_COUNT - next.weight;
  const served = others.reduce((sum, { now }) => sum + now, 0);
  const share = (other: Version, now: number) => {
    if (served > 0) return (now / served) * rest;
    return other === segment.safe ? rest : 0;
  };
  return new Map([
    [version, next.weight],
    ...others.map((other): [Version, number] => [other.version, share(other.version, other.now)]),
  ]);
}

function isDone(
  step: ScheduleStep,
  version: Version,
  { segment, served, windows, now }: AllocatorSegment,
): boolean {
  const since = servedSince(served, segment, version);
  if (since === null || now - Date.parse(since.at) < step.forMs) return false;
  const byMetric = new Map<string, number>();
  for (const window of windows) {
    const isOfStep = window.serial !== null && window.serial >= since.serial;
    if (window.version !== version || !isOfStep) continue;
    byMetric.set(window.metric, (byMetric.get(window.metric) ?? 0) + window.units);
  }
  return Math.max(0, ...byMetric.values()) >= step.units;
}

/** The entry since which a version has had at least the weight that it has now, without interruption. */
export function servedSince(served: readonly Served[], segment: string, version: Version): Served | null {
  const last = served.at(-1);
  if (!last) return null;
  const now = exposureOf(last.allocation, segment, version);
  const before = served.findLastIndex((one) => exposureOf(one.allocation, segment, version) < now);
  return served[before + 1] ?? null;
}

/** Each version by the share of draws from the posteriors in which it is best (Thompson 1933). */
function thompson({ better }: LearningPolicy, segment: AllocatorSegment): Target | null {
  const known = ratedVersions(segment);
  if (known === null) return null;
  const rates = known.map(({ alpha, beta }) =>
    better === 'higher' ? { alpha, beta } : { alpha: beta, beta: alpha },
  );
  const shares = shareOfBest(rates, DRAWS, seededRandom(segment.seed));
  return new Map(known.map(({ version }, index) => [version, (shares[index] ?? 0) * SLOT_COUNT]));
}

/** All to the version whose rate may still be the best: mean + √(2 log N / n) (UCB1, Auer, Cesa-Bianchi & Fischer 2002). */
function upperConfidence({ better }: LearningPolicy, segment: AllocatorSegment): Target | null {
  const known = ratedVersions(segment);
  if (known === null) return null;
  const sizes = known.map(({ alpha, beta }) => alpha + beta);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const indices = known.map(({ alpha, beta }, index) => {
    const size = sizes[index] ?? 1;
    const mean = (better === 'higher' ? alpha : beta) / size;
    return mean + Math.sqrt((2 * Math.log(Math.max(Math.E, total))) / size);
  });
  const best = Math.max(...indices);
  const count = indices.filter((index) => index === best).length;
  return new Map(
    known.map(({ version }, index) => [version, indices[index] === best ? SLOT_COUNT / count : 0]),
  );
}

function ratedVersions({ versions, rates }: AllocatorSegment): (Rated & { version: Version })[] | null {
  if (rates === null) return null;
  const known = versions.flatMap(({ version }) => {
    const rated = ownMember(rates, version);
    return rated ? [{ version, ...rated }] : [];
  });
  return known.length === versions.length ? known : null;
}
