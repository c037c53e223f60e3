import type { Evidence } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { Trial } from '../domain/trial.ts';
import type { PromptPlan } from '../plan/plan.ts';
import { baselineAnew, trialsAgain, trialsOf } from '../plan/trials.ts';
import { failedOnce } from '../verdict/critical.ts';
import type { Asking } from './answers.ts';
import { type ComparisonState, evidenceOf } from './comparison.ts';
import type { Confirmations } from './confirmations.ts';
import { type Asked, askTrials } from './outcomes.ts';

/** Further trials an arm of a lost critical case. */
const TRIALS_AGAIN = 2;
/** The name that `decide` gives to all cases together. */
const WHOLE = 'overall';

/** What a verdict wants confirmed and was not asked yet: cases whose baseline is stored, and lost critical cases. */
type Wanted = { anew: Case[]; again: Case[] };

export function wantsConfirmation(state: ComparisonState): boolean {
  const { anew, again } = wantedBy(state);
  return anew.length + again.length > 0;
}

/**
 * Asks what must be confirmed before it blocks: in the segments that would block on stored answers of the baseline, the
 * baseline alone, anew, to every case of which it is stored; and lost critical cases twice more, both arms. The answers
 * are stored, so that a repeated run confirms the same.
 */
export async function askConfirmations(
  states: readonly ComparisonState[],
  asking: Asking,
): Promise<Map<ComparisonState, Confirmations>> {
  const found = new Map(states.map((state) => [state, { anew: [] as Outcome[], again: [] as Outcome[] }]));
  for (const kind of ['anew', 'again'] as const) {
    const rounds = new Map(states.map((state) => [state.plan.name, roundOf(state, kind, asking)]));
    const trials = [...rounds.values()].flatMap((round) => round.trials);
    if (trials.length === 0) continue;
    await askTrials(trials, asking, {
      total: () => trials.length,
      before: null,
      find({ prompt, caseId }) {
        const round = rounds.get(prompt);
        const testCase = round?.casesById.get(caseId);
        const outcomes = round && found.get(round.state)?.[kind];
        if (!round || !testCase || !outcomes) throw new Error(`nobody asked for ${prompt} ${caseId}`);
        return {
          ...{ testCase, judging: asking.judgingOf(round.state.plan), hasRival: true },
          add: (outcome) => {
            if (kind === 'again' || outcome.arm === 'baseline') outcomes.push(outcome);
          },
        } satisfies Asked;
      },
    });
  }
  return found;
}

/**
 * Asks the critical cases that one version alone failed in each of fewer than three trials twice more, so that no single
 * unlucky answer says that they are lost.
 * @param scope that of the version's first answers
 * @returns their outcomes; none where there is no such case
 */
export async function askCriticalAgain(
  { plan, evidence, scope }: { plan: PromptPlan; evidence: Evidence; scope: string },
  asking: Asking,
): Promise<Outcome[]> {
  const failed = new Set(failedOnce(evidence.cases));
  const cases = plan.suite.cases.filter(({ id }) => failed.has(id));
  if (cases.length === 0) return [];
  const byId = new Map(cases.map((testCase) => [testCase.id, testCase]));
  const alone = { ...plan, baseline: null, trials: TRIALS_AGAIN };
  const trials = [...trialsOf(alone, cases, () => `${scope}/again`)];
  const outcomes: Outcome[] = [];
  await askTrials(trials, asking, {
    total: () => trials.length,
    before: null,
    find({ caseId }) {
      const testCase = byId.get(caseId);
      if (!testCase) throw new Error(`nobody asked for ${caseId}`);
      const add = (outcome: Outcome) => void outcomes.push(outcome);
      return { testCase, judging: asking.judgingOf(plan), hasRival: false, add };
    },
  });
  return outcomes;
}

type Round = { state: ComparisonState; casesById: ReadonlyMap<string, Case>; trials: Trial[] };

function roundOf(state: ComparisonState, kind: keyof Wanted, { scope }: Pick<Asking, 'scope'>): Round {
  const cases = wantedBy(state)[kind];
  const { plan } = state;
  const trials =
    kind === 'again'
      ? [...trialsAgain(plan, cases, { scope, trials: TRIALS_AGAIN })]
      : [...baselineAnew(plan, cases, scope)];
  return { state, casesById: new Map(cases.map((testCase) => [testCase.id, testCase])), trials };
}

function wantedBy(state: ComparisonState): Wanted {
  const { plan, verdict, looks, looksTaken, confirmations } = state;
  if (!verdict || (verdict.confirm.length === 0 && verdict.askAgain.length === 0))
    return { anew: [], again: [] };
  const asked = (outcomes: readonly Outcome[]) => new Set(outcomes.map(({ caseId }) => caseId));
  const [anew, again] = [asked(confirmations.anew), asked(confirmations.again)];
  const stored = new Set(
    evidenceOf(plan, looks, looksTaken)
      .cases.filter(({ baselineIsStored }) => baselineIsStored)
      .map(({ id }) => id),
  );
  const blocks = (name: string) => verdict.confirm.includes(name);
  return {
    anew: plan.looks[1].filter(
      ({ id, segments }) => stored.has(id) && !anew.has(id) && (blocks(WHOLE) || segments.some(blocks)),
    ),
    again: plan.looks[1].filter(({ id }) => verdict.askAgain.includes(id) && !again.has(id)),
  };
}
