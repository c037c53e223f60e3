import type { ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Case } from '../domain/suite.ts';
import { embeddingRequest } from '../model/embedding.ts';
import { estimateRun, type KnownLength, type RunEstimate } from '../model/estimate.ts';
import { type ResponseStore, trialKey } from '../run/store.ts';
import { expectedQuestions } from '../score/judge/asked.ts';
import { judgeRequest } from '../score/judge/asking.ts';
import type { PromptPlan } from './plan.ts';
import { type Scope, trialsOf } from './trials.ts';

/** What a run takes, roughly, before its first call: the answers, and what is asked to judge them. */
export type Estimate = {
  /** Of those that are not stored. */
  answers: RunEstimate;
  judgements: RunEstimate;
  /** Answers that are stored. */
  stored: number;
  /** Answers to be asked of models of which no answer is stored, so that their length is assumed. */
  assumed: number;
};

/** Where answers of earlier runs are, and what bounds their reuse. */
export type StoredAnswers = { store: Pick<ResponseStore, 'has' | 'get' | 'size'>; scope: Scope };

/** So many stored answers of a model say how long its answers are. */
const ENOUGH_LENGTHS = 100;

/** Cases of a plan that are to be answered. */
export type ToEstimate = {
  plan: PromptPlan;
  cases: readonly Case[];
  /** Absent: no answer is stored. */
  earlier?: StoredAnswers | undefined;
  /** Mean output tokens of earlier answers of the plan's model, where none is stored. */
  answerTokens?: number | undefined;
};

/**
 * Estimates the answers to cases by all arms of a plan. Answers that are stored are left out, and say how long the others
 * of their model will be.
 */
export async function estimatePlan(asked: ToEstimate): Promise<Estimate> {
  const trials = gatherTrials(asked);
  return estimateOf(trials, (target) => meanOf(lengthsIn(trials.lengths, target)));
}

/** The same of several plans, each by the lengths of its own stored answers, else by those of the others' of the model. */
export async function estimatePlans(asked: readonly ToEstimate[]): Promise<Estimate[]> {
  const all = asked.map(gatherTrials);
  const meanOfAll: KnownLength = (target) => meanOf(all.flatMap(({ lengths }) => lengthsIn(lengths, target)));
  return Promise.all(
    all.map((trials) =>
      estimateOf(trials, (target) => meanOf(lengthsIn(trials.lengths, target)) ?? meanOfAll(target)),
    ),
  );
}

type GatheredTrials = ToEstimate & { lengths: Map<string, number[]>; toAsk: ModelRequest[]; stored: number };

function gatherTrials(asked: ToEstimate): GatheredTrials {
  const { plan, cases, earlier } = asked;
  // Keys take a while to compute, and find nothing in a store that is empty.
  const store = earlier && earlier.store.size() > 0 ? earlier.store : undefined;
  const lengths = new Map<string, number[]>();
  const toAsk: ModelRequest[] = [];
  let stored = 0;
  for (const trial of trialsOf(plan, cases, earlier?.scope ?? '')) {
    const key = store && trialKey(trial);
    if (key === undefined || !store?.has(key)) {
      toAsk.push(trial.request);
      continue;
    }
    stored += 1;
    const known = lengthsIn(lengths, trial.request.target);
    if (known.length >= ENOUGH_LENGTHS) continue;
    const tokens = store.get(key)?.usage.outputTokens;
    if (tokens !== undefined) known.push(tokens);
  }
  return { ...asked, lengths, toAsk, stored };
}

async function estimateOf(
  { plan, cases, answerTokens, toAsk, stored }: GatheredTrials,
  known: KnownLength,
): Promise<Estimate> {
  const lengthOf: KnownLength = (target) => known(target) ?? answerTokens;
  return {
    answers: estimateRun(toAsk, lengthOf),
    judgements: await estimateJudgements(plan, cases),
    stored,
    assumed: toAsk.filter(({ target }) => lengthOf(target) === undefined).length,
  };
}

/** Adds up estimates of several plans. */
export function addEstimates(estimates: readonly Estimate[]): Estimate {
  return {
    answers: estimates.map(({ answers }) => answers).reduce(add, NOTHING),
    judgements: estimates.map(({ judgements }) => judgements).reduce(add, NOTHING),
    stored: estimates.reduce((sum, { stored }) => sum + stored, 0),
    assumed: estimates.reduce((sum, { assumed }) => sum + assumed, 0),
  };
}

/** Answers and judgements together. */
export function wholeEstimate({
  answers,
  judgements,
}: Pick<Estimate, 'answers' | 'judgements'>): RunEstimate {
  return add(answers, judgements);
}

const NOTHING: RunEstimate = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

function add(a: RunEstimate, b: RunEstimate): RunEstimate {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
  };
}

function lengthsIn(lengths: Map<string, number[]>, { provider, model }: ModelTarget): number[] {
  const key = `${provider}:${model}`;
  const known = lengths.get(key) ?? [];
  lengths.set(key, known);
  return known;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function estimateJudgements(plan: PromptPlan, cases: readonly Case[]): Promise<RunEstimate> {
  let total = NOTHING;
  for (const testCase of cases) total = add(total, estimateRun(await judgeRequestsOf(plan, testCase)));
  return total;
}

/** Where a case compares answers, both arms ask the same, so only one of them is counted as having a rival. */
async function judgeRequestsOf(plan: PromptPlan, testCase: Case): Promise<ModelRequest[]> {
  const { judge, embedder } = plan.judges;
  if (!judge && !embedder) return [];
  const requests: ModelRequest[] = [];
  for (const withRival of plan.baseline ? [false, true] : [false]) {
    const { judgements, embeddings } = await expectedQuestions(testCase, withRival);
    for (let trial = 0; trial < plan.trials; trial++) {
      if (judge) requests.push(...judgements.map((question) => judgeRequest(judge, question)));
      if (embedder) requests.push(...embeddings.map((text) => embeddingRequest(embedder, text)));
    }
  }
  return requests;
}
