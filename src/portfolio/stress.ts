import type { Weights } from '../domain/portfolio.ts';
import type { Stress } from '../domain/portfolio-plan.ts';
import type { Version } from '../domain/registry.ts';
import { listedIn, versionsOf, weightOf } from './facts.ts';
import type { Posteriors } from './quality.ts';
import { overallQuality, shareOfTraffic, type Traffic } from './traffic.ts';

export type StressQuestion = {
  /** Those that would serve. */
  weights: Weights;
  safe: Version;
  posteriors: Posteriors;
  traffic: Traffic | null;
  /** `provider:model` by version. */
  models: Readonly<Record<Version, string>>;
};

/**
 * What would be left if each version, or each model, were gone, and what a segment that doubles would do. What a version
 * loses goes to `safe`, else to the largest that is left.
 */
export function stressOf(question: StressQuestion): Stress[] {
  const { weights, models } = question;
  const serving = versionsOf(weights).filter((version) =>
    Object.keys(weights).some((segment) => weightOf(weights, segment, version) > 0),
  );
  const names = [...new Set(serving.flatMap((version) => models[version] ?? []))];
  return [
    ...serving.map((version) => without(question, 'version-gone', version, [version])),
    ...names.map((model) => {
      const own = versionsOf(weights).filter((version) => models[version] === model);
      return without(question, 'model-retired', model, own);
    }),
    ...Object.keys(weights).flatMap((segment) => doubled(question, segment)),
  ];
}

function without(
  { weights, safe, posteriors, traffic }: StressQuestion,
  kind: Stress['kind'],
  what: string,
  gone: readonly Version[],
): Stress {
  const segments = Object.keys(weights).map((segment) => {
    const left = listedIn(weights, segment).filter((version) => !gone.includes(version));
    const lost = gone.reduce((sum, version) => sum + weightOf(weights, segment, version), 0);
    const largest = left.reduce<Version | undefined>((best, version) => {
      const isLarger =
        best === undefined || weightOf(weights, segment, version) > weightOf(weights, segment, best);
      return isLarger ? version : best;
    }, undefined);
    const receiver = gone.includes(safe) ? largest : safe;
    if (lost > 0 && receiver === undefined) return { segment, slots: null };
    const kept = Object.fromEntries(left.map((version) => [version, weightOf(weights, segment, version)]));
    const slots = receiver === undefined ? kept : { ...kept, [receiver]: (kept[receiver] ?? 0) + lost };
    return { segment, slots };
  });
  const unserved = segments.filter(({ slots }) => slots === null).map(({ segment }) => segment);
  const after = Object.fromEntries(segments.map(({ segment, slots }) => [segment, slots ?? {}]));
  const quality = unserved.length > 0 ? null : overallQuality(posteriors, after, traffic);
  const before = overallQuality(posteriors, weights, traffic);
  return {
    ...{ kind, what, quality, unserved },
    share: shareOfTraffic(weights, traffic, gone),
    change: quality && before ? quality.mean - before.mean : null,
  };
}

function doubled({ weights, posteriors, traffic }: StressQuestion, segment: string): Stress[] {
  if (traffic === null || Object.keys(weights).length < 2) return [];
  const own = traffic[segment] ?? 0;
  const grown = Object.entries(traffic).map(([name, share]): [string, number] => [
    name,
    ((name === segment ? 2 : 1) * share) / (1 + own),
  ]);
  const quality = overallQuality(posteriors, weights, Object.fromEntries(grown));
  const before = overallQuality(posteriors, weights, traffic);
  return [
    {
      ...{ kind: 'segment-doubles', what: segment, share: own, quality, unserved: [] },
      change: quality && before ? quality.mean - before.mean : null,
    },
  ];
}
