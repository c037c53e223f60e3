import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { clusterFailures } from '../../src/result/clusters.ts';
import { openStore } from '../../src/run/store.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { nearDuplicates } from '../../src/suite/near-duplicates.ts';
import { decide } from '../../src/verdict/decide.ts';
import { answerOf, keyOf } from '../kit/answers.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';
import { growth, WELL_BELOW_QUADRATIC } from '../kit/growth.ts';
import { newlyFailing, result } from '../kit/result-parts.ts';
import { blockedPrompt, largeResult } from '../kit/results.ts';
import { temporaryDirectory } from '../kit/trials.ts';

test('deciding takes no more than its cases do', async () => {
  const policy = policyOf();
  const ratio = await growth(150, (cases) => {
    const evidence = evidenceOf(
      ...['a', 'b', 'c', 'd', 'e'].map((name, index) => ({ name, cases, lost: 4 + 3 * index, won: 6 })),
    );
    return () => {
      for (let turn = 0; turn < 20; turn += 1) decide(evidence, policy);
    };
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('the exact test of many cases meets its normal limit, and grows with it', async () => {
  const ratio = await growth(25_000, (length) => {
    const cases = Array.from({ length }, (_, index) => ({
      baseline: (index * 7919) % 4,
      candidate: (index * 104_729 + (index % 5)) % 4,
      trials: 3,
    }));
    return () => signFlip(cases);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('a page takes no more than its cases do', async () => {
  const ratio = await growth(1000, (cases) => {
    const result = largeResult(cases, 300);
    return () => renderHtml(result);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('a comment takes no more than its cases do, though all of them fail for one reason', async () => {
  const ratio = await growth(5000, (count) => {
    const prompt = blockedPrompt();
    const newlyFailing = Array.from({ length: count }, (_, index) => changedCase(index));
    const members = newlyFailing.map(({ id }) => id);
    const failures = [{ type: 'icontains', expected: 'contain “x”', place: null }];
    const cluster = { failures, alike: true, size: count, representative: 'c0', members };
    const clusters = { newlyFailing: [cluster], failing: [] };
    const large = result('block', { prompts: [{ ...prompt, newlyFailing, clusters }] });
    return () => renderComment(large);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

function changedCase(index: number) {
  const reason = 'expected the answer to contain “x”';
  return newlyFailing({
    ...{ id: `c${index}`, segment: 'enterprise', question: `q${index}` },
    ...{ before: 'a', after: `b${index}`, reason },
  });
}

test('failures are clustered in no more time than there are cases, also where one assertion expects other things', async () => {
  const ratio = await growth(2000, (count) => {
    const failing = (id: string, expected: number, line: number) => ({
      ...{ id: `${id}${expected}`, answer: `no ${expected}` },
      failures: [
        {
          type: 'icontains',
          reason: `expected the answer to contain “e${expected}”; it was “x”`,
          place: `s.yml:${line}`,
        },
      ],
    });
    const numbers = Array.from({ length: count }, (_, index) => index);
    const cases = [
      ...numbers.map((number) => failing('shared', number, 1)),
      ...numbers.map((number) => failing('own', number, number + 10)),
    ];
    return () => clusterFailures(cases);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('opening a store takes no more than its answers do', async () => {
  const directories = new Map<number, ReturnType<typeof temporaryDirectory>>();
  for (const count of [2500, 10_000]) {
    const directory = temporaryDirectory();
    directories.set(count, directory);
    const store = await openStore(directory.path);
    for (let number = 0; number < count; number += 1) store.put(keyOf(number), answerOf(number));
    await store.close();
  }
  const ratio = await growth(2500, (count) => async () => {
    const store = await openStore(directories.get(count)?.path ?? '');
    expect(store.size()).toBe(count);
    await store.close();
  });
  for (const directory of directories.values()) directory.remove();
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('cases with nearly the same text are found without comparing each with each', async () => {
  const ratio = await growth(1250, (count) => {
    const cases = Array.from({ length: count }, (_, index) => ({
      ...{ id: `${index}`, description: null, segments: ['all'], assertions: [], threshold: null },
      ...{ critical: false, metadata: {}, place: { path: 'a.yml', line: index + 1 } },
      vars: {
        question: Array.from({ length: 12 }, (_, at) => `word${(index * 31 + at * at * 17) % 1009}`).join(
          ' ',
        ),
      },
    }));
    return () => nearDuplicates('a.yml', cases);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});
