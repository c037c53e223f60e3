import { policyOfSegment } from '../../domain/policy-of.ts';
import { type Case, segmentNames } from '../../domain/suite.ts';
import type { PromptPlan } from '../../plan/plan.ts';
import { casesNeeded, type EffectQuestion } from '../../stats/power.ts';
import { shareOfSegment, splitAlpha } from '../../verdict/alpha.ts';
import { TESTS } from '../../verdict/tests/table.ts';
import type { StatisticalTest } from '../../verdict/tests/test.ts';

const POWER = 0.8;
/** A drop that is larger by a hundredth of a point is the same. */
const TOLERANCE = 1e-4;

/** So many cases of a segment, and the smallest drop that they detect with 80 % power; null where none. */
export type Reach = {
  cases: number;
  /** Families among them, a single case being one; null where every case is one. */
  families: number | null;
  minimumDetectableEffect: number | null;
};

export type SegmentCheck = {
  name: string;
  /** Cases the suite has. */
  cases: number;
  /** The number of cases, or of families, that a segment must have to be judged, where this one has fewer; else null. */
  fewest: number | null;
  /** The first look, the last, and the whole suite, where they differ. */
  looks: Reach[];
  /** What it is held against, a fraction. */
  margin: number;
  /** Cases needed to detect a drop as large as the margin with 80 % power; null without a margin. */
  casesNeeded: number | null;
};

/** Drops that segments of other prompts were found to show, by the question: many prompts have suites of one size. */
export type KnownDrops = Map<string, number>;

/**
 * What each segment of a suite can detect when so large a share of cases differs between two harmless versions. The
 * cases of a family are taken to pass and fail together, so that a family detects no more than one case.
 */
export function checkSegments(
  plan: PromptPlan,
  discordance: number,
  known: KnownDrops = new Map(),
): SegmentCheck[] {
  const names = segmentNames(plan.suite.cases);
  const counts = { segments: names.length, judged: names.length };
  const { gate } = plan.policy;
  const levels = splitAlpha({ alpha: gate.alpha, ...counts });
  const asked = { alpha: shareOfSegment(levels.segments, names.length), power: POWER };
  const { fewestCases } = TESTS[gate.test];
  const detectableDrop = (question: EffectQuestion) => {
    const key = JSON.stringify([gate.test, question]);
    const drop = known.get(key) ?? TESTS[gate.test].detectableDrop(question);
    known.set(key, drop);
    return drop;
  };
  const margins = new Set(names.map((name) => policyOfSegment(plan.policy, name).margin));
  const casesByMargin = new Map(
    [...margins].map((margin) => [
      margin,
      margin > 0 ? casesFor(margin, { ...asked, discordance, detectableDrop }) : null,
    ]),
  );
  return names.map((name) => {
    const inSegment = (cases: readonly Case[]) =>
      cases.filter((testCase) => testCase.segments.includes(name));
    const all = inSegment(plan.suite.cases);
    const families = familiesIn(all);
    const { margin } = policyOfSegment(plan.policy, name);
    const needed = casesByMargin.get(margin) ?? null;
    const sizes = new Map([...plan.looks.map(inSegment), all].map((cases) => [cases.length, cases]));
    return {
      name,
      cases: all.length,
      fewest: families < fewestCases ? fewestCases : null,
      looks: [...sizes.values()].map((cases) => {
        const units = familiesIn(cases);
        return {
          cases: cases.length,
          families: units === cases.length ? null : units,
          minimumDetectableEffect: dropOrNull(detectableDrop({ cases: units, discordance, ...asked })),
        };
      }),
      margin,
      casesNeeded: needed === null ? null : Math.ceil((needed * all.length) / families),
    };
  });
}

/** So many independent cases detect a drop: from the formula on, until the test itself does. */
export function casesFor(
  drop: number,
  { detectableDrop, ...question }: Pick<StatisticalTest, 'detectableDrop'> & Omit<EffectQuestion, 'cases'>,
): number {
  // Such a drop alone makes that share of cases differ.
  const discordance = question.discordance + drop * (1 - question.discordance);
  let cases = Math.ceil(casesNeeded({ effect: drop, ...question, discordance }));
  while (detectableDrop({ cases, ...question }) > drop + TOLERANCE) cases += Math.ceil(cases / 100);
  return cases;
}

/** A test that finds no drop gives one of 100 points. */
function dropOrNull(drop: number): number | null {
  return drop < 1 ? drop : null;
}

/** Families among cases; a case without a group is one by itself. */
function familiesIn(cases: readonly Case[]): number {
  return new Set(cases.map(({ id, group }) => JSON.stringify(group === undefined ? [id] : group))).size;
}
