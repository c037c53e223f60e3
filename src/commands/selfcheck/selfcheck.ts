import { randomUUID } from 'node:crypto';
import { ConfigurationError } from '../../base/errors.ts';
import { NPX_COMMAND } from '../../base/product.ts';
import { promptPaths } from '../../change/detect.ts';
import { openAsking } from '../../compare/answers.ts';
import { askLooks } from '../../compare/ask.ts';
import {
  type ComparisonState,
  evidenceOf,
  type LookOutcome,
  newComparison,
} from '../../compare/comparison.ts';
import { readConfig } from '../../config/read.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Config } from '../../domain/policy.ts';
import type { GateRequest } from '../../domain/request.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { armPlanner } from '../../plan/arms.ts';
import { destinationsOf } from '../../plan/destinations.ts';
import { addEstimates, estimatePlans, wholeEstimate } from '../../plan/estimate.ts';
import { refuseMissingKeys } from '../../plan/keys.ts';
import { promptsOfFile } from '../../plan/parts.ts';
import { type PromptPlan, type PromptToPlan, planPrompt } from '../../plan/plan.ts';
import { type Scope, scopeOfDraw } from '../../plan/trials.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { openRepository, storeDirectoryOf } from '../../repo/git.ts';
import { currentBranch } from '../../repo/revision.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { estimateLine, offlineLine } from '../../report/terminal/progress.ts';
import { openStore, type ResponseStore } from '../../run/store.ts';
import { waitsForOthers } from '../../score/judge/asked.ts';
import { suiteReader } from '../../suite/read.ts';
import { type SelfCheck, selfcheck } from '../../verdict/selfcheck.ts';

export type SelfCheckRequest = {
  directory: string;
  configPath: string;
  /** Only these prompts; empty: all. */
  paths: string[];
  credentials: Credentials;
  /** Ignore stored answers. */
  fresh: boolean;
  offline: boolean;
  /** Whether `script` assertions may run in Node where the policy says so. Default: no. */
  runsNodeScripts?: boolean;
  log: (line: string, kind?: 'progress') => void;
  signal?: AbortSignal | undefined;
  /** As of the gate: asked before the first call, with every address that a key is sent to. */
  agree?: GateRequest['agree'];
};

/** The findings of comparing a prompt with itself. */
export type PromptSelfCheck = {
  path: string;
  alpha: number;
  /** Answers that the judge judged twice, and how many of them it judged differently; null without a judge. */
  judge: { answers: number; differently: number } | null;
  check: SelfCheck;
};

/** The findings of every prompt, and a sentence for each of which no case was answered. */
export type SelfChecks = { checks: PromptSelfCheck[]; unanswered: string[] };

/** The answers of a prompt compared with itself, and the second judgements of the same answers by its judge. */
type AskedTwice = { plan: PromptPlan; outcomes: readonly Outcome[]; rejudged: readonly Outcome[] };

/** The number of simulated pull requests, and the seed that makes them the same in every run. */
const REPLICATES = 2000;
const SEED = 1;

/**
 * Asks every prompt of the working tree twice, as baseline and as candidate, and measures how noisy its suite is and how
 * often the gate would raise a false alarm. Answers are kept: a second self-check asks nothing unless `fresh`, and the
 * gate on the same branch nothing of the first sample, nor the other way round.
 * @throws ConfigurationError(s) for what `check` would report; GateFailure, before anything is asked, for keys that are missing.
 */
export async function selfCheckRepository(request: SelfCheckRequest): Promise<SelfChecks> {
  const repository = await openRepository(request.directory);
  const snapshot = snapshotOfWorkTree(repository);
  try {
    const { config } = await readConfig({ base: snapshot, head: snapshot, path: request.configPath });
    const plans = await planAll(snapshot, config, request);
    if (!request.offline) await request.agree?.(destinationsOf(plans, request.credentials));
    const store = await openStore(storeDirectoryOf(repository));
    const scope = scopeOfSamples(await currentBranch(repository), request);
    if (!request.offline) await requireKeys(plans, { store, scope: scope.ofAnswers, request });
    const earlier = request.fresh ? undefined : { store, scope: scope.ofAnswers };
    const estimates = await estimatePlans(plans.map((plan) => ({ plan, cases: plan.looks[0], earlier })));
    const estimate = addEstimates(estimates);
    const announced = {
      ...{ ...estimate, whole: wholeEstimate(estimate), prompts: plans.length },
      judgements: estimate.judgements.calls,
    };
    request.log(request.offline ? offlineLine(announced) : estimateLine(announced));
    const asked = await askTwice(plans, { config, store, scope, request });
    request.log(
      `Simulating ${formatCount(2 * REPLICATES)} harmless pull requests for ${counted(asked.filter(isAnswered).length, 'prompt')}, which takes some seconds each.`,
    );
    return {
      checks: asked.flatMap((suite) => (isAnswered(suite) ? judgeSuite(suite, request.log) : [])),
      unanswered: asked.flatMap((suite) => (isAnswered(suite) ? [] : unansweredSentence(suite))),
    };
  } finally {
    snapshot.close();
  }
}

async function requireKeys(
  plans: readonly PromptPlan[],
  of: { store: ResponseStore; scope: Scope; request: SelfCheckRequest },
): Promise<void> {
  try {
    refuseMissingKeys(plans, { ...of, credentials: of.request.credentials });
  } catch (error) {
    await of.store.close();
    throw error;
  }
}

