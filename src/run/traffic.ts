import { randomUUID } from 'node:crypto';
import type { ModelTarget } from '../domain/answer.ts';
import { newThrottle, type Throttle } from './throttle/throttle.ts';

/**
 * All calls in flight and what is known about the models they go to. Runs that are given the same value, at the same
 * time or one after the other, share the ceiling and what they learn.
 */
export type Traffic = {
  /** The random name of the run, kept with its answers: two of one name were asked side by side. */
  run: string;
  inFlight: number;
  throttles: Map<string, Throttle>;
  /** Callbacks of runs that have something to send but may not yet, called when a call comes back. */
  waiting: Set<() => void>;
};

/** Traffic without any call yet. */
export function newTraffic(): Traffic {
  return { run: randomUUID(), inFlight: 0, throttles: new Map(), waiting: new Set() };
}

/** The throttle of a model, created when first needed. */
export function throttleFor(traffic: Traffic, target: ModelTarget, ceiling: number): Throttle {
  const name = `${target.vendor ?? target.provider} ${target.baseUrl} ${target.model}`;
  const known = traffic.throttles.get(name);
  if (known) return known;
  const throttle = newThrottle(ceiling);
  traffic.throttles.set(name, throttle);
  return throttle;
}

/**
 * Notifies the other runs that a call came back, before this run's own next call, so that neither starves the other.
 */
export function wakeOthers(traffic: Traffic, own: () => void): void {
  for (const wake of [...traffic.waiting]) {
    if (wake === own) continue;
    traffic.waiting.delete(wake);
    wake();
  }
}
