import { GateFailure } from '../../../base/errors.ts';
import type { Asking } from '../../../compare/answers.ts';
import { evidenceOf } from '../../../compare/comparison.ts';
import { isCutOff } from '../../../domain/outcome.ts';
import type { HalfRates, RefinedTry } from '../../../domain/refined.ts';
import type { Case } from '../../../domain/suite.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { type Half, halfOf } from '../../../suite/halves.ts';
import { completePairs, type Pair } from '../../../verdict/pairs.ts';
import { askCases } from './answers.ts';
import type { Change } from './changes.ts';
import { type Ground, planOf } from './ground.ts';
import { isBetter, ratesOf, testOf } from './half-figures.ts';
import type { RefineRequest, ToldTry } from './outcome.ts';

/** Of the cases of a half; with fewer, what is missing could decide. */
const FEWEST_ANSWERED = 0.9;

export type Trying = {
  ground: Ground;
  asking: Asking;
  request: RefineRequest;
  /** Of the suite on which changes are tried. */
  suiteDigest: string;
};

/**
 * Tries changes on the training half, and the best of them, where it is better there than the prompt as it is, on the test
 * half. Answers that are stored are not asked again. What the log has of a change proposes nothing: it only counts. Where
 * today's figures are those that it has, they are the same draw and count as no further try.
 * @throws GateFailure: the run's money or time was over, or too many answers are missing
 */
export async function tryChanges(
  changes: readonly Change[],
  trying: Trying,
): Promise<{ tries: ToldTry[]; better: Change | null }> {
  const { ground } = trying;
  const demonstrated = new Set(changes.flatMap(({ examplesOf }) => examplesOf));
  const tries: { change: Change; told: ToldTry }[] = [];
  for (const change of changes) {
    const pairs = await pairsOf(change, 'training', { ...trying, without: demonstrated });
    const { kind, digest, because, diff } = change;
    const tried: RefinedTry = { kind, digest, training: ratesOf(pairs), test: null };
    const isKnown = triesOf(change, trying).some(({ training }) => haveSameRates(training, tried.training));
    tries.push({ change, told: { ...tried, because, diff, isKnown } });
  }
  const best = tries.reduce<(typeof tries)[number] | undefined>(
    (found, one) => (found && gainOf(found.told) >= gainOf(one.told) ? found : one),
    undefined,
  );
  const told = tries.map((one) => one.told);
  if (!best || gainOf(best.told) <= 0) return { tries: told, better: null };
  const pairs = await pairsOf(best.change, 'test', { ...trying, without: new Set() });
  const rates = ratesOf(pairs);
  const known = triesOf(best.change, trying).findLast(({ test }) => test && haveSameRates(test, rates))?.test;
  const number = known?.number ?? (ground.refined?.tested ?? 0) + 1;
  const test = testOf(pairs, { number, alpha: ground.main.config.gate.alpha });
  return {
    tries: told.map((one) => (one === best.told ? { ...one, test, isKnown: known !== undefined } : one)),
    better: isBetter(test) ? best.change : null,
  };
}

/** What the log has of a change on the same suite. */
function triesOf({ digest }: Change, { ground, suiteDigest }: Trying): readonly RefinedTry[] {
  const tries = ground.refined?.tries ?? [];
  return tries.filter((one) => one.digest === digest && one.suite === suiteDigest);
}

function haveSameRates(one: HalfRates, other: HalfRates): boolean {
  return one.cases === other.cases && one.before === other.before && one.after === other.after;
}

function gainOf({ training }: RefinedTry): number {
  return training.after - training.before;
}

async function pairsOf(
  change: Change,
  half: Half,
  { ground, asking, request, without }: Trying & { without: ReadonlySet<string> },
): Promise<Pair[]> {
  const { found, asks } = ground;
  const plan = await planOf(ground, { candidate: change.source, baseline: found.source, asks }, request);
  const cases = plan.suite.cases.filter((one) => halfOf(one) === half && !without.has(one.group ?? one.id));
  if (cases.length === 0) return [];
  const name = `${plan.name}@${change.digest.slice(0, 12)} ${half}`;
  const asked: PromptPlan = { ...plan, name, looks: [cases, cases] };
  // On the test half the prompt as it is answers anew: its stored answers may be why somebody refines it.
  const own = `refine/${change.digest}`;
  const outcomes = await askCases(asked, {
    asking,
    scope: (arm) => (arm === 'candidate' ? own : half === 'test' ? `${own}/before` : ground.scope),
  });
  if (outcomes.some(isCutOff)) throw new GateFailure("The run's limit of money or time ended the tries.");
  const evidence = evidenceOf(asked, [outcomes], new Map());
  const pairs = completePairs(evidence.cases, 'passes');
  if (pairs.length < FEWEST_ANSWERED * cases.length) {
    const missing = cases.length - pairs.length;
    throw new GateFailure(
      `${missing} of ${cases.length} cases got no answer with a change, so nothing is said of it.`,
    );
  }
  return pairs;
}

/** The cases of each half. */
export function halvesOf(cases: readonly Case[]): Record<Half, number> {
  const training = cases.filter((one) => halfOf(one) === 'training').length;
  return { training, test: cases.length - training };
}
