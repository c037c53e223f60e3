import type { PromptResult, Result } from '../../domain/result.ts';
import { formatSetting } from '../../prose/numbers.ts';

/** What a prompt was judged by: its own rules, or the policy's. */
export function rulesOf(
  { policy: own }: PromptResult,
  policy: Result['policy'],
): NonNullable<PromptResult['policy']> {
  return own ?? policy;
}

/** The margin of a segment, a fraction; null where the policy was not read. */
export function marginOf(prompt: PromptResult, policy: Result['policy'], segment: string): number | null {
  const { gate, segments = {} } = rulesOf(prompt, policy);
  const own = Object.hasOwn(segments, segment) ? segments[segment] : undefined;
  return own?.margin ?? gate.margin?.segment ?? null;
}

/**
 * The pass rates that these rows of a prompt are held against: `80 %`, `80 % and 95 %`; null where there is none.
 * @param names of segments; empty: all cases together
 */
export function askedRates(
  prompt: PromptResult,
  policy: Result['policy'],
  names: readonly string[],
): string | null {
  const { gate, segments = {} } = rulesOf(prompt, policy);
  const general = gate.minPassRate ?? null;
  const asked = names.map((name) =>
    Object.hasOwn(segments, name) ? (segments[name]?.minPassRate ?? null) : general,
  );
  const rates = (names.length === 0 ? [general] : asked).filter((rate) => rate !== null);
  const texts = [...new Set(rates)].sort((a, b) => a - b).map(formatSetting);
  const [last, ...others] = texts.reverse();
  if (last === undefined) return null;
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** Whether a segment of these blocks where nothing is shown of it; without names, all cases together. */
export function doubtsBlock(
  prompt: PromptResult,
  policy: Result['policy'],
  names: readonly string[],
): boolean {
  const { gate, segments = {} } = rulesOf(prompt, policy);
  const of = (name: string) => (Object.hasOwn(segments, name) ? segments[name]?.onInconclusive : undefined);
  const asked =
    names.length === 0 ? [gate.onInconclusive] : names.map((name) => of(name) ?? gate.onInconclusive);
  return asked.includes('block');
}
