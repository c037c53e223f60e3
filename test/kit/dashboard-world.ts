import type { DashboardGround } from '../../src/commands/registry/dashboard/gather.ts';
import type { DriftSegment } from '../../src/domain/drift.ts';
import type { Metric, Observed, Window } from '../../src/domain/observation.ts';
import type { RegistryEvent, Share, Version } from '../../src/domain/registry.ts';
import type { EvidenceFile } from '../../src/domain/registry-files.ts';
import type { Entry } from '../../src/registry/append.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { treeOf } from '../../src/registry/windows.ts';
import { openLogHistogram } from '../../src/stats/log-histogram.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { HOSTILE_TEXTS } from './hostile-result.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  evaluate,
  eventFiles,
  evidenceOf,
  promote,
  register,
  source,
  timeOf,
  write,
} from './registry-log.ts';

const METRICS: Metric[] = [
  { name: 'resolved', kind: 'binary', better: 'higher' },
  { name: 'error', kind: 'binary', better: 'lower' },
  { name: 'latency_ms', kind: 'duration', better: 'lower' },
  { name: 'cost_usd', kind: 'money', better: 'lower' },
];

/** The time at which the site of these worlds is made. */
export const MADE_AT = timeOf(0).getTime() + 8 * 3_600_000;

const DAY_MINUTES = 24 * 60;
const SEGMENTS = { standard: 0.6, premium: 0.25, enterprise: 0.15 };

type Behaviour = { resolved: number; error: number; latencyMs: number; usd: number; inEnterprise?: number };

/** What each version of a prompt is like, and how its calls are spread over versions on each day before the last. */
type Life = {
  prompt: string;
  calls: number;
  behaviours: Record<Version, Behaviour>;
  weights(daysAgo: number): Record<Version, number>;
};

const LIVES: Life[] = [
  {
    prompt: 'support',
    calls: 1600,
    behaviours: {
      '1.0.0': { resolved: 0.84, error: 0.011, latencyMs: 1450, usd: 0.0034 },
      '1.1.0': { resolved: 0.89, error: 0.009, latencyMs: 1250, usd: 0.0029 },
      '1.2.0': { resolved: 0.9, error: 0.008, latencyMs: 900, usd: 0.0021, inEnterprise: 0.72 },
    },
    weights: (daysAgo) =>
      daysAgo >= 38
        ? { '1.0.0': 1 }
        : daysAgo >= 9
          ? { '1.1.0': 1 }
          : daysAgo >= 2
            ? { '1.1.0': 0.8, '1.2.0': 0.2 }
            : { '1.1.0': 1 },
  },
  {
    prompt: 'summarise-tickets',
    calls: 5200,
    behaviours: {
      '2.0.0': { resolved: 0.93, error: 0.004, latencyMs: 620, usd: 0.0008 },
      '2.1.0': { resolved: 0.952, error: 0.003, latencyMs: 640, usd: 0.0009 },
    },
    weights: (daysAgo) => (daysAgo >= 20 ? { '2.0.0': 1 } : { '2.1.0': 1 }),
  },
  {
    prompt: 'refund-decision',
    calls: 240,
    behaviours: { '1.0.0': { resolved: 0.97, error: 0.002, latencyMs: 2600, usd: 0.011 } },
    weights: () => ({ '1.0.0': 1 }),
  },
];