async function planAll(snapshot: Snapshot, config: Config, request: SelfCheckRequest): Promise<PromptPlan[]> {
  const { paths, credentials, offline } = request;
  const watched = (await promptPaths(snapshot, config.prompts)).map(({ path }) => path);
  const found: PromptToPlan[] = [];
  for (const path of watched) found.push(...(await promptsOfFile(path, { snapshot, config })));
  const isMeant = (name: string) => (prompt: PromptToPlan) =>
    prompt.name === name || prompt.candidate.path === name;
  const unknown = paths.find((path) => !found.some(isMeant(path)));
  if (unknown !== undefined || found.length === 0) {
    throw new ConfigurationError(
      unknown ? `${unknown} is not a prompt of this repository.` : 'There is no prompt here.',
      {
        remedy: `See \`${NPX_COMMAND} check\` for those that are.`,
      },
    );
  }
  const context = {
    config,
    credentials,
    planArm: armPlanner({ credentials }),
    readSuite: suiteReader(),
    base: snapshot,
    needsKeys: !offline,
    runsNodeScripts: request.runsNodeScripts === true,
  };
  const plans: PromptPlan[] = [];
  const chosen =
    paths.length > 0 ? found.filter((prompt) => paths.some((path) => isMeant(path)(prompt))) : found;
  for (const prompt of chosen) plans.push(await planPrompt(prompt, context));
  return plans;
}

/** What bounds the reuse of each sample. */
type SampleScopes = { ofAnswers: Scope; ofJudgements: string; ofSecondJudgements: string };

/**
 * The first sample and its judgements are those of the gate on the branch that is checked out, so that each command takes
 * what the other has asked. The second sample belongs to nobody else, so that the two are drawn independently.
 * @param branch undefined at a detached HEAD, where both samples are the self-check's own
 */
function scopeOfSamples(
  branch: string | undefined,
  { fresh }: Pick<SelfCheckRequest, 'fresh'>,
): SampleScopes {
  const draw = fresh ? randomUUID() : 'kept';
  const isShared = !fresh && branch !== undefined;
  return {
    ofAnswers: (arm, prompt) =>
      isShared && arm === 'baseline' ? scopeOfDraw(branch, prompt) : `self-check/${draw}/${arm}`,
    ofJudgements: isShared ? branch : draw,
    ofSecondJudgements: `self-check/${draw}/again`,
  };
}

async function askTwice(
  plans: readonly PromptPlan[],
  of: { config: Config; store: ResponseStore; scope: SampleScopes; request: SelfCheckRequest },
): Promise<AskedTwice[]> {
  const { config, store, scope, request } = of;
  await using asking = await openAsking(plans, {
    ...{ store, config, request, scope: scope.ofAnswers, judgementScope: scope.ofJudgements },
    mayCurtail: false,
  });
  const states = plans.map((plan) => newComparison(plan));
  const looks = await askLooks(states, asking);

  const again = states
    .filter(({ plan }) => plan.judges.judge)
    .map((state) => ({ ...state, nextCases: state.nextCases.filter(waitsForOthers) }));
  const isJudged = again.some(({ nextCases }) => nextCases.length > 0);
  if (isJudged) request.log('Asking the judges about the same answers once more.');
  const judgingOf = asking.judgesAnew(scope.ofSecondJudgements);
  const rejudged = isJudged
    ? await askLooks(again, { ...asking, judgingOf })
    : new Map<ComparisonState, LookOutcome>();
  return states.map((state) => ({
    plan: state.plan,
    outcomes: looks.get(state)?.outcomes ?? [],
    rejudged: [...rejudged].find(([{ plan }]) => plan === state.plan)?.[1].outcomes ?? [],
  }));
}

function isAnswered({ outcomes }: AskedTwice): boolean {
  return outcomes.some(({ status }) => status !== 'errored');
}

function unansweredSentence({ plan, outcomes }: AskedTwice): string {
  const failure = outcomes
    .map((outcome) => (outcome.status === 'errored' ? outcome.failure : null))
    .find(Boolean);
  return `No case of ${plan.name} was answered. ${failure?.message ?? ''}`.trim();
}

function judgeSuite({ plan, outcomes, rejudged }: AskedTwice, log: SelfCheckRequest['log']): PromptSelfCheck {
  const onProgress = (done: number, all: number) =>
    log(`${plan.name}: ${formatCount(done)} of ${formatCount(all)} simulated`, 'progress');
  const evidence = evidenceOf(plan, [outcomes], new Map());
  return {
    path: plan.name,
    alpha: plan.policy.gate.alpha,
    judge: disagreement(outcomes, rejudged),
    check: selfcheck(evidence, plan.policy, { replicates: REPLICATES, seed: SEED, onProgress }),
  };
}

/** How many of the answers that were judged twice were judged differently. */
function disagreement(first: readonly Outcome[], again: readonly Outcome[]): PromptSelfCheck['judge'] {
  const nameOf = ({ caseId, arm, index }: Outcome) => JSON.stringify([caseId, arm, index]);
  const before = new Map(first.map((outcome) => [nameOf(outcome), outcome.status]));
  const both = again
    .map((outcome) => [before.get(nameOf(outcome)), outcome.status])
    .filter((statuses) => !statuses.includes('errored') && !statuses.includes(undefined));
  if (both.length === 0) return null;
  return { answers: both.length, differently: both.filter(([one, other]) => one !== other).length };
}
