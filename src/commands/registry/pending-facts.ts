import { mistakesIn } from '../../base/errors.ts';
import { ownMember } from '../../base/json.ts';
import type { RolledBack } from '../../domain/registry.ts';
import type { PromptState, RegistryState } from '../../domain/registry-state.ts';
import type { Tripped } from '../../domain/tripped.ts';
import type { Entry } from '../../registry/append.ts';
import { servingVersions } from '../../registry/exposure.ts';
import { nextSerial } from '../../registry/pointer.ts';
import { servingIn } from '../../registry/promotion.ts';
import { planRollback, type RollbackPlan } from '../../registry/rollback.ts';
import type { PendingRollback } from './pending.ts';

/**
 * A rollback that waits, as it is written, with the trips of versions that serve still; null where it does not apply any
 * more: somebody took the version back meanwhile.
 * @param how.asPublished under the serial with which it was published, not above it
 */
export function entriesOfPending(
  state: RegistryState,
  rollback: PendingRollback,
  { now, asPublished = false }: { now: Date; asPublished?: boolean },
): Entry[] | null {
  const { prompt: name, environment, from, to, reason, serial: published, trips } = rollback;
  const prompt = ownMember(state.prompts, name);
  if (!prompt) return null;
  const next = nextSerial(state, environment, published);
  const serial =
    asPublished && published !== undefined ? Math.max(published, nextSerial(state, environment)) : next;
  const plan = replanned({ name, prompt, environment, bad: from, to: to ?? undefined, serial, now });
  if (plan?.kind !== 'fact') return null;
  return entriesOfRollback(plan.fact, { reason, trips, prompt });
}

/** A rollback with what tripped: only what serves before it can trip. */
export function entriesOfRollback(
  fact: RolledBack,
  {
    reason,
    trips = [],
    prompt,
  }: { reason: string; trips?: readonly Tripped[] | undefined; prompt: PromptState },
): Entry[] {
  const serving = servingVersions(servingIn(prompt, fact.environment)?.served.at(-1)?.allocation ?? {});
  return [
    ...trips.filter(({ version }) => serving.includes(version)).map((trip) => ({ fact: trip })),
    { fact, reason },
  ];
}

function replanned(request: Parameters<typeof planRollback>[0]): RollbackPlan | null {
  try {
    return planRollback(request);
  } catch (problem) {
    mistakesIn(problem);
    return null;
  }
}
