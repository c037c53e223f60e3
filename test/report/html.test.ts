import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { hostileResult } from '../kit/hostile-result.ts';
import * as results from '../kit/results.ts';

const element = (page: string, name: string) =>
  [...page.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );

describe('one file that asks nothing of anyone', () => {
  const page = renderHtml(results.blockedResult());

  test('no address is loaded from', () => {
    expect(page).not.toMatch(/(?:src|href|action|poster|data)="(?!#|data:,")/);
    expect(page).not.toMatch(/url\(|@import|fetch\(|XMLHttpRequest|import\(/);
  });

  test('the policy allows its own script and style, by their hashes, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(element(page, 'script').at(-1))}; style-src ${hash(element(page, 'style')[0])}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/<[^>]* (?:style|on\w+)=/);
  });
});

describe('without JavaScript', () => {
  const page = renderHtml(results.blockedResult()).replace(/<script[\s\S]*?<\/script>/g, '');

  test('the verdict, the segments, the cost, the diff and the cases are there', () => {
    expect(page).toContain(
      '<h1><code>prompts/support.md</code> gets worse for <strong>enterprise</strong> and costs <strong>17.1\u00a0% more tokens</strong></h1>',
    );
    expect(page).toContain('Merge blocked');
    expect(page).toContain('−16 (−26 … −4.6)');
    expect(page).toContain('<ins>+ Today is {{current_date}}.</ins>');
    expect(element(page, 'noscript')[0]).toContain('states the uptime commitment');
  });
});

describe('the plots', () => {
  test('each segment and the overall line have an interval and a mark', () => {
    const page = renderHtml(results.blockedResult());
    expect(page.match(/<svg class="row regression"/g)).toHaveLength(2);
    expect(page.match(/class="point"/g)).toHaveLength(4);
    expect(page.match(/<circle class="after"/g)).toHaveLength(4);
  });

  test('a new prompt, which has nothing to compare with, has a table without plots', () => {
    const page = renderHtml(results.newPromptResult());
    expect(page).toContain('92\u00a0%');
    expect(page).not.toContain('class="point"');
    expect(page).not.toContain('NaN');
  });
});

describe('hostile texts', () => {
  const page = renderHtml(hostileResult());

  test('start no element and end none', () => {
    const opened = (name: string) => page.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0;
    expect(opened('script')).toBe(3);
    expect(opened('h1')).toBe(1);
    expect(opened('img')).toBe(0);
    expect(opened('details')).toBe(page.match(/<\/details>/g)?.length);
    expect(page).not.toContain('<!--');
  });

  test('show what would act', () => {
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_C}\u{e0000}-\u{e0fff}]/u);
    expect(page).toContain('⟨U+202E⟩');
  });

  test('are data for the script, which can be read back', () => {
    const data: unknown = JSON.parse(element(page, 'script')[0] ?? '');
    expect(JSON.stringify(data)).toContain('</details></summary></pre></code></table><h1>approved</h1>');
  });
});

test('ten thousand cases make a page of less than 30 MB', () => {
  const page = renderHtml(results.largeResult(10_000, 300));
  expect(page.length).toBeLessThan(30_000_000);
});

test('every situation has a page', () => {
  const every = [
    results.passingResult(),
    results.renamedResult(),
    results.deletedResult(),
    results.suiteOnlyResult(),
    results.nothingChangedResult(),
    results.noKeyResult(),
    results.configErrorResult(),
    results.brokenMidwayResult(),
    results.severalPromptsResult(),
    results.costExceededResult(),
    results.manySegmentsResult(),
  ];
  for (const page of every.map((result) => renderHtml(result))) {
    expect(page).toMatch(/<h1>.{10,200}<\/h1>/);
    expect(page.replace(/<script>[\s\S]*?<\/script>/g, '')).not.toMatch(/NaN|undefined|\[object/);
  }
});

test('a gate that could not decide says so in its heading, and the problems below it', () => {
  const page = renderHtml(results.configErrorResult());
  expect(page).toContain('<h1>The gate could not decide</h1>');
  const problems = /<ul class="messages problem".*?<\/ul>/s.exec(page)?.[0] ?? '';
  expect(problems.match(/<li>/g)).toHaveLength(2);
  expect(problems).toContain('Unknown key');
});

describe('the diffs of other files', () => {
  const diff = (lines: number) =>
    `--- a/x\n+++ b/x\n@@ -0,0 +1,${lines} @@\n${'+  - { <img src=x> \u202e }\n'.repeat(lines)}`;
  const file = { path: 'evals/<b>.yml', role: 'suite' as const, removed: 0 };
  const page = renderHtml({
    ...results.suiteOnlyResult(),
    fileDiffs: [
      { ...file, added: 3, diff: diff(3) },
      { ...file, added: 1500, diff: diff(1000), linesLeftOut: 500 },
    ],
  });
  const [few = '', many = ''] = element(page, 'details');

  test('a short one is open, a long one folded, its lines counted', () => {
    expect(page).toContain('<details class="part fold" open><summary><h3>What changed in the cases');
    expect(page.match(/<details class="part fold"><summary><h3>What changed in the cases/g)).toHaveLength(1);
    expect(many).toContain('+1,500</span>');
    expect(many).toContain('500 more lines are in the pull request.');
    expect(few).not.toContain('more line');
  });

  test('are inert', () => {
    expect(few).toContain('<ins>+   - { &lt;img src=x&gt; ⟨U+202E⟩ }</ins>');
    expect(few).toContain('evals/&lt;b&gt;.yml');
  });
});

describe('several prompts', () => {
  const page = renderHtml(results.severalPromptsResult());

  test('a figure of one prompt says of which', () => {
    const tiles = [...page.matchAll(/<div class="tile[^>]*>(.*?)<\/div>/g)].map(([, tile = '']) => tile);
    const ofOne = tiles.filter((tile) => /Largest drop|Tokens a call/.test(tile));
    expect(ofOne).toHaveLength(2);
    for (const tile of ofOne) expect(tile).toMatch(/<dd>prompts\/<wbr>[\w.]+<\/dd>$/);
  });

  test('no two landmarks have one name', () => {
    const names = [...page.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
