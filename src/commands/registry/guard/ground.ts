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
import { readState } from '../log.ts';
import { openMain, placeIn } from '../opened.ts';
import { findPortfolios } from '../portfolios.ts';
import { openWriting, type Writing } from '../writing.ts';
import type { GuardRequest } from './outcome.ts';

/** What stands now: main's policy and portfolios, and what the registry says. */
export type Ground = {
  writing: Writing;
  state: RegistryState;
  guards: StandingGuard[];
  /** The metrics of guards. */
  metrics: Metric[];
  resolve: Resolver;
  /** Why guards, or all of a portfolio, cannot be judged. */
  unreadable: { path: string; problem: string }[];
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
    const state = await stateAt(writing);
    const found = await findPortfolios(main.snapshot, { registry, state, refusesMisuse: false });
    const unreadable = found.unreadable.flatMap(({ path, mistakes }) =>
      mistakes.map(({ place, problem, remedy }) => ({
        path: formatPlace(place ?? { path }),
        problem: [problem, remedy].filter(Boolean).join(' '),
      })),
    );
    const metrics = registry.metrics ?? [];
    const guards: StandingGuard[] = [];
    for (const { path, portfolio } of found.portfolios) {
      const standing = standingGuards(portfolio, servingOf(state, portfolio), { metrics, now: Date.now() });
      guards.push(...standing.guards);
      for (const { metric, problem } of standing.unjudged) {
        unreadable.push({ path, problem: `The guard on ${metric} cannot be judged: ${problem}.` });
      }
    }
    const watched = new Set(guards.map(({ metric }) => metric));
    return {
      ...{ writing, state, guards, unreadable },
      metrics: metrics.filter(({ name }) => watched.has(name)),
      resolve: resolver(state, { option: request.env, segmentsOf: weightedSegments(state) }),
    };
  } finally {
    main.snapshot.close();
  }
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
