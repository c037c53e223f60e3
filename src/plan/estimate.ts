import type { ModelRequest } from '../domain/answer.ts';
import type { Case } from '../domain/suite.ts';
import { embeddingRequest } from '../model/embedding.ts';
import { estimateRun, type RunEstimate } from '../model/estimate.ts';
import { expectedQuestions } from '../score/judge/asked.ts';
import { judgeRequest } from '../score/judge/asking.ts';
import type { PromptPlan } from './plan.ts';
import { trialsOf } from './trials.ts';

/** What a run takes, roughly, before its first call: the answers, and what is asked to judge them. */
export type Estimate = { answers: RunEstimate; judgements: RunEstimate };

/** Estimates the answers to cases by all arms of a plan; what is stored already is not left out. */
export async function estimatePlan(plan: PromptPlan, cases: readonly Case[]): Promise<Estimate> {
  return {
    answers: estimateRun(requestsOf(plan, cases)),
    judgements: await estimateJudgements(plan, cases),
  };
}

/** Adds up estimates of several plans. */
export function addEstimates(estimates: readonly Estimate[]): Estimate {
  return {
    answers: estimates.map(({ answers }) => answers).reduce(add, NOTHING),
    judgements: estimates.map(({ judgements }) => judgements).reduce(add, NOTHING),
  };
}

/** Answers and judgements together. */
export function wholeEstimate({ answers, judgements }: Estimate): RunEstimate {
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

function* requestsOf(plan: PromptPlan, cases: readonly Case[]): Generator<ModelRequest> {
  for (const { request } of trialsOf(plan, cases, '')) yield request;
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
