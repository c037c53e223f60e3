import type { Policy, PromptEntry, SegmentPolicy } from './policy.ts';

/** What holds for a prompt by its entry: its own rules, or the policy's. */
export function policyOfEntry(
  { gate, cost, latency, smoke }: Policy,
  entry: Pick<PromptEntry, 'policy'> | undefined,
): Policy {
  return entry?.policy ?? { gate, cost, latency, smoke };
}

/** What is asked of a segment by its name. */
export function policyOfSegment(
  { gate, segments = {} }: Pick<Policy, 'gate' | 'segments'>,
  name: string,
): SegmentPolicy {
  const { margin, minEffect, onInconclusive, minPassRate } = gate;
  const own = Object.hasOwn(segments, name) ? segments[name] : undefined;
  return own ?? { margin: margin.segment, minEffect, onInconclusive, minPassRate };
}

/**
 * The segments of a prompt without baseline whose answers are held against no pass rate: they have none, and there is none
 * of all cases together either.
 * @param names those of its suite
 */
export function segmentsWithoutPassRate(
  policy: Pick<Policy, 'gate' | 'segments'>,
  names: readonly string[],
): string[] {
  if (policy.gate.minPassRate !== null) return [];
  return names.filter((name) => policyOfSegment(policy, name).minPassRate === null);
}

/** Whether an entry names any segment, or a value that groups cases, which the cases of its prompt must have. */
export function namesCases({
  traffic,
  groupBy,
  policy,
}: Pick<PromptEntry, 'traffic' | 'groupBy' | 'policy'>): boolean {
  return traffic !== undefined || groupBy !== undefined || policy?.segments !== undefined;
}
