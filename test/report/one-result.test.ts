import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import type { Result, SegmentResult } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { resultJson } from '../../src/report/json.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { promptResult, result, segment } from '../kit/result-parts.ts';
import { blockedPrompt } from '../kit/results.ts';
import { readMarkdown } from './github-markdown.ts';

type Node = DefaultTreeAdapterTypes.Node;

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of 'childNodes' in node ? node.childNodes : []) yield* nodesOf(child);
}

const textOf = (node: Node): string =>
  [...nodesOf(node)].map((each) => ('value' in each ? each.value : '')).join('');
const named = (node: Node, ...names: string[]) =>
  [...nodesOf(node)].filter((each) => names.includes(each.nodeName));
/** Spaces of any width, and characters nobody sees, are no difference. */
const plain = (text: string) =>
  text
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/[\u200b\u2060]/g, '')
    .trim();

/** Rows of the first table with this head, each as its cells by the names of their columns. */
function tableOf(html: string, head: RegExp): Record<string, string>[] {
  const table = named(parse(html), 'table').find((each) => head.test(plain(textOf(each))));
  if (!table) return [];
  const [heads = [], ...rows] = named(table, 'tr').map((row) =>
    named(row, 'th', 'td').map((cell) => plain(textOf(cell))),
  );
  return rows
    .filter((cells) => cells.length === heads.length)
    .map((cells) => Object.fromEntries(cells.map((cell, at) => [heads[at]?.toLowerCase(), cell])));
}

/** The numbers of a text, percent and points as they stand; `±0` is 0. */
const numbersOf = (text = '') =>
  (text.replace(/−/g, '-').match(/-?\d[\d,]*(?:\.\d+)?/g) ?? []).map((each) =>
    Number(each.replace(/,/g, '')),
  );

/** What a table may say of each measure of a segment, and how far from the exact value: half of its last digit. */
function expectRow(row: Record<string, string> | undefined, of: SegmentResult): void {
  const near = (shown: number | undefined, exact: number, digit: number) =>
    expect(Math.abs((shown ?? Number.NaN) - exact), `${shown} for ${exact}`).toBeLessThanOrEqual(
      digit / 2 + 1e-9,
    );
  const percent = (cell: string | undefined, share = 0) => near(numbersOf(cell)[0], share * 100, 1);
  const points = [of.difference ?? 0, ...(of.interval ?? [])];
  percent(row?.baseline, of.baseline?.rate);
  percent(row?.candidate, of.candidate.rate);
  const shown = numbersOf(row?.['change, 95 % ci']);
  expect(shown).toHaveLength(points.length);
  for (const [at, share] of points.entries())
    near(shown[at], share * 100, Math.abs(share) < 0.0995 ? 0.1 : 1);
  expect(numbersOf(row?.['lost / won'])).toEqual([of.losses, of.wins]);
  const p = of.adjustedPValue ?? 1;
  near(numbersOf(row?.['adjusted p'])[0], p, p < 0.01 ? 0.001 : 0.01);
}

const VERDICTS = ['regression', 'improved', 'pass', 'inconclusive', 'invalid'] as const;

const anySegment = fc
  .record({
    verdict: fc.constantFrom(...VERDICTS),
    cases: fc.integer({ min: 1, max: 3000 }),
    passing: fc.double({ min: 0, max: 1, noNaN: true }),
    lost: fc.double({ min: 0, max: 1, noNaN: true }),
    won: fc.double({ min: 0, max: 1, noNaN: true }),
    adjustedPValue: fc.double({ min: 0.0001, max: 1, noNaN: true }),
  })
  .map(({ verdict, cases, passing, lost, won, adjustedPValue }) => {
    const baselinePasses = Math.round(passing * cases);
    const losses = Math.round(lost * baselinePasses);
    const wins = Math.round(won * (cases - baselinePasses));
    return { verdict, cases, baselinePasses, losses, wins, adjustedPValue };
  });

const anyResult = fc.array(anySegment, { minLength: 1, maxLength: 6 }).map((all): Result => {
  const segments = all.map((numbers, at) => segment({ ...numbers, name: `s${at}` }));
  const [first] = all;
  return result('block', {
    prompts: [
      promptResult('prompts/a.md', {
        ...blockedPrompt('prompts/a.md'),
        segments,
        overall: first ? segment({ ...first, name: 'overall' }) : null,
        reasons: [{ kind: 'regression', segment: 's0' }],
      }),
    ],
  });
});

