import type { Comparison } from '../compare/comparison.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Notice } from '../domain/notice.ts';
import { nameOf } from '../model/names.ts';
import { priceOf } from '../model/prices.ts';

/** Calls that a price is given for. */
const CALLS = 1000;

const ONE_TOKEN = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 };

type Arm = { target: ModelTarget; others?: readonly { target: ModelTarget }[] };

type Asked = {
  plan: { baseline: Arm | null; candidate: Arm };
  verdict: Pick<Comparison['verdict'], 'cost'>;
};

/** What a reviewer must know of who answers: another model than before, and prices that are not known. */
export function modelNotices({ plan, verdict: { cost } }: Asked): Notice[] {
  if (plan.baseline === null) return [];
  const [from, to] = [nameOf(plan.baseline.target), nameOf(plan.candidate.target)];
  const { baseline, candidate } = cost.comparison;
  const [before, after] = [baseline?.usd ?? null, candidate.usd];
  const notices: Notice[] = [];
  // Of several, it is told when they are planned.
  const isOne = !plan.baseline.others && !plan.candidate.others;
  if (isOne && from !== to) {
    const pricePer1000: [number, number] | null =
      before === null || after === null ? null : [before * CALLS, after * CALLS];
    notices.push({ code: 'model-changed', from, to, pricePer1000 });
  }
  const unpriced = [
    ...(before === null ? withoutPrice(plan.baseline) : []),
    ...(after === null ? withoutPrice(plan.candidate) : []),
  ];
  const isAnswered = [baseline, candidate].every((arm) => (arm?.totalTokens ?? 0) > 0);
  const isJudged = cost.labels?.money !== null && baseline !== null && isAnswered;
  if (isJudged && unpriced.length > 0)
    notices.push({ code: 'price-not-known', models: [...new Set(unpriced)] });
  return notices;
}

/** Those of the models of an arm whose price is not known; the only one, where an answer's is not. */
function withoutPrice({ target, others = [] }: Arm): string[] {
  const targets = [target, ...others.map((other) => other.target)];
  const unknown = targets.filter((each) => priceOf(each, ONE_TOKEN) === null);
  return (unknown.length > 0 ? unknown : targets).map(nameOf);
}
