import type { Comparison } from '../compare/comparison.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Notice } from '../domain/notice.ts';
import { nameOf } from '../model/names.ts';

/** Calls that a price is given for. */
const CALLS = 1000;

type Asked = {
  plan: { baseline: { target: ModelTarget } | null; candidate: { target: ModelTarget } };
  verdict: Pick<Comparison['verdict'], 'cost'>;
};

/** What a reviewer must know of who answers: another model than before, and prices that are not known. */
export function modelNotices({ plan, verdict: { cost } }: Asked): Notice[] {
  if (plan.baseline === null) return [];
  const [from, to] = [nameOf(plan.baseline.target), nameOf(plan.candidate.target)];
  const { baseline, candidate } = cost.comparison;
  const [before, after] = [baseline?.usd ?? null, candidate.usd];
  const notices: Notice[] = [];
  if (from !== to) {
    const pricePer1000: [number, number] | null =
      before === null || after === null ? null : [before * CALLS, after * CALLS];
    notices.push({ code: 'model-changed', from, to, pricePer1000 });
  }
  const unpriced = [...(before === null ? [from] : []), ...(after === null ? [to] : [])];
  const isAnswered = [baseline, candidate].every((arm) => (arm?.totalTokens ?? 0) > 0);
  const isJudged = cost.labels?.money !== null && baseline !== null && isAnswered;
  if (isJudged && unpriced.length > 0)
    notices.push({ code: 'price-not-known', models: [...new Set(unpriced)] });
  return notices;
}
