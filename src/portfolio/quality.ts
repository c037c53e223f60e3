import { ownMember } from '../base/json.ts';
import type { Better, Weights } from '../domain/portfolio.ts';
import type { Estimate } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import { type Beta, betaMean, cellCorrelation, mixtureInterval, posterior } from '../stats/beta-binomial.ts';
import { effectiveProportion } from '../stats/clustered.ts';
import type { Proportion } from '../stats/two-proportion.ts';
import { type Samples, sampleOf } from './samples.ts';
import { type EvidenceByVersion, passedCases, type SharedCase, sharedCases } from './shared-cases.ts';

/** A case of a suite says as much about production as this many observations, and all cases as much as so many. */
const CASE_WORTH = 0.25;
const MOST_EVIDENCE = 50;
/** What other segments and versions say is worth at least so many observations. */
const LEAST_WORTH = 2;
/** Segments scatter at least so much (a correlation): from a few of them, nobody knows that they do not. */
const LEAST_SCATTER = 0.01;
/** Prior means keep this distance from 0 and 1. */
const EDGE = 0.01;
const LEVEL = 0.95;

/** What is known of a version's rate in a segment. */
export type Rated = Beta & {
  /** In production. Those of one unit are not independent: fewer count in the posterior. */
  observations: number;
  cases: number;
};

/** By segment of the portfolio and version: every version is in every segment. */
export type Posteriors = Readonly<Record<string, Readonly<Record<Version, Rated>>>>;

export type QualityQuestion = {
  weights: Weights;
  /** Those of the portfolio, and those that serve beside it. */
  versions: readonly Version[];
  safe: Version;
  /** Of a metric from 0 to 1; null: nothing is observed, and the pass rate of evidence is what is told. */
  samples: Samples | null;
  better: Better;
  /** Empty: evidence does not count. */
  evidence: EvidenceByVersion;
};

/**
 * A Beta posterior of each version's rate in each segment. Its prior is pooled by empirical Bayes: the rate of the other
 * versions in the segment plus the version's mean difference from them in the other segments. It is worth as many
 * observations as the scatter about such means tells, and no more than the mean itself is known. Evidence is added to it:
 * the rate of `safe` plus the difference of both pass rates on the cases that they share, discounted.
 */
export function posteriorsOf(question: QualityQuestion): Posteriors {
  const { weights, samples, versions } = question;
  const segments = Object.keys(weights);
  const fromSuite = segments.map((segment) => [segment, ofSuite(question, segment, versions)] as const);
  if (samples === null) return Object.fromEntries(fromSuite);
  const pool = poolOf(samples, segments, versions);
  if (pool === null) {
    const { better } = question;
    return Object.fromEntries(fromSuite.map(([name, rated]) => [name, discounted(rated, better)]));
  }
  const shared = new Map(versions.map((version) => [version, sharedWithSafe(question, version)]));
  return Object.fromEntries(
    segments.map((segment) => {
      const safe = posterior(pool.prior(segment, question.safe), pool.cell(segment, question.safe));
      const rated = versions.map((version): [Version, Rated] => {
        const { passes, n } = pool.cell(segment, version);
        const prior = pool.prior(segment, version);
        const cases = (shared.get(version) ?? []).filter((one) => one.segment === segment);
        const evidence = evidencePrior(cases, betaMean(safe), question.better);
        const added = { alpha: prior.alpha + evidence.alpha, beta: prior.beta + evidence.beta };
        return [
          version,
          {
            ...posterior(added, { passes, n }),
            observations: sampleOf(samples, segment, version).n,
            cases: evidence.cases,
          },
        ];
      });
      return [segment, Object.fromEntries(rated)];
    }),
  );
}

/** The rate of a mix of versions with its 95 % interval; null where a version that has a weight is not known. */
export function expectedQuality(
  rates: Readonly<Record<Version, Rated>>,
  slots: Readonly<Record<Version, number>>,
): Estimate | null {
  const parts = Object.entries(slots)
    .filter(([, weight]) => weight > 0)
    .map(([version, weight]) => ({ weight: weight / SLOT_COUNT, rated: ownMember(rates, version) }));
  const known = parts.flatMap(({ weight, rated }) => (rated ? [{ weight, ...rated }] : []));
  return known.length === 0 || known.length < parts.length ? null : estimateOf(known);
}

/** The weighted rate of parts whose weights add up to 1. */
export function estimateOf(parts: readonly (Rated & { weight: number })[]): Estimate {
  const total = (key: 'observations' | 'cases') => parts.reduce((sum, part) => sum + part[key], 0);
  return {
    ...mixtureInterval(parts, LEVEL),
    observations: Math.round(total('observations')),
    cases: Math.round(total('cases')),
  };
}

type Pool = {
  cell: (segment: string, version: Version) => Proportion;
  prior: (segment: string, version: Version) => Beta;
};

/** What other cells say of a cell's rate; `uncertainty` is the variance of that mean, in units of mean · (1 − mean). */
type Expected = { mean: number; uncertainty: number };

