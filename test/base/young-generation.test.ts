import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The greatest size of the young generation, MB, in a process that keeps many objects for a short while. */
function largestYoungGeneration(begin: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepYoungGenerationSmall } from './src/base/young-generation.ts';
    ${begin}
    let largest = 0;
    const recent = [];
    for (let number = 0; number < 3_000_000; number += 1) {
      recent[number % 200_000] = { number };
      if (number % 10_000 !== 0) continue;
      const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
      largest = Math.max(largest, young.space_size);
    }
    console.log(largest / 1e6);
    void keepYoungGenerationSmall;`;
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(output);
}

test('the young generation stays small, however many objects live for a short while', () => {
  const bounded = largestYoungGeneration('keepYoungGenerationSmall();');
  expect(bounded).toBeGreaterThan(0);
  expect(bounded).toBeLessThan(largestYoungGeneration('') / 2);
});
