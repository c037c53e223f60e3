/** The beginnings of requests that a provider keeps and reads again cheaply (see `prefixOf`). */
export type Warmth = {
  /** Those of calls in flight that are not answered yet: other calls with the same one wait for them. */
  warming: Set<string>;
  warm: Set<string>;
};

/** Prefixes remembered as cached; a prompt has one or two, unless each case has its own. */
const mostWarm = 64;

/** Nothing is kept yet. */
export function newWarmth(): Warmth {
  return { warming: new Set(), warm: new Set() };
}

/** Records that a call with this prefix was sent; null: it has none. */
export function noteWarming({ warming, warm }: Warmth, prefix: string | null): void {
  if (prefix !== null && !warm.has(prefix)) warming.add(prefix);
}

/** Records that a call with this prefix came back. */
export function noteWarmed({ warming, warm }: Warmth, prefix: string | null, isAnswered: boolean): void {
  if (prefix === null || !warming.delete(prefix) || !isAnswered) return;
  if (warm.size >= mostWarm) warm.clear();
  warm.add(prefix);
}