/** Two months of a team with three prompts, of which one version went bad for enterprise and was taken back. */
export function dashboardWorld(): DashboardGround {
  const days = 56;
  const random = seededRandom(11);
  let branch = EMPTY;
  const at = (daysAgo: number, minute: number, entries: readonly Entry[]) => {
    branch = write(branch, minute - daysAgo * DAY_MINUTES, entries);
  };
  at(days + 1, 0, [
    { fact: { type: 'recorded', commit: 'a'.repeat(40), prompts: {} } },
    ...versionOf('support', '1.0.0', 'Answer in the tone of the company'),
    ...versionOf('summarise-tickets', '2.0.0', 'Summaries have at most three sentences'),
    ...versionOf('refund-decision', '1.0.0', 'Decide by the rules of 2026'),
    promote('1.0.0', 1, { prompt: 'support', ...PASSED }),
    promote('2.0.0', 2, { prompt: 'summarise-tickets', ...PASSED }),
    promote('1.0.0', 3, { prompt: 'refund-decision', ...PASSED }),
  ]);
  for (let daysAgo = days; daysAgo >= 0; daysAgo -= 1) {
    if (daysAgo === 38) {
      at(daysAgo, 5, [
        ...versionOf('support', '1.1.0', 'Name the page of the console that helps'),
        promote('1.1.0', 4, { prompt: 'support', ...PASSED, reason: 'fewer questions back' }),
      ]);
    }
    if (daysAgo === 20) {
      at(daysAgo, 5, [
        ...versionOf('summarise-tickets', '2.1.0', 'Keep the customer’s own words for the problem'),
        promote('2.1.0', 5, { prompt: 'summarise-tickets', ...PASSED }),
      ]);
    }
    if (daysAgo === 9) {
      at(daysAgo, 5, [...versionOf('support', '1.2.0', 'Shorter answers, and a smaller model'), shared]);
    }
    if (daysAgo === 2) at(daysAgo, 5, trip);
    if (daysAgo % 7 === 1 && daysAgo < 50) {
      at(daysAgo, 20, [
        evaluate('1.0.0', `day-${daysAgo}`, 'refund-decision', evidence('refund-decision', '1.0.0')),
        lookForDrift(daysAgo),
      ]);
    }
    at(daysAgo, 60, [observedOn(daysAgo, random)]);
  }
  at(0, 90, [
    {
      reason: 'the finance team checks the new rules first',
      fact: {
        type: 'held',
        environment: 'production',
        prompt: 'refund-decision',
        version: null,
        until: null,
      },
    },
  ]);
  return groundOf(branch);
}

/** The same log, with this many events more: short ones, as holds and releases are. */
export function largeDashboardWorld(ground: DashboardGround, events: number): DashboardGround {
  const [last] = ground.events.slice(-1);
  if (!last) throw new Error('no event');
  const more = Array.from({ length: events }, (_, index) => ({
    ...last,
    id: index.toString(16).padStart(16, '0'),
    at: new Date(Date.parse(last.at) + 1000 * (index + 1)).toISOString(),
    reason: `reason number ${index} of a long log, as people write them`,
  }));
  return { ...ground, events: [...ground.events, ...more] };
}

export function groundOf(branch: Branch, policy: Partial<DashboardGround['policy']> = {}): DashboardGround {
  return {
    state: branch.state,
    events: orderedEvents(eventFiles(branch)).map(({ event }) => event),
    policy: {
      environments: [environment('staging'), environment('production')],
      metrics: METRICS,
      branch: 'prompt-registry',
      ...policy,
    },
    evidenceOf: (prompt, version) => {
      const known = branch.state.prompts[prompt]?.versions[version]?.evidence.at(-1);
      return known ? evidence(prompt, version) : undefined;
    },
    notes: [],
  };
}

const PASSED = {
  judgement: { verdict: 'pass', against: null, evidence: null, suite: null, cases: 120, at: null },
} as const;

const shared: Entry = {
  fact: {
    ...{ type: 'allocated', environment: 'production', prompt: 'support', serial: 6 },
    allocation: { '*': [share('1.1.0', 0, 8000), share('1.2.0', 8000, 10_000)] },
    policy: { commit: 'c'.repeat(40), path: '.github/prompt-eval-gate.yml' },
    ...{ portfolio: '.github/prompt-portfolios/support.yml', weights: 'd'.repeat(64), safe: '1.1.0' },
    ...{ by: 'merge', because: [] },
  },
};

