import { digestOf } from '../../base/digest.ts';
import { ownMember } from '../../base/json.ts';
import type { ExperimentComparison, ExperimentEnd } from '../../domain/experiment.ts';
import type { Portfolio, Weights } from '../../domain/portfolio.ts';
import { type Digest, SLOT_COUNT, type Version } from '../../domain/registry.ts';
import { listedIn, weightOf } from '../facts.ts';

/** Whether an experiment has something to compare: in some segment `safe` and another version have a weight. */
export function comparesVersions({ weights, safe }: Pick<Portfolio, 'weights' | 'safe'>): boolean {
  return Object.keys(weights).some(
    (segment) =>
      weightOf(weights, segment, safe) > 0 &&
      listedIn(weights, segment).some(
        (version) => version !== safe && weightOf(weights, segment, version) > 0,
      ),
  );
}

/** By which it is known whether a file states another experiment, guardrails included; null: it states none. */
export function experimentDigest({
  experiment,
  safe,
  guards,
}: Pick<Portfolio, 'experiment' | 'safe' | 'guards'>): Digest | null {
  if (experiment === null) return null;
  const guardrails = guards.filter(({ metric }) => experiment.guardrails.includes(metric));
  return digestOf(structuredClone({ safe, experiment, guardrails }));
}

/**
 * The weights that an experiment speaks for, before limits. In each segment the version that is better there, else the one
 * that is better over all and not worse there, gets everything; without one, `safe` gets what versions had that are worse
 * or broke a guardrail.
 * @returns null where it speaks for none: nothing was concluded, or no difference was shown
 */
export function decidedWeights(
  { weights, safe, experiment }: Pick<Portfolio, 'weights' | 'safe' | 'experiment'>,
  { sampleRatio, guardrails, result, changedBy }: ExperimentEnd,
): Weights | null {
  if (experiment === null || sampleRatio.isBroken || changedBy !== null) return null;
  const broke = guardrails.filter(({ isBroken }) => isBroken).map(({ version }) => version);
  const overall = result?.versions ?? [];
  const decided = Object.keys(weights).map((segment) => {
    const listed = listedIn(weights, segment);
    const there = ownMember(result?.segments ?? {}, segment) ?? [];
    const isWorse = (version: Version) => broke.includes(version) || findingOf(there, version) === 'worse';
    const isWorseOverall = (version: Version) =>
      findingOf(overall, version) === 'worse' && findingOf(there, version) !== 'better';
    const candidates = listed.filter((version) => version !== safe && !isWorse(version));
    const winner = best(there, candidates) ?? best(overall, candidates);
    if (winner !== undefined) return [segment, only(winner, listed)] as const;
    const out = listed.filter((version) => version !== safe && (isWorse(version) || isWorseOverall(version)));
    return [
      segment,
      listed.includes(safe) ? without(out, { weights, segment, safe }) : (weights[segment] ?? {}),
    ] as const;
  });
  const changed = decided.some(([segment, ofSegment]) =>
    Object.entries(ofSegment).some(([version, slots]) => slots !== weightOf(weights, segment, version)),
  );
  return changed ? Object.fromEntries(decided) : null;
}

function findingOf(
  comparisons: readonly ExperimentComparison[],
  version: Version,
): ExperimentComparison['finding'] | undefined {
  return comparisons.find((one) => one.version === version)?.finding;
}

/** Of several that are better, the one with the largest difference. */
function best(comparisons: readonly ExperimentComparison[], among: readonly Version[]): Version | undefined {
  const better = comparisons.filter(
    ({ version, finding }) => finding === 'better' && among.includes(version),
  );
  return better.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))[0]?.version;
}

function only(winner: Version, listed: readonly Version[]): Record<Version, number> {
  return Object.fromEntries(listed.map((version) => [version, version === winner ? SLOT_COUNT : 0]));
}

/** The weights of a segment, where `safe` has what these versions had. */
function without(
  out: readonly Version[],
  { weights, segment, safe }: { weights: Weights; segment: string; safe: Version },
): Record<Version, number> {
  const freed = out.reduce((sum, version) => sum + weightOf(weights, segment, version), 0);
  const kept = listedIn(weights, segment).map((version) => {
    const slots = weightOf(weights, segment, version);
    return [version, version === safe ? slots + freed : out.includes(version) ? 0 : slots] as const;
  });
  return Object.fromEntries(kept);
}
