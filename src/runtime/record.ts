import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Metrics, Observation, RecordTo, ServedVersion } from './api.ts';
import { callSafely, reasonOf } from './prompt-error.ts';

export type Recorder = {
  /** Never throws, and never waits. */
  record(prompt: ServedVersion, metrics: Metrics | null | undefined): void;
  /** What could not be recorded last, and why; null: everything was. */
  problem(): string | null;
  /** Resolves when everything is written. */
  settled(): Promise<void>;
};

/** Lines that wait while a disk does not take them; further ones are lost, and that is reported. */
const MOST_WAITING = 10_000;

/** @param now ms since 1970 */
export function openRecorder(
  to: RecordTo | undefined,
  { environment, now }: { environment: string; now: () => number },
): Recorder {
  let problem: string | null = null;
  let lost = 0;
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;
  /** Calls of a function that are not over yet. */
  const calls = new Set<Promise<void>>();
  const lose = (count: number, reason: string): void => {
    lost += count;
    problem = `observations lost: ${lost} (${reason})`;
  };

  const write = async (path: string): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await appendFile(path, lines.join(''));
      } catch (error) {
        lose(lines.length, reasonOf(error));
      }
    }
    writing = null;
  };
  const keep = (path: string, observation: Observation): void => {
    if (waiting.length >= MOST_WAITING) {
      lose(1, `${path} does not take them fast enough`);
      return;
    }
    waiting.push(`${JSON.stringify(observation)}\n`);
    writing ??= write(path);
  };

  return {
    record(prompt, metrics) {
      if (to === undefined) return;
      const call = callSafely(
        () => {
          const observation: Observation = {
            ...{ id: randomUUID(), at: new Date(now()).toISOString(), environment },
            ...{ prompt: prompt.name, version: prompt.version, digest: prompt.digest },
            ...{ serial: prompt.serial, segment: prompt.segment },
            ...{ unit: prompt.unit, propensity: prompt.propensity, metrics: finite(metrics ?? {}) },
            ...(prompt.isForced && { forced: true }),
          };
          return typeof to === 'string' ? keep(to, observation) : to(observation);
        },
        (reason) => lose(1, reason),
      ).finally(() => calls.delete(call));
      calls.add(call);
    },
    problem: () => problem,
    async settled() {
      while (writing) await writing;
      await Promise.all(calls);
    },
  };
}

/** Only what JSON can say. */
function finite(metrics: Metrics): Record<string, boolean | number> {
  return Object.fromEntries(
    Object.entries(metrics).filter(
      ([, value]) => typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)),
    ),
  );
}
