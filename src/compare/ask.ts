import type { CurtailedCase } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { RunProgress, Trial } from '../domain/trial.ts';
import { type Scope, trialsOf, trialsOfCase } from '../plan/trials.ts';
import type { RunOptions } from '../run/options.ts';
import type { Judging } from '../score/judge/asking.ts';
import type { Asking } from './answers.ts';
import type { ComparisonState, LookOutcome } from './comparison.ts';
import { type Curtailment, evenly, noteOutcome, uncurtailed, watchLook } from './curtail.ts';
import { type Asked, askTrials } from './outcomes.ts';

/** The state of a look while it is asked; private to this file. */
type LookInProgress = {
  state: ComparisonState;
  casesById: ReadonlyMap<string, Case>;
  judging: Judging;
  curtailment: Curtailment | null;
  outcomes: Outcome[];
  curtailed: CurtailedCase[];
};

/**
 * Asks for the answers of the coming look of each comparison and turns each answer into an outcome as it arrives. Once a
 * prompt's judge has failed for good, its remaining trials are not asked; nor, where the policy allows it, are cases
 * that can no longer change the verdict.
 */
export async function askLooks(
  states: readonly ComparisonState[],
  asking: Asking,
): Promise<Map<ComparisonState, LookOutcome>> {
  const looks: LookInProgress[] = [];
  for (const state of states) looks.push(await startLook(state, asking));
  const byName = new Map(looks.map((look) => [look.state.plan.name, look]));
  const find = ({ prompt, caseId }: Trial): Asked => {
    const look = byName.get(prompt);
    const testCase = look?.casesById.get(caseId);
    if (!look || !testCase) throw new Error(`an answer to a trial nobody asked for: ${prompt} ${caseId}`);
    const { judging, state } = look;
    return { testCase, judging, hasRival: state.plan.baseline !== null, add: (one) => addTo(look, one) };
  };
  let before: RunProgress | null = null;
  for (const cases of roundsOf(looks)) {
    before = await askTrials(trialsToAsk(cases, asking.scope), asking, {
      ...aheadOf(looks),
      total: () => trialsAhead(looks),
      ...{ find, before },
    });
  }
  return new Map(looks.map(({ state, outcomes, curtailed }) => [state, { outcomes, curtailed }]));
}

async function startLook(state: ComparisonState, asking: Asking): Promise<LookInProgress> {
  const { plan } = state;
  return {
    state,
    casesById: new Map(state.nextCases.map((testCase) => [testCase.id, testCase])),
    judging: asking.judgingOf(plan),
    curtailment: asking.mayCurtail ? await watchLook(state, asking) : null,
    outcomes: [],
    curtailed: [],
  };
}

function addTo({ outcomes, curtailment }: LookInProgress, outcome: Outcome): void {
  outcomes.push(outcome);
  if (curtailment) noteOutcome(curtailment, outcome);
}

/**
 * The cases to ask. If cases may be curtailed, in two rounds. Round 1: cases whose answers are all stored (free;
 * reproduces the earlier decision). Round 2: the others; a case is skipped if, at its turn, it cannot change the
 * verdict. So a run that is repeated from its stored answers ends the same.
 */
function roundsOf(looks: readonly LookInProgress[]): Map<LookInProgress, Iterable<Case>>[] {
  const stored = new Map<LookInProgress, ReadonlySet<Case>>();
  const others = new Map<LookInProgress, Iterable<Case>>();
  for (const look of looks) {
    const { state, curtailment } = look;
    others.set(look, state.nextCases);
    if (!curtailment) continue;
    stored.set(look, curtailment.stored);
    const rest = evenly(state.nextCases.filter((testCase) => !curtailment.stored.has(testCase)));
    others.set(
      look,
      uncurtailed(state, curtailment, { cases: rest, onCurtailed: (it) => look.curtailed.push(it) }),
    );
  }
  return [...stored.values()].some(({ size }) => size > 0) ? [stored, others] : [others];
}

function* trialsToAsk(cases: ReadonlyMap<LookInProgress, Iterable<Case>>, scope: Scope): Generator<Trial> {
  for (const [{ state, judging }, asking] of cases) {
    for (const trial of trialsOf(state.plan, asking, scope)) {
      if (judging.stopped()) break;
      yield trial;
    }
  }
}

function trialsAhead(looks: readonly LookInProgress[]): number {
  return looks
    .map(({ state, curtailed }) => (state.nextCases.length - curtailed.length) * trialsOfCase(state.plan))
    .reduce((sum, trials) => sum + trials, 0);
}

/** Where cases may be curtailed, few trials are taken ahead of a free call, since a trial that was taken is asked. */
function aheadOf(looks: readonly LookInProgress[]): Pick<RunOptions, 'ahead'> {
  const watched = looks.filter(({ curtailment }) => curtailment).map(({ state }) => trialsOfCase(state.plan));
  return watched.length > 0 ? { ahead: Math.max(...watched) } : {};
}
