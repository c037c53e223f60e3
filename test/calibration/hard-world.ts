import type { ArmEvidence, CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { betaDraw, type Random, seededRandom } from '../../src/stats/random.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm } from '../kit/evidence.ts';
import { chanceOfSoMany, percent, replicatesOf } from './world.ts';

/** A case with all answers that it would give, were they asked: at its look, asked anew, and asked again. */
export type WorldCase = CaseEvidence & {
  look: number;
  fresh?: ArmEvidence;
  further?: NonNullable<CaseEvidence['again']>;
};

/** One pull request, through all the looks that its verdict asks for. */
export function throughTheGate(
  cases: readonly WorldCase[],
  policy: Policy,
  prompts = 1,
): { verdict: Verdict; cases: number } {
  const names = [...new Set(cases.flatMap(({ segments }) => segments))];
  const extended = new Set<string>();
  const confirmed = new Set<string>();
  const askedAgain = new Set<string>();
  const evidence = (): Evidence => ({
    segments: names.map((name) => {
      const own = cases.filter(({ segments }) => segments.includes(name));
      const first = own.filter(({ look }) => look === 1).length;
      const looks = extended.has(name) ? [first, own.length] : [first];
      return { name, available: own.length, looks, extendTo: own.length, traffic: null };
    }),
    cases: cases
      .filter(({ look, segments }) => look === 1 || segments.some((name) => extended.has(name)))
      .map(({ fresh, further, ...one }) => ({
        ...one,
        ...(fresh && one.segments.some((name) => confirmed.has(name)) && { freshBaseline: fresh }),
        ...(further && askedAgain.has(one.id) && { again: further }),
      })),
  });
  for (;;) {
    const asked = evidence();
    const verdict = decide(asked, policy, { prompts });
    const toConfirm = verdict.confirm.includes('overall') ? names : verdict.confirm;
    const isOpen = verdict.extend.length + toConfirm.length + verdict.askAgain.length > 0;
    if (!isOpen) return { verdict, cases: asked.cases.length };
    for (const name of verdict.extend) extended.add(name);
    for (const name of toConfirm) confirmed.add(name);
    for (const id of verdict.askAgain) askedAgain.add(id);
  }
}

export type Draw = { look: number; name: string; id: string };

/** Cases of both looks of segments of so many cases each, drawn one family after the other. */
export function drawSuite(
  of: { segments: number; cases: number; extendTo: number; family?: number },
  drawFamily: (random: Random) => (draw: Draw) => Omit<WorldCase, 'id' | 'segments' | 'look'>,
  random: Random,
): WorldCase[] {
  const { family = 1 } = of;
  return Array.from({ length: of.segments }, (_, segment) => `segment ${segment}`).flatMap((name) => {
    const cases: WorldCase[] = [];
    for (let at = 0; at < of.extendTo; at += family) {
      const answer = drawFamily(random);
      for (let index = at; index < Math.min(at + family, of.extendTo); index++) {
        const draw = { name, id: `${name} ${index}`, look: index < of.cases ? 1 : 2 };
        cases.push({ id: draw.id, segments: [name], look: draw.look, ...answer(draw) });
      }
    }
    return cases;
  });
}

/** A case's chances of passing before and after a harmless edit. */
export function harmlessEdit(
  of: { rate: number; correlation: number; kept: number },
  random: Random,
): { before: number; after: number } {
  const before = betaDraw(of.rate, of.correlation, random);
  return { before, after: random() < of.kept ? before : betaDraw(of.rate, of.correlation, random) };
}

export function answerOf(chance: number, random: Random, trials = 1): ArmEvidence {
  let passes = 0;
  for (let trial = 0; trial < trials; trial++) if (random() < chance) passes += 1;
  return arm(passes, { trials, inputTokens: 0, outputTokens: 0, costUsd: null, latencyMs: 0 });
}

/** How many of so many pull requests of a world come out like this. */
export function countIn(
  name: string,
  of: {
    replicates: number;
    policy: Policy;
    draw: (random: Random) => WorldCase[];
    is?: (verdict: Verdict) => boolean;
    prompts?: number;
    seed?: number;
  },
): { replicates: number; blocked: number; cases: number } {
  const { policy, draw, prompts = 1, seed = 20_261_129 } = of;
  const replicates = replicatesOf(of.replicates);
  const is = of.is ?? (({ verdict }: Verdict) => verdict === 'block');
  const random = seededRandom(seed);
  let blocked = 0;
  let cases = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    let isSo = false;
    for (let prompt = 0; prompt < prompts; prompt++) {
      const run = throughTheGate(draw(random), policy, prompts);
      cases += run.cases;
      isSo ||= is(run.verdict);
    }
    if (isSo) blocked += 1;
  }
  console.log(`${name.padEnd(64)} ${percent(blocked, replicates).padStart(7)}`);
  return { replicates, blocked, cases: cases / replicates };
}

/** Whether a rate of 5 % (or `promised`) is not refuted by what was counted. */
export function keeps(counted: { replicates: number; blocked: number }, promised = 0.05): boolean {
  return chanceOfSoMany(counted, promised) > 0.001;
}
