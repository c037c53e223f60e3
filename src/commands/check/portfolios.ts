import type { ConfigurationError } from '../../base/errors.ts';
import { isPortfolioPath, type Portfolio } from '../../domain/portfolio.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';

/** What `check` finds out about a portfolio. */
export type PortfolioCheck = {
  path: string;
  /** Null: the file has mistakes. */
  portfolio: Portfolio | null;
  errors: readonly ConfigurationError[];
  /** Whom the file names as owner, and whether CODEOWNERS asks them about it; null: the file cannot be read. */
  owner: { stated: string; isAsked: boolean } | null;
  /** Whether its versions were looked up: the clone has the registry's branch. */
  knowsVersions: boolean;
};

/**
 * Checks the portfolios of a snapshot; without any, nothing else is read or loaded.
 * @param registry of the policy; null: it has none, so no environment may be named
 * @param stateOf what the registry knows; null: this clone does not have it
 */
export async function checkPortfolios(
  snapshot: Snapshot,
  registry: RegistryPolicy | null,
  stateOf: (registry: RegistryPolicy) => Promise<RegistryState | null>,
): Promise<PortfolioCheck[]> {
  const paths = await snapshot.list();
  if (!paths.some(isPortfolioPath)) return [];
  const [{ findPortfolios }, { isOwnerAsked }] = await Promise.all([
    import('../registry/portfolios.ts'),
    import('../registry/portfolio-facts.ts'),
  ]);
  const state = registry && (await stateOf(registry));
  const { environments = [], metrics = null } = registry ?? {};
  const { portfolios, unreadable } = await findPortfolios(snapshot, {
    ...{ registry: { environments, metrics }, state, refusesMisuse: true },
  });
  const knowsVersions = state !== null;
  const checks: PortfolioCheck[] = unreadable.map(({ path, mistakes }) => {
    return { path, portfolio: null, errors: mistakes, owner: null, knowsVersions };
  });
  for (const { path, portfolio } of portfolios) {
    const isAsked = await isOwnerAsked(snapshot, path, portfolio.owner);
    const owner = { stated: portfolio.owner, isAsked };
    checks.push({ path, portfolio, errors: [], owner, knowsVersions });
  }
  return checks.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
