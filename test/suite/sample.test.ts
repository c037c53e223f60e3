import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/suite.ts';
import { drawLooks, sampleCases } from '../../src/suite/sample.ts';

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

  /** `count` families of `size` cases each, in one segment. */
  const families = (count: number, size: number) =>
    Array.from({ length: count * size }, (_, index) => ({
      ...testCase(`case ${index}`, ['a']),
      group: `family ${index % count}`,
    }));
  const groupsOf = (sample: readonly { group?: string }[]) => [...new Set(sample.map(({ group }) => group))];

  it('has all drawn cases of a family in one look', () => {
    const suite = families(40, 4);
    const [first, second] = drawLooks(suite, { smoke: 50, extendTo: 150 });
    const later = second.filter((one) => !first.includes(one));
    expect(first.every((one) => second.includes(one))).toBe(true);
    expect(groupsOf(later).filter((group) => groupsOf(first).includes(group))).toEqual([]);
    expect(first.length).toBeGreaterThanOrEqual(50);
  });

  it('prefers many families to many cases of each, as long as the second look is filled', () => {
    const [first, second] = drawLooks(families(60, 10), { smoke: 50, extendTo: 150 });
    expect([groupsOf(first).length, groupsOf(second).length]).toEqual([17, 50]);
    expect([first.length, second.length]).toEqual([51, 150]);
  });

  it('has as many families at the first look as it takes to be judged', () => {
    const [first] = drawLooks(families(15, 20), { smoke: 50, extendTo: 150 });
    expect(groupsOf(first)).toHaveLength(10);
  });

  it('asks the base’s cases of a family whatever a pull request adds to it', () => {
    const ofBase = families(12, 20);
    const added = Array.from({ length: 500 }, (_, index) => ({
      ...testCase(`easy ${index}`, ['a']),
      group: `family ${index % 12}`,
    }));
    const ids = new Set(added.map(({ id }) => id));
    const sizes = { smoke: 50, extendTo: 150 };
    const own = (sample: readonly Case[]) => sample.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
    const alone = drawLooks(ofBase, sizes).map(own);
    expect(drawLooks([...added, ...ofBase], sizes, ids).map(own)).toEqual(alone);
  });

  it('draws the same single cases whether or not others are a family', () => {
    const single = Array.from({ length: 100 }, (_, index) => testCase(`single ${index}`, ['b']));
    const drawn = (suite: readonly Case[]) =>
      drawLooks(suite, { smoke: 30, extendTo: 60 })[0].filter(({ segments }) => segments.includes('b'));
    expect(drawn([...single, ...families(20, 5)])).toEqual(drawn(single));
  });
});
