import type { CurtailedCase } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import { CURTAILABLE_TESTS } from '../domain/statistical-tests.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm, Trial } from '../domain/trial.ts';
import { priceOf } from '../model/prices.ts';
import { type PromptPlan, segmentEvidence } from '../plan/plan.ts';
import { trialsOf } from '../plan/trials.ts';
import { type ResponseStore, trialKey } from '../run/store.ts';
import { comparesAnswers, waitsForOthers } from '../score/judge/asked.ts';
import { scoreTrial } from '../score/score-trial.ts';
import { type CurtailmentWatch, watchCurtailment } from '../verdict/curtailment.ts';
import { type EvidenceCollector, evidenceCollector } from '../verdict/pair.ts';
import { areApart } from '../verdict/stored-baseline.ts';
import type { Asking } from './answers.ts';
import { type ComparisonState, evidenceOf, looksAfter, segmentsWaiting } from './comparison.ts';

/** What is known of a look before it is asked, and which of its segments are decided meanwhile. */
export type Curtailment = {
  watch: CurtailmentWatch;
  /** The outcomes of the look so far. */
  collector: EvidenceCollector;
  /** Cases whose every answer is stored. */
  stored: ReadonlySet<Case>;
  /** Number of passes of the baseline, by case id, for other cases whose baseline answers are all stored. */
  baselines: ReadonlyMap<string, number>;
};

/**
 * Watches the coming look of a comparison for segments that are decided before all their cases are answered; null if
 * the policy does not curtail, there is no baseline, or the pull request adds cases: then the base's are judged by
 * themselves too, which the bounds of the watch leave out.
 */
export async function watchLook(state: ComparisonState, asking: Asking): Promise<Curtailment | null> {
  const { plan, prompts, looks, looksTaken } = state;
  const { config } = asking;
  const mayCurtail = config.run.stopWhenDecided && CURTAILABLE_TESTS.includes(plan.policy.gate.test);
  if (!mayCurtail || !plan.baseline || plan.added.size > 0) return null;
  const { stored, baselines, old } = await storedAnswers(plan, state.nextCases, asking);
  const watch = watchCurtailment({
    before: looks.length > 0 ? evidenceOf(plan, looks, looksTaken).cases : [],
    asking: state.nextCases.map(({ id, segments, group }) => ({
      ...{ id, segments, group },
      baselineIsStored: old.has(id),
      baseline: baselines.get(id) ?? null,
    })),
    segments: segmentEvidence(plan, looksAfter(state)),
    waiting: segmentsWaiting(state),
    trials: plan.trials,
    policy: plan.policy,
    prompts,
  });
  const collector = evidenceCollector({ cases: state.nextCases, hasBaseline: true });
  return { watch, collector, stored, baselines };
}

/** Shows the watch what is known of a case now. */
export function noteOutcome({ watch, collector }: Curtailment, outcome: Outcome): void {
  collector.add(outcome);
  const answered = collector.caseOf(outcome.caseId);
  if (answered) watch.add(answered);
}

/** What is stored of a look: its cases, as above, and the ids of those whose baseline is older than the candidate's answers. */
type StoredAnswers = Pick<Curtailment, 'stored' | 'baselines'> & { old: ReadonlySet<string> };

/**
 * Reads stored answers. Known baseline answers narrow the possible results. Answers that need a judge are not scored
 * here. Where the candidate's answer is still to come, it counts as given with the newest that is stored, so that a
 * repeated run finds the same baselines to be old; where none is stored, now.
 */
async function storedAnswers(
  plan: PromptPlan,
  cases: readonly Case[],
  { engine: { store }, scope }: Pick<Asking, 'engine' | 'scope'>,
): Promise<StoredAnswers> {
  if (store.size() === 0) return { stored: new Set(), baselines: new Map(), old: new Set() };
  const stored = new Set<Case>();
  const baselines = new Map<string, number>();
  const times = new Map<string, Record<Arm, (number | undefined)[]>>();
  const trials = trialsOf(plan, cases, scope);
  for (const testCase of cases) {
    const found: Record<Arm, Trial[]> = { baseline: [], candidate: [] };
    for (let index = 0; index < 2 * plan.trials; index++) {
      const next = trials.next();
      if (!next.done && store.has(trialKey(next.value))) found[next.value.arm].push(next.value);
    }
    const timesOf = (arm: Arm) => found[arm].map((trial) => store.get(trialKey(trial))?.answeredAt);
    times.set(testCase.id, { baseline: timesOf('baseline'), candidate: timesOf('candidate') });
    if (found.baseline.length < plan.trials) continue;
    if (found.candidate.length === plan.trials) stored.add(testCase);
    else if (!waitsForOthers(testCase) && !comparesAnswers(testCase)) {
      const passes = await passesOf(found.baseline, testCase, store);
      if (passes !== null) baselines.set(testCase.id, passes);
    }
  }
  return { stored, baselines, old: oldBaselines(times) };
}

function oldBaselines(times: ReadonlyMap<string, Record<Arm, (number | undefined)[]>>): Set<string> {
  const known = [...times.values()].flatMap(({ candidate }) =>
    candidate.filter((time) => time !== undefined),
  );
  const newest = known.length > 0 ? known.reduce((most, time) => Math.max(most, time)) : Date.now();
  const isOld = ({ baseline, candidate }: Record<Arm, (number | undefined)[]>) =>
    baseline.some((before) =>
      candidate.length > 0 ? candidate.some((after) => areApart(before, after)) : areApart(before, newest),
    );
  return new Set([...times].filter(([, ofCase]) => isOld(ofCase)).map(([id]) => id));
}

/** Number of stored answers that pass; null if one cannot be read or judged. */
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

/** Interleaves the segments' cases, so that no segment has all of its cases in flight before the first is answered. */
export function evenly(cases: readonly Case[]): Case[] {
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

/**
 * The cases that are not curtailed. Each is decided when it is taken: both arms are asked, or neither. A critical case
 * is never curtailed.
 */
export function* uncurtailed(
  { plan, verdict }: ComparisonState,
  { watch, baselines }: Curtailment,
  { cases, onCurtailed }: { cases: readonly Case[]; onCurtailed: (curtailed: CurtailedCase) => void },
): Generator<Case> {
  for (const testCase of cases) {
    if (!testCase.critical && watch.curtails(testCase)) {
      const { id, segments } = testCase;
      const baseline = baselines.get(id) ?? null;
      onCurtailed({ id, segments, look: verdict ? 2 : 1, trials: plan.trials, baseline });
    } else yield testCase;
  }
}
