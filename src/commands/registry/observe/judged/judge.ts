import { openPool } from '../../../../base/pool.ts';
import { openAsking } from '../../../../compare/answers.ts';
import type { ModelFailure } from '../../../../domain/answer.ts';
import type { Config } from '../../../../domain/policy.ts';
import type { GateRequest } from '../../../../domain/request.ts';
import type { JudgeUsage } from '../../../../domain/result.ts';
import type { Case } from '../../../../domain/suite.ts';
import { embeddingRequest } from '../../../../model/embedding.ts';
import { estimateRun, type RunEstimate } from '../../../../model/estimate.ts';
import type { SampledAnswer } from '../../../../observe/sampled.ts';
import { lastQuestion } from '../../../../observe/texts.ts';
import { destinationsOf } from '../../../../plan/destinations.ts';
import { counted, formatCount, formatMoney } from '../../../../prose/numbers.ts';
import { openStore, type ResponseStore, trialKey } from '../../../../run/store.ts';
import { expectedQuestions } from '../../../../score/judge/asked.ts';
import { type Judging, judgeRequest, questionTrial } from '../../../../score/judge/asking.ts';
import type { Judges } from '../../../../score/judge/choose.ts';
import { scoreAnswer } from '../../../../score/score.ts';
import type { JudgedMetric } from './metrics.ts';

/** A metric, with who judges by it. */
export type MetricJudge = JudgedMetric & { judges: Judges };

/** One answer that is judged by one metric. */
export type ToJudge = { answer: SampledAnswer; by: MetricJudge; id: string };

/** A value that was judged. */
export type Judgement = { id: string; metric: string; answer: SampledAnswer; value: boolean | number };

export type Judged = {
  judgements: Judgement[];
  /** Answers that could not be judged, and why. */
  errored: { toJudge: ToJudge; failure: ModelFailure }[];
  usage: JudgeUsage;
};

export type JudgeMeans = Pick<GateRequest, 'credentials' | 'log' | 'signal' | 'agree' | 'restoreAnswers'> & {
  config: Config;
  storeDirectory: string;
};

/** Judgements that models do not answer at temperature 0 are kept apart from those of the gate. */
const SCOPE = 'observed';
const PROMPT = 'observed';
/** Answers that may wait for their judges at the same time, per call that may be in flight. */
const JUDGED_PER_CALL = 2;
const PROGRESS_EVERY = 100;

/** What judging takes, roughly, without what is stored. */
export async function estimate(
  answers: readonly ToJudge[],
  store: Pick<ResponseStore, 'has'>,
): Promise<RunEstimate> {
  const total: RunEstimate = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  for (const toJudge of answers) {
    const { calls, inputTokens, outputTokens, usd } = estimateRun(await requestsOf(toJudge, store));
    total.calls += calls;
    total.inputTokens += inputTokens;
    total.outputTokens += outputTokens;
    total.usd = total.usd === null || usd === null ? null : total.usd + usd;
  }
  return total;
}

async function requestsOf({ answer, by, id }: ToJudge, store: Pick<ResponseStore, 'has'>) {
  const { judge, embedder } = by.judges;
  const given = { text: answer.answer, question: lastQuestion(answer.input) };
  const { judgements, embeddings } = await expectedQuestions(caseOf(by, answer), false, given);
  const requests = [
    ...(judge ? judgements.map((question) => judgeRequest(judge, question)) : []),
    ...(embedder ? embeddings.map((text) => embeddingRequest(embedder, text)) : []),
  ];
  return requests.filter((request) => {
    const trial = questionTrial({ prompt: PROMPT, caseId: id, arm: 'candidate' }, request, { scope: SCOPE });
    return !store.has(trialKey(trial));
  });
}

/**
 * Judges answers, after it was told what that takes. Judgements of earlier runs come from the store. What could not be
 * judged is errored, and never a value.
 * @throws GateFailure: nobody agreed to send a key to where the policy says
 */
