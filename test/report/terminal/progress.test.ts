import { expect, test } from 'vitest';
import { estimateLine, offlineLine, progressLine } from '../../../src/report/terminal/progress.ts';

test('the expected cost of a run is reported, even if small', () => {
  const whole = { calls: 4, inputTokens: 220, outputTokens: 1200, usd: 0.0004251 };
  const announced = { whole, judgements: 0, prompts: 1, stored: 0, assumed: 0 };
  expect(estimateLine(announced)).toContain('about $0.000425');
  expect(estimateLine({ ...announced, whole: { ...whole, usd: null } })).toContain('price not known');
  expect(estimateLine({ ...announced, stored: 8, assumed: 2 })).toMatch(
    /^Asking 4 answers for 1 prompt \(8 more are stored\): .* Their length is assumed/,
  );
  expect(offlineLine({ ...announced, stored: 8 })).toBe('Offline: of 12 answers for 1 prompt, 8 are stored.');
});

test('the time left is guessed once there is something to guess from, in words of its size', () => {
  const counts = { total: 3000, fromStore: 0, errored: 0, inFlight: 10 };
  const progress = { ...counts, elapsedMs: 10_000, inputTokens: 0, outputTokens: 0, usd: 0 };
  expect(progressLine({ ...progress, done: 1 })).not.toContain('left');
  expect(progressLine({ ...progress, done: 100 })).toMatch(/^about 4.min 50.s left: 100 of 3.000 answers/);
  expect(progressLine({ ...progress, done: 3000 })).not.toContain('left');
});

test('the usage so far is reported in tokens, and in money if prices are known', () => {
  const counts = { done: 5, total: 9, fromStore: 0, errored: 0, inFlight: 4, elapsedMs: 1000 };
  const asked = { ...counts, inputTokens: 12_000, outputTokens: 345, usd: 0.0213 };
  expect(progressLine(asked)).toMatch(/a second\), 12.345 tokens, \$0\.0213$/);
  expect(progressLine({ ...asked, usd: 0 })).toMatch(/12.345 tokens$/);
});

test('a run of which every answer is stored says that nothing is asked', () => {
  const whole = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  const line = estimateLine({ whole, judgements: 0, prompts: 1, stored: 58, assumed: 0 });
  expect(line).toBe('All 58 answers for 1 prompt are stored: nothing is asked.');
});
