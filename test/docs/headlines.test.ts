import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { promptResultSchema } from '../../src/domain/result.ts';
import { everyHeadline, stoppingResults } from '../kit/headlines.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** The code spans in the first column of the table under *Every first line*. */
async function documentedHeadlines(): Promise<string[]> {
  const report = await readFile(new URL('../../docs/report.md', import.meta.url), 'utf8');
  const [, section = ''] = report.split('## Every first line\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `([^`]*)` \|/gm)].map(([, line = '']) => line);
}

test('every first line in the documentation is what the gate says, and none is left out', async () => {
  const { passing, stopping } = everyHeadline();
  expect(await documentedHeadlines()).toEqual([...passing, ...stopping].map(plain));
});

test('each reason to block has its first line', () => {
  const kinds = stoppingResults().flatMap(({ prompts }) =>
    prompts.flatMap(({ reasons }) => reasons.slice(0, 1).map(({ kind }) => kind)),
  );
  expect([...new Set(kinds)].sort()).toEqual(
    [...promptResultSchema.shape.reasons.element.shape.kind.options].sort(),
  );
});

test('what passes never says that no prompt got worse, and is green only where something was shown', () => {
  const { passing } = everyHeadline();
  for (const line of passing) expect(line).not.toMatch(/no prompt got worse|did not get worse/);
  const green = passing.filter((line) => line.startsWith('✅'));
  const known = /no regression shown|no prompt changed|there is nothing to compare/;
  expect(green.filter((line) => !known.test(line))).toEqual([]);
});
