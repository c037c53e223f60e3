type Timer = { at: number; act: () => void };

/** When virtual time begins, ms since the epoch. */
const EPOCH = Date.parse('2026-01-01T00:00:00Z');

/**
 * Runs work on a clock that jumps to the next timer as soon as nothing else is left to do. So an hour takes no time,
 * and a slow machine does not change the order of events. `setTimeout`, `performance.now` and `Date.now` are virtual
 * meanwhile; `setImmediate` is real.
 *
 * @throws if the work waits for something that is no timer.
 */
export async function inVirtualTime<T>(work: () => Promise<T>): Promise<T> {
  const real = { setTimeout, clearTimeout, now: Date.now };
  const timers: Timer[] = [];
  let now = 0;
  const install = {
    setTimeout(act: () => void, ms = 0) {
      const timer = { at: now + Math.max(0, ms), act };
      timers.splice(timers.findLastIndex(({ at }) => at <= timer.at) + 1, 0, timer);
      return timer;
    },
    clearTimeout(timer: Timer | undefined) {
      const position = timer ? timers.indexOf(timer) : -1;
      if (position >= 0) timers.splice(position, 1);
    },
  };
  Object.assign(globalThis, install);
  Object.assign(performance, { now: () => now });
  Object.assign(Date, { now: () => EPOCH + Math.floor(now) });
  let running = true;
  try {
    const result = work().finally(() => {
      running = false;
    });
    result.catch(() => {});
    for (let idle = 0; running && idle < MOST_IDLE_TURNS; idle += 1) {
      for (let turn = 0; turn < TURNS_TO_SETTLE; turn += 1) await new Promise(setImmediate);
      const next = running ? timers.shift() : undefined;
      if (!next) continue;
      idle = 0;
      now = next.at;
      next.act();
    }
    if (running) throw new Error('the work waits for something that is no timer');
    return await result;
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Reflect.deleteProperty(performance, 'now');
    Object.assign(Date, { now: real.now });
  }
}

/** What promises and immediates that follow one another need, at most, until all that a timer set off is done. */
const TURNS_TO_SETTLE = 4;
/** Work that neither ends nor has a timer is given so many turns: files are written meanwhile. */
const MOST_IDLE_TURNS = 100_000;

/** Uses the clock, real or virtual, that is installed when it is called. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
