import { ConfigurationError } from '../base/errors.ts';
import { ownMember } from '../base/json.ts';
import { slotOf } from '../base/slot.ts';
import { didYouMean } from '../document/suggest.ts';
import { type Digest, type Judgement, type Share, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { PromptState, RegistryState, Served } from '../domain/registry-state.ts';
import type { ChainedEvent } from './chain.ts';
import { slotCount } from './evidence.ts';
import { lastPromotion, sharesOf } from './exposure.ts';
import { foldEvents } from './fold.ts';
import { judgementOf } from './judgement.ts';
import { servingIn } from './promotion.ts';

/** A version's share of a segment. `weight`: 0 … 1. */
export type ServedShare = { version: Version; digest: Digest; weight: number };

/** What a prompt served at a time. */
export type ServedAt = {
  serial: number;
  /** Of all segments that are listed. */
  served: (ServedShare & { segment: string })[];
  /** The unit's version; without a unit, the one that served all (of the segment, where one is given), else null. */
  chosen: ServedShare | null;
  /** What had set it. */
  event: Served['event'] & { at: string };
  /** How the chosen version was judged when it was last promoted there; null where it was not. */
  judgement: (Judgement & { overridden?: string[] }) | null;
};

/** Who asked: their segment and what their assignment sticks to. */
export type Asker = { unit?: string | undefined; segment?: string | undefined };

/**
 * The state at a time: the fold of the events up to it.
 * @param events in the chain's order, in which times rise
 * @throws ConfigurationError for a time before the first event, or a log that makes steps that are not allowed
 */
export function stateAt(events: readonly ChainedEvent[], time: Date): RegistryState {
  const at = time.toISOString();
  const first = events[0];
  if (first === undefined || at < first.event.at) throw beforeTheLog(at, first?.event.at);
  const after = events.findIndex(({ event }) => event.at > at);
  return foldEvents(after === -1 ? events : events.slice(0, after));
}

/**
 * What a prompt served in an environment, by a state.
 * @throws ConfigurationError for a prompt that the state does not know, or that had not served there
 */
export function servedBy(
  state: RegistryState,
  place: { prompt: string; environment: string },
  asker: Asker = {},
): ServedAt {
  const prompt = requirePrompt(state, place.prompt);
  const now = servingIn(prompt, place.environment)?.served.at(-1);
  if (!now) {
    throw new ConfigurationError(`${place.prompt} had not served in ${place.environment} by then.`, {
      remedy: servedElsewhere(prompt, place.environment),
    });
  }
  const chosen = chosenShare(now, place.prompt, asker);
  return {
    serial: now.serial,
    served: Object.entries(now.allocation).flatMap(([segment, shares]) =>
      shares.map((share) => ({ segment, ...weightOf(share) })),
    ),
    chosen: chosen && weightOf(chosen),
    event: { ...now.event, at: now.at },
    judgement: chosen && lastJudgement(prompt, chosen.version, place.environment),
  };
}

/**
 * The version that a unit gets. A prompt's own name is the salt, as in flagd, where it is the flag's key: units are
 * spread anew for each prompt.
 */
export function shareOfUnit(shares: readonly Share[], prompt: string, unit: string): Share | null {
  const slot = slotOf(prompt, unit, SLOT_COUNT);
  return shares.find(({ slots }) => slots.some(([from, to]) => from <= slot && slot < to)) ?? null;
}

/** The time of the last event, where that is in the future: some writer's clock was wrong. */
export function lastEventInFuture(state: RegistryState, now: Date): string | null {
  const at = state.last?.at;
  return at !== undefined && Date.parse(at) > now.getTime() ? at : null;
}

function chosenShare({ allocation }: Served, prompt: string, { unit, segment }: Asker): Share | null {
  if (unit !== undefined) return shareOfUnit(sharesOf(allocation, segment ?? '*'), prompt, unit);
  const asked = segment === undefined ? Object.values(allocation).flat() : [...sharesOf(allocation, segment)];
  const [first, ...others] = asked;
  return first && others.every(({ version }) => version === first.version) ? first : null;
}

function weightOf(share: Share): ServedShare {
  return { version: share.version, digest: share.digest, weight: slotCount(share) / SLOT_COUNT };
}

function lastJudgement(prompt: PromptState, version: Version, environment: string): ServedAt['judgement'] {
  const known = ownMember(prompt.versions, version);
  const promotion = lastPromotion(servingIn(prompt, environment)?.served ?? [], version);
  const last = known && promotion && judgementOf(known, environment, promotion);
  if (!last) return null;
  const { environment: _, promotedAt: __, ...judgement } = last;
  return judgement;
}

function requirePrompt(state: RegistryState, name: string): PromptState {
  const found = ownMember(state.prompts, name);
  if (found) return found;
  const names = Object.keys(state.prompts).sort();
  const known = names.length === 0 ? undefined : `There were ${names.slice(0, 20).join(', ')}.`;
  throw new ConfigurationError(`There was no prompt ${name} by then.${didYouMean(name, names)}`, {
    remedy: known,
  });
}

function servedElsewhere(prompt: PromptState, environment: string): string | undefined {
  const served = Object.entries(prompt.environments)
    .filter(([, serving]) => serving.served.length > 0)
    .map(([name]) => name);
  return served.length === 0
    ? undefined
    : `It served in ${served.join(', ')}.${didYouMean(environment, served)}`;
}

function beforeTheLog(at: string, first: string | undefined): ConfigurationError {
  if (first === undefined) return new ConfigurationError('The registry has no events yet.');
  return new ConfigurationError(`${at} is before the registry's first event, of ${first}.`, {
    remedy: 'What served before that is not known.',
  });
}
