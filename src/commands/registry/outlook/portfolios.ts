import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../../../base/errors.ts';
import type { OpenChange } from '../../../change/change.ts';
import { changedPortfolios } from '../../../change/portfolios.ts';
import { parsePortfolio, promptOfPortfolio } from '../../../config/portfolio.ts';
import type { Notice } from '../../../domain/notice.ts';
import { isPortfolioPath, PORTFOLIO_FOLDER, type Portfolio } from '../../../domain/portfolio.ts';
import type { PortfolioPlan } from '../../../domain/portfolio-plan.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { planPortfolio } from '../../../portfolio/plan.ts';
import type { KnownLog } from '../log.ts';
import { isOwnerAsked, portfolioKnowledge } from '../portfolio-facts.ts';

/**
 * What the portfolios that a pull request changes will do once it is merged. Nothing of it passes unseen: where the log
 * cannot be read, or a file has a mistake, the gate cannot decide.
 * @param log null: nothing is registered yet
 * @throws ConfigurationErrors: all mistakes of all files
 */
export async function portfolioPlans(
  change: OpenChange,
  log: KnownLog | null,
): Promise<{ plans: PortfolioPlan[]; notices: Notice[] }> {
  const changed = changedPortfolios(change);
  const plans: PortfolioPlan[] = [];
  const notices: Notice[] = [];
  const mistakes: ConfigurationError[] = [];
  for (const { path, isDeleted } of changed) {
    try {
      if (isDeleted) notices.push(...(await endNotices(change, path)));
      else plans.push(await planOf(change, log, { path, changesOthers: change.files.length > 1 }));
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
    }
  }
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  notices.push(
    ...plans
      .filter(({ owner }) => !owner.isAsked)
      .map(
        ({ prompt, owner }): Notice => ({
          ...{ code: 'portfolio-owner-not-asked', path: `${PORTFOLIO_FOLDER}/${prompt}.yml` },
          owner: owner.stated,
        }),
      ),
  );
  return { plans, notices };
}

/**
 * Refuses to take an environment or a metric from a portfolio that the pull request leaves as it is: nobody could read it
 * then.
 * @throws ConfigurationErrors
 */
export async function refuseStranded(change: OpenChange): Promise<void> {
  const { before, after } = change.registries;
  const environments = namesOf(after);
  const metrics = after?.metrics ?? null;
  const isSame =
    isDeepStrictEqual(environments, namesOf(before)) && isDeepStrictEqual(metrics, before?.metrics ?? null);
  if (after === null || isSame) return;
  const changed = changedPortfolios(change).map(({ path }) => path);
  const mistakes: ConfigurationError[] = [];
  for (const path of await change.candidate.list()) {
    if (!isPortfolioPath(path) || changed.includes(path)) continue;
    try {
      await portfolioIn(change.candidate, path, {
        ...{ state: null, environments, metrics, refusesMisuse: true },
      });
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
    }
  }
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
}

async function planOf(
  change: OpenChange,
  log: KnownLog | null,
  of: { path: string; changesOthers: boolean },
): Promise<PortfolioPlan> {
  const { path, changesOthers } = of;
  const environments = namesOf(change.registries.after);
  if (log === null || environments.length === 0) {
    throw new ConfigurationError('A portfolio weighs versions of a registry, and there is none yet.', {
      place: { path },
      remedy:
        'Merge `registry:` in the policy first, let `record` register the versions, then add the portfolio.',
    });
  }
  const metrics = change.registries.after?.metrics ?? null;
  const head = await portfolioIn(change.candidate, path, {
    ...{ state: log.state, environments, metrics, refusesMisuse: true },
  });
  if (!head) throw new Error(`no portfolio ${path}`);
  const base = await earlierPortfolio(change, path);
  const knowledge = await portfolioKnowledge(log, head, { config: change.config });
  return planPortfolio({
    ...{ base, head, changesOthers, ...knowledge },
    isOwnerAsked: await isOwnerAsked(change.base, path, head.owner),
    now: Date.now(),
  });
}

function namesOf(registry: OpenChange['registries']['after']): string[] {
  return registry?.environments.map(({ name }) => name) ?? [];
}

async function portfolioIn(
  snapshot: Snapshot,
  path: string,
  context: Parameters<typeof parsePortfolio>[2],
): Promise<Portfolio | null> {
  promptOfPortfolio(path);
  const text = await snapshot.read(path);
  return text === undefined ? null : parsePortfolio(text, path, context);
}

/**
 * The portfolio as the base has it; one that cannot be read there holds nobody, which its repair must not be stopped by.
 * One whose environment is gone from the policy holds as before.
 */
export async function earlierPortfolio(
  { base, registries }: Pick<OpenChange, 'base' | 'registries'>,
  path: string,
): Promise<Portfolio | null> {
  try {
    return await portfolioIn(base, path, {
      ...{
        state: null,
        environments: null,
        metrics: registries.before?.metrics ?? null,
        refusesMisuse: false,
      },
    });
  } catch (problem) {
    mistakesIn(problem);
    return null;
  }
}

async function endNotices({ base }: OpenChange, path: string): Promise<Notice[]> {
  if ((await base.read(path)) === undefined) return [];
  const prompt = path.slice(PORTFOLIO_FOLDER.length + 1).replace(/\.yml$/, '');
  return [{ code: 'portfolio-ends', path, prompt }];
}
