import type { Clock } from '../../src/runtime/api.ts';

type Timer = { at: number; run: () => void; keepsProcess: boolean };

/** Time that passes only when somebody lets it, for the runtime. */
export type ManualClock = Clock & { pass(milliseconds: number): void; waiting(): Timer[] };

export function manualClock(): ManualClock {
  let now = 0;
  const timers = new Set<Timer>();
  return {
    now: () => now,
    after(milliseconds, run, keepsProcess) {
      const timer = { at: now + milliseconds, run, keepsProcess };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
    waiting: () => [...timers],
  };
}
