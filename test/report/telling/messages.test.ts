import { expect, test } from 'vitest';
import { plainOf } from '../../../src/prose/text.ts';
import { errorTexts } from '../../../src/report/telling/messages.ts';
import { configErrorResult } from '../../kit/results.ts';

test('of many problems of one kind the first few are listed, and how many more there are', () => {
  const same = Array.from({ length: 120 }, (_, index) => ({
    message: `Case \`number ${index}\` uses the variable \`tier\`, which the template does not know.`,
    place: `evals/support.yml:${index}:7`,
    remedy: 'Did you mean "customer_tier"?',
  }));
  const texts = errorTexts({ ...configErrorResult(), errors: [...same, ...configErrorResult().errors] });
  expect(texts.map(plainOf)).toEqual([
    ...[0, 1, 2].map((index) =>
      expect.stringContaining(`evals/support.yml:${index}:7: Case number ${index} uses`),
    ),
    '118 more problems of the same kind in the result JSON.',
    expect.stringContaining('Unknown key smok.'),
  ]);
});
