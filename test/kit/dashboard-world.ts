import type { DashboardGround } from '../../src/commands/registry/dashboard/gather.ts';
import type { DriftSegment } from '../../src/domain/drift.ts';
import type { Metric } from '../../src/domain/observation.ts';
import type { Share, Version } from '../../src/domain/registry.ts';
import type { EvidenceFile } from '../../src/domain/registry-files.ts';
import type { Entry } from '../../src/registry/append.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { LIVES, observedOn } from './dashboard-reports.ts';
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
          ...{ source: 'https://example.com/deprecations', asOf: '2026-11-20' },
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