export async function judgeAnswers(answers: readonly ToJudge[], means: JudgeMeans): Promise<Judged> {
  const { config, credentials, storeDirectory, log, signal } = means;
  if (config.run.cache) await means.restoreAnswers?.(storeDirectory);
  const store = await openStore(storeDirectory);
  try {
    await tell(answers, store, means);
  } catch (problem) {
    await store.close();
    throw problem;
  }
  const request = { credentials, offline: false, log, signal };
  await using asking = await openAsking([], {
    ...{ store, config, scope: '', judgementScope: SCOPE, request, mayCurtail: false },
  });
  const judgings = new Map<string, Judging>();
  for (const { by } of answers) {
    const { name } = by.metric;
    if (!judgings.has(name)) judgings.set(name, asking.judgingOf({ name, judges: by.judges }));
  }
  const judged: Pick<Judged, 'judgements' | 'errored'> = { judgements: [], errored: [] };
  let said = 0;
  const pool = openPool(config.run.maxConcurrency * JUDGED_PER_CALL);
  try {
    for (const toJudge of answers) {
      const judging = judgings.get(toJudge.by.metric.name);
      if (!judging) continue;
      await pool.begin(async () => {
        await judgeOne(toJudge, judging, judged);
        const done = judged.judgements.length + judged.errored.length;
        // Several answers that were judged in one call end at once.
        const isNews = done > said && (done - said >= PROGRESS_EVERY || done === answers.length);
        if (isNews) {
          said = done;
          log(`${formatCount(done)} of ${formatCount(answers.length)} judged`, 'progress');
        }
      });
    }
  } finally {
    await pool.finish();
  }
  return { ...judged, usage: [...judgings.values()].map((each) => each.usage()).reduce(addUsage, NO_USAGE) };
}

async function tell(answers: readonly ToJudge[], store: ResponseStore, means: JudgeMeans): Promise<void> {
  const { config, credentials, log, agree } = means;
  const metricJudges = new Set(answers.map(({ by }) => by));
  const asked = [...metricJudges].flatMap(({ judges }) => {
    const target = judges.judge ?? judges.embedder;
    return target === null ? [] : [{ baseline: null, candidate: { target }, judges }];
  });
  await agree?.(destinationsOf(asked, credentials));
  const expected = await estimate(answers, store);
  log(`${estimateSentence(answers.length, expected)}.`);
  const limit = config.cost.maxRunCost;
  if (limit !== null && expected.usd !== null && expected.usd > limit) {
    log(`The estimate exceeds max-run-cost (${formatMoney(limit)}): the run stops when that much is spent.`);
  }
}

/** `Judging 120 answers: 118 questions to judges, about 60 000 tokens in and 4 000 out, about $0.08`. */
export function estimateSentence(
  answers: number,
  { calls, inputTokens, outputTokens, usd }: RunEstimate,
): string {
  const money = usd === null ? 'price not known' : `about ${formatMoney(usd)}`;
  const tokens = `about ${formatCount(inputTokens)} tokens in and ${formatCount(outputTokens)} out`;
  return `Judging ${counted(answers, 'answer')}: ${counted(calls, 'question')} to judges, ${tokens}, ${money}`;
}

async function judgeOne(
  toJudge: ToJudge,
  judging: Judging,
  { judgements, errored }: Pick<Judged, 'judgements' | 'errored'>,
): Promise<void> {
  const { answer, by, id } = toJudge;
  const trial = { prompt: PROMPT, caseId: id, arm: 'candidate', index: 0, scope: '' } as const;
  const request = { target: { provider: '', model: '', baseUrl: '' }, body: {} };
  const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };
  const given = { text: answer.answer, toolCalls: [], finishReason: null, usage, latencyMs: 0, model: '' };
  const scored = await scoreAnswer({ ...given, costUsd: null }, caseOf(by, answer), {
    ...judging.contextFor({ ...trial, request }),
    question: lastQuestion(answer.input),
  });
  if (scored.errored) errored.push({ toJudge, failure: scored.errored });
  else judgements.push({ id, metric: by.metric.name, answer, value: metricValue(by, scored) });
}

/** Of a score, its place between the bounds. */
function metricValue(
  { metric }: MetricJudge,
  { passed, score }: { passed: boolean; score: number },
): boolean | number {
  return metric.kind === 'score' ? metric.from + score * (metric.to - metric.from) : passed;
}

/** What was asked is all that a judge sees of the case. */
function caseOf({ testCase }: MetricJudge, { input }: SampledAnswer): Case {
  return input === null ? testCase : { ...testCase, vars: { input } };
}

const NO_USAGE: JudgeUsage = { calls: 0, fromStore: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

function addUsage(a: JudgeUsage, b: JudgeUsage): JudgeUsage {
  return {
    calls: a.calls + b.calls,
    fromStore: a.fromStore + b.fromStore,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
  };
}
