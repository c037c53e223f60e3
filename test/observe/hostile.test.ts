import { expect, test } from 'vitest';
import type { Metric } from '../../src/domain/observation.ts';
import { hash53 } from '../../src/observe/hash.ts';
import { countedIds } from '../../src/observe/ids.ts';
import { unitTable } from '../../src/observe/units.ts';
import { countText, EARLIER, jsonLines, NOW, recorded } from '../kit/observations.ts';
import { randomFrom } from '../kit/simulation.ts';

const METRICS: Metric[] = [
  { name: 'resolved', kind: 'binary', better: 'higher' },
  { name: 'csat', kind: 'score', from: 1, to: 5, better: 'higher' },
  { name: 'cost_usd', kind: 'money', better: 'lower' },
];

test('rows that cannot be read are skipped and told by their line, and the others count', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const rows = [
    recorded('1'),
    '{"id": "2", "at"',
    '"a text"',
    recorded('3', { at: 'yesterday' }),
    recorded('4', { at: new Date(NOW + 7_200_000).toISOString() }),
    recorded('5', { at: '2019-01-01T00:00:00.000Z' }),
    recorded('6', { metrics: { resolved: 'perhaps' } }),
    recorded('7', { metrics: { csat: 9 } }),
    recorded('8', { metrics: { cost_usd: -1 } }),
    `{"id": "9", "metrics": ${deep}}`,
    recorded('10', { metrics: { resolved: false } }),
    `[${withDeep(recorded('11'), deep)}]`,
    `{"data":[${withDeep(recorded('12'), deep)}]}`,
    withDeep(recorded('13'), deep),
  ];
  const { rows: counts, problems } = await countText(jsonLines(rows), { metrics: METRICS });
  expect(counts).toMatchObject({ read: 14, counted: 2, unreadable: 12 });
  expect(problems.map(({ place, problem }) => `${place.path}:${place.line} ${problem}`)).toEqual([
    'observations.jsonl:2 is not valid JSON',
    'observations.jsonl:3 is not a JSON object',
    'observations.jsonl:4 has no time that can be read',
    'observations.jsonl:5 lies in the future',
    'observations.jsonl:6 is older than a year',
    'observations.jsonl:7 has resolved "perhaps", and true or false was expected',
    'observations.jsonl:8 has csat 9, and a number from 1 to 5 was expected',
    'observations.jsonl:9 has cost_usd -1, and a number from 0 to 1000000000 was expected',
    'observations.jsonl:10 is nested too deeply',
    'observations.jsonl:12 is nested too deeply',
  ]);
});

/** A row with a member that lies thousands of levels deep. */
function withDeep(row: object, deep: string): string {
  return JSON.stringify({ ...row, deep: 0 }).replace('"deep":0', `"deep":${deep}`);
}

test('names that JavaScript’s objects have are names like others', async () => {
  const hostile = ['__proto__', 'constructor', 'toString'];
  const rows = hostile.flatMap((name) => [
    recorded(`a ${name}`, { prompt: name }),
    recorded(`b ${name}`, { version: name }),
    recorded(`c ${name}`, { environment: name }),
    recorded(`d ${name}`, { segment: name }),
    `{"id":"e ${name}","at":"${EARLIER}","prompt":"support","version":"1.1.0","environment":"production","metrics":{"${name}":true}}`,
  ]);
  const { rows: counts, parts } = await countText(jsonLines(rows), { metrics: METRICS });
  expect(counts).toMatchObject({ read: 15, unknown: 9, counted: 6 });
  expect(new Set(parts.flatMap(({ windows }) => windows.map(({ segment }) => segment)))).toEqual(
    new Set(['*']),
  );
  expect(Object.hasOwn(Object.prototype, 'resolved')).toBe(false);
});

test('no text and no unit of a row is part of what is counted', async () => {
  const rows = [
    recorded('1', { unit: 'jane@example.com', comment: 'My phone is 555', segment: 'jane@example.com' }),
  ];
  const { parts } = await countText(jsonLines(rows));
  expect(JSON.stringify(parts)).not.toMatch(/jane|555/);
});

test('segments that are not declared count as *, and metrics that are not declared do not', async () => {
  const rows = [
    recorded('1', { segment: 'enterprise' }),
    recorded('2', { segment: 'tenant 4711' }),
    recorded('3', { segment: null, metrics: { resolved: true, mood: 3 } }),
  ];
  const { parts, otherSegments, undeclared } = await countText(jsonLines(rows), { metrics: METRICS });
  const [part] = parts;
  expect(part?.windows.filter(({ metric }) => metric === 'resolved')).toMatchObject([
    { segment: 'enterprise', n: 1 },
    { segment: '*', n: 2 },
  ]);
  expect(otherSegments).toEqual([{ prompt: 'support', segment: 'tenant 4711', rows: 1 }]);
  expect(undeclared).toEqual([{ metric: 'mood', rows: 1 }]);
});

