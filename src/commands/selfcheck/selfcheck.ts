import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ConfigurationError, GateFailure } from '../../base/errors.ts';
import { promptPaths } from '../../change/detect.ts';
import { answerAndScore } from '../../compare/ask.ts';
import { type Running, startComparison } from '../../compare/comparison.ts';
import { engineFor } from '../../compare/engine.ts';
import { readConfig } from '../../config/read.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { PromptChange } from '../../domain/change.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Config } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Arm } from '../../domain/trial.ts';
import { priceOf } from '../../model/prices.ts';
import { createSender } from '../../model/send.ts';
import { entryOfChange } from '../../plan/arms.ts';
import { addEstimates, estimatePlan, wholeEstimate } from '../../plan/estimate.ts';
import { everyPart } from '../../plan/parts.ts';
import { type PromptPlan, planPrompt, segmentEvidence } from '../../plan/plan.ts';
import { openRepository } from '../../repo/git.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { estimateLine } from '../../report/terminal/progress.ts';
import { openAsker } from '../../run/asker.ts';
import { openStore } from '../../run/store.ts';
import { waitsForOthers } from '../../score/judge/asked.ts';
import { judgeWith } from '../../score/judge/asking.ts';
import { openScripts, type Scripts } from '../../score/script/scripts.ts';
import { type SelfCheck, selfcheck } from '../../verdict/selfcheck.ts';

export type SelfCheckRequest = {
  directory: string;
  configPath: string;
  /** Only these prompts; empty: all. */
  paths: string[];
  credentials: Credentials;
  /** Ask anew, whatever is stored. */
  fresh: boolean;
  offline: boolean;
  log: (line: string, kind?: 'progress') => void;
  signal?: AbortSignal;
};

/** What a prompt compared with itself tells. */
export type PromptSelfCheck = {
  path: string;
  alpha: number;
  margin: number;
  /** Answers that the judge was asked about twice, and those it then judged differently; null without a judge. */
  judge: { answers: number; differently: number } | null;
  check: SelfCheck;
};

/** A comparison with itself, and what its judge says of the same answers a second time. */
type AskedTwice = { first: Running; rejudged: readonly Outcome[] };

/** Simulated pull requests, and the seed that makes them the same ones every time. */
const REPLICATES = 2000;
const SEED = 1;

/**
 * Asks every prompt of the working tree twice, as if it were both arms, and says how noisy its suite is and how often
 * the gate would cry wolf on it. Answers are kept: a second self-check asks nothing unless `fresh`.
 * @throws ConfigurationError(s) for what `check` would find; GateFailure when no case was answered twice.
 */
export async function selfCheckRepository(request: SelfCheckRequest): Promise<PromptSelfCheck[]> {
  const repository = await openRepository(request.directory);
  const snapshot = snapshotOfWorkTree(repository);
  try {
    const { config } = await readConfig({ base: snapshot, head: snapshot, path: request.configPath });
    const plans = await planAll(snapshot, config, request);
    const estimate = addEstimates(await Promise.all(plans.map((plan) => estimatePlan(plan, plan.looks[0]))));
    request.log(estimateLine(wholeEstimate(estimate), plans.length, estimate.judgements.calls));
    const scripts = await openScripts(plans.flatMap((plan) => plan.scripts));
    try {
      const storeDirectory = join(repository.gitDirectory, 'prompt-eval-gate');
      const running = await askTwice(plans, scripts, { config, storeDirectory, request });
      return running.map((suite) => judgeSuite(suite, config));
    } finally {
      await scripts.close();
    }
  } finally {
    snapshot.close();
  }
}

