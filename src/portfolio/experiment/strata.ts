import { ownMember } from '../../base/json.ts';
import type { Weights } from '../../domain/portfolio.ts';
import type { Version } from '../../domain/registry.ts';
import { versionsOf, weightOf } from '../facts.ts';
import { type Samples, sampleOf } from '../samples.ts';
import type { Stratum } from './arms.ts';

/** The versions that have a weight somewhere. */
export function versionsIn(weights: Weights): Version[] {
  return versionsOf(weights).filter((version) =>
    Object.keys(weights).some((segment) => weightOf(weights, segment, version) > 0),
  );
}

/** The segments in which both serve, and were observed. */
export function strataOf(
  weights: Weights,
  control: Version,
  version: Version,
  samples: Samples,
): (Stratum & { segment: string; ratio: number })[] {
  const both = Object.keys(weights).filter(
    (segment) => weightOf(weights, segment, control) > 0 && weightOf(weights, segment, version) > 0,
  );
  const strata = both.map((segment) => ({
    segment,
    ratio: weightOf(weights, segment, version) / weightOf(weights, segment, control),
    candidate: sampleOf(samples, segment, version),
    control: sampleOf(samples, segment, control),
    size: Object.keys(ownMember(samples, segment) ?? {}).reduce(
      (sum, each) => sum + sampleOf(samples, segment, each).n,
      0,
    ),
  }));
  const told = strata.filter((one) => one.candidate.n > 0 && one.control.n > 0);
  const total = told.reduce((sum, { size }) => sum + size, 0);
  return told.map(({ size, ...rest }) => ({ ...rest, share: size / total }));
}
