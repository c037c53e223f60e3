import { expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { blockedPrompt, blockedResult, costing, passingPrompt } from '../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const PATH = 'prompts/triage.prompt.yml';
const both: Result = { ...blockedResult(), prompts: [blockedPrompt(), passingPrompt(PATH)] };

test('what a passing prompt costs is told beside one that blocks', () => {
  expect(plain(renderComment(both))).toContain(`**Cost** of \`${PATH}\` ✅ 648 → 656 tokens a call`);
  expect(plain(renderTerminal(both, { width: 200, color: false }))).toContain(
    `Cost of ${PATH} 648 → 656 tokens a call`,
  );
});

test('where prompts share a table, a row with its name stands above the rows of each', () => {
  const lines = plain(renderComment(both)).split('\n');
  const at = lines.findIndex((line) => line.startsWith(`| \`${PATH}\``));
  expect(lines[at]).toMatch(/^\| `[^`]*` (\| *){6}\|$/);
  expect(lines[at + 1]).toContain('`billing`');
});

test('the page shows what an edit takes from the cache, where a month at the full price would not', () => {
  const withCache = { ratio: 1.73, low: 1.73, high: 1.73 };
  const page = plain(
    renderHtml(
      costing({
        ...{ label: 'exceeded', labels: { tokens: 'within', money: 'exceeded' } },
        ...{ withCache, monthlyUsd: 0, moneyLimit: 0.1 },
      }),
    ),
  );
  expect(page).not.toContain('<dt>Money a month</dt>');
  expect(page).toMatch(
    /<dt>Money a call<\/dt><dd class="value">\+73\.0 %<\/dd><dd>with what the edit takes from the provider(?:'|&#39;)s cache, limit \+10 %</,
  );
});
