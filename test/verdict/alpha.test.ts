import { expect, test } from 'vitest';
import { shareOfSegment, splitAlpha } from '../../src/verdict/alpha.ts';

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
