import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

/** What a program prints, a number, which may call `keepHeapSmall` and `space(name)`. */
function measured(program: string): number {
  const head = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepHeapSmall } from './src/base/small-heap.ts';
    const space = (name) => getHeapSpaceStatistics().find((each) => each.space_name === name);`;
  const output = execFileSync(
    process.execPath,
    ['--input-type=module-typescript', '--eval', `${head}\n${program}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return Number(output);
}

/** The greatest size of the young generation, MB, in a process that keeps many objects for a short while. */
const largestYoungGeneration = (begin: string) =>
  measured(`
    ${begin}
    let largest = 0;
    const recent = [];
    for (let number = 0; number < 3_000_000; number += 1) {
      recent[number % 200_000] = { number };
      if (number % 10_000 === 0) largest = Math.max(largest, space('new_space').space_size);
    }
    console.log(largest / 1e6);`);

/** The greatest size of the old generation, MB, of which some 25 are alive, and the rest was until a moment ago. */
const largestOldGeneration = (begin: string) =>
  measured(`
    ${begin}
    let largest = 0;
    const alive = [];
    for (let number = 0; number < 5_000_000; number += 1) {
      alive[number % 500_000] = { number };
      if (number % 10_000 === 0) largest = Math.max(largest, space('old_space').space_used_size);
    }
    console.log(largest / 1e6);`);

describe('the heap stays small', () => {
  test('however many objects live for a short while', () => {
    const bounded = largestYoungGeneration('keepHeapSmall();');
    expect(bounded).toBeGreaterThan(0);
    expect(bounded).toBeLessThan(largestYoungGeneration('') / 2);
  });

  test('however many objects live longer', () => {
    const bounded = largestOldGeneration('keepHeapSmall();');
    expect(bounded).toBeGreaterThan(0);
    expect(bounded).toBeLessThan(largestOldGeneration('') * 0.75);
  });
});
