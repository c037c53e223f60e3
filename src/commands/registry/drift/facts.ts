import type { ModelTarget, PriceOf } from '../../../domain/answer.ts';
import type { DriftFact } from '../../../domain/drift.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import { nameOf } from '../../../model/names.ts';
import { retirementOf } from '../../../model/retirements.ts';

/** The announced retirement of a model, past or to come. */
export function retirementFacts(target: ModelTarget): DriftFact[] {
  const retirement = retirementOf(target);
  return retirement === null ? [] : [{ kind: 'model-retires', model: nameOf(target), ...retirement }];
}

/** A change of the price by less than this is rounding. */
const SMALLEST_CHANGE = 0.005;

/**
 * How many times what they cost then the tokens of an evidence cost by today's price list, what a provider's cache saves
 * left aside. None where a price is not known, or is the same.
 */
export function priceFacts(target: ModelTarget, { cases }: EvidenceFile, priceOf: PriceOf): DriftFact[] {
  let [before, now] = [0, 0];
  for (const { costUsd, uncachedUsd, inputTokens, outputTokens, trials } of Object.values(cases)) {
    if (trials === 0) continue;
    const then = uncachedUsd === undefined ? costUsd : uncachedUsd;
    const usage = {
      inputTokens: inputTokens / trials,
      outputTokens: outputTokens / trials,
      cachedInputTokens: 0,
    };
    const today = priceOf(target, usage);
    if (then === null || today === null) return [];
    before += then;
    now += today * trials;
  }
  if (before === 0 || Math.abs(now / before - 1) < SMALLEST_CHANGE) return [];
  return [{ kind: 'price', model: nameOf(target), ratio: now / before }];
}
