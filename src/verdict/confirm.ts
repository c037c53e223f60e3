import type { CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { BaselineDrift, SegmentVerdict } from '../domain/verdict.ts';
import type { JudgedRows } from './judged.ts';
import { testOverall } from './overall.ts';
import { completePairs, differencesOf } from './pairs.ts';
import { atWorst, type Sampled, sampled } from './sample.ts';
import { missesTooMuch } from './sizes.ts';
import { type StatisticalTest, testSegment } from './tests/test.ts';
import { weightedMean } from './weights.ts';

/**
 * The share of α up to which the one-sided p of fresh answers confirms. Half, since the candidate's answers stay what they
 * were: where they were unlucky once, they are so again. All of α blocks 6–8 % of harmless changes after a provider got 3
 * to 10 points worse, half of it 3–4 %, and finds one point less of a drop of 15.
 */
const SHARE_OF_ALPHA = 0.5;

/** The two-sided p up to which stored and fresh answers of the baseline differ. */
const DIFFERS_AT = 0.05;

/**
 * Holds regressions that rest on a stored baseline against its fresh answers: the provider may have changed since, and
 * then everything would seem worse. One that they do not confirm is none; one that awaits them, or did not get enough of
 * them, stays. The level is shared evenly (Bonferroni) by all that is to be confirmed, so that it holds too where the
 * provider became so much worse that everything is. What the base's own cases show shares it with nothing that the pull
 * request adds: or segments added to be lost would leave a loss of the base too little to be confirmed at.
 * @param judged the rows of segments and of the whole (`overall`)
 * @param of.base the part of the evidence that the base has too, where the pull request adds cases
 * @returns the rows as confirmed, and the names of those that await fresh answers
 */
export function confirmAll<Rows extends JudgedRows>(
  judged: readonly Rows[],
  of: { evidence: Evidence; base: Evidence | null; test: StatisticalTest; policy: Policy },
): { rows: Rows[]; awaiting: string[] } {
  const { evidence, base, test } = of;
  const { alpha, maxMissing } = of.policy.gate;
  const stored = evidence.cases.filter(restsOnStored);
  const concerned = (name: string) =>
    stored.filter(({ segments }) => name === OVERALL || segments.includes(name));
  const restsOnItself = ({ row, isBaseWorse }: JudgedRows) =>
    isBaseWorse && concerned(row.name).every(({ isAdded }) => isAdded);
  const inDoubt = judged.filter(
    (rows) =>
      isRegression(rows.row, rows.ofBase) && concerned(rows.row.name).length > 0 && !restsOnItself(rows),
  );
  if (inDoubt.length === 0) return { rows: [...judged], awaiting: [] };
  const isAwaited = (name: string) =>
    concerned(name).some(({ freshBaseline }) => freshBaseline === undefined);
  const awaiting = inDoubt.map(({ row }) => row.name).filter(isAwaited);
  const lacksAnswers = (name: string) => {
    const cases = concerned(name);
    const missing = cases.filter(({ freshBaseline }) => freshBaseline?.trials === 0).length;
    return missesTooMuch({ missing, asked: cases.length }, maxMissing);
  };
  const fresh = freshlySampled(evidence, test);
  const freshBase = base && freshlySampled(base, test);
  const levelOf = (some: readonly JudgedRows[]) => (SHARE_OF_ALPHA * alpha) / Math.max(1, some.length);
  const ofAll: FreshLook = { look: fresh, level: levelOf(inDoubt) };
  const ofBase: FreshLook | null = freshBase && {
    look: freshBase,
    level: levelOf(inDoubt.filter(({ isBaseWorse }) => isBaseWorse)),
  };
  const held = (row: SegmentVerdict, name: string, looks: readonly FreshLook[]): SegmentVerdict => {
    if (row.verdict !== 'regression') return row;
    const found = looks.map(({ look, level }) => ({ level, drop: dropOf(look, name, test) }));
    const [first] = found;
    const isShown = found.some(({ level, drop }) => drop.difference < 0 && drop.pValue <= level);
    return !first || isShown ? row : { ...row, verdict: 'inconclusive', unconfirmed: first.drop };
  };
  const rows = judged.map((one): Rows => {
    const { row } = one;
    const { name } = row;
    if (!inDoubt.includes(one) || isAwaited(name) || lacksAnswers(name)) return one;
    return {
      ...one,
      row: held(row, name, ofBase && one.isBaseWorse ? [ofAll, ofBase] : [ofAll]),
      ofBase: one.ofBase && ofBase ? held(one.ofBase, name, [ofBase]) : one.ofBase,
    };
  });
  return { rows, awaiting };
}

/** What the fresh answers show, and the p up to which that confirms. */
type FreshLook = { look: Sampled; level: number };

function isRegression(...rows: (SegmentVerdict | null)[]): boolean {
  return rows.some((row) => row?.verdict === 'regression');
}

const OVERALL = 'overall';

function restsOnStored({ baselineIsStored, baseline, candidate }: CaseEvidence): boolean {
  return baselineIsStored === true && (baseline?.trials ?? 0) > 0 && candidate.trials > 0;
}

function freshlySampled(evidence: Evidence, test: StatisticalTest): Sampled {
  const cases = evidence.cases.map(
    (one): CaseEvidence =>
      restsOnStored(one) && one.freshBaseline ? { ...one, baseline: one.freshBaseline } : one,
  );
  return sampled({ ...evidence, cases }, test.compares);
}

function dropOf(look: Sampled, name: string, test: StatisticalTest): { difference: number; pValue: number } {
  if (name === OVERALL) return testOverall(look, test);
  const sample = look.samples.find(({ segment }) => segment.name === name);
  const pairs = sample ? atWorst(sample).pairs : [];
  const difference = weightedMean(differencesOf(pairs), undefined);
  return { difference, pValue: testSegment(test, pairs).pValue };
}

/**
 * The segments, and `overall`, whose baseline answered otherwise when it was asked anew (two-sided, at 0.05 each).
 */
export function baselineDrift(evidence: Evidence, test: StatisticalTest): BaselineDrift[] {
  const cases = evidence.cases.flatMap((one): CaseEvidence[] => {
    const { freshBaseline } = one;
    return freshBaseline && restsOnStored(one) ? [{ ...one, candidate: freshBaseline }] : [];
  });
  if (cases.length === 0) return [];
  const names = evidence.segments.map(({ name }) => name);
  return [...(names.length > 1 ? names : []), OVERALL].flatMap((segment) => {
    const own = cases.filter(({ segments }) => segment === OVERALL || segments.includes(segment));
    const pairs = completePairs(own, test.compares);
    const { pValue, pBetter } = testSegment(test, pairs);
    const twoSided = Math.min(1, 2 * Math.min(pValue, pBetter));
    if (twoSided > DIFFERS_AT) return [];
    const rateOf = (rates: number[]) => weightedMean(rates, undefined);
    const storedRate = rateOf(pairs.map(({ baselineRate }) => baselineRate));
    const freshRate = rateOf(pairs.map(({ candidateRate }) => candidateRate));
    return [{ segment, storedRate, freshRate, difference: freshRate - storedRate, pValue: twoSided }];
  });
}
