import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MOST_TURNS = 40;
const SHORTEST_SAMPLE_MS = 10;
const MOST_REPEATS = 1000;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** With four times the size, linear work takes about 4 times as long, quadratic work 16 times. */
export const WELL_BELOW_QUADRATIC = 9;

/**
 * How many times longer work of four times the size takes, in CPU time, so that other processes count as little as can
 * be. Short work is repeated until it can be measured. The quickest of several turns counts, in which both sizes take
 * part, each with the garbage of others collected before; turns go on while the ratio is not yet well below quadratic, since noise can only make work slower.
 *
 * @param prepare makes the work of a size; only the work is measured.
 */
export async function growth(size: number, prepare: (size: number) => () => unknown): Promise<number> {
  const small = prepare(size);
  const large = prepare(4 * size);
  const repeats = await repeatsOf(small);
  await large();
  const quickest = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  let ratio = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < MOST_TURNS && !(turn >= 3 && ratio < WELL_BELOW_QUADRATIC); turn += 1) {
    quickest.small = Math.min(quickest.small, await cpuMs(small, repeats));
    quickest.large = Math.min(quickest.large, await cpuMs(large, repeats));
    ratio = quickest.large / quickest.small;
  }
  return ratio;
}

/** How often work is repeated in one sample; the first runs also warm it up. */
async function repeatsOf(work: () => unknown): Promise<number> {
  let repeats = 1;
  while (repeats < MOST_REPEATS && (await cpuMs(work, repeats)) < SHORTEST_SAMPLE_MS) repeats *= 2;
  return repeats;
}

async function cpuMs(work: () => unknown, repeats: number): Promise<number> {
  collectGarbage();
  const before = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
