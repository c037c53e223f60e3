import type { CaseEvidence, Evidence } from '../../src/domain/evidence.ts';
import { betaDraw, seededRandom } from '../../src/stats/random.ts';
import { arm } from './evidence.ts';

/** The same prompt in both arms, of known rate and intra-case correlation. */
export function selfCompared(cases: number, { rate = 0.8, correlation = 0.6, trials = 3 }): Evidence {
  const random = seededRandom(42);
  const passes = (probability: number) =>
    Array.from({ length: trials }, () => random()).filter((draw) => draw < probability).length;
  const of = (name: string): CaseEvidence[] =>
    Array.from({ length: cases }, (_, index) => {
      const probability = betaDraw(rate, correlation, random);
      return {
        id: `${name} ${index}`,
        segments: [name],
        critical: false,
        baseline: arm(passes(probability), { trials }),
        candidate: arm(passes(probability), { trials }),
      };
    });
  const names = ['a', 'b', 'c'];
  return {
    segments: names.map((name) => ({
      name,
      available: cases,
      looks: [cases],
      extendTo: cases,
      traffic: null,
    })),
    cases: names.flatMap(of),
  };
}
