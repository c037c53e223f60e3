import type { Fate, Provider } from './modelled-provider.ts';

/**
 * How long a client that knows the provider's limits needs for so many questions, ms: it has as many calls in flight as
 * it may whenever the provider takes one, breaks no limit, and asks again at once after a fault.
 */
export function oracleMs(provider: Provider, questions: number, maxConcurrency: number): number {
  const underway: { at: number; fate: Fate }[] = [];
  let now = 0;
  let waiting = questions;
  let answered = 0;
  while (answered < questions) {
    const opensAt =
      waiting > 0 && underway.length < maxConcurrency ? provider.opensAt(now) : Number.POSITIVE_INFINITY;
    const next = underway[0];
    if (opensAt <= (next?.at ?? Number.POSITIVE_INFINITY)) {
      now = Math.max(now, opensAt);
      const fate = provider.begin(now);
      const call = { at: now + fate.takesMs, fate };
      underway.splice(underway.findLastIndex(({ at }) => at <= call.at) + 1, 0, call);
      waiting -= 1;
    } else if (next) {
      underway.shift();
      now = next.at;
      provider.end(next.fate);
      if (next.fate.fault === null) answered += 1;
      else waiting += 1;
    } else throw new Error('the provider never takes a call');
  }
  return now;
}
