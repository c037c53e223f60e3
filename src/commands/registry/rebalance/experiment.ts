import type {
  ExperimentDecided,
  ExperimentEnd,
  ExperimentReading,
  ExperimentStanding,
} from '../../../domain/experiment.ts';
import type { Portfolio, Weights } from '../../../domain/portfolio.ts';
import type { PromptState, Served } from '../../../domain/registry-state.ts';
import {
  comparesVersions,
  decidedWeights,
  experimentDigest,
} from '../../../portfolio/experiment/decision.ts';
import { readExperiment } from '../../../portfolio/experiment/experiment.ts';
import { servingIn } from '../../../registry/promotion.ts';
import type { PortfolioKnowledge } from '../portfolio-facts.ts';
import { weightsDigest } from '../portfolios.ts';

/** Where the experiment of a portfolio's file stands. `weights`: what it speaks for, before limits; null: nothing. */
export type ExperimentNow =
  | { kind: 'none' | 'not-begun' }
  | { kind: 'running'; reading: ExperimentStanding }
  /** It is over now: the fact is to be written. */
  | { kind: 'ends'; reading: ExperimentStanding; fact: ExperimentDecided; weights: Weights | null }
  | { kind: 'ended'; reading: ExperimentStanding; weights: Weights | null };

type Question = {
  portfolio: Portfolio;
  prompt: PromptState;
  knowledge: Pick<PortfolioKnowledge, 'windows'>;
  /** ms since 1970. */
  now: number;
};

/** What a running experiment shows, where it is over now; null where it runs, or the file states another. */
export function experimentEnd(question: Question): ExperimentEnd | null {
  const { portfolio, prompt } = question;
  const last = servingIn(prompt, portfolio.environment)?.served.at(-1);
  const now = last && experimentNow(question, last);
  return now?.kind === 'ends' ? now.fact.end : null;
}

/**
 * Reads the experiment that the file states. It is over when it is stopped, decided or out of time, or when something else
 * changed what serves.
 * @param last what serves now
 */
export function experimentNow({ portfolio, prompt, knowledge, now }: Question, last: Served): ExperimentNow {
  const { experiment: policy, environment, guards, weights, safe: control } = portfolio;
  if (policy === null || !comparesVersions(portfolio)) return { kind: 'none' };
  const { experiment: begun, portfolio: set } = servingIn(prompt, environment) ?? {};
  const isItsOwn = begun?.experiment === experimentDigest(portfolio);
  // A merge changed the file, and nobody recorded it yet.
  if (!begun || !isItsOwn || set?.weights !== weightsDigest(weights)) return { kind: 'not-begun' };
  if (begun.end !== null) {
    const { at: _, ...reading } = begun.end;
    return {
      kind: 'ended',
      reading: { ...reading, remainingMs: 0 },
      weights: decidedWeights(portfolio, begun.end),
    };
  }
  const reading = readExperiment({
    ...{ policy, guards, weights, control, now, size: begun.size },
    serial: begun.epoch,
    startedAt: Date.parse(begun.startedAt),
    windows: knowledge.windows,
  });
  const changedBy = last.serial === begun.epoch ? null : last.serial;
  const end = endOf(reading, changedBy);
  if (end === null) return { kind: 'running', reading: { ...reading, changedBy } };
  const fact: ExperimentDecided = {
    type: 'experiment-decided',
    ...{ environment, prompt: portfolio.prompt, epoch: begun.epoch, end },
  };
  return {
    kind: 'ends',
    reading: { ...reading, ...end },
    fact,
    weights: decidedWeights(portfolio, end),
  };
}

/** What an experiment showed when it was over; null while it runs. */
function endOf(reading: ExperimentReading, changedBy: number | null): ExperimentEnd | null {
  const { remainingMs: _, state, ...shown } = reading;
  if (changedBy !== null) return { ...shown, state: 'stopped', result: null, changedBy };
  return state === 'running' ? null : { ...shown, state, changedBy };
}
