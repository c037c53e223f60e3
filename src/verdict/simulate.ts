import type { ArmEvidence, CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { Verdict } from '../domain/verdict.ts';
import { betaDraw, type Random } from '../stats/random.ts';
import { decide } from './decide.ts';

/** One segment of a simulated suite, and what a simulated edit does to it. Rates are fractions. */
export type SimulatedSegment = {
  name: string;
  /** Cases the suite has. */
  available: number;
  /** Mean pass rate of the baseline. */
  rate: number;
  /** Intra-case correlation of trials: near 1 when a case always passes or always fails. */
  correlation: number;
  /** Chance that the edit leaves a case's pass probability unchanged; else it is drawn again. */
  kept: number;
  /** Points (as a fraction) by which the candidate's rate falls: whole cases break. Negative: cases get mended. */
  drop: number;
  /** Of the cases available, those that the pull request adds, and their own drop; they are asked last. */
  added?: { cases: number; drop: number };
};

/** A simulated pull request, run through the gate: the last verdict, and how many cases were asked. */
export type SimulatedRun = { verdict: Verdict; firstLook: Verdict; cases: number };

/**
 * Simulates one pull request: `decide` after the first look and, if it asks for more cases, after the second, as the
 * gate does. Pass probabilities of cases are Beta; the candidate keeps a case's probability or draws it again.
 */
export function simulateRun(
  suite: readonly SimulatedSegment[],
  policy: Policy,
  random: Random,
): SimulatedRun {
  const { cases: atFirst, extendTo, trials } = policy.smoke;
  const arms = armsOf(trials);
  const sizes = suite.map(({ available }) => ({
    first: Math.min(atFirst, available),
    last: Math.min(Math.max(atFirst, extendTo), available),
  }));
  const cases = suite.flatMap((segment, index) =>
    drawCases(segment, { from: 0, to: sizes[index]?.first ?? 0, look: 1 }, arms, random),
  );
  const evidenceOf = (extended: readonly string[]): Evidence => ({
    cases,
    segments: suite.map(({ name, available, added }, index) => {
      const { first, last } = sizes[index] ?? { first: 0, last: 0 };
      const looks = extended.includes(name) ? [first, last] : [first];
      const all = { available, looks, extendTo: last };
      if (!added) return { name, ...all, traffic: null };
      const ofBase = available - added.cases;
      const most = (size: number) => Math.min(size, ofBase);
      const base = { available: ofBase, looks: looks.map(most), extendTo: most(last) };
      return { name, ...all, ofBase: base, traffic: null };
    }),
  });
  const firstLook = decide(evidenceOf([]), policy);
  if (firstLook.extend.length === 0) return { verdict: firstLook, firstLook, cases: cases.length };
  for (const [index, segment] of suite.entries()) {
    if (!firstLook.extend.includes(segment.name)) continue;
    const { first, last } = sizes[index] ?? { first: 0, last: 0 };
    cases.push(...drawCases(segment, { from: first, to: last, look: 2 }, arms, random));
  }
  return { verdict: decide(evidenceOf(firstLook.extend), policy), firstLook, cases: cases.length };
}

/** The k + 1 possible results of an arm in a case. */
function armsOf(trials: number): ArmEvidence[] {
  return Array.from({ length: trials + 1 }, (_, passes) => ({
    trials,
    passes,
    errored: 0,
    score: passes / trials,
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    costUsd: null,
    latencyMs: 0,
  }));
}

function drawCases(
  segment: SimulatedSegment,
  { from, to, look }: { from: number; to: number; look: number },
  arms: readonly ArmEvidence[],
  random: Random,
): CaseEvidence[] {
  const { name, rate, correlation, kept, available, added } = segment;
  const segments = [name];
  const cases: CaseEvidence[] = [];
  for (let index = from; index < to; index++) {
    const isAdded = added !== undefined && index >= available - added.cases;
    const drop = isAdded ? added.drop : segment.drop;
    const broken = drop > 0 ? drop / rate : 0;
    const mended = drop < 0 ? -drop / (1 - rate) : 0;
    const before = betaDraw(rate, correlation, random);
    let after = random() < kept ? before : betaDraw(rate, correlation, random);
    if (broken > 0 && random() < broken) after = 0;
    if (mended > 0 && random() < mended) after = 1;
    const baseline = draw(before, arms, random);
    const candidate = draw(after, arms, random);
    const ofCase = { id: `${name} ${index}`, segments, critical: false };
    cases.push({ ...ofCase, baseline, candidate, look, ...(isAdded && { isAdded }) });
  }
  return cases;
}

function draw(probability: number, arms: readonly ArmEvidence[], random: Random): ArmEvidence {
  let passes = 0;
  for (let trial = 1; trial < arms.length; trial++) if (random() < probability) passes += 1;
  const arm = arms[passes];
  if (!arm) throw new RangeError('a simulation needs at least one trial');
  return arm;
}
