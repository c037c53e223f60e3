import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exampleFiles, SLOW_FILES } from '../../../scripts/examples/files.ts';

test('the examples that take a registry are what the product renders (npm run examples)', async () => {
  const files = await exampleFiles({ slow: true });
  for (const name of SLOW_FILES) {
    const page = new URL(`../../../docs/examples/${name}`, import.meta.url);
    expect(files.get(name)).toBe(await readFile(page, 'utf8'));
  }
});