const trip: Entry[] = [
  {
    fact: {
      ...{ type: 'tripped', environment: 'production', prompt: 'support', version: '1.2.0' },
      ...{
        segment: 'enterprise',
        metric: 'resolved',
        control: '1.1.0',
        action: 'rollback',
        alpha: 0.01,
        test: 'new',
      },
      figures: {
        ...{ evidence: 214, limit: 100, pairs: 208, badAnswers: 36 },
        version: { answers: 212, mean: 0.71 },
        control: { answers: 840, mean: 0.89 },
        latest: { version: { answers: 212, mean: 0.71 }, control: { answers: 840, mean: 0.89 } },
      },
    },
  },
  {
    reason: 'guard: resolved of enterprise fell from 89 % to 71 %',
    fact: {
      ...{
        type: 'rolled-back',
        environment: 'production',
        prompt: 'support',
        from: '1.2.0',
        to: '1.1.0',
        serial: 7,
      },
      allocation: { '*': [share('1.1.0', 0, 10_000)] },
    },
  },
];

/** The newest look finds that the model answers otherwise. */
function lookForDrift(daysAgo: number): Entry {
  const isNewest = daysAgo < 7;
  const now = isNewest ? 0.87 : 0.96 + 0.002 * (daysAgo % 5);
  const row: DriftSegment = {
    ...{ cases: 120, before: 0.97, now, change: now - 0.97, interval: [now - 1.03, now - 0.91] },
    ...{ segment: 'overall', verdict: isNewest ? 'regression' : 'pass' },
  };
  return {
    fact: {
      ...{ type: 'drift', environment: 'production', prompt: 'refund-decision', version: '1.0.0' },
      ...{ digest: digestFor('refund-decision', '1.0.0'), suite: 'e'.repeat(64) },
      against: { evidence: 'first', at: '2026-09-28T10:00:00.000Z' },
      evidence: `day-${daysAgo}`,
      verdict: isNewest ? 'drifted' : 'clean',
      cause: isNewest ? 'model' : null,
      because: isNewest ? ['overall-regression'] : [],
      ...{ overall: row, segments: [], control: null, traffic: [] },
      facts: [
        {
          ...{ kind: 'model-retires', model: 'openai:gpt-4.1-mini-2025-04-14', on: '2027-03-01' },
          ...{ source: 'https://example.com/deprecations', asOf: '2026-11-29' },
        },
      ],
    },
  };
}

function share(version: Version, from: number, to: number): Share {
  return { version, digest: digestFor('support', version), slots: [[from, to]] };
}

function environment(name: string): DashboardGround['policy']['environments'][number] {
  const evidence = { required: false, maxAgeMs: null, minCases: null };
  return { name, promote: 'by-hand', evidence, soak: null, pinned: false };
}

function versionOf(prompt: string, version: Version, change: string): Entry[] {
  const entry = register(version, prompt);
  if (entry.fact.type !== 'registered') throw new Error('no version');
  const isFirst = version.endsWith('.0.0');
  entry.fact = { ...entry.fact, raised: isFirst ? null : 'minor', source: { ...source, change } };
  return [entry, evaluate(version, 'first', prompt, evidence(prompt, version))];
}

/** 120 cases, of which the share passes that the version resolves in production. */
function evidence(prompt: string, version: Version): EvidenceFile {
  const file = evidenceOf(version, prompt);
  const [one] = Object.values(file.cases);
  const behaviour = LIVES.find((life) => life.prompt === prompt)?.behaviours[version];
  if (!one || !behaviour) throw new Error(`no behaviour of ${prompt} ${version}`);
  const cases = Array.from({ length: 120 }, (_, order) => [
    order.toString(16).padStart(16, '0'),
    { ...one, order, passes: order < 120 * behaviour.resolved ? 1 : 0 },
  ]);
  return { ...file, cases: Object.fromEntries(cases), suite: { ...file.suite, cases: 120 } };
}

function observedOn(daysAgo: number, random: Random): Entry {
  const day = new Date(timeOf(0).getTime() - daysAgo * DAY_MINUTES * 60_000).toISOString().slice(0, 10);
  const prompts: Observed['prompts'] = {};
  let counted = 0;
  for (const life of LIVES) {
    const windows = windowsOn(life, { day, daysAgo, random });
    const calls = windows.reduce((sum, { metric, n }) => sum + (metric === 'calls' ? n : 0), 0);
    counted += calls;
    const part = {
      from: `${day}T00:00:00.000Z`,
      through: `${day}T09:59:00.000Z`,
      observations: calls,
      windows: treeOf(windows),
    };
    prompts[life.prompt] = { production: part };
  }
  const rows = { read: counted, counted, late: 0, repeated: 0, elsewhere: 0, forced: 0 };
  return { fact: { type: 'observed', prompts, rows: { ...rows, unknown: 0, ignored: 0, unreadable: 0 } } };
}

