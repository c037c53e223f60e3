import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePortfolio } from '../../src/config/portfolio.ts';

const page = () => readFile(join(import.meta.dirname, '../../docs/portfolio.md'), 'utf8');

test('the example of docs/portfolio.md is a portfolio', async () => {
  const [, text = ''] = /^```yaml\n(.*?)^```/ms.exec(await page()) ?? [];
  const path = '.github/prompt-portfolios/support.yml';
  const portfolio = parsePortfolio(text, path, {
    ...{ state: null, environments: ['production'], metrics: null, refusesMisuse: false },
  });
  expect(portfolio.weights['*']).toEqual({ '1.3.0': 9000, '1.4.0': 1000 });
});

test('docs/portfolio.md tells every key of the file', async () => {
  const schema: { properties: Record<string, unknown> } = JSON.parse(
    await readFile(join(import.meta.dirname, '../../schema/portfolio.schema.json'), 'utf8'),
  );
  const text = await page();
  for (const key of Object.keys(schema.properties)) expect(text).toContain(`| \`${key}\` |`);
});
