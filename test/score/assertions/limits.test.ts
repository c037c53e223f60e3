import { describe, expect, it } from 'vitest';
import { answerOf, complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';

describe('latency and cost', () => {
  it.each([
    ['latency', 800, true],
    ['latency', 799, false],
    ['cost', 0.002, true],
    ['cost', 0.0019, false],
    ['cost', 0, false],
  ])('%s with threshold %d: %s', async (type, threshold, passed) => {
    expect(await passes(type, { threshold }, 'any')).toBe(passed);
    expect(await passes(`not-${type}`, { threshold }, 'any')).toBe(!passed);
  });

  it('says how much it was', async () => {
    expect(await reasonFor('latency', { threshold: 500 }, answerOf('x', { latencyMs: 812.4 }))).toBe(
      'expected the answer to take at most 500 ms; it took 812 ms',
    );
    expect(await reasonFor('cost', { threshold: 0.001 }, answerOf('x', { costUsd: 0.00301234 }))).toBe(
      'expected the answer to cost at most $0.001; it cost $0.00301',
    );
  });

  it.each(['cost', 'not-cost'])(
    '%s of an unknown price is errored, neither passed nor failed',
    async (type) => {
      const score = await judge(type, { threshold: 1 }, answerOf('x', { costUsd: null, model: 'llama3' }));
      expect(score.passed).toBe(false);
      expect(score.failures).toEqual([]);
      expect(score.errored).toMatchObject({
        kind: 'unreadable',
        message: '`cost` cannot be judged: no price is known for the model “llama3”.',
        transient: false,
        fatal: false,
      });
    },
  );

  it('need a threshold that can be met', () => {
    expect(complaints('latency')).toContain('`latency` needs a `threshold` (milliseconds).');
    expect(complaints('cost', { threshold: -1 })).toContain('`cost` has the threshold -1');
    expect(complaints('cost', { threshold: Number.NaN })).toContain('`cost` has the threshold NaN');
  });
});
