import { GateFailure } from '../../../../base/errors.ts';
import type { JudgedJson } from '../../../../domain/observe-json.ts';
import type { Config } from '../../../../domain/policy.ts';
import type { GateRequest } from '../../../../domain/request.ts';
import { nameOf } from '../../../../model/names.ts';
import type { Reported } from '../../../../observe/reported.ts';
import type { Sample, SampledAnswer } from '../../../../observe/sampled.ts';
import { counted } from '../../../../prose/numbers.ts';
import { openStore } from '../../../../run/store.ts';
import { type Answerer, judgesOf } from './choose.ts';
import {
  estimate,
  estimateSentence,
  type Judged,
  type Judgement,
  judgeAnswers,
  type MetricJudge,
  type ToJudge,
} from './judge.ts';
import type { JudgedMetric } from './metrics.ts';
import { appendJudgements } from './out.ts';

/** How answers are to be judged. */
export type JudgingRequest = Pick<
  GateRequest,
  'credentials' | 'log' | 'signal' | 'agree' | 'restoreAnswers'
> & {
  /** The file to which judgements are appended, besides. */
  out: string | undefined;
};

/** What came of it, for people and as `--json` prints it. */
export type JudgedReport = JudgedJson;

export type JudgingGround = {
  config: Config;
  metrics: readonly JudgedMetric[];
  /** The models of the versions that answered. */
  answerersOf(answers: readonly SampledAnswer[]): Promise<Answerer[]>;
  directory: string;
  storeDirectory: string;
  dryRun: boolean;
};

/** Of few answers, one that cannot be judged is not many. */
const FEW_ERRORED = 1;

/**
 * Judges a sample; a dry run says what that would take.
 * @returns the judgements as reports, and what is told of them
 * @throws ConfigurationError(s): no judge, or no key for it; GateFailure: more answers could not be judged than
 *   `gate.max-missing` allows, so that what could be judged says little
 */
export async function judgeSample(
  { answers, known, chosen }: Sample,
  request: JudgingRequest,
  ground: JudgingGround,
): Promise<{ judgements: Reported[]; report: JudgedReport; notes: string[] }> {
  const { config, directory, storeDirectory, dryRun } = ground;
  const { toJudge, notes } = await whoJudges(chosen, request, ground);
  const told = { answers, known, estimate: null, out: null };
  if (dryRun) {
    const expected = await estimated(toJudge, storeDirectory);
    notes.push(`${estimateSentence(toJudge.length, expected)}.`);
    const report = { ...told, estimate: expected, metrics: countsOf(toJudge, NOTHING), usage: NOTHING.usage };
    return { judgements: [], report, notes };
  }
  const judged =
    toJudge.length === 0 ? NOTHING : await judgeAnswers(toJudge, { ...request, config, storeDirectory });
  const metrics = countsOf(toJudge, judged);
  refuseTooManyErrored(metrics, judged, config.gate.maxMissing);
  const { out } = request;
  if (out !== undefined) await appendJudgements(out, judged.judgements, directory);
  const report = {
    ...{ ...told, metrics, usage: judged.usage },
    out: out === undefined ? null : { path: out, appended: judged.judgements.length },
  };
  return { judgements: judged.judgements.map(reportOf), report, notes };
}

/** A judgement as the counter takes it. */
function reportOf({ id, metric, value, answer: { reported } }: Judgement): Reported {
  return { ...reported, id, isCall: false, metrics: { [metric]: value } };
}

const NOTHING: Judged = {
  judgements: [],
  errored: [],
  usage: { calls: 0, fromStore: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
};

async function estimated(toJudge: readonly ToJudge[], storeDirectory: string) {
  const store = await openStore(storeDirectory, { readOnly: true });
  try {
    return await estimate(toJudge, store);
  } finally {
    await store.close();
  }
}

async function whoJudges(
  chosen: readonly SampledAnswer[],
  { credentials }: JudgingRequest,
  { config, metrics, answerersOf, dryRun }: JudgingGround,
): Promise<{ toJudge: ToJudge[]; notes: string[] }> {
  const toJudge: ToJudge[] = [];
  const notes: string[] = [];
  for (const metric of metrics) {
    const own = chosen.flatMap((answer) =>
      answer.by.flatMap(({ metric: name, id }) => (name === metric.metric.name ? [{ answer, id }] : [])),
    );
    if (own.length === 0) continue;
    const answerers = await answerersOf(own.map(({ answer }) => answer));
    const chosenJudges = judgesOf(metric, answerers, { config, credentials, needsKeys: !dryRun });
    notes.push(...chosenJudges.notes);
    const by: MetricJudge = { ...metric, judges: chosenJudges.judges };
    toJudge.push(...own.map((each) => ({ ...each, by })));
  }
  return { toJudge, notes: [...new Set(notes)] };
}

/** By metric, prompt, environment and version, in this order. */
function countsOf(toJudge: readonly ToJudge[], { judgements, errored }: Judged): JudgedReport['metrics'] {
  const counts = new Map<string, JudgedReport['metrics'][number] & { sum: number; values: number }>();
  const keyOf = (metric: string, { of }: SampledAnswer) =>
    `${metric}\0${of.prompt}\0${of.environment}\0${of.version}`;
  for (const { answer, by } of toJudge) {
    const { name } = by.metric;
    const { prompt, environment, version } = answer.of;
    const key = keyOf(name, answer);
    const judge = by.judges.judge ?? by.judges.embedder;
    const known = counts.get(key) ?? {
      ...{ metric: name, prompt, environment, version, judge: judge && nameOf(judge) },
      ...{ sampled: 0, errored: 0, mean: null, sum: 0, values: 0 },
    };
    known.sampled += 1;
    counts.set(key, known);
  }
  for (const { metric, answer, value } of judgements) {
    const count = counts.get(keyOf(metric, answer));
    if (!count) continue;
    count.sum += Number(value);
    count.values += 1;
  }
  for (const { toJudge: of } of errored) {
    const count = counts.get(keyOf(of.by.metric.name, of.answer));
    if (count) count.errored += 1;
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sum, values, ...rest }]) => ({ ...rest, mean: values === 0 ? null : sum / values }));
}

function refuseTooManyErrored(
  metrics: JudgedReport['metrics'],
  { errored }: Judged,
  maxMissing: number,
): void {
  const tooMany = metrics.filter((each) => each.errored > Math.max(FEW_ERRORED, each.sampled * maxMissing));
  if (tooMany.length === 0) return;
  const which = tooMany.map(
    ({ metric, prompt, version, errored: count, sampled }) =>
      `${metric} of ${prompt} ${version}: ${count} of ${counted(sampled, 'answer')} could not be judged.`,
  );
  const reasons = [...new Set(errored.map(({ failure }) => failure.message))].slice(0, 3);
  throw new GateFailure([...which, ...reasons].join(' '), {
    remedy:
      'Nothing was counted. Run it again: the judgements that came are stored. `gate.max-missing` says how many may be missing.',
  });
}