test('comment and page have the numbers of the JSON, and each the same', () => {
  fc.assert(
    fc.property(anyResult, (told) => {
      const [prompt] = (JSON.parse(resultJson(told)) as Result).prompts;
      const inComment = tableOf(readMarkdown(renderComment(told)), /lost \/ won/);
      const inPage = tableOf(renderHtml(told), /Lost \/ won/i);
      for (const of of [...(prompt?.segments ?? []), prompt?.overall].filter((each) => !!each)) {
        const [comment, page] = [inComment, inPage].map((rows) =>
          rows.find(({ segment: name = '' }) => name.split(' ').at(-1) === of.name),
        );
        expectRow(comment, of);
        for (const column of ['baseline', 'candidate', 'change, 95 % ci', 'lost / won', 'adjusted p']) {
          expect(page?.[column]).toBe(comment?.[column]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

/** What may stand in a name and mean something in Markdown, in HTML or to the eye. */
const NAMES = [
  '👩‍👩‍👧‍👦 family plan '.repeat(12),
  'عملاء المؤسسات '.repeat(20),
  'a|b|c \\| d'.repeat(20),
  '``` `x` ```` '.repeat(12),
  '</summary></details><h1>approved</h1>',
  '[link](https://evil.example) @octocat #1',
  '| a | b |\n| - | - |\n| c | d |',
  '\u202egnp.exe\u2066',
  '<!-- prompt-eval-gate -->',
  '__proto__',
  `${'ü'.repeat(300)}`,
  '$\\frac{1}{2}$ ~~struck~~ **bold** _it_',
];

test('a hundred blocked prompts of twelve segments with any names fit, and no table is broken', () => {
  const regression = { verdict: 'regression', cases: 50, baselinePasses: 47, losses: 8, wins: 0 } as const;
  const segments = NAMES.map((name) => segment({ ...regression, name, adjustedPValue: 0.006 }));
  const prompts = Array.from({ length: 100 }, (_, index) => ({
    ...blockedPrompt(`prompts/${index} ${NAMES[index % NAMES.length]}.md`),
    segments,
    reasons: segments.map(({ name }) => ({ kind: 'regression' as const, segment: name })),
  }));
  const text = renderComment(result('block', { prompts }), { marker: '<!-- marker -->' });
  expect(text.length).toBeLessThanOrEqual(65_536);
  const html = readMarkdown(text);
  for (const table of named(parse(html), 'table')) {
    const widths = named(table, 'tr').map((row) => named(row, 'th', 'td').length);
    expect(new Set(widths).size).toBe(1);
  }
  const opened = named(parse(html), 'details', 'h1', 'a', 'img').map(({ nodeName }) => nodeName);
  expect(new Set(opened)).toEqual(new Set(['details']));
  expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
  expect(text.split('\n')[0]).toMatch(/^### 🛑 .*99 more prompts fail/);
});

test('alarms come before notices and these before facts, in the comment and on the page, in whatever order they are', () => {
  const gravities = ['alarm', 'notice', 'fact'] as const;
  const notices = [...gravities, ...gravities].map((gravity, at) => ({
    ...{ code: `code-${at}`, gravity, text: `Told ${gravity} ${at}.` },
  }));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(notices, { minLength: 6 }),
      fc.integer({ min: 0, max: 6 }),
      (shuffled, own) => {
        const prompt = { ...blockedPrompt(), notices: shuffled.slice(0, own) };
        const told = result('block', { prompts: [prompt], notices: shuffled.slice(own) });
        for (const text of [renderComment(told), renderHtml(told)]) {
          const order = [...text.matchAll(/Told (alarm|notice|fact) \d/g)].map(([, gravity]) => gravity);
          expect(order).toHaveLength(6);
          const ranks = order.map((gravity = '') => ['alarm', 'notice', 'fact'].indexOf(gravity));
          expect(ranks).toEqual([...ranks].sort());
        }
      },
    ),
    { numRuns: 20 },
  );
});
