import { formatPlace, type Place } from '../base/errors.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Role } from '../domain/message.ts';
import { isInstruction, type Prompt } from '../domain/prompt.ts';
import type { PromptCacheJson } from '../domain/prompt-cache.ts';
import type { Case } from '../domain/suite.ts';
import { cachedFromTokens } from '../model/estimate.ts';
import { inputPrices } from '../model/prices.ts';
import { type CacheUse, refillUsd, savedUsdPerDay } from '../model/prompt-cache.ts';
import { approximateTokens } from '../model/tokens.ts';
import { templatesOf } from '../prompt/fill-in.ts';
import { type SharedStart, sharedStart } from '../prompt/shared-prefix.ts';
import { plainUses } from './facts.ts';

/** What a provider's cache can do for a prompt. Tokens are estimated; money is at the declared traffic, in USD. */
export type CacheOutlook = {
  /** Leading tokens that are the same from call to call, tools included. */
  tokens: number;
  /** The fewest that the model's provider keeps. */
  cachedFrom: number;
  endedBy: SharedStart['endedBy'];
  /** What it takes until the cache holds the beginning, after an edit of it; null where price or traffic is not known. */
  refillUsd: { least: number; most: number } | null;
  /** Variables that should stand lower, the place of the first, and what that gives; null where nothing is gained. */
  order: { variables: string[]; place: Place; tokens: number; savedUsdPerDay: number | null } | null;
};

/** A cheaper order is told from so many more tokens on. */
const WORTH_TOKENS = 200;
const MOST_MOVED = 4;

/**
 * How much of a prompt stays the same from call to call, rendered over the cases of its suite, where that ends, and
 * whether another order of its parts would keep more.
 */
export function cacheOutlook({
  prompt,
  cases,
  target,
  callsPerDay,
}: {
  prompt: Prompt;
  cases: readonly Case[];
  target: ModelTarget;
  callsPerDay: number | null;
}): CacheOutlook {
  const tools = toolTokens(prompt);
  const start = sharedStart(prompt, cases);
  const tokens = tools + approximateTokens(start.text);
  const cachedFrom = cachedFromTokens(target);
  const use = callsPerDay === null ? null : cacheUse(target, { tokens, cachedFrom, callsPerDay });
  return {
    tokens,
    cachedFrom,
    endedBy: start.endedBy,
    refillUsd: use && refillUsd(tokens, use),
    order: cheaperOrder({ prompt, cases, start, tools, cachedFrom, use }),
  };
}

/** Null where the model's price is not known, or its cache has none. */
export function cacheUse(
  target: ModelTarget,
  { tokens, cachedFrom, callsPerDay }: { tokens: number; cachedFrom: number; callsPerDay: number },
): CacheUse | null {
  const prices = inputPrices(target, tokens);
  return prices && { prices, cachedFrom, callsPerDay };
}

function toolTokens({ parameters: { tools } }: Prompt): number {
  return tools === undefined || tools.length === 0 ? 0 : approximateTokens(JSON.stringify(tools));
}

/**
 * Only variables that stand in the instructions by themselves can be moved without a change of what is said. A prompt of one
 * message, as a text file is, has its instructions there.
 */
function cheaperOrder({
  prompt,
  cases,
  start,
  tools,
  cachedFrom,
  use,
}: {
  prompt: Prompt;
  cases: readonly Case[];
  start: SharedStart;
  tools: number;
  cachedFrom: number;
  use: CacheUse | null;
}): CacheOutlook['order'] {
  const { endedBy } = start;
  const isAmongInstructions = (one: { role: Role }) => isInstruction(one) || prompt.messages.length === 1;
  if (endedBy === null || !isAmongInstructions(endedBy)) return null;
  const movable = movableVariables(prompt);
  const tokensOf = (one: SharedStart) => tools + approximateTokens(one.text);
  const tried: string[] = [];
  let [after, best] = [start, { start, variables: [] as string[] }];
  while (
    after.endedBy !== null &&
    isAmongInstructions(after.endedBy) &&
    movable.has(after.endedBy.variable) &&
    tried.length < MOST_MOVED
  ) {
    tried.push(after.endedBy.variable);
    after = sharedStart(prompt, cases, tried);
    // A variable with little below it stays where it is.
    if (tokensOf(after) >= tokensOf(best.start) + WORTH_TOKENS)
      best = { start: after, variables: [...tried] };
  }
  const { variables } = best;
  const [before, tokens] = [tokensOf(start), tokensOf(best.start)];
  if (variables.length === 0 || tokens < cachedFrom) return null;
  const saved = use && savedUsdPerDay({ before, after: tokens }, use);
  if (saved !== null && saved <= 0) return null;
  return { variables, place: endedBy.place, tokens, savedUsdPerDay: saved };
}

/** Texts that are put in as they are, and stand nowhere else. */
function movableVariables(prompt: Prompt): Set<string> {
  const counts = new Map<string, number>();
  for (const { template } of templatesOf(prompt)) {
    for (const { name } of template.uses) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Set(plainUses(prompt).flatMap(({ name }) => (counts.get(name) === 1 ? [name] : [])));
}

/** The published shape. */
export function promptCacheJson({ endedBy, order, ...rest }: CacheOutlook): PromptCacheJson {
  return {
    ...rest,
    endedBy: endedBy && { variable: endedBy.variable, place: formatPlace(endedBy.place) },
    order: order && {
      ...{ variables: order.variables, place: formatPlace(order.place), tokens: order.tokens },
      savedUsdPerDay: order.savedUsdPerDay,
    },
  };
}