test('where no metric is declared, twenty of a prompt are counted', async () => {
  const metrics = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, index]));
  const { parts, undeclared } = await countText(jsonLines([recorded('1', { metrics })]));
  expect(parts[0]?.windows.map(({ metric }) => metric)).toEqual([
    ...Array.from({ length: 20 }, (_, index) => `m${index}`),
    'calls',
  ]);
  expect(undeclared).toHaveLength(10);
});

test('a metric that is called as the count of calls does not count as one', async () => {
  const before = { through: null, elsewhere: [], metrics: ['resolved'] };
  const rows = [recorded('1', { metrics: { calls: 50, resolved: true } })];
  const { parts, undeclared } = await countText(jsonLines(rows), { before });
  expect(parts[0]?.windows.filter(({ metric }) => metric === 'calls')).toMatchObject([{ n: 1, sum: 1 }]);
  expect(undeclared).toEqual([{ metric: 'calls', rows: 1 }]);
});

test('a run has a bounded number of windows', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => {
    const metrics = Object.fromEntries(Array.from({ length: 20 }, (_unused, at) => [`m${at}`, 1]));
    const at = new Date(NOW - (index + 1) * 86_400_000).toISOString();
    return ['standard', 'enterprise', 'a', 'b'].map((segment) =>
      recorded(`${index} ${segment}`, { at, segment, metrics }),
    );
  });
  const counting = countText(jsonLines(rows.flat()), { segments: ['standard', 'enterprise', 'a', 'b'] });
  await expect(counting).rejects.toThrow(/more than 20000 windows in one run\. Observe fewer days/);
});

test('a line of any length is skipped, and a quote or a list that never ends is an error', async () => {
  const long = `{"id": "${'x'.repeat(33_000_000)}"}`;
  const { rows } = await countText(jsonLines([recorded('1'), long, recorded('2')]));
  expect(rows).toMatchObject({ counted: 2, unreadable: 1 });
  const table = `id,at,prompt,version\n1,"${'x,\n'.repeat(1_000_000)}`;
  await expect(countText(table, { name: 'a.csv' })).rejects.toThrow('a.csv: The table cannot be read');
  const list = `[${JSON.stringify(recorded('1'))},`;
  await expect(countText(list, { name: 'a.json' })).rejects.toThrow('neither lines of JSON nor one JSON');
});

test('each unit is counted once, and sums over units are exact for as many as fit', async () => {
  const rows = [
    recorded('1', { unit: 'a' }),
    recorded('2', { unit: 'a', metrics: { resolved: false } }),
    recorded('3', { unit: 'b' }),
    recorded('4', { unit: null }),
  ];
  const { parts } = await countText(jsonLines(rows));
  const window = parts[0]?.windows.find(({ metric }) => metric === 'resolved');
  // Units a (2 observations, sum 1), b (1, 1) and one without a name (1, 1).
  expect(window).toMatchObject({ n: 4, sum: 3, squares: 3, units: 3 });
  expect(window?.clusters).toEqual({ counts: 4 + 1 + 1, products: 2 + 1 + 1, sums: 1 + 1 + 1 });
});

test('of more units than fit, a sample stands for all, without bias', () => {
  const random = randomFrom(7);
  const ratios = Array.from({ length: 40 }, () => {
    const table = unitTable(1 << 10);
    const units = Array.from({ length: 20_000 }, () => hash53(String(random())));
    for (const unit of units) for (const value of [1, 0, 1]) table.add(unit, 0, value);
    const [sums] = table.sums();
    return [(sums?.units ?? 0) / 20_000, (sums?.sums ?? 0) / 80_000, (sums?.counts ?? 0) / 180_000];
  });
  for (const index of [0, 1, 2]) {
    const mean = ratios.reduce((sum, each) => sum + (each[index] ?? 0), 0) / ratios.length;
    // About 768 units are left, so one run is off by some 4 %, and the mean of 40 by 0.6 %.
    expect(Math.abs(mean - 1)).toBeLessThan(0.025);
  }
});

test('ids are remembered for the latest rows at least, and what is forgotten is said', () => {
  const few = countedIds([Float64Array.of(5)], 4);
  for (const id of [1, 2, 3, 4, 6, 7, 8]) few.add(id);
  expect([5, 1, 4, 8, 9].map(few.has)).toEqual([true, true, true, true, false]);
  expect([...(few.added() ?? [])].sort()).toEqual([1, 2, 3, 4, 6, 7, 8]);
  for (const id of [9, 10]) few.add(id);
  expect(few.has(1)).toBe(false);
  expect(few.has(6)).toBe(true);
  expect(few.added()).toBeNull();
});
