import type { Change } from '../domain/change.ts';
import { PORTFOLIO_FOLDER } from '../domain/portfolio.ts';

/** A portfolio's file that a pull request adds, edits, renames or deletes. */
export type ChangedPortfolio = { path: string; isDeleted: boolean };

/** The portfolios that a pull request changes; of a renamed one, both paths. */
export function changedPortfolios({ files }: Pick<Change, 'files'>): ChangedPortfolio[] {
  const isPortfolio = (path: string | undefined): path is string =>
    path?.startsWith(`${PORTFOLIO_FOLDER}/`) ?? false;
  return files.flatMap(({ path, basePath, status }): ChangedPortfolio[] => [
    ...(isPortfolio(path) ? [{ path, isDeleted: status === 'deleted' }] : []),
    ...(status === 'renamed' && isPortfolio(basePath) ? [{ path: basePath, isDeleted: true }] : []),
  ]);
}
