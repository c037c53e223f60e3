import type { RegistryState } from '../../../domain/registry-state.ts';
import type { GuardAction, Tripped } from '../../../domain/tripped.ts';
import { type StandingGuard, servesSince } from '../../../experiment/standing.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import { holdsOn } from '../../../registry/promotion.ts';
import { guardThatActed, isKnownTrip, servingOf } from '../../../registry/trips.ts';
import type { GuardHold, GuardOutcome } from './outcome.ts';
import { pauseReason } from './words.ts';

/** Where nothing is reported for so long, it is no news any more. */
const PATIENCE_MS = 3_600_000;
/** A pause lets no exposure rise for so long. */
const PAUSE_HOLD_MS = 86_400_000;

const STRENGTH: readonly GuardAction[] = ['rollback', 'hold', 'alert'];

/**
 * What follows from the readings: one action a prompt and environment until somebody releases it; whatever else tripped
 * is told.
 */
export function judge(
  state: RegistryState,
  readings: readonly { guard: StandingGuard; reading: WatchedReading }[],
): GuardOutcome[] {
  const acting = new Set<string>();
  const ranked = readings
    .map((each) => ({ ...each, action: wantedBy(each) }))
    .sort((a, b) => rankOf(a.action) - rankOf(b.action));
  return ranked.map(({ guard, reading, action }) => {
    if (action === null) return { guard, reading, action, isKnown: false };
    const serving = servingOf(state, guard);
    const since = servesSince(serving, guard.segment, guard.version);
    const isKnown = isKnownTrip(serving, guard, since);
    const place = `${guard.environment} ${guard.prompt}`;
    const mayAct = !isKnown && !acting.has(place) && guardThatActed(serving) === undefined;
    if (mayAct && action !== 'alert') acting.add(place);
    return { guard, reading, isKnown, action: mayAct ? action : 'alert' };
  });
}

/** What a guard does by itself; null: it did not trip. Without a control nothing goes back, and `safe` is never held. */
function wantedBy({
  guard: { policy, control, isSafe },
  reading,
}: {
  guard: StandingGuard;
  reading: WatchedReading;
}): GuardAction | null {
  if (reading.kind !== 'tripped') return null;
  if (isSafe) return 'alert';
  return policy.action === 'rollback' && control === null ? 'hold' : policy.action;
}

function rankOf(action: GuardAction | null): number {
  return action === null ? STRENGTH.length : STRENGTH.indexOf(action);
}

/** The fact of a trip. */
export function trippedFact({ guard, reading, action }: GuardOutcome): Tripped {
  const { environment, prompt, version, segment, metric, control, policy, isNew } = guard;
  return {
    type: 'tripped',
    ...{ environment, prompt, version, segment, metric, control },
    action: action ?? 'alert',
    test: isNew && control !== null ? 'new' : 'steady',
    alpha: policy.alpha,
    figures: reading.figures,
    trend: reading.trend,
  };
}

/**
 * Versions of which nobody knows how they do: their exposure may not rise for a day. `safe`, versions that are held
 * already, and guards that only tell are left as they are.
 */
export function pausedHolds(
  state: RegistryState,
  outcomes: readonly GuardOutcome[],
  now: number,
): GuardHold[] {
  const holds = new Map<string, GuardHold>();
  for (const { guard, reading } of outcomes) {
    const { environment, prompt, version, policy, isSafe, from } = guard;
    if (reading.kind !== 'paused' || reading.because === 'alone') continue;
    if (isSafe || policy.action === 'alert' || now - from < PATIENCE_MS) continue;
    if (holdsOn(version, servingOf(state, guard)?.held ?? [], now).length > 0) continue;
    const until = new Date(now + PAUSE_HOLD_MS).toISOString();
    const key = `${environment} ${prompt} ${version}`;
    if (!holds.has(key))
      holds.set(key, { environment, prompt, version, until, reason: pauseReason(guard, reading) });
  }
  return [...holds.values()];
}
