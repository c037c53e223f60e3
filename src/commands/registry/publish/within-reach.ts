import { ownMember } from '../../../base/json.ts';
import type { Target } from '../../../delivery/target.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { LARGEST_JUMP, largestSerials } from '../../../registry/pointer.ts';
import type { ServedSerials } from './publish.ts';

/**
 * What is served, without serials that are so far above the branch's that no command of ours wrote them: a place that
 * serves one stops no other.
 * @param above a serial that is known to have been served, besides
 * @returns `serials`: the largest of all places that count, by environment
 */
export function withinReach(
  served: ServedSerials,
  state: RegistryState,
  above: Readonly<Record<string, number>> = {},
): ServedSerials & { serials: Record<string, number> } {
  const places = new Map<Target, Record<string, number>>();
  const unknown = new Set(served.unknown);
  for (const [target, answers] of served.places) {
    const counted = Object.entries(answers).filter(
      ([environment, serial]) => serial - (ownMember(state.serials, environment) ?? 0) <= LARGEST_JUMP,
    );
    places.set(target, Object.fromEntries(counted));
    if (counted.length < Object.keys(answers).length) unknown.add(target);
  }
  return { ...served, serials: largestSerials(above, ...places.values()), places, unknown };
}
