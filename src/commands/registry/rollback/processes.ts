import { setTimeout } from 'node:timers/promises';
import type { Target } from '../../../delivery/target.ts';

/** Processes that follow an environment, and those that have a serial already. */
export type ProcessCount = { reached: number; all: number };

/** How long they are waited for, ms, … */
const LONGEST_WAIT_MS = 10_000;
/** … and how often they are counted. */
const INTERVAL_MS = 250;

/**
 * Waits until every process that follows an environment has a serial, 10 seconds at most. Nothing is decided by it.
 * @returns the last count; null where processes report to none of the places, or it could not be asked
 */
export async function awaitProcesses(
  targets: readonly Target[],
  { environment, serial }: { environment: string; serial: number },
): Promise<ProcessCount | null> {
  const end = performance.now() + LONGEST_WAIT_MS;
  let last: ProcessCount | null = null;
  for (;;) {
    const count = await countProcesses(targets, { environment, serial, timeoutMs: end - performance.now() });
    last = count ?? last;
    const isOver = performance.now() + INTERVAL_MS >= end;
    if (count === null || count.reached === count.all || isOver) return last;
    await setTimeout(INTERVAL_MS);
  }
}

async function countProcesses(
  targets: readonly Target[],
  { environment, serial, timeoutMs }: { environment: string; serial: number; timeoutMs: number },
): Promise<ProcessCount | null> {
  const asked = targets.flatMap((target) => target.processes?.(environment, timeoutMs) ?? []);
  const answers = await Promise.allSettled(asked);
  const known = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  if (known.length === 0) return null;
  /** One process may report to several places. */
  const serials = new Map<string, number>();
  for (const [id, alive] of known.flatMap((processes) => [...processes])) {
    serials.set(id, Math.max(alive.serial, serials.get(id) ?? 0));
  }
  const reached = [...serials.values()].filter((each) => each >= serial).length;
  return { reached, all: serials.size };
}
