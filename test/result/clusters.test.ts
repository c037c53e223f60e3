import { describe, expect, test } from 'vitest';
import { clusterFailures, type FailingCase } from '../../src/result/clusters.ts';

const REFUSAL = 'I am sorry, but I cannot help with that request. Please contact our support team by e-mail.';

const failing = (
  id: string,
  expected: string,
  answer: string | null,
  place = 'suite.yml:9:7',
): FailingCase => ({
  id,
  failures: [
    { type: 'icontains', reason: `expected the answer to contain “${expected}”; it was “…; …”`, place },
  ],
  answer,
});

/** Answers that have nothing in common. */
const unlike = (index: number) =>
  Array.from(
    { length: 30 },
    (_, word) => `w${String.fromCharCode(97 + index)}${String.fromCharCode(97 + (word % 26))}`,
  ).join(' ');

describe('cases that fail the same assertion', () => {
  test('are one cluster, whatever they answer', () => {
    const cases = Array.from({ length: 13 }, (_, index) =>
      failing(`c${index}`, 'Abrechnung', unlike(index), `suite.yml:${index + 5}:7`),
    );
    expect(clusterFailures(cases)).toEqual([
      {
        failures: [{ type: 'icontains', expected: 'contain “Abrechnung”', place: null }],
        alike: false,
        size: 13,
        representative: expect.any(String),
        members: cases.map(({ id }) => id),
      },
    ]);
  });

  test('are one also where a default assertion expects of each its own', () => {
    const cases = ['Paris', 'Rome', 'Bern'].map((city, index) => failing(city, city, unlike(index)));
    expect(clusterFailures(cases)).toMatchObject([
      { failures: [{ type: 'icontains', expected: null, place: 'suite.yml:9:7' }], size: 3 },
    ]);
  });

  test('are parted where some of them give nearly the same answer', () => {
    const cases = [
      ...Array.from({ length: 4 }, (_, index) =>
        failing(`r${index}`, 'Rechnung', `${REFUSAL} Ticket ${index}.`),
      ),
      ...Array.from({ length: 2 }, (_, index) => failing(`o${index}`, 'Rechnung', unlike(index))),
    ];
    expect(clusterFailures(cases).map(({ size, alike, members }) => ({ size, alike, members }))).toEqual([
      { size: 4, alike: true, members: ['r0', 'r1', 'r2', 'r3'] },
      { size: 2, alike: false, members: ['o0', 'o1'] },
    ]);
  });
});

describe('cases whose assertions nobody else fails', () => {
  const own = (id: string, answer: string | null, line: number) =>
    failing(id, id, answer, `suite.yml:${line}:7`);

  test('are one cluster where the answers are nearly the same', () => {
    const [cluster, ...others] = clusterFailures([own('a', REFUSAL, 1), own('b', REFUSAL.toUpperCase(), 2)]);
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({
      failures: [{ type: 'icontains', expected: null, place: null }],
      alike: true,
      members: ['a', 'b'],
    });
  });

  test('are together by what kind of assertion it is; answers that were not kept are not alike', () => {
    const clusters = clusterFailures([own('a', null, 1), own('b', null, 2), own('c', unlike(3), 3)]);
    expect(clusters).toMatchObject([{ alike: false, size: 3 }]);
  });
});

test('the representative is the case that is most like the others', () => {
  const cases = [
    failing('stranger', 'x', unlike(1)),
    failing('near', 'x', `${REFUSAL} And a good day to you and all your family and friends out there.`),
    failing('typical', 'x', REFUSAL),
    failing('typical too', 'x', REFUSAL),
  ];
  expect(clusterFailures(cases)[0]?.representative).toMatch(/^typical/);
});

test('a case that fails more belongs to what most fail; only what all of them fail is named', () => {
  const more = (value: string) => ({
    type: 'icontains',
    reason: `expected the answer to contain “${value}”; it was “…”`,
    place: `suite.yml:${value}:3`,
  });
  const never = {
    type: 'not-icontains',
    reason: 'expected the answer not to contain “specialist”; it did',
    place: 'suite.yml:2:3',
  };
  const cases = Array.from({ length: 6 }, (_, index) => ({
    id: `c${index}`,
    failures: [...(index < 4 ? [more(index < 2 ? 'invoice' : 'limit')] : []), never],
    answer: unlike(index),
  }));
  expect(clusterFailures(cases)).toMatchObject([
    {
      size: 6,
      failures: [{ type: 'not-icontains', expected: 'not contain “specialist”', place: 'suite.yml:2:3' }],
    },
  ]);
});

test('each of 20,000 cases is in one cluster', () => {
  const cases = Array.from({ length: 20_000 }, (_, index) =>
    failing(
      `c${index}`,
      `text ${index % 40}`,
      `${index % 3 === 0 ? REFUSAL : unlike(index % 26)} ${index}`,
      `s:${index}:1`,
    ),
  );
  const members = clusterFailures(cases).flatMap((cluster) => cluster.members);
  expect(new Set(members).size).toBe(20_000);
  expect(members).toHaveLength(20_000);
});

test('no cases, no clusters', () => {
  expect(clusterFailures([])).toEqual([]);
});
