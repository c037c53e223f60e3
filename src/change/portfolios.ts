import type { Change } from '../domain/change.ts';
import { isPortfolioPath } from '../domain/portfolio.ts';

/** A portfolio's file that a pull request adds, edits, renames or deletes. */
export type ChangedPortfolio = { path: string; isDeleted: boolean };

/** The portfolios that a pull request changes; of a renamed one, both paths. */
export function changedPortfolios({ files }: Pick<Change, 'files'>): ChangedPortfolio[] {
  return files.flatMap(({ path, basePath, status }): ChangedPortfolio[] => [
    ...(isPortfolioPath(path) ? [{ path, isDeleted: status === 'deleted' }] : []),
    ...(status === 'renamed' && basePath !== undefined && isPortfolioPath(basePath)
      ? [{ path: basePath, isDeleted: true }]
      : []),
  ]);
}
