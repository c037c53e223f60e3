import { FlagdCore } from '@openfeature/flagd-core';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { slotOf } from '../../src/base/slot.ts';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import { SLOT_COUNT } from '../../src/domain/registry.ts';
import { flagsOf } from '../../src/registry/publication.ts';

/**
 * The first units for which flagd's own library, given our flags, answers another version than our slots do; none where
 * they agree.
 */
export function disagreementsWithFlagd(
  prompt: PointerPrompt,
  units: Iterable<string>,
  segment = '*',
): string[] {
  const flagd = new FlagdCore();
  flagd.setConfigurations(canonicalJson(flagsOf({ prompts: { support: prompt } })));
  const shares = prompt.allocation[segment] ?? prompt.allocation['*'] ?? [];
  const disagreements: string[] = [];
  for (const unit of units) {
    const slot = slotOf('support', unit, SLOT_COUNT);
    const own = shares.find(([, ...slots]) => slots.some(([from, to]) => from <= slot && slot < to))?.[0];
    const context = { targetingKey: unit, [prompt.segmentBy ?? 'segment']: segment };
    const answer = flagd.resolveObjectEvaluation<{ version?: string }>('support', {}, context).value.version;
    if (answer !== own) disagreements.push(unit);
    if (disagreements.length > 10) break;
  }
  return disagreements;
}

/** So many units: numbers, names and hex of other scripts. */
export function* units(count: number): Generator<string> {
  for (let index = 0; index < count; index += 1) yield `user-${index * 7919}@acme.test`;
}
