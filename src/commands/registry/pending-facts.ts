import { mistakesIn } from '../../base/errors.ts';
import { ownMember } from '../../base/json.ts';
import type { RolledBack } from '../../domain/registry.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import { nextSerial } from '../../registry/pointer.ts';
import { planRollback, type RollbackPlan } from '../../registry/rollback.ts';
import type { PendingRollback } from './pending.ts';

/** The fact of a rollback that waits; null where it does not apply any more: somebody took the version back meanwhile. */
export function factOfPending(
  state: RegistryState,
  { prompt: name, environment, from, to, serial: published }: PendingRollback,
  now: Date,
): RolledBack | null {
  const prompt = ownMember(state.prompts, name);
  if (!prompt) return null;
  const serial = nextSerial(state, environment, published);
  const plan = replanned({ name, prompt, environment, bad: from, to: to ?? undefined, serial, now });
  return plan?.kind === 'fact' ? plan.fact : null;
}

function replanned(request: Parameters<typeof planRollback>[0]): RollbackPlan | null {
  try {
    return planRollback(request);
  } catch (problem) {
    mistakesIn(problem);
    return null;
  }
}
