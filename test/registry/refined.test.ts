import { expect, test } from 'vitest';
import type { Refined, RefinedTry } from '../../src/domain/refined.ts';
import type { Entry } from '../../src/registry/append.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { levelOfTest } from '../../src/stats/endless-levels.ts';
import { digestFor, EMPTY, eventFiles, register, write } from '../kit/registry-log.ts';

const start = write(EMPTY, 0, [register('1.0.0')]);

function tried(name: string, number: number | null): RefinedTry {
  const half = { cases: 20, before: 0.5, after: 0.7 };
  return {
    ...{ kind: 'edit', digest: name.repeat(64), training: half },
    test: number === null ? null : { ...half, number, low: 0, high: 0.4, p: 0.01, level: 0.025 },
  };
}

function refined(rest: Partial<Refined>): Entry {
  return {
    fact: {
      ...{ type: 'refined', prompt: 'support', version: '1.0.0', digest: digestFor('support', '1.0.0') },
      ...{ suite: 'e'.repeat(64), tries: [], cases: 0, proposed: null },
      ...rest,
    },
  };
}

test('tries are counted over all runs, those of the test half by themselves; the log replays to the same state', async () => {
  const first = write(start, 1, [
    refined({ tries: [tried('a', null), tried('b', 1)], proposed: 'b'.repeat(64) }),
  ]);
  const second = write(first, 2, [refined({ tries: [tried('c', 2)] })]);
  expect(second.state.prompts.support?.refined).toMatchObject({
    tested: 2,
    tries: [{ test: null }, { test: { number: 1 } }, { test: { number: 2 }, version: '1.0.0' }],
  });
  expect(foldEvents(orderedEvents(eventFiles(second)))).toEqual(second.state);
  expect(await verifyRegistry({ files: second.files, signing: null })).toMatchObject({
    ok: true,
    problems: [],
  });
});

test('a try cannot be left out of the count, nor a change be proposed that was not tried', () => {
  expect(() => write(start, 1, [refined({ tries: [tried('a', 2)] })])).toThrow('not counted on from 0');
  expect(() => write(start, 1, [refined({ proposed: 'a'.repeat(64) })])).toThrow('was not tried');
  const untested = refined({ tries: [tried('a', null)], proposed: 'a'.repeat(64) });
  expect(() => write(start, 1, [untested])).toThrow('was not tried');
});

test('the levels of any number of tries add up to no more than the whole', () => {
  const levels = Array.from({ length: 100_000 }, (_, index) => levelOfTest(0.05, index + 1));
  expect(levels[0]).toBe(0.025);
  const sum = levels.reduce((total, level) => total + level, 0);
  expect(sum).toBeLessThan(0.05);
  expect(sum).toBeGreaterThan(0.0499);
});