function windowsOn(
  { prompt, calls, behaviours, weights }: Life,
  { day, daysAgo, random }: { day: string; daysAgo: number; random: Random },
): Window[] {
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  const total = calls * (isWeekend ? 0.45 : 1) * (0.9 + 0.2 * random());
  return Object.entries(weights(daysAgo)).flatMap(([version, weight]) => {
    const behaviour = behaviours[version];
    if (!behaviour) return [];
    return Object.entries(SEGMENTS).flatMap(([segment, part]) => {
      const n = Math.max(1, Math.round(total * weight * part));
      const of = { environment: 'production', prompt, version, segment, day, serial: null };
      const resolved =
        segment === 'enterprise' && behaviour.inEnterprise && daysAgo < 6
          ? behaviour.inEnterprise
          : behaviour.resolved;
      return [
        { ...of, metric: 'calls', ...countsOf(n, () => 1) },
        { ...of, metric: 'resolved', ...countsOf(n, () => Number(random() < resolved)) },
        { ...of, metric: 'error', ...countsOf(n, () => Number(random() < behaviour.error)) },
        { ...of, metric: 'cost_usd', ...countsOf(n, () => behaviour.usd * (0.7 + 0.6 * random())) },
        { ...of, metric: 'latency_ms', ...countsOf(n, () => latency(behaviour.latencyMs, random), true) },
      ];
    });
  });
}

/** Log-normal about a median, by the sum of uniform numbers. */
function latency(median: number, random: Random): number {
  const normal = Array.from({ length: 6 }, random).reduce((sum, value) => sum + value - 0.5, 0) * Math.SQRT2;
  return median * Math.exp(0.45 * normal);
}

function countsOf(n: number, draw: () => number, isTime = false) {
  const histogram = openLogHistogram();
  let [sum, squares] = [0, 0];
  for (let index = 0; index < n; index += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
    if (isTime) histogram.add(value);
  }
  const counts = { n, sum, squares, units: n, clusters: { counts: n, products: sum, sums: squares } };
  return isTime ? { ...counts, histogram: histogram.histogram() } : counts;
}

/** The same where every text that people and prompts wrote is hostile. */
export function hostileDashboardWorld(ground: DashboardGround): DashboardGround {
  const all = HOSTILE_TEXTS.join(' ');
  const state = structuredClone(ground.state);
  for (const prompt of Object.values(state.prompts)) {
    for (const version of Object.values(prompt.versions)) {
      version.source = { ...version.source, change: all, author: all };
    }
    for (const { held } of Object.values(prompt.environments)) {
      held.push({ version: null, until: null, reason: all, at: '2026-11-24T10:00:00.000Z' });
    }
  }
  const told = HOSTILE_TEXTS.flatMap((text) =>
    ground.events.slice(0, 1).map(
      (event): RegistryEvent => ({
        ...event,
        ...{ reason: text, actor: { name: text, source: 'terminal' } },
      }),
    ),
  );
  const last = ground.events.findLast(({ type }) => type === 'observed');
  const hostile = last?.type === 'observed' ? [withSegment(last, all.slice(0, 200))] : [];
  return { ...ground, state, events: [...ground.events, ...hostile, ...told], notes: [...HOSTILE_TEXTS] };
}

/** What was observed, of a segment of this name. */
function withSegment(event: Extract<RegistryEvent, Observed>, segment: string): RegistryEvent {
  const prompts = structuredClone(event.prompts);
  for (const part of Object.values(prompts).flatMap((parts) => Object.values(parts))) {
    for (const versions of Object.values(part.windows)) {
      for (const segments of Object.values(versions)) segments[segment] = segments.enterprise ?? {};
    }
  }
  return { ...event, prompts };
}