/** Null where nothing was observed. */
function poolOf(samples: Samples, segments: readonly string[], versions: readonly Version[]): Pool | null {
  const cells = new Map(
    segments.flatMap((segment) =>
      versions.map((version) => [
        `${version} ${segment}`,
        effectiveProportion(sampleOf(samples, segment, version)),
      ]),
    ),
  );
  const cell = (segment: string, version: Version) => cells.get(`${version} ${segment}`) ?? NO_TRIALS;
  const all = added([...cells.values()]);
  if (all.n === 0) return null;
  const beside = (segment: string, version: Version) =>
    added(versions.filter((other) => other !== version).map((other) => cell(segment, other)));
  const expected = (segment: string, version: Version): Expected | null => {
    const others = segments.filter((name) => name !== segment);
    const difference = meanDifference(
      others.map((name) => ({ own: cell(name, version), beside: beside(name, version) })),
    );
    const here = beside(segment, version);
    if (difference === null || here.n === 0) return null;
    return {
      mean: inside(rateOf(here) + difference.mean),
      uncertainty: 1 / here.n + 1 / difference.worth,
    };
  };
  const correlation = cellCorrelation(
    segments.flatMap((segment) =>
      versions.flatMap((version) => {
        const told = expected(segment, version);
        return told ? [{ ...cell(segment, version), ...told }] : [];
      }),
    ),
  );
  const prior = (segment: string, version: Version): Beta => {
    const told = expected(segment, version);
    const near = [beside(segment, version), cell(segment, version), all].find(({ n }) => n > 0) ?? all;
    const rate = told?.mean ?? inside(rateOf(near));
    const scatter = Math.max(LEAST_SCATTER, correlation ?? 1);
    const size = Math.max(LEAST_WORTH, told === null ? 0 : 1 / (scatter + told.uncertainty) - 1);
    return { alpha: rate * size, beta: (1 - rate) * size };
  };
  return { cell, prior };
}

const NO_TRIALS: Proportion = { passes: 0, n: 0 };

/** How far a version is ahead of the others beside it, over several segments, and how many trials that is worth. */
function meanDifference(
  pairs: readonly { own: Proportion; beside: Proportion }[],
): { mean: number; worth: number } | null {
  const told = pairs.filter(({ own, beside }) => own.n > 0 && beside.n > 0);
  const weighed = told.map(({ own, beside }) => ({
    worth: (own.n * beside.n) / (own.n + beside.n),
    difference: rateOf(own) - rateOf(beside),
  }));
  const worth = weighed.reduce((sum, one) => sum + one.worth, 0);
  if (worth === 0) return null;
  return { worth, mean: weighed.reduce((sum, one) => sum + one.worth * one.difference, 0) / worth };
}

function rateOf({ passes, n }: Proportion): number {
  return passes / n;
}

function sharedWithSafe({ evidence, weights, safe }: QualityQuestion, version: Version): SharedCase[] {
  const [own, control] = [ownMember(evidence, version), ownMember(evidence, safe)];
  return own && control && version !== safe ? sharedCases(own, control, weights) : [];
}

/** What the cases that a version shares with `safe` say of its rate in production, where `safe` has the rate `base`. */
function evidencePrior(
  shared: readonly SharedCase[],
  base: number,
  better: Better,
): Beta & { cases: number } {
  const cases = shared.length;
  if (cases === 0) return { alpha: 0, beta: 0, cases };
  const ahead = shared.reduce((sum, { first, second }) => sum + (second - first) / cases, 0);
  const rate = inside(base + (better === 'higher' ? ahead : -ahead));
  const worth = Math.min(MOST_EVIDENCE, cases * CASE_WORTH);
  return { alpha: rate * worth, beta: (1 - rate) * worth, cases };
}

/** The suite alone: of a segment of which it has no case, every rate is as likely as any other. */
function ofSuite(
  { weights, evidence }: QualityQuestion,
  segment: string,
  versions: readonly Version[],
): Record<Version, Rated> {
  const rated = versions.map((version): [Version, Rated] => {
    const cases = passedCases(ownMember(evidence, version), weights, segment);
    return [version, { ...posterior({ alpha: 1, beta: 1 }, cases), observations: 0, cases: cases.n }];
  });
  return Object.fromEntries(rated);
}

/** What the suite says of a metric that nobody observed yet. */
function discounted(rated: Readonly<Record<Version, Rated>>, better: Better): Record<Version, Rated> {
  const entries = Object.entries(rated).map(([version, { alpha, beta, cases, observations }]) => {
    const worth = Math.min(MOST_EVIDENCE, cases * CASE_WORTH) / Math.max(1, cases);
    const passed = 1 + (alpha - 1) * worth;
    const failed = 1 + (beta - 1) * worth;
    const rate = better === 'higher' ? { alpha: passed, beta: failed } : { alpha: failed, beta: passed };
    return [version, { ...rate, cases, observations }] as const;
  });
  return Object.fromEntries(entries);
}

function added(parts: readonly Proportion[]): Proportion {
  return {
    passes: parts.reduce((sum, { passes }) => sum + passes, 0),
    n: parts.reduce((sum, { n }) => sum + n, 0),
  };
}

function inside(rate: number): number {
  return Math.min(1 - EDGE, Math.max(EDGE, rate));
}
