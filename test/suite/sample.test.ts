import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/suite.ts';
import { sampleCases } from '../../src/suite/sample.ts';

function testCase(id: string, segments: string[]): Case {
  return {
    id,
    description: null,
    segments,
    vars: {},
    assertions: [],
    threshold: null,
    critical: false,
    metadata: {},
    place: { path: 'a.suite.yml' },
  };
}

const cases = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 60 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc
          .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
          .map((segments) => testCase(id, segments)),
      ),
    ),
  );

describe('the sample of a suite', () => {
  it('has of every segment as many as wanted, or all there are, in the suite’s order', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), (suite, wanted) => {
        const sample = sampleCases(suite, wanted);
        expect(suite.filter((each) => sample.includes(each))).toEqual(sample);
        for (const segment of ['a', 'b', 'c']) {
          const there = suite.filter(({ segments }) => segments.includes(segment)).length;
          const taken = sample.filter(({ segments }) => segments.includes(segment)).length;
          expect(taken).toBeGreaterThanOrEqual(Math.min(wanted, there));
        }
      }),
    );
  });

  it('is not larger than it must be where every case has one segment', () => {
    const suite = Array.from({ length: 300 }, (_, index) =>
      testCase(`case ${index}`, [index % 3 === 0 ? 'a' : 'b']),
    );
    expect(sampleCases(suite, 50)).toHaveLength(100);
  });

  it('is contained in every larger one', () => {
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (suite, wanted, more) => {
          const larger = sampleCases(suite, wanted + more);
          expect(sampleCases(suite, wanted).every((each) => larger.includes(each))).toBe(true);
        },
      ),
    );
  });

  it('keeps nearly all of its cases when the suite grows or is reordered', () => {
    const suite = Array.from({ length: 200 }, (_, index) => testCase(`case ${index}`, ['a']));
    const before = sampleCases(suite, 50).map(({ id }) => id);
    const after = sampleCases([testCase('new', ['a']), ...suite.toReversed()], 50).map(({ id }) => id);
    expect(before.filter((id) => after.includes(id)).length).toBeGreaterThanOrEqual(49);
  });
});
