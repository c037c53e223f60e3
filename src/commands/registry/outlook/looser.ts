import { isDeepStrictEqual as isSame } from 'node:util';
import type { OpenChange } from '../../../change/change.ts';
import { changedPortfolios } from '../../../change/portfolios.ts';
import type { Notice } from '../../../domain/notice.ts';
import { PORTFOLIO_FOLDER, type Portfolio } from '../../../domain/portfolio.ts';
import type { LooserPortfolio, PortfolioPlan } from '../../../domain/portfolio-plan.ts';
import type { KnownLog } from '../log.ts';
import { dueAt, tripsOn } from './plan.ts';
import { earlierPortfolio } from './portfolios.ts';

/**
 * The portfolios whose limits and guards a pull request ends, by deleting the file or taking it to another environment.
 * Like looser limits, it may only where it changes nothing else. One that cannot be read at the base holds nobody.
 * @param log null: nothing is registered yet
 * @param plans of the portfolios that the pull request changes and keeps
 */
export async function endedPortfolios(
  change: OpenChange,
  log: KnownLog | null,
  plans: readonly PortfolioPlan[],
): Promise<LooserPortfolio[]> {
  const found: LooserPortfolio[] = [];
  for (const { path, isDeleted } of changedPortfolios(change)) {
    const before = await earlierPortfolio(change, path);
    const after = plans.find(({ prompt }) => prompt === before?.prompt);
    if (before === null || (!isDeleted && after?.environment === before.environment)) continue;
    const isAlone = change.files.every((file) => file.path === path && file.status !== 'renamed');
    found.push({
      ...{ path, prompt: before.prompt, environment: before.environment, metric: null },
      how: isDeleted ? 'ends' : 'moves',
      blocks: !isAlone,
      next: log && (await nextServing(change, log, before)),
    });
  }
  return found;
}

/** What is told of them, besides the first line. */
export function looserNotices(
  looser: readonly LooserPortfolio[],
  { policy, portfolios }: { policy: string; portfolios: readonly PortfolioPlan[] },
): Notice[] {
  return looser.flatMap(({ path, prompt, environment, how, metric }): Notice[] => {
    if (how === 'metric' && metric !== null) {
      return [{ code: 'guards-count-otherwise', path: policy, prompt, environment, metric }];
    }
    const to = portfolios.find((plan) => plan.prompt === prompt)?.environment;
    return how === 'moves' && to !== undefined
      ? [{ code: 'portfolio-moves', path, prompt, from: environment, to }]
      : [];
  });
}

/** The version that is promoted where a portfolio decides no more; null: none is. */
async function nextServing(
  change: OpenChange,
  log: KnownLog,
  { prompt, environment }: Pick<Portfolio, 'prompt' | 'environment'>,
): Promise<LooserPortfolio['next']> {
  const all = await dueAt(change.candidate, { change, log, registry: change.registries.after });
  const due = all.find((one) => one.prompt === prompt && one.environment === environment);
  if (due?.outcome !== 'promoted') return null;
  return { version: due.version, trips: tripsOn(log, due).trips ?? [] };
}

/**
 * The portfolios with a guard whose metric a pull request declares otherwise, whatever the new way is: a wider scale makes
 * a drop smaller, and on a narrower one bad values are none. It may only where it changes nothing else.
 */
export async function blindedGuards(change: OpenChange): Promise<LooserPortfolio[]> {
  const metrics = countsOtherwise(change);
  if (metrics.length === 0) return [];
  const isAlone = isOfMetricsAlone(change);
  const found: LooserPortfolio[] = [];
  for (const path of await change.base.list()) {
    if (!path.startsWith(`${PORTFOLIO_FOLDER}/`)) continue;
    const portfolio = await earlierPortfolio(change, path);
    const counted = new Set(portfolio?.guards.map(({ metric }) => metric) ?? []);
    const metric = metrics.find((name) => counted.has(name));
    if (portfolio === null || metric === undefined) continue;
    const { prompt, environment } = portfolio;
    found.push({ path, prompt, environment, how: 'metric', metric, blocks: !isAlone, next: null });
  }
  return found;
}

/** Names of the metrics that the policy declares at the base, and otherwise, or not at all, once this is merged. */
function countsOtherwise({ registries: { before, after } }: OpenChange): string[] {
  if (after === null || isSame(before?.metrics, after.metrics)) return [];
  const isKept = (name: string, metric: unknown) =>
    isSame(
      metric,
      after.metrics?.find((one) => one.name === name),
    );
  return (before?.metrics ?? []).filter((metric) => !isKept(metric.name, metric)).map(({ name }) => name);
}

function isOfMetricsAlone({ files, policySource, policyEdits }: OpenChange): boolean {
  return (
    files.every(({ path, status }) => path === policySource.path && status !== 'renamed') &&
    policyEdits.length > 0 &&
    policyEdits.every(({ key }) => key === 'registry.metrics' || key.startsWith('registry.metrics.'))
  );
}
