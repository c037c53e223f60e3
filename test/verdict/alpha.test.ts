import { expect, test } from 'vitest';
import { alphaOfPrompt, shareOfSegment, splitAlpha } from '../../src/verdict/alpha.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';

test('several segments and the whole share α evenly', () => {
  expect(splitAlpha({ alpha: 0.05, segments: 4, judged: 3 })).toEqual({ segments: 0.025, overall: 0.025 });
});

test('a suite of one segment is the whole, and is tested once at all of α', () => {
  expect(splitAlpha({ alpha: 0.05, segments: 1, judged: 1 })).toEqual({ segments: 0.05, overall: 0 });
});

test('one segment large enough among several still shares α with the whole', () => {
  expect(splitAlpha({ alpha: 0.05, segments: 3, judged: 1 })).toEqual({ segments: 0.025, overall: 0.025 });
});

test('where no segment is large enough, the whole takes all of α', () => {
  expect(splitAlpha({ alpha: 0.05, segments: 3, judged: 0 })).toEqual({ segments: 0, overall: 0.05 });
  expect(splitAlpha({ alpha: 0.05, segments: 1, judged: 0 })).toEqual({ segments: 0, overall: 0.05 });
});

test("a segment's share of the level shrinks with the segments that are judged", () => {
  expect(shareOfSegment(0.025, 5)).toBeCloseTo(0.005, 15);
  expect(shareOfSegment(0.025, 0)).toBe(0.025);
});

test('the prompts of a pull request share α evenly where the policy says so, and each has its own elsewhere', () => {
  expect(alphaOfPrompt({ alpha: 0.05, family: 'prompt' }, 5)).toBe(0.05);
  expect(alphaOfPrompt({ alpha: 0.05, family: 'pull-request' }, 5)).toBeCloseTo(0.01, 15);
  expect(alphaOfPrompt({ alpha: 0.05, family: 'pull-request' }, 0)).toBe(0.05);
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 6 });
  const verdict = (family: 'prompt' | 'pull-request', prompts: number) =>
    decide(evidence, policyOf({ gate: { family } }), { prompts }).verdict;
  expect([verdict('prompt', 5), verdict('pull-request', 1), verdict('pull-request', 5)]).toEqual([
    'block',
    'block',
    'pass',
  ]);
});
