import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { publishedNotice } from '../../../src/report/telling/notices.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { hostileResult } from '../../kit/hostile-result.ts';
import * as results from '../../kit/results.ts';

const ESC = '\u001b';
const plain = (text: string) => text.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '');
const every = [
  results.blockedResult(),
  results.passingResult(),
  results.newPromptResult(),
  results.renamedResult(),
  results.deletedResult(),
  results.suiteOnlyResult(),
  results.noKeyResult(),
  results.configErrorResult(),
  results.brokenMidwayResult(),
  results.severalPromptsResult(),
  results.costExceededResult(),
  results.manySegmentsResult(),
  results.largeResult(100),
  hostileResult(),
];

describe('at any width', () => {
  test.each([60, 61, 72, 80, 100, 120])('no line is wider than %i columns', (width) => {
    for (const result of every) {
      const lines = renderTerminal(result, { width, color: false }).split('\n');
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
    }
  });

  test('a terminal that does not know its width gets a report', () => {
    expect(renderTerminal(results.blockedResult(), { width: Number.NaN, color: false })).toContain(
      'merge blocked',
    );
    expect(renderTerminal(results.blockedResult(), { width: 10, color: false })).toContain('merge');
  });

  test('the columns of the table are aligned with their heads', () => {
    const lines = renderTerminal(results.blockedResult(), { width: 100, color: false }).split('\n');
    const head = lines.find((line) => line.includes('adjusted p') && line.includes('segment')) ?? '';
    const row = lines.find((line) => line.startsWith('✖ regression    enterprise')) ?? '';
    expect(row.indexOf('enterprise')).toBe(head.indexOf('segment'));
    expect(row.length).toBe(head.length);
    expect(row.indexOf('−16')).toBe(head.indexOf('change'));
  });
});

describe('colour', () => {
  test('adds nothing but colour', () => {
    for (const result of every) {
      const coloured = renderTerminal(result, { width: 80, color: true });
      expect(coloured).toContain(ESC);
      expect(plain(coloured)).toBe(renderTerminal(result, { width: 80, color: false }));
    }
  });

  test('is never the only sign: each verdict has a word', () => {
    const text = renderTerminal(results.blockedResult(), { width: 100, color: false });
    for (const word of ['✖ regression', '– inconclusive', '✔ pass']) expect(text).toContain(word);
  });
});

test('the first line says who pays, or what to do', () => {
  const first = (result: (typeof every)[number]) =>
    renderTerminal(result, { width: 120, color: false }).replaceAll('\u00a0', ' ').split('\n')[0];
  expect(first(results.blockedResult())).toBe(
    '✖ prompts/support.md gets worse for enterprise and costs 17.1 % more tokens — merge blocked',
  );
  expect(first(results.passingResult())).toBe('✔ no regression shown (2 prompts, 5 segments, 500 answers)');
  expect(first(results.noKeyResult())).toContain('! the gate could not decide: There is no key for openai:');
});

test('answers are shown as one diff', () => {
  const text = renderTerminal(results.blockedResult(), { width: 100, color: false });
  expect(text).toContain('    - Then revoke the first one: both work until you do.');
  expect(text).toContain('    + I am not fully sure about the rest');
});

test('hostile texts command neither the terminal nor the runner', () => {
  const text = renderTerminal(hostileResult(), { width: 80, color: false });
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_C}]/u);
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toContain('##[');
});

test('where a suite is too small to be judged, the cases that fail are shown at least', () => {
  const blocked = results.blockedResult();
  const prompts = blocked.prompts.map((prompt) => ({
    ...prompt,
    verdict: 'pass' as const,
    reasons: [],
    segments: prompt.segments.map((segment) => ({ ...segment, verdict: 'invalid' as const })),
  }));
  const result = { ...blocked, verdict: 'pass' as const, prompts };
  const name = prompts[0]?.newlyFailing[0]?.description ?? '';
  expect(renderTerminal(result, { width: 100, color: false })).toContain(name);
  expect(renderTerminal(result, { width: 100, color: false })).toMatch(/^– /);
  expect(renderComment(result)).toContain(name);
});

test('alarms come below the first line, and facts about every run with the description of the run', () => {
  const [prompt, ...others] = results.blockedResult().prompts;
  if (!prompt) throw new Error('the fixture has a prompt');
  const notices = [
    publishedNotice({ code: 'model-not-pinned', model: 'gpt-4.1-mini' }),
    publishedNotice({
      ...{ code: 'suite-weakened', path: 'evals/support.yml', stillAsked: true },
      segments: [{ name: 'premium', cases: 50, removed: 0, replaced: 0, loosened: 1 }],
    }),
  ];
  const outcome = { ...results.blockedResult(), prompts: [{ ...prompt, notices }, ...others] };
  const lines = renderTerminal(outcome, { width: 120, color: false }).split('\n');
  expect(lines[2]).toBe(
    '! This pull request weakens the suite evals/support.yml. premium: 1 of 50 cases loosened. They count as they stand at',
  );
  const alias = lines.findIndex((line) => line.includes('gpt-4.1-mini is an alias'));
  expect(alias).toBeGreaterThan(lines.findIndex((line) => line.startsWith('Test: ')));
});
