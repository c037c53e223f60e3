import type { ModelTarget } from '../domain/answer.ts';
import { newThrottle, type Throttle } from './throttle.ts';

/**
 * All calls in flight and what was found out about the models they go to. Runs that are given the same one, together
 * or one after the other, share the ceiling and what they learn.
 */
export type Traffic = {
  inFlight: number;
  throttles: Map<string, Throttle>;
  /** Runs that have something to send but may not yet, to be called when a call comes back. */
  waiting: Set<() => void>;
};

/** Traffic of which there was none yet. */
export function newTraffic(): Traffic {
  return { inFlight: 0, throttles: new Map(), waiting: new Set() };
}

/** The throttle of a model, made when first asked for. */
export function throttleFor(traffic: Traffic, target: ModelTarget, ceiling: number): Throttle {
  const name = `${target.provider} ${target.baseUrl} ${target.model}`;
  const known = traffic.throttles.get(name);
  if (known) return known;
  const throttle = newThrottle(ceiling);
  traffic.throttles.set(name, throttle);
  return throttle;
}

/** Tells the other runs that a call came back; before one's own next call, so that neither starves the other. */
export function wakeOthers(traffic: Traffic, own: () => void): void {
  for (const wake of [...traffic.waiting]) {
    if (wake === own) continue;
    traffic.waiting.delete(wake);
    wake();
  }
}
