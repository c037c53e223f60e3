import { expect, test } from 'vitest';
import { estimateLine } from '../../src/report/progress.ts';

test('what a run will cost is told, however little', () => {
  const estimate = { calls: 4, inputTokens: 220, outputTokens: 1200, usd: 0.0004251 };
  expect(estimateLine(estimate, 1)).toContain('about $0.000425');
  expect(estimateLine({ ...estimate, usd: null }, 1)).toContain('price not known');
});
