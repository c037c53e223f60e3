import type { GuardPolicy, Weights } from '../domain/portfolio.ts';
import type { SegmentPlan } from '../domain/portfolio-plan.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import { pairsUntilNoticed } from '../stats/detection-delay.ts';
import { BETS } from '../stats/e-process.ts';
import { listedIn, weightOf } from './facts.ts';

/** The drop whose cost is told, 0–1. */
const DROP = 0.15;
/** Share of a segment that a version needs to be another's control, in slots. */
const LEAST_CONTROL = 500;

export type NoticeQuestion = {
  weights: Weights;
  segment: string;
  guards: readonly GuardPolicy[];
  /** Rate of a metric of the control in the segment, 0–1; null where it is none, or was not observed. */
  rateOf: (metric: string, version: Version) => number | null;
  /** Of the segment; null where it is not known. */
  callsPerDay: number | null;
};

/**
 * How many answers of each version of a segment a guard takes to notice that its rate is 15 points worse than the
 * control's, the other version with the largest weight there; and how many bad answers that costs. Guards that go back by
 * themselves come first; without a control none does.
 */
export function noticedIn(question: NoticeQuestion): SegmentPlan['noticed'] {
  const { weights, segment } = question;
  const serving = listedIn(weights, segment).filter((version) => weightOf(weights, segment, version) > 0);
  return serving.map((version) => {
    const own = weightOf(weights, segment, version);
    const control = serving
      .filter((other) => other !== version && weightOf(weights, segment, other) >= LEAST_CONTROL)
      .sort((a, b) => weightOf(weights, segment, b) - weightOf(weights, segment, a))[0];
    const never = { version, answers: null, badAnswers: null, days: null, acts: false };
    if (question.guards.length === 0) return { ...never, why: 'no-guard' };
    if (control === undefined) return { ...never, why: 'no-control' };
    const found = soonest(question, control);
    if (found === null) {
      const isKnown = question.guards.some(({ metric }) => question.rateOf(metric, control) !== null);
      return { ...never, why: isKnown ? 'margin' : 'not-observed' };
    }
    // One answer of the control is drawn for each: where it has fewer, the others wait.
    const answers = found.pairs * Math.max(1, own / weightOf(weights, segment, control));
    const perDay = question.callsPerDay === null ? null : (question.callsPerDay * own) / SLOT_COUNT;
    return {
      ...{ version, answers: Math.ceil(answers), badAnswers: Math.ceil(answers * DROP) },
      days: perDay !== null && perDay > 0 ? answers / perDay : null,
      acts: found.acts,
    };
  });
}

function soonest(
  { guards, rateOf }: NoticeQuestion,
  control: Version,
): { pairs: number; acts: boolean } | null {
  const found = guards.flatMap(({ metric, better, worseBy, alpha, action }) => {
    const rate = rateOf(metric, control);
    if (rate === null) return [];
    const margin = worseBy.kind === 'points' ? worseBy.value : worseBy.value * rate;
    const upwards = better === 'higher' ? rate : 1 - rate;
    const pairs = pairsUntilNoticed({ rate: upwards, drop: DROP, margin, alpha, bets: BETS });
    return pairs === null ? [] : [{ pairs, acts: action === 'rollback' }];
  });
  const acting = found.filter(({ acts }) => acts);
  const best = (acting.length > 0 ? acting : found).sort((a, b) => a.pairs - b.pairs)[0];
  return best ?? null;
}
