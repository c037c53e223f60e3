import { GateFailure } from '../../../base/errors.ts';
import type { Asking } from '../../../compare/answers.ts';
import { evidenceOf } from '../../../compare/comparison.ts';
import { isCutOff } from '../../../domain/outcome.ts';
import type { HalfRates, RefinedTry } from '../../../domain/refined.ts';
import type { Case } from '../../../domain/suite.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { levelOfTest } from '../../../stats/endless-levels.ts';
import { differenceInterval } from '../../../stats/intervals.ts';
import { type Half, halfOf } from '../../../suite/halves.ts';
import { sumByFamily } from '../../../verdict/families.ts';
import { completePairs, differencesOf, type Pair } from '../../../verdict/pairs.ts';
import { proportionsZ } from '../../../verdict/tests/proportions-z.ts';
import { askCases } from './answers.ts';
import type { Change } from './changes.ts';
import { type Ground, planOf } from './ground.ts';
import type { RefineRequest, ToldTry } from './outcome.ts';

const INTERVAL_LEVEL = 0.95;

export type Trying = {
  ground: Ground;
  asking: Asking;
  request: RefineRequest;
  /** Of the suite on which changes are tried. */
  suiteDigest: string;
};

/**
 * Tries changes on the training half, and the best of them, where it is better there than the prompt as it is, on the test
 * half. A change whose figures the log has is not asked again, and counts as no further try.
 * @throws GateFailure: the run's money or time was over
 */
export async function tryChanges(
  changes: readonly Change[],
  trying: Trying,
): Promise<{ tries: ToldTry[]; better: Change | null }> {
  const { ground, suiteDigest } = trying;
  const demonstrated = new Set(changes.flatMap(({ examplesOf }) => examplesOf));
  const tries: { change: Change; told: ToldTry }[] = [];
  for (const change of changes) {
    const known = ground.refined?.tries.findLast(
      ({ digest, suite }) => digest === change.digest && suite === suiteDigest,
    );
    const pairs = known ? [] : await pairsOf(change, 'training', { ...trying, without: demonstrated });
    const { kind, digest, because, diff } = change;
    const tried: RefinedTry = known
      ? { kind, digest, training: known.training, test: known.test }
      : { kind, digest, training: ratesOf(pairs), test: null };
    tries.push({ change, told: { ...tried, because, diff, isKnown: known !== undefined } });
  }
  const best = tries.reduce<(typeof tries)[number] | undefined>(
    (found, one) => (found && gainOf(found.told) >= gainOf(one.told) ? found : one),
    undefined,
  );
  const told = tries.map((one) => one.told);
  if (!best || gainOf(best.told) <= 0) return { tries: told, better: null };
  if (best.told.test !== null) return { tries: told, better: isBetter(best.told) ? best.change : null };
  const number = (ground.refined?.tested ?? 0) + 1;
  const pairs = await pairsOf(best.change, 'test', { ...trying, without: new Set() });
  const test = testOf(pairs, { number, level: levelOfTest(ground.main.config.gate.alpha, number) });
  // A try that was known from training only is a further one now that it is asked on the test half.
  return {
    tries: told.map((one) => (one === best.told ? { ...one, test, isKnown: false } : one)),
    better: isBetter({ test }) ? best.change : null,
  };
}

/** Whether a change is better on the half by which it was not chosen. */
function isBetter({ test }: Pick<RefinedTry, 'test'>): boolean {
  return test !== null && test.after > test.before && test.p <= test.level;
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
  const cases = plan.suite.cases.filter((one) => halfOf(one) === half && !without.has(one.id));
  if (cases.length === 0) return [];
  const name = `${plan.name}@${change.digest.slice(0, 12)} ${half}`;
  const asked: PromptPlan = { ...plan, name, looks: [cases, cases] };
  const outcomes = await askCases(asked, {
    asking,
    scope: (arm) => (arm === 'baseline' ? ground.scope : `refine/${change.digest}`),
  });
  if (outcomes.some(isCutOff)) throw new GateFailure("The run's limit of money or time ended the tries.");
  const evidence = evidenceOf(asked, [outcomes], new Map());
  return completePairs(evidence.cases, 'passes');
}

function ratesOf(pairs: readonly Pair[]): HalfRates {
  return {
    cases: pairs.length,
    before: meanOf(pairs.map(({ baselineRate }) => baselineRate)),
    after: meanOf(pairs.map(({ candidateRate }) => candidateRate)),
  };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The gate's own paired test and interval, of the cases of the test half. */
function testOf(
  pairs: readonly Pair[],
  { number, level }: { number: number; level: number },
): NonNullable<RefinedTry['test']> {
  const pBetter = pairs.length === 0 ? 1 : proportionsZ.testSegment(pairs).pBetter;
  const [low, high] = differenceInterval(sumByFamily(differencesOf(pairs), pairs), INTERVAL_LEVEL);
  return { ...ratesOf(pairs), number, low, high, p: pBetter, level };
}

/** The cases of each half. */
export function halvesOf(cases: readonly Case[]): Record<Half, number> {
  const training = cases.filter((one) => halfOf(one) === 'training').length;
  return { training, test: cases.length - training };
}
