const TURNS = 3;

/** Work that is linear in its size makes four times as much of it take about 4 times as long, quadratic work 16 times. */
export const WELL_BELOW_QUADRATIC = 9;

/**
 * How many times longer work of four times the size takes. The quickest of some turns counts, and both sizes take
 * turns, so that whatever else the machine does slows both.
 *
 * @param prepare makes the work of a size; only the work is measured.
 */
export async function growth(size: number, prepare: (size: number) => () => unknown): Promise<number> {
  const works = [prepare(size), prepare(4 * size)];
  for (const work of works) await work();
  const quickest = works.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [index, work] of works.entries()) {
      const startedAt = performance.now();
      await work();
      quickest[index] = Math.min(quickest[index] ?? 0, performance.now() - startedAt);
    }
  }
  const [small = 0, large = 0] = quickest;
  return large / small;
}
