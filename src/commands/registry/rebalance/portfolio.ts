import { randomInt } from 'node:crypto';
import { ownMember } from '../../../base/json.ts';
import { withWeights } from '../../../config/portfolio-weights.ts';
import type { ExperimentReading } from '../../../domain/experiment.ts';
import type { Portfolio } from '../../../domain/portfolio.ts';
import type { PromptState, Served } from '../../../domain/registry.ts';
import { readExperiment } from '../../../portfolio/experiment/experiment.ts';
import { experimentSize } from '../../../portfolio/experiment/size.ts';
import { versionsIn } from '../../../portfolio/experiment/strata.ts';
import { learnedRates } from '../../../portfolio/learned.ts';
import { evidenceFiles, factsOf, planPortfolio } from '../../../portfolio/plan.ts';
import { rebalance } from '../../../portfolio/rebalance.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { addCounts, NO_COUNTS } from '../../../registry/windows.ts';
import { limitNames } from '../../../report/telling/portfolio-limits.ts';
import type { PortfolioKnowledge } from '../portfolio-facts.ts';
import type { PortfolioOutcome } from './outcome.ts';

const MOST_SEED = 2 ** 31 - 1;

type Question = {
  path: string;
  portfolio: Portfolio;
  /** Of the portfolio's file. */
  text: string;
  prompt: PromptState;
  knowledge: PortfolioKnowledge;
  isOwnerAsked: boolean;
  /** Whether its schedule is asked. */
  asksSchedule: boolean;
  /** ms since 1970. */
  now: number;
};

/** What a portfolio's allocator makes of its windows, within its limits. */
export function rebalanceOne(question: Question): PortfolioOutcome {
  const { path, portfolio, prompt, asksSchedule, now } = question;
  const { environment } = portfolio;
  const served = servingIn(prompt, environment)?.served ?? [];
  const last = served.findLast(({ event }) => event.type === 'allocated');
  const due = last ? new Date(Date.parse(last.at) + portfolio.rebalance.everyMs).toISOString() : null;
  const told = { prompt: portfolio.prompt, environment, path, due };
  const nothing = {
    ...told,
    segments: [],
    plan: null,
    seed: null,
    experiment: null,
    file: null,
    because: [],
  };
  if (!last) {
    return {
      ...nothing,
      outcome: 'waits',
      because: ['Its weights were never set: `record` sets those of its file.'],
    };
  }
  const experiment = experimentOf(question, last);
  if (asksSchedule && due !== null && Date.parse(due) > now)
    return { ...nothing, experiment, outcome: 'not-due' };
  return {
    ...told,
    experiment,
    ...newWeights(question, { served, isFrozen: experiment?.state === 'running' }),
  };
}

function newWeights(
  { portfolio, text, knowledge, isOwnerAsked, now }: Question,
  { served, isFrozen }: { served: readonly Served[]; isFrozen: boolean },
): Omit<PortfolioOutcome, 'prompt' | 'environment' | 'path' | 'due' | 'experiment'> {
  const evidence = evidenceFiles(knowledge.evidence);
  const seed = randomInt(MOST_SEED);
  const { weights, segments } = rebalance({
    portfolio,
    facts: factsOf(portfolio, { ...knowledge, now }),
    posteriors: learnedRates(portfolio, { ...knowledge, evidence, now }),
    windows: knowledge.windows,
    ...{ served, isFrozen, seed, now },
  });
  const plan = planPortfolio({
    ...{ base: portfolio, head: { ...portfolio, weights }, changesOthers: false, isOwnerAsked, now },
    ...knowledge,
  });
  const refused = segments.filter(({ outcome }) => outcome === 'unsatisfiable');
  const because = refused.map(
    ({ segment, held }) => `Limits leave ${segment} no room: ${limitNames(held.map(({ limit }) => limit))}.`,
  );
  const told = { segments, plan, seed, file: null, because };
  if (isFrozen) return { ...told, outcome: 'frozen' };
  if (!segments.some(({ outcome }) => outcome === 'changed')) {
    return { ...told, outcome: refused.length > 0 ? 'refused' : 'same' };
  }
  if (plan.blocks)
    return { ...told, outcome: 'refused', because: [...because, 'The plan does not keep the limits.'] };
  if (portfolio.rebalance.apply === 'within-limits') return { ...told, outcome: 'set' };
  return { ...told, file: withWeights(text, weights), outcome: 'proposed' };
}

/** What the portfolio's experiment shows: its epoch began when the weights were set last. */
function experimentOf({ portfolio, knowledge, now }: Question, started: Served): ExperimentReading | null {
  const { experiment: policy, guards, weights, safe: control } = portfolio;
  if (policy === null) return null;
  const before = knowledge.windows.filter(
    ({ metric, version, day }) =>
      metric === policy.metric && version === control && day < started.at.slice(0, 10),
  );
  const { n, sum, squares } = before.reduce(addCounts, NO_COUNTS);
  const mean = n === 0 ? 0.5 : sum / n;
  const spread = n < 2 ? 1 : Math.sqrt(Math.max(0, squares / n - mean * mean));
  const size = experimentSize(policy, { mean, spread }, Math.max(1, versionsIn(weights).length - 1));
  return readExperiment({
    ...{ policy, guards, weights, control, size, now },
    serial: started.serial,
    startedAt: Date.parse(started.at),
    windows: knowledge.windows,
  });
}

/** The state of a portfolio's prompt; undefined where the registry does not know it. */
export function promptOf(
  state: { prompts: Readonly<Record<string, PromptState>> },
  { prompt }: Pick<Portfolio, 'prompt'>,
): PromptState | undefined {
  return ownMember(state.prompts, prompt);
}
