import { digestOf } from '../../../base/digest.ts';
import { ownMember } from '../../../base/json.ts';
import { withoutExperiment, withWeights } from '../../../config/portfolio-weights.ts';
import type { Window } from '../../../domain/observation.ts';
import type { Portfolio, Weights } from '../../../domain/portfolio.ts';
import type { PromptState, Served } from '../../../domain/registry-state.ts';
import { learnedRates } from '../../../portfolio/learned.ts';
import { evidenceFiles, factsOf, planPortfolio } from '../../../portfolio/plan.ts';
import { rebalance } from '../../../portfolio/rebalance.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { limitNames } from '../../../report/telling/portfolio-limits.ts';
import type { PortfolioKnowledge } from '../portfolio-facts.ts';
import { weightsDigest } from '../portfolios.ts';
import { experimentNow } from './experiment.ts';
import type { PortfolioOutcome } from './outcome.ts';

/** Hex digits of a seed. */
const SEED_DIGITS = 7;

/** A portfolio, and what is known of it. */
export type Question = {
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
    ends: null,
    file: null,
    because: [],
    proposal: null,
  };
  if (!last) {
    return {
      ...nothing,
      outcome: 'waits',
      because: ['Its weights were never set: `record` sets those of its file.'],
    };
  }
  const experiment = experimentNow(question, served.at(-1) ?? last);
  if (experiment.kind === 'not-begun') {
    return { ...nothing, outcome: 'waits', because: ['Its experiment has not begun: `record` begins it.'] };
  }
  const reading = 'reading' in experiment ? experiment.reading : null;
  const about = { ...told, experiment: reading, ends: experiment.kind === 'ends' ? experiment.fact : null };
  if ('weights' in experiment && experiment.weights !== null) {
    return { ...about, ...decidedChange(question, { served, weights: experiment.weights }) };
  }
  if (asksSchedule && due !== null && Date.parse(due) > now) {
    return { ...nothing, ...about, outcome: 'not-due' };
  }
  return { ...about, ...newWeights(question, { served, isFrozen: experiment.kind === 'running' }) };
}

type NewWeights = Omit<PortfolioOutcome, 'prompt' | 'environment' | 'path' | 'due' | 'experiment' | 'ends'>;

/** What an experiment speaks for, within the limits; a merge sets it, so `step` does not bind it. */
function decidedChange(
  question: Question,
  { served, weights }: { served: readonly Served[]; weights: Weights },
): NewWeights {
  const { portfolio, text } = question;
  const decided: Portfolio = {
    ...portfolio,
    weights,
    allocator: { kind: 'fixed' },
    limits: { ...portfolio.limits, step: null },
    rebalance: { ...portfolio.rebalance, apply: 'pull-request' },
  };
  const rest = withoutExperiment(text);
  const change = newWeights(
    { ...question, portfolio: decided, text: rest ?? text },
    { served, isFrozen: false },
  );
  const byHand = rest === null ? ['Remove its `experiment:` by hand.'] : [];
  return { ...change, seed: null, because: [...change.because, ...byHand] };
}

const STATED_ALREADY =
  'Main’s file has these weights, and they were set once: a hold or a rollback changed what serves. Only a commit that changes the weights sets them.';

function newWeights(
  { portfolio, prompt, text, knowledge, isOwnerAsked, now }: Question,
  { served, isFrozen }: { served: readonly Served[]; isFrozen: boolean },
): NewWeights {
  const evidence = evidenceFiles(knowledge.evidence);
  const seed = seedOf(knowledge.windows, served.at(-1)?.serial ?? 0);
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
  const told = { segments, plan, seed, file: null, because, proposal: null };
  if (isFrozen) return { ...told, outcome: 'frozen' };
  if (!segments.some(({ outcome }) => outcome === 'changed')) {
    return { ...told, outcome: refused.length > 0 ? 'refused' : 'same' };
  }
  if (plan.blocks)
    return { ...told, outcome: 'refused', because: [...because, 'The plan does not keep the limits.'] };
  if (portfolio.rebalance.apply === 'within-limits') return { ...told, outcome: 'set' };
  const file = withWeights(text, weights);
  const isSet =
    servingIn(prompt, portfolio.environment)?.portfolio?.weights === weightsDigest(portfolio.weights);
  if (file === text) {
    return {
      ...told,
      because: [...because, isSet ? STATED_ALREADY : 'Main has these weights, and `record` sets them.'],
      outcome: 'waits',
    };
  }
  if (file !== null) return { ...told, file, outcome: 'proposed' };
  const problem =
    'Its weights are written in a way that is not edited here (an alias?): change them by hand.';
  return { ...told, because: [...because, problem], outcome: 'proposed' };
}

/** The same observations of the same weights give the same draws, so that a second look proposes nothing else. */
function seedOf(windows: readonly Window[], serial: number): number {
  const digest = digestOf({ serial, windows: structuredClone([...windows]) });
  return Number.parseInt(digest.slice(0, SEED_DIGITS), 16);
}

/** The state of a portfolio's prompt; undefined where the registry does not know it. */
export function promptOf(
  state: { prompts: Readonly<Record<string, PromptState>> },
  { prompt }: Pick<Portfolio, 'prompt'>,
): PromptState | undefined {
  return ownMember(state.prompts, prompt);
}
