import { formatPlace } from '../../../base/errors.ts';
import type { Metric } from '../../../domain/observation.ts';
import { PORTFOLIO_FOLDER } from '../../../domain/portfolio.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { type StandingGuard, standingGuards } from '../../../experiment/standing.ts';
import { type Resolver, resolver } from '../../../observe/resolve.ts';
import { servingOf } from '../../../registry/trips.ts';
import { readTip } from '../../../repo/branch.ts';
import type { Repository } from '../../../repo/git.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import { appendPending } from '../appending.ts';
import { readState } from '../log.ts';
import { openMain, placeIn } from '../opened.ts';
import { readPending } from '../pending.ts';
import { findPortfolios } from '../portfolios.ts';
import { openWriting, type Writing } from '../writing.ts';
import type { GuardRequest } from './outcome.ts';

/** What stands now: main's policy and portfolios, and what the registry says. */
export type Ground = {
  read: ReadGround;
  writing: Writing;
  /** What the registry says, with the rollbacks that wait in this clone to be recorded. */
  state: RegistryState;
  guards: StandingGuard[];
  /** The metrics of guards. */
  metrics: Metric[];
  resolve: Resolver;
  /** Why guards, or all of a portfolio, cannot be judged. */
  unreadable: { path: string; problem: string }[];
};

/** What main and the registry said when they were read last. */
export type ReadGround = {
  writing: Writing;
  recorded: RegistryState;
  portfolios: Awaited<ReturnType<typeof findPortfolios>>['portfolios'];
  unreadable: Ground['unreadable'];
  /** All that the policy declares. */
  metrics: readonly Metric[];
  /** The environment of rows that name none. */
  env: string | undefined;
};

/** Writing commands wait so long for a remote. */
const TIP_TIMEOUT_MS = 30_000;

/**
 * Reads main and the registry anew. Nothing of what is checked out counts.
 * @throws ConfigurationError: no main branch, or no policy with a registry there
 */
export async function readGround(repository: Repository, request: GuardRequest): Promise<Ground> {
  const main = await openMain(repository, request);
  try {
    const { registry } = main;
    const place = await placeIn(repository, registry, request);
    const of = { repository, registry, policyFrom: 'main', policyPath: request.configPath, place } as const;
    const writing = await openWriting(of, request);
    const recorded = await stateAt(writing);
    const found = await findPortfolios(main.snapshot, { registry, state: recorded, refusesMisuse: false });
    const unreadable = found.unreadable.flatMap(({ path, mistakes }) =>
      mistakes.map(({ place, problem, remedy }) => ({
        path: formatPlace(place ?? { path }),
        problem: [problem, remedy].filter(Boolean).join(' '),
      })),
    );
    const { portfolios } = found;
    const metrics = registry.metrics ?? [];
    return await standOn({ writing, recorded, portfolios, unreadable, metrics, env: request.env });
  } finally {
    main.snapshot.close();
  }
}

/** What stands by what was read, and by the rollbacks that wait in this clone now. */
export async function standOn(read: ReadGround): Promise<Ground> {
  const { writing, metrics } = read;
  const state = await withWaiting(read);
  const unreadable = [...read.unreadable];
  const guards: StandingGuard[] = [];
  for (const { path, portfolio } of read.portfolios) {
    const standing = standingGuards(portfolio, servingOf(state, portfolio), { metrics, now: Date.now() });
    guards.push(...standing.guards);
    for (const { metric, problem } of standing.unjudged) {
      unreadable.push({ path, problem: `The guard on ${metric} cannot be judged: ${problem}.` });
    }
  }
  const watched = new Set(guards.map(({ metric }) => metric));
  return {
    ...{ read, writing, state, guards, unreadable },
    metrics: metrics.filter(({ name }) => watched.has(name)),
    resolve: resolver(state, { option: read.env, segmentsOf: weightedSegments(state) }),
  };
}

/** What was taken back serves no more, also while nobody can record it. */
async function withWaiting({ writing, recorded }: ReadGround): Promise<RegistryState> {
  const waiting = await readPending(writing.repository, writing.place);
  const log = { state: recorded, snapshot: null, events: [] };
  const rollbacks = waiting.map(({ rollback }) => rollback);
  return appendPending(log, rollbacks, { writing, published: {} }).log.state;
}

/** Where somebody looks for guards that are not there. */
export const WHERE_GUARDS_ARE = `Guards stand in ${PORTFOLIO_FOLDER}/PROMPT.yml on main, of prompts that serve. See docs/guards.md.`;

async function stateAt({ repository, place, policyPath }: Writing): Promise<RegistryState> {
  const tip = await readTip(repository, place, { timeoutMs: TIP_TIMEOUT_MS });
  const snapshot = tip.commit === null ? null : snapshotAt(repository, tip.commit);
  try {
    return await readState(snapshot, policyPath);
  } finally {
    snapshot?.close();
  }
}

/** Segments with weights of their own; all others are `*`, as they are served. */
function weightedSegments(state: RegistryState) {
  return (prompt: string, environment: string): ReadonlySet<string> => {
    const served = servingOf(state, { prompt, environment })?.served.at(-1);
    return new Set(Object.keys(served?.allocation ?? {}));
  };
}
