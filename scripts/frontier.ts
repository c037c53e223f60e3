import { writeFile } from 'node:fs/promises';
import {
  fiveSegments,
  type Measured,
  measure,
  noises,
  type OtherRule,
  plan,
} from '../test/calibration/world.ts';

/**
 * Draws what each rule finds against what it costs: `node scripts/frontier.ts [replicates]`, some minutes. For sizes from
 * 30 cases a segment on, five segments with a base rate of 85 %: cases asked of a segment when nothing is wrong, the share
 * of pull requests found in which one segment lost 15 points and in which all lost 5, and, at most, of the harmless ones.
 */
const replicates = Number(process.argv[2] ?? 500);
const sizes = [30, 50, 75, 100, 150];
const RATE = 0.85;
const SEED = 20_261_201;

const scenarios = { harmless: [], 'one segment −15': [15], 'all segments −5': [5, 5, 5, 5, 5] };
type Scenario = keyof typeof scenarios;

type Point = { cases: number; found: Record<Scenario, number> };
type Line = { name: string; color: string; points: Point[] };

/** The measurements of one design in all scenarios, over all noises. */
function measureAll(cases: number, extendTo: number): Record<Scenario, Measured[]> {
  const of = (scenario: Scenario) =>
    noises.map((noise) =>
      measure(
        fiveSegments(extendTo, RATE, noise, scenarios[scenario]),
        plan(cases, extendTo),
        replicates,
        SEED,
      ),
    );
  return {
    harmless: of('harmless'),
    'one segment −15': of('one segment −15'),
    'all segments −5': of('all segments −5'),
  };
}

function pointOf(measured: Record<Scenario, Measured[]>, count: (one: Measured) => number): Point {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (scenario: Scenario) => mean(measured[scenario].map((one) => count(one) / one.replicates));
  return {
    cases: mean(measured.harmless.map(({ cases }) => cases)),
    found: {
      harmless: share('harmless'),
      'one segment −15': share('one segment −15'),
      'all segments −5': share('all segments −5'),
    },
  };
}

const blocked = ({ blocked: count }: Measured) => count;
const once = sizes.map((cases) => measureAll(cases, cases));
const twice = sizes.filter((cases) => cases <= 75).map((cases) => measureAll(cases, 3 * cases));
const others: [name: OtherRule, title: string, color: string][] = [
  ['paired, exact, Holm', 'paired and exact, Holm', '#8250df'],
  ['two-proportion z, Holm', 'two-proportion z, Holm', '#bf8700'],
  ['each segment by itself', 'each segment by itself, paired', '#cf222e'],
  ['all cases in one', 'all cases in one, two-proportion z', '#6e7781'],
];
const lines: Line[] = [
  { name: 'the gate, n → 3n', color: '#0969da', points: twice.map((all) => pointOf(all, blocked)) },
  { name: 'the gate, one look', color: '#1a7f37', points: once.map((all) => pointOf(all, blocked)) },
  ...others.map(([rule, name, color]) => ({
    ...{ name, color },
    points: once.map((all) => pointOf(all, (one) => one.others[rule])),
  })),
];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
for (const { name, points } of lines) {
  for (const { cases, found } of points) {
    const shares = Object.entries(found).map(([scenario, share]) => `${scenario} ${percent(share)}`);
    console.log(`${name.padEnd(36)} ${cases.toFixed(0).padStart(4)} cases: ${shares.join(', ')}`);
  }
}
await writeFile(new URL('../docs/images/frontier.svg', import.meta.url), drawing(lines));

function drawing(drawn: readonly Line[]): string {
  const panels = (['one segment −15', 'all segments −5'] as const).map((scenario, index) =>
    panel(drawn, scenario, 60 + index * 420),
  );
  const legend = drawn.map(({ name, color, points }, index) => {
    const [x, y] = [60 + (index % 2) * 420, 392 + Math.floor(index / 2) * 22];
    const worst = percent(Math.max(...points.map(({ found }) => found.harmless)));
    return `<rect x="${x}" y="${y - 9}" width="18" height="4" fill="${color}"/><text x="${x + 26}" y="${y}">${name} (${worst} false blocks)</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 460" font-family="system-ui, sans-serif" font-size="13" fill="#1f2328" role="img">
<title>What each rule finds against the cases it asks</title>
<rect width="880" height="460" fill="#ffffff"/>
${[...panels, ...legend].join('\n')}
</svg>
`;
}

function panel(drawn: readonly Line[], scenario: Scenario, left: number): string {
  const [width, top, height, most] = [360, 40, 290, 160];
  const x = (cases: number) => (left + (width * cases) / most).toFixed(1);
  const y = (share: number) => (top + height * (1 - share)).toFixed(1);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${left}" x2="${left + width}" y1="${y(share)}" y2="${y(share)}" stroke="#d0d7de"/><text x="${left - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${100 * share} %</text>`,
  );
  const ticks = [50, 100, 150].map(
    (cases) => `<text x="${x(cases)}" y="${top + height + 18}" text-anchor="middle">${cases}</text>`,
  );
  const curves = drawn.map(({ color, points }) => {
    const at = points.map(({ cases, found }) => `${x(cases)},${y(found[scenario])}`);
    const dots = at.map((point) => {
      const [cx, cy] = point.split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${color}"/>`;
    });
    return `<polyline points="${at.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}`;
  });
  return [
    `<text x="${left}" y="${top - 16}" font-weight="600">Found: ${scenario} points</text>`,
    ...grid,
    ...ticks,
    `<text x="${left + width / 2}" y="${top + height + 36}" text-anchor="middle">cases asked of a segment when nothing is wrong</text>`,
    ...curves,
  ].join('\n');
}
