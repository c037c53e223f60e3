import type { Config } from './config/config.ts';
import { ConfigurationError, ConfigurationErrors, GateFailure } from './errors.ts';
import type { GateRequest } from './gate.ts';
import type { ModelRequest } from './model/answer.ts';
import { estimateRun } from './model/estimate.ts';
import { priceOf } from './model/prices.ts';
import { createSender, type Send } from './model/send.ts';
import { entryOfChange, type PromptPlan, planPrompt, segmentEvidence, trialsOf } from './plan.ts';
import { assembleResult } from './report/assemble.ts';
import { estimateLine, progressLine } from './report/progress.ts';
import type { Result } from './report/result.ts';
import { run } from './run/run.ts';
import { openStore, type ResponseStore } from './run/store.ts';
import type { Trial } from './run/trial.ts';
import type { Scene } from './scene.ts';
import type { Outcome } from './score/outcome.ts';
import { scoreTrial } from './score/score-trial.ts';
import type { Case } from './suite/suite.ts';
import { decide } from './verdict/decide.ts';
import { type EvidenceCollector, evidenceCollector } from './verdict/pair.ts';
import type { Verdict } from './verdict/verdict.ts';

/** One prompt that was run: what was planned, what came of it, and what that means. */
export type Comparison = { plan: PromptPlan; outcomes: Outcome[]; verdict: Verdict };

type ScopedRequest = GateRequest & { scope: string };

/** A comparison on its way. */
type Running = {
  plan: PromptPlan;
  casesById: ReadonlyMap<string, Case>;
  collector: EvidenceCollector;
  outcomes: Outcome[];
  /** Looks taken, a segment. */
  looks: Map<string, number>;
  /** Cases of the coming look; empty when the verdict is final. */
  asking: Case[];
  verdict: Verdict | null;
};

/** Plan → run → score → evidence → verdict, and once more for the segments that are still undecided. */
export async function comparePrompts(scene: Scene, request: GateRequest, draft: Result): Promise<Result> {
  const comparisons = (await planChanges(scene, request)).map(startComparison);
  const { scope } = scene;
  if (comparisons.length > 0) announce(comparisons, scene.config, { ...request, scope });
  const store = await openStore(request.storeDirectory ?? scene.storeDirectory);
  const send = createSender(request.credentials, { timeoutMs: scene.config.run.trialTimeoutMs });
  try {
    for (let undecided = comparisons; undecided.length > 0; undecided = undecided.filter(wantsMoreCases)) {
      await answerAndScore(undecided, scene.config, { ...request, scope }, { store, send });
      for (const comparison of undecided) takeLook(comparison, scene.config);
    }
    return await assembleResult({
      draft,
      scene,
      comparisons: comparisons.map(finished),
      answerOf: async (key) => store.get(key),
    });
  } finally {
    send.close();
    await store.close();
  }
}

/** Plans every prompt that is to be run; the mistakes of all of them are told together. */
async function planChanges(scene: Scene, request: GateRequest): Promise<PromptPlan[]> {
  const plans: PromptPlan[] = [];
  const errors: ConfigurationError[] = [];
  for (const change of scene.change.prompts) {
    if (change.kind === 'deleted') continue;
    try {
      const plan = await planPrompt(change, { ...scene, credentials: request.credentials });
      if (change.kind !== 'suite' || scene.config.gate.onSuiteChange === 'run') plans.push(plan);
    } catch (error) {
      if (error instanceof ConfigurationErrors) errors.push(...error.errors);
      else if (error instanceof ConfigurationError) errors.push(error);
      else throw error;
    }
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return plans;
}

function startComparison(plan: PromptPlan): Running {
  const [firstLook, secondLook] = plan.looks;
  return {
    plan,
    casesById: new Map(secondLook.map((testCase) => [testCase.id, testCase])),
    collector: evidenceCollector({ cases: secondLook, hasBaseline: plan.baseline !== null }),
    outcomes: [],
    looks: new Map(),
    asking: firstLook,
    verdict: null,
  };
}

function announce(comparisons: Running[], config: Config, request: ScopedRequest): void {
  const estimate = estimateRun(requestsOf(comparisons, request.scope));
  request.log(estimateLine(estimate, comparisons.length));
  const limit = config.cost.maxRunCost;
  if (limit !== null && estimate.usd !== null && estimate.usd > limit && !request.offline) {
    request.log(`The estimate exceeds max-run-cost (${limit} USD): the run stops when that much is spent.`);
  }
}

async function answerAndScore(
  comparisons: Running[],
  config: Config,
  request: ScopedRequest,
  means: { store: ResponseStore; send: Send },
): Promise<void> {
  const byPath = new Map(comparisons.map((comparison) => [comparison.plan.change.path, comparison]));
  const results = run(trialsToAsk(comparisons, request.scope), {
    ...means,
    priceOf,
    maxConcurrency: config.run.maxConcurrency,
    trialTimeoutMs: config.run.trialTimeoutMs,
    retries: config.run.retries,
    maxRunCost: config.cost.maxRunCost,
    offline: request.offline,
    signal: request.signal,
    total: trialsAhead(comparisons),
    onNotice: (notice) => request.log(notice),
    onProgress: (progress) => request.log(progressLine(progress), 'progress'),
  });
  for await (const result of results) {
    const comparison = byPath.get(result.trial.prompt);
    const testCase = comparison?.casesById.get(result.trial.caseId);
    if (!comparison || !testCase) throw new Error(`an answer to a trial nobody asked for: ${result.key}`);
    const outcome = await scoreTrial(result, testCase, priceOf);
    comparison.collector.add(outcome);
    comparison.outcomes.push(outcome);
  }
}

function takeLook(comparison: Running, config: Config): void {
  const { plan, looks, collector } = comparison;
  const previous = comparison.verdict?.extend;
  const segments = previous ?? plan.suite.cases.flatMap((testCase) => testCase.segments);
  for (const segment of new Set(segments)) looks.set(segment, (looks.get(segment) ?? 0) + 1);
  const evidence = collector.evidence({
    segments: segmentEvidence(plan, looks, entryOfChange(config, plan.change)),
  });
  comparison.verdict = decide(evidence, config);
  const { extend } = comparison.verdict;
  const asked = new Set(comparison.outcomes.map((outcome) => outcome.caseId));
  comparison.asking = plan.looks[1].filter(
    (testCase) => !asked.has(testCase.id) && testCase.segments.some((segment) => extend.includes(segment)),
  );
}

function wantsMoreCases(comparison: Running): boolean {
  return comparison.asking.length > 0;
}

function finished({ plan, outcomes, verdict }: Running): Comparison {
  if (!verdict) throw new GateFailure('the comparison ended without a verdict.');
  return { plan, outcomes, verdict };
}

function trialsAhead(comparisons: readonly Running[]): number {
  return comparisons
    .map(({ plan, asking }) => asking.length * plan.trials * (plan.baseline ? 2 : 1))
    .reduce((sum, trials) => sum + trials, 0);
}

function* trialsToAsk(comparisons: Running[], scope: string): Generator<Trial> {
  for (const { plan, asking } of comparisons) yield* trialsOf(plan, asking, scope);
}

function* requestsOf(comparisons: Running[], scope: string): Generator<ModelRequest> {
  for (const trial of trialsToAsk(comparisons, scope)) yield trial.request;
}
