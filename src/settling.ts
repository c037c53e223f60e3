import type { Running } from './compare.ts';
import type { Config } from './config/config.ts';
import { entryOfChange, type PromptPlan, type Scope, segmentEvidence, trialsOf } from './plan.ts';
import { type ResponseStore, trialKey } from './run/store.ts';
import type { Case } from './suite/suite.ts';
import { type SettlingWatch, watchSettling } from './verdict/settled.ts';

/**
 * Watches the coming look of a comparison for segments that are decided before all their cases are answered; null
 * where the policy does not say so, or there is no baseline.
 */
export function watchLook(comparison: Running, config: Config): SettlingWatch | null {
  const { plan, verdict, asking, collector } = comparison;
  if (!config.run.stopWhenDecided || !plan.baseline || config.gate.test !== 'proportions-z') return null;
  const looks = looksAfter(comparison);
  return watchSettling({
    before: verdict ? plan.looks[0].flatMap(({ id }) => collector.caseOf(id) ?? []) : [],
    asking,
    segments: segmentEvidence(plan, looks, entryOfChange(config, plan.change)),
    waiting: new Set(segmentsWaiting(comparison)),
    trials: plan.trials,
    policy: config,
  });
}

/** Looks taken of each segment once the coming one is. */
export function looksAfter(comparison: Running): Map<string, number> {
  const looks = new Map(comparison.looks);
  for (const name of segmentsWaiting(comparison)) looks.set(name, (looks.get(name) ?? 0) + 1);
  return looks;
}

function segmentsWaiting({ plan, verdict }: Running): Set<string> {
  return new Set(verdict?.extend ?? plan.suite.cases.flatMap((testCase) => testCase.segments));
}

/**
 * The cases to ask, in two rounds where cases may be left out: first those whose answers are all stored, which cost
 * nothing and settle what a run before had settled, so that it asked no more; then the others, of which those are left
 * out that are settled when their turn comes. So a run that is repeated from its answers comes to the same end.
 */
export function roundsOf(
  comparisons: readonly Running[],
  { store, scope }: { store: ResponseStore; scope: Scope },
): Map<Running, Iterable<Case>>[] {
  const watched = comparisons.filter(({ settling }) => settling);
  if (watched.length === 0) return [new Map(comparisons.map((one) => [one, one.asking]))];
  const stored = new Map(
    watched.map((one) => [one, storedCases(one.plan, one.asking, { store, scope })] as const),
  );
  const others = comparisons.map((one): [Running, Iterable<Case>] => {
    const known = stored.get(one);
    return known
      ? [one, unsettled(one, evenly(one.asking.filter((testCase) => !known.has(testCase))))]
      : [one, one.asking];
  });
  return [stored, new Map(others)];
}

/** Cases whose every answer is stored. */
function storedCases(
  plan: PromptPlan,
  cases: readonly Case[],
  { store, scope }: { store: ResponseStore; scope: Scope },
): Set<Case> {
  if (store.size() === 0) return new Set();
  const incomplete = new Set<string>();
  for (const trial of trialsOf(plan, cases, scope)) {
    if (!incomplete.has(trial.caseId) && !store.has(trialKey(trial))) incomplete.add(trial.caseId);
  }
  return new Set(cases.filter(({ id }) => !incomplete.has(id)));
}

/** The segments' cases spread evenly, so that none has all of its own on their way before the first is answered. */
function evenly(cases: readonly Case[]): Case[] {
  const sizes = new Map<string, number>();
  const placed = cases.map((testCase) => {
    const [name = ''] = testCase.segments;
    const at = sizes.get(name) ?? 0;
    sizes.set(name, at + 1);
    return { testCase, name, at };
  });
  return placed
    .map(({ testCase, name, at }) => ({ testCase, share: (at + 0.5) / (sizes.get(name) ?? 1) }))
    .sort((a, b) => a.share - b.share)
    .map(({ testCase }) => testCase);
}

/** Decides upon each case when it is taken: both arms are asked, or neither. */
function* unsettled(comparison: Running, cases: readonly Case[]): Generator<Case> {
  const { settling, spared, plan, verdict } = comparison;
  for (const testCase of cases) {
    if (settling?.spares(testCase)) {
      const { id, segments } = testCase;
      spared.push({ id, segments, look: verdict ? 2 : 1, trials: plan.trials });
    } else yield testCase;
  }
}
