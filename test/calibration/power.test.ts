import { expect, test } from 'vitest';
import {
  fiveSegments,
  type Measured,
  measure,
  noises,
  otherRuleNames,
  percent,
  plan,
  pool,
  rates,
} from './world.ts';

const REPLICATES = 400;

const scenarios = {
  'one −15': [15],
  'one −20': [20],
  'all −5': [5, 5, 5, 5, 5],
};
type Scenario = keyof typeof scenarios;

/** Every condition of the world at one design, pooled. */
function acrossTheWorld(cases: number, extendTo: number, scenario: Scenario, over: number[]): Measured {
  const policy = plan(cases, extendTo);
  return pool(
    over.flatMap((rate) =>
      noises.map((noise) =>
        measure(fiveSegments(extendTo, rate, noise, scenarios[scenario]), policy, REPLICATES, 20_240_118),
      ),
    ),
  );
}

function tell(design: string, scenario: Scenario, { blocked, named, replicates, cases }: Measured) {
  console.log(
    `${design.padEnd(22)} ${scenario}: blocked ${percent(blocked, replicates)}, segment named ${percent(named, replicates)}, ${cases.toFixed(1)} cases a segment`,
  );
}

function share(part: number, { replicates }: Measured): number {
  return part / replicates;
}

test('one look of 50 finds one ruined segment, and many small drops, about half of the time', () => {
  const wanted = { 'one −15': 0.44, 'one −20': 0.6, 'all −5': 0.5 };
  for (const scenario of ['one −15', 'one −20', 'all −5'] as const) {
    const measured = acrossTheWorld(50, 50, scenario, rates);
    tell('50', scenario, measured);
    for (const name of otherRuleNames) {
      console.log(`  ${name}: ${percent(measured.others[name], measured.replicates)}`);
    }
    expect(share(measured.blocked, measured)).toBeGreaterThanOrEqual(wanted[scenario]);
    expect(measured.blocked).toBeGreaterThan(measured.others['two-proportion z, Holm']);
    expect(measured.blocked).toBeGreaterThan(measured.others['paired, exact, Holm']);
  }
});

test('smoke and extend finds four ruined segments of five, and names them, and four of five small drops everywhere', () => {
  const ruined = acrossTheWorld(50, 150, 'one −15', [0.85]);
  tell('50 → 150, rate 0.85', 'one −15', ruined);
  expect(share(ruined.blocked, ruined)).toBeGreaterThanOrEqual(0.82);
  const everywhere = acrossTheWorld(50, 150, 'one −15', rates);
  tell('50 → 150', 'one −15', everywhere);
  expect(share(everywhere.named, everywhere)).toBeGreaterThanOrEqual(0.79);
  const worse = acrossTheWorld(50, 150, 'one −20', [0.85]);
  tell('50 → 150, rate 0.85', 'one −20', worse);
  expect(share(worse.blocked, worse)).toBeGreaterThanOrEqual(0.93);
  const small = acrossTheWorld(50, 150, 'all −5', [0.85]);
  tell('50 → 150, rate 0.85', 'all −5', small);
  expect(share(small.blocked, small)).toBeGreaterThanOrEqual(0.78);
});

test('an improvement of two segments is no reason to block', () => {
  const policy = plan(50, 150);
  const better = pool(
    noises.map((noise) => measure(fiveSegments(150, 0.7, noise, [-15, -5]), policy, REPLICATES, 20_240_119)),
  );
  expect(share(better.blocked, better)).toBeLessThan(0.05);
});
