import { expect, test } from 'vitest';
import { evenly } from '../../src/compare/curtail.ts';
import type { Case } from '../../src/domain/suite.ts';

function caseOf(segment: string, index: number): Case {
  return {
    id: `${segment} ${index}`,
    description: null,
    segments: [segment],
    vars: {},
    assertions: [],
    threshold: null,
    critical: false,
    metadata: {},
    place: { path: 'a.suite.yml' },
  };
}

const cases = (segment: string, count: number) =>
  Array.from({ length: count }, (_, index) => caseOf(segment, index));

test('cases are asked so that every segment is as far as the others, each in its own order', () => {
  const order = evenly([...cases('large', 40), ...cases('small', 10)]);
  expect(order).toHaveLength(50);
  for (const [at] of order.entries()) {
    const asked = order.slice(0, at + 1);
    const share = (name: string, size: number) =>
      asked.filter(({ segments }) => segments[0] === name).length / size;
    expect(Math.abs(share('large', 40) - share('small', 10))).toBeLessThan(0.1);
  }
  const ids = order.filter(({ segments }) => segments[0] === 'large').map(({ id }) => id);
  expect(ids).toEqual(cases('large', 40).map(({ id }) => id));
});
