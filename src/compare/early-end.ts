import type { Config } from '../domain/policy.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm, Trial } from '../domain/trial.ts';
import { priceOf } from '../model/prices.ts';
import { entryOfChange } from '../plan/arms.ts';
import { type PromptPlan, segmentEvidence } from '../plan/plan.ts';
import { type Scope, trialsOf } from '../plan/trials.ts';
import { type ResponseStore, trialKey } from '../run/store.ts';
import { comparesAnswers, waitsForOthers } from '../score/judge/asked.ts';
import { scoreTrial } from '../score/score-trial.ts';
import { watchCurtailment } from '../verdict/curtailment.ts';
import { TESTS } from '../verdict/tests/table.ts';
import type { Running, Settling } from './comparison.ts';

/**
 * Watches the coming look of a comparison for segments that are decided before all their cases are answered; null
 * where the policy does not say so, or there is no baseline.
 */
export async function watchLook(
  comparison: Running,
  config: Config,
  answers: { store: ResponseStore; scope: Scope },
): Promise<Settling | null> {
  const { plan, verdict, asking, collector } = comparison;
  if (!config.run.stopWhenDecided || !plan.baseline || !TESTS[config.gate.test].canCurtail) return null;
  const { stored, baselines } = await storedAnswers(plan, asking, answers);
  const watch = watchCurtailment({
    before: verdict ? plan.looks[0].flatMap(({ id }) => collector.caseOf(id) ?? []) : [],
    asking: asking.map(({ id, segments }) => ({ id, segments, baseline: baselines.get(id) ?? null })),
    segments: segmentEvidence(plan, looksAfter(comparison), entryOfChange(config, plan.change)),
    waiting: segmentsWaiting(comparison),
    trials: plan.trials,
    policy: config,
  });
  return { watch, stored, baselines };
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
export function roundsOf(comparisons: readonly Running[]): Map<Running, Iterable<Case>>[] {
  const stored = new Map<Running, ReadonlySet<Case>>();
  const others = new Map<Running, Iterable<Case>>();
  for (const one of comparisons) {
    const { settling, asking } = one;
    others.set(one, asking);
    if (!settling) continue;
    stored.set(one, settling.stored);
    others.set(one, unsettled(one, settling, evenly(asking.filter((each) => !settling.stored.has(each)))));
  }
  return [...stored.values()].some(({ size }) => size > 0) ? [stored, others] : [others];
}

/**
 * What is stored of a look. A baseline is often known from an earlier push, and then what the pairs can still say is
 * less. Answers that others judge are not judged for that.
 */
async function storedAnswers(
  plan: PromptPlan,
  cases: readonly Case[],
  { store, scope }: { store: ResponseStore; scope: Scope },
): Promise<Pick<Settling, 'stored' | 'baselines'>> {
  if (store.size() === 0) return { stored: new Set(), baselines: new Map() };
  const stored = new Set<Case>();
  const baselines = new Map<string, number>();
  const trials = trialsOf(plan, cases, scope);
  for (const testCase of cases) {
    const found: Record<Arm, Trial[]> = { baseline: [], candidate: [] };
    for (let index = 0; index < 2 * plan.trials; index++) {
      const next = trials.next();
      if (!next.done && store.has(trialKey(next.value))) found[next.value.arm].push(next.value);
    }
    if (found.baseline.length < plan.trials) continue;
    if (found.candidate.length === plan.trials) stored.add(testCase);
    else if (!waitsForOthers(testCase) && !comparesAnswers(testCase)) {
      const passes = await passesOf(found.baseline, testCase, store);
      if (passes !== null) baselines.set(testCase.id, passes);
    }
  }
  return { stored, baselines };
}

/** Stored answers that pass; null where one cannot be read or judged. */
async function passesOf(
  trials: readonly Trial[],
  testCase: Case,
  store: ResponseStore,
): Promise<number | null> {
  let passes = 0;
  for (const trial of trials) {
    const key = trialKey(trial);
    const answer = store.get(key);
    if (!answer) return null;
    const result = { trial, key, status: 'answered', answer, fromStore: true } as const;
    const { status } = await scoreTrial(result, testCase, priceOf);
    if (status === 'errored') return null;
    if (status === 'passed') passes += 1;
  }
  return passes;
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

/** Decides upon each case when it is taken: both arms are asked, or neither. A critical case counts by itself. */
function* unsettled(
  { spared, plan, verdict }: Running,
  { watch, baselines }: Settling,
  cases: readonly Case[],
): Generator<Case> {
  for (const testCase of cases) {
    if (!testCase.critical && watch.curtails(testCase)) {
      const { id, segments } = testCase;
      const baseline = baselines.get(id) ?? null;
      spared.push({ id, segments, look: verdict ? 2 : 1, trials: plan.trials, baseline });
    } else yield testCase;
  }
}
