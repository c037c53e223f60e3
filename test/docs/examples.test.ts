import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withCasesTables } from '../../scripts/examples/cases-table.ts';
import { exampleFiles, SLOW_FILES } from '../../scripts/examples/files.ts';

const folder = new URL('../../docs/examples/', import.meta.url);

test('docs/examples is what the product renders (npm run examples)', async () => {
  const files = await exampleFiles({ slow: false });
  expect((await readdir(folder)).sort()).toEqual([...files.keys(), ...SLOW_FILES].sort());
  for (const [name, text] of files) expect(await readFile(new URL(name, folder), 'utf8'), name).toBe(text);
});

test('the tables of docs/how-many-cases.md are those that the product computes (npm run examples)', async () => {
  const page = await readFile(new URL('../how-many-cases.md', folder), 'utf8');
  expect(page.match(/<!-- table /g)).toHaveLength(3);
  expect(page).toBe(withCasesTables(page));
});