async function planAll(snapshot: Snapshot, config: Config, request: SelfCheckRequest): Promise<PromptPlan[]> {
  const { paths, credentials, offline } = request;
  const watched = (await promptPaths(snapshot, config.prompts)).map(({ path }) => path);
  const found: PromptChange[] = [];
  for (const path of watched) found.push(...(await everyPart(path, snapshot)));
  const isMeant = (name: string) => (change: PromptChange) =>
    change.path === name || change.part?.path === name;
  const unknown = paths.find((path) => !found.some(isMeant(path)));
  if (unknown !== undefined || found.length === 0) {
    throw new ConfigurationError(
      unknown ? `${unknown} is not a prompt of this repository.` : 'There is no prompt here.',
      {
        remedy: 'See `prompt-eval-gate check` for those that are.',
      },
    );
  }
  const context = {
    config,
    credentials,
    base: snapshot,
    candidate: snapshot,
    needsKeys: !offline,
    runsScripts: true,
  };
  const plans: PromptPlan[] = [];
  const chosen =
    paths.length > 0 ? found.filter((change) => paths.some((path) => isMeant(path)(change))) : found;
  for (const change of chosen) plans.push(await planPrompt(change, context));
  return plans;
}

async function askTwice(
  plans: readonly PromptPlan[],
  scripts: Scripts,
  { config, storeDirectory, request }: { config: Config; storeDirectory: string; request: SelfCheckRequest },
): Promise<AskedTwice[]> {
  const draw = request.fresh ? randomUUID() : 'kept';
  const store = await openStore(storeDirectory);
  const send = createSender(request.credentials, { timeoutMs: config.run.trialTimeoutMs });
  const engine = engineFor(config, request, { store, send });
  const asker = openAsker(engine);
  try {
    const means = { asker, priceOf, scope: draw, script: scripts.run };
    const running = plans.map((plan) => startComparison(plan, judgeWith(plan.judges, means)));
    const scope = (arm: Arm) => `self-check/${draw}/${arm}`;
    await answerAndScore(running, scope, engine, request.log);

    const again = plans.map((plan) => {
      const judging = judgeWith(plan.judges, { ...means, redraw: `self-check/${draw}/again` });
      const rejudged = startComparison(plan, judging);
      return { ...rejudged, asking: plan.judges.judge ? rejudged.asking.filter(waitsForOthers) : [] };
    });
    if (again.some(({ asking }) => asking.length > 0)) {
      request.log('Asking the judges about the same answers once more.');
      await answerAndScore(again, scope, engine, request.log);
    }
    return running.map((first, index) => ({ first, rejudged: again[index]?.outcomes ?? [] }));
  } finally {
    asker.close();
    send.close();
    await store.close();
  }
}

function judgeSuite({ first, rejudged }: AskedTwice, config: Config): PromptSelfCheck {
  const { plan, collector, outcomes } = first;
  const evidence = collector.evidence({
    segments: segmentEvidence(plan, new Map(), entryOfChange(config, plan.change)),
  });
  const failure = outcomes
    .map((outcome) => (outcome.status === 'errored' ? outcome.failure : null))
    .find(Boolean);
  if (outcomes.every(({ status }) => status === 'errored')) {
    throw new GateFailure(`no case of ${plan.change.path} was answered. ${failure?.message ?? ''}`.trim());
  }
  return {
    path: plan.change.path,
    alpha: config.gate.alpha,
    margin: config.gate.margin.segment,
    judge: disagreement(outcomes, rejudged),
    check: selfcheck(evidence, config, { replicates: REPLICATES, seed: SEED }),
  };
}

/** Of the answers that were judged twice, how many were judged differently. */
function disagreement(first: readonly Outcome[], again: readonly Outcome[]): PromptSelfCheck['judge'] {
  const nameOf = ({ caseId, arm, index }: Outcome) => JSON.stringify([caseId, arm, index]);
  const before = new Map(first.map((outcome) => [nameOf(outcome), outcome.status]));
  const both = again
    .map((outcome) => [before.get(nameOf(outcome)), outcome.status])
    .filter((statuses) => !statuses.includes('errored') && !statuses.includes(undefined));
  if (both.length === 0) return null;
  return { answers: both.length, differently: both.filter(([one, other]) => one !== other).length };
}
