import { digestOf } from '../../base/digest.ts';
import { type ConfigurationError, mistakesIn } from '../../base/errors.ts';
import { parsePortfolio, promptOfPortfolio } from '../../config/portfolio.ts';
import { isPortfolioPath, type Portfolio, type Weights } from '../../domain/portfolio.ts';
import type { Digest } from '../../domain/registry.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';

/** A portfolio's file as a revision has it. */
export type FoundPortfolio = { path: string; portfolio: Portfolio };

/** A portfolio that cannot be read; `prompt` is null where its name does not even say whose it is. */
export type UnreadablePortfolio = {
  path: string;
  prompt: string | null;
  mistakes: readonly ConfigurationError[];
};

export type FoundPortfolios = { portfolios: FoundPortfolio[]; unreadable: UnreadablePortfolio[] };

/**
 * All portfolios of a revision, held against what is registered.
 * @param against.refusesMisuse as of `PortfolioContext`
 */
export async function findPortfolios(
  snapshot: Snapshot,
  {
    registry: { environments: stated, metrics },
    state,
    refusesMisuse,
  }: {
    registry: Pick<RegistryPolicy, 'environments' | 'metrics'>;
    state: RegistryState | null;
    refusesMisuse: boolean;
  },
): Promise<FoundPortfolios> {
  const environments = stated.map(({ name }) => name);
  const found: FoundPortfolios = { portfolios: [], unreadable: [] };
  for (const path of await snapshot.list()) {
    if (!isPortfolioPath(path)) continue;
    let prompt: string | null = null;
    try {
      prompt = promptOfPortfolio(path);
      const text = (await snapshot.read(path)) ?? '';
      found.portfolios.push({
        path,
        portfolio: parsePortfolio(text, path, { state, environments, metrics, refusesMisuse }),
      });
    } catch (problem) {
      found.unreadable.push({ path, prompt, mistakes: mistakesIn(problem) });
    }
  }
  return found;
}

/**
 * The file that decides what a prompt serves in an environment: while it is there, nothing is promoted. One that cannot be
 * read decides in every environment, since nobody knows in which.
 * @returns its path; null where there is none
 */
export function portfolioOf(
  { portfolios, unreadable }: FoundPortfolios,
  { prompt, environment }: { prompt: string; environment: string },
): string | null {
  const own = portfolios.find(
    ({ portfolio }) => portfolio.prompt === prompt && portfolio.environment === environment,
  );
  return own?.path ?? unreadable.find((one) => one.prompt === prompt)?.path ?? null;
}

/** The digest by which it is known whether a merge changed a portfolio's weights: their order says nothing. */
export function weightsDigest(weights: Weights): Digest {
  return digestOf(structuredClone(weights));
}
