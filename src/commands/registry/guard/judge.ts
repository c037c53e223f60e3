import type { RegistryState } from '../../../domain/registry-state.ts';
import type { GuardAction, Tripped } from '../../../domain/tripped.ts';
import { type StandingGuard, servesSince } from '../../../experiment/standing.ts';
import { PATIENCE_MS } from '../../../experiment/watch.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import { holdsOn } from '../../../registry/promotion.ts';
import { planRollback } from '../../../registry/rollback.ts';
import {
  guardThatActed,
  guardThatTookBack,
  isAsStrong,
  STRENGTH,
  servingOf,
  tripOf,
} from '../../../registry/trips.ts';
import type { GuardHold, GuardOutcome } from './outcome.ts';
import { pauseReason } from './words.ts';

/** A pause lets no exposure rise for so long. */
const PAUSE_HOLD_MS = 86_400_000;

/**
 * What follows from the readings, compared with what the registry says is done. Until somebody releases it, one rollback
 * a prompt and environment, and one hold, which a rollback may follow; whatever else tripped is told. So a rollback that
 * could not be done is wanted for as long as its guard trips and there is something to go back to.
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
    const known = tripOf(serving, guard, servesSince(serving, guard.segment, guard.version))?.action;
    const place = `${guard.environment} ${guard.prompt}`;
    const isFree =
      action === 'rollback'
        ? guardThatTookBack(serving) === undefined && (known === undefined || canGoBack(state, guard))
        : guardThatActed(serving) === undefined;
    const done = isFree && !acting.has(place) ? action : 'alert';
    if (done !== 'alert') acting.add(place);
    return { guard, reading, isKnown: isAsStrong(known, done), action: done };
  });
}

/** Whether there is something to go back to now: before, there may have been nothing. */
function canGoBack(state: RegistryState, { prompt: name, environment, version }: StandingGuard): boolean {
  const prompt = state.prompts[name];
  if (!prompt) return false;
  const safe = prompt.environments[environment]?.portfolio?.safe;
  const serial = nextSerial(state, environment);
  const plan = planRollback({ name, prompt, environment, bad: version, safe, serial, now: new Date() });
  return plan.kind === 'fact';
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
