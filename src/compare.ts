import { announce } from './announce.ts';
import { openAnswers } from './answers.ts';
import type { Config } from './config/config.ts';
import { type ConfigurationError, ConfigurationErrors, GateFailure, mistakesIn } from './errors.ts';
import type { GateRequest } from './gate.ts';
import { refuseMissingKeys, refuseOwnAddresses } from './keys.ts';
import { priceOf } from './model/prices.ts';
import { createSender } from './model/send.ts';
import { entryOfChange, type PromptPlan, planPrompt, segmentEvidence } from './plan.ts';
import { changesOfParts } from './prompt-parts.ts';
import type { PromptChange } from './repo/change.ts';
import { remembering } from './repo/remembering.ts';
import { assembleResult } from './report/assemble.ts';
import { isCutOff } from './report/not-run.ts';
import type { Result } from './report/result.ts';
import { openAsker } from './run/asker.ts';
import { newBudget } from './run/budget.ts';
import type { RunOptions } from './run/run.ts';
import { newTraffic } from './run/traffic.ts';
import { runShard, withShardsUsage } from './run-shard.ts';
import type { Scene } from './scene.ts';
import { type JudgeUsage, type Judging, judgeWith } from './score/judge/asking.ts';
import type { Outcome } from './score/outcome.ts';
import { openScripts, type Scripts } from './score/script/scripts.ts';
import { answerAndScore } from './score-answers.ts';
import { looksAfter, type Settling, watchLook } from './settling.ts';
import type { Case } from './suite/suite.ts';
import { decide } from './verdict/decide.ts';
import type { SparedCase } from './verdict/evidence.ts';
import { type EvidenceCollector, evidenceCollector } from './verdict/pair.ts';
import type { Verdict } from './verdict/verdict.ts';

/** One prompt that was run: what was planned, what came of it, and what that means. */
export type Comparison = {
  plan: PromptPlan;
  outcomes: Outcome[];
  /** Of a look that the run's limits cut short: the look before decided. */
  unjudged: Outcome[];
  /** Cases left out, since they could not change the verdict any more. */
  spared: SparedCase[];
  /** What judging took; null where no model judges. */
  judged: JudgeUsage | null;
  verdict: Verdict;
};

/** A comparison on its way. */
export type Running = {
  plan: PromptPlan;
  casesById: ReadonlyMap<string, Case>;
  judging: Judging;
  collector: EvidenceCollector;
  outcomes: Outcome[];
  unjudged: Outcome[];
  spared: SparedCase[];
  /** What is settled of the coming look; null where all of it is asked in any case. */
  settling: Settling | null;
  /** Looks taken, a segment. */
  looks: Map<string, number>;
  /** Cases of the coming look; empty when the verdict is final. */
  asking: Case[];
  verdict: Verdict | null;
};

/** Plan → run → score → evidence → verdict, and once more for the segments that are still undecided. */
export async function comparePrompts(found: Scene, request: GateRequest, draft: Result): Promise<Result> {
  const [base, candidate] = [remembering(found.base), remembering(found.candidate)];
  const { scene, plans } = await planChanges({ ...found, base, candidate }, request);
  const scripts = await openScripts(plans.flatMap((plan) => plan.scripts));
  try {
    await announce(plans, scene.config, request);
    return await runPlans(plans, scripts, { scene, request, draft });
  } finally {
    await scripts.close();
  }
}

async function runPlans(
  plans: readonly PromptPlan[],
  scripts: Scripts,
  { scene, request, draft }: { scene: Scene; request: GateRequest; draft: Result },
): Promise<Result> {
  const { scope } = scene;
  const { store, config, shard, gathered } = await openAnswers(scene, request, {
    gathers: plans.length > 0,
  });
  const send = createSender(request.credentials, { timeoutMs: config.run.trialTimeoutMs });
  const engine = engineFor(config, request, { store, send, knownFailure: gathered?.failureOf });
  const asker = openAsker(engine);
  const means = { asker, priceOf, scope, script: scripts.run };
  try {
    if (!gathered && !request.offline) {
      const { credentials } = request;
      if (!request.trusted && scene.policySource.revision === 'head') {
        refuseOwnAddresses(config.models, { credentials, path: scene.policySource.path });
      }
      refuseMissingKeys(plans, { credentials, store, scope });
    }
    const comparisons = plans.map((plan) => startComparison(plan, judgeWith(plan.judges, means)));
    if (shard) {
      const answer = () => answerAndScore(comparisons, scope, engine, request.log);
      return await runShard(comparisons, { ...shard, scene, draft, answer });
    }
    for (let undecided = comparisons; undecided.length > 0; undecided = undecided.filter(wantsMoreCases)) {
      for (const one of gathered ? [] : undecided)
        one.settling = await watchLook(one, config, { store, scope });
      await answerAndScore(undecided, scope, engine, request.log);
      for (const comparison of undecided) takeLook(comparison, scene.config);
    }
    const result = await assembleResult({
      draft,
      scene,
      comparisons: comparisons.map(finished),
      answerOf: async (key) => store.get(key),
    });
    return gathered ? withShardsUsage(result, comparisons, gathered) : result;
  } finally {
    asker.close();
    send.close();
    await store.close();
  }
}

