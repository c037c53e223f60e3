import { GateFailure } from '../base/errors.ts';
import type { Scene } from '../change/change.ts';
import { announce } from '../commands/announce.ts';
import { isCutOff } from '../domain/outcome.ts';
import type { Config } from '../domain/policy.ts';
import type { GateRequest } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import type { Verdict } from '../domain/verdict.ts';
import { priceOf } from '../model/prices.ts';
import { createSender } from '../model/send.ts';
import { planChanges } from '../plan/all.ts';
import { entryOfChange } from '../plan/arms.ts';
import { refuseMissingKeys, refuseOwnAddresses } from '../plan/keys.ts';
import { type PromptPlan, segmentEvidence } from '../plan/plan.ts';
import { remembering } from '../repo/remembering.ts';
import { assembleResult } from '../result/assemble.ts';
import { withShardsUsage } from '../result/shards-usage.ts';
import { openAsker } from '../run/asker.ts';
import { judgeWith } from '../score/judge/asking.ts';
import { openScripts, type Scripts } from '../score/script/scripts.ts';
import { decide } from '../verdict/decide.ts';
import { answerAndScore } from './ask.ts';
import { type Comparison, type Running, startComparison } from './comparison.ts';
import { looksAfter, watchLook } from './early-end.ts';
import { engineFor } from './engine.ts';
import { openAnswers } from './shards/answers.ts';
import { runShard } from './shards/run.ts';

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

function takeLook(comparison: Running, config: Config): void {
  const { plan, spared, collector } = comparison;
  comparison.looks = looksAfter(comparison);
  const segments = segmentEvidence(plan, comparison.looks, entryOfChange(config, plan.change));
  const evidence = { ...collector.evidence({ segments }), curtailed: spared };
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
