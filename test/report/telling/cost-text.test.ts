import { describe, expect, test } from 'vitest';
import type { PromptResult, Result } from '../../../src/domain/result.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { costComparison } from '../../kit/result-parts.ts';
import { passingResult } from '../../kit/results.ts';

type Cost = NonNullable<PromptResult['cost']>;

/** A passing result whose first prompt costs this. */
function costing(cost: Partial<Cost>): Result {
  const result = passingResult();
  const [prompt, ...others] = result.prompts;
  if (!prompt?.cost) throw new Error('no cost');
  return { ...result, prompts: [{ ...prompt, cost: { ...prompt.cost, ...cost } }, ...others] };
}

const told = {
  comment: (result: Result) => renderComment(result).replace(/[\u00a0\u202f]/g, ' '),
  terminal: (result: Result) => renderTerminal(result, { width: 100, color: false }).replace(/\s+/g, ' '),
};

describe('a rise above the limit that is not shown to be above it', () => {
  const result = costing({ label: 'unknown', comparison: costComparison([1000, 1103], null) });
  const words =
    'limit +10 %), above the limit but not surely: the interval reaches below it, so that it does not block.';

  test('is not called within the limit, in the comment and in the terminal', () => {
    expect(told.comment(result)).toContain(`CI +8.2 to +12.4; ${words}`);
    expect(told.comment(result)).toContain('**Cost** of `prompts/triage.prompt.yml` ➖');
    expect(told.terminal(result)).toContain(words);
  });

  test('has no sign of approval on the page', () => {
    const page = renderHtml(result);
    expect(page).toContain('not surely over the limit</span>');
    expect(page.match(/within the limit<\/span>/g)).toHaveLength(1);
  });
});

test('what too few cases show to be above the limit says why it does not block', () => {
  const result = costing({ label: 'unknown', comparison: costComparison([1000, 1500], null) });
  const [prompt, ...others] = result.prompts;
  if (!prompt?.overall) throw new Error('not run');
  const few = { ...result, prompts: [{ ...prompt, overall: { ...prompt.overall, cases: 2 } }, ...others] };
  const words = 'limit +10 %), above the limit, but 2 cases are too few to block.';
  expect(told.comment(few)).toContain(words);
  expect(told.terminal(few)).toContain(words);
});

test('without a limit nothing is called within it', () => {
  const result = costing({ limit: null });
  expect(told.comment(result)).toContain('no limit).');
  expect(renderHtml(result).match(/within the limit<\/span>/g)).toHaveLength(1);
});