/**
 * Plans every prompt that is to be run, also each of several in a file; the mistakes of all of them are told together.
 * The scene that is returned knows those of a file one by one.
 */
async function planChanges(
  whole: Scene,
  request: GateRequest,
): Promise<{ scene: Scene; plans: PromptPlan[] }> {
  const plans: PromptPlan[] = [];
  const errors: ConfigurationError[] = [];
  const prompts = await eachPart(whole, request, errors);
  const scene = { ...whole, change: { ...whole.change, prompts } };
  for (const change of prompts) {
    if (change.kind === 'deleted') continue;
    try {
      const willRun = change.kind !== 'suite' || scene.config.gate.onSuiteChange === 'run';
      const plan = await planPrompt(change, {
        ...scene,
        credentials: request.credentials,
        needsKeys: willRun && !request.offline,
        runsScripts: request.trusted || !willRun,
      });
      if (willRun) plans.push(plan);
    } catch (error) {
      errors.push(...mistakesIn(error));
    }
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return { scene, plans };
}

async function eachPart(
  scene: Scene,
  { credentials }: GateRequest,
  errors: ConfigurationError[],
): Promise<PromptChange[]> {
  const prompts: PromptChange[] = [];
  const taken = new Set(scene.change.prompts.map(({ path }) => path));
  for (const change of scene.change.prompts) {
    try {
      const { files } = scene.change;
      const changes = await changesOfParts(change, { ...scene, credentials, files, taken });
      for (const { path } of changes) taken.add(path);
      prompts.push(...changes);
    } catch (error) {
      errors.push(...mistakesIn(error));
    }
  }
  return prompts;
}

/** A comparison before its first answer. */
export function startComparison(plan: PromptPlan, judging: Judging): Running {
  const [firstLook, secondLook] = plan.looks;
  return {
    plan,
    casesById: new Map(secondLook.map((testCase) => [testCase.id, testCase])),
    judging,
    collector: evidenceCollector({ cases: secondLook, hasBaseline: plan.baseline !== null }),
    outcomes: [],
    unjudged: [],
    spared: [],
    settling: null,
    looks: new Map(),
    asking: firstLook,
    verdict: null,
  };
}

/** How models are asked in this run, for answers and for judgements, of all looks: one budget for everything. */
export function engineFor(
  { run, cost }: Config,
  request: Pick<GateRequest, 'offline' | 'log' | 'signal'>,
  means: Pick<RunOptions, 'store' | 'send' | 'knownFailure'>,
): RunOptions {
  return {
    ...means,
    priceOf,
    budget: newBudget(cost.maxRunCost, priceOf),
    traffic: newTraffic(),
    maxConcurrency: run.maxConcurrency,
    trialTimeoutMs: run.trialTimeoutMs,
    retries: run.retries,
    ...(run.timeLimitMs !== null && { deadlineMs: run.timeLimitMs, startedAt: performance.now() }),
    offline: request.offline,
    ...(request.signal && { signal: request.signal }),
    onNotice: (notice) => request.log(notice),
  };
}

function takeLook(comparison: Running, config: Config): void {
  const { plan, spared, collector } = comparison;
  comparison.looks = looksAfter(comparison);
  const segments = segmentEvidence(plan, comparison.looks, entryOfChange(config, plan.change));
  const evidence = { ...collector.evidence({ segments }), spared };
  const verdict = decide(evidence, config);
  if (comparison.verdict && verdict.verdict === 'error' && comparison.outcomes.some(isCutOff)) {
    keepLookBefore(comparison, comparison.verdict);
    return;
  }
  comparison.verdict = verdict;
  const { extend } = comparison.verdict;
  const asked = new Set(comparison.outcomes.map((outcome) => outcome.caseId));
  comparison.asking = plan.looks[1].filter(
    (testCase) => !asked.has(testCase.id) && testCase.segments.some((segment) => extend.includes(segment)),
  );
}

/** A look that had no money or time left decides nothing: what the look before it showed stands. */
function keepLookBefore(comparison: Running, verdict: Verdict): void {
  const cut = new Set(comparison.asking.map(({ id }) => id));
  comparison.unjudged = comparison.outcomes.filter(({ caseId }) => cut.has(caseId));
  comparison.outcomes = comparison.outcomes.filter(({ caseId }) => !cut.has(caseId));
  comparison.asking = [];
  comparison.spared = comparison.spared.filter(({ id }) => !cut.has(id));
  comparison.verdict = { ...verdict, extend: [] };
}

function wantsMoreCases({ asking, judging }: Running): boolean {
  return asking.length > 0 && !judging.stopped();
}

function finished({ plan, outcomes, unjudged, spared, judging, verdict }: Running): Comparison {
  if (!verdict) throw new GateFailure('the comparison ended without a verdict.');
  const isJudged = plan.judges.judge !== null || plan.judges.embedder !== null;
  return { plan, outcomes, unjudged, spared, judged: isJudged ? judging.usage() : null, verdict };
}
