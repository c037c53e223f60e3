import { expect, test } from 'vitest';
import { annotations } from '../../../src/report/markdown/annotations.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { hostileResult } from '../../kit/hostile-result.ts';
import {
  blockedPrompt,
  blockedResult,
  configErrorResult,
  noKeyResult,
  passingResult,
} from '../../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('a regression is reported at the lines that the pull request changed', () => {
  const [first] = annotations(blockedResult());
  expect(first).toMatchObject({
    path: 'prompts/support.md',
    startLine: 2,
    endLine: 2,
    level: 'failure',
    title: 'prompts/support.md gets worse for enterprise',
  });
  expect(plain(first?.message ?? '')).toBe(
    'Passes 78 %, was 94 %: −16 points (95 % CI −26 to −4.6), 8 lost / 0 won, adjusted p = 0.006. The pull request also changes lines 11–13.',
  );
});

test('a change through an included file is reported at line 1', () => {
  const prompt = { ...blockedPrompt(), changedLines: [], because: ['prompts/tone.md'] };
  const [first] = annotations({ ...blockedResult(), prompts: [prompt] });
  expect(first).toMatchObject({ startLine: 1, endLine: 1 });
  expect(first?.message).toContain('The change comes through prompts/tone.md.');
});

test('one of several prompts of a file is reported in that file', () => {
  const path = 'promptfooconfig.yaml#kind';
  const prompt = { ...blockedPrompt(), path, file: 'promptfooconfig.yaml' };
  const [first] = annotations({ ...blockedResult(), prompts: [prompt] });
  expect(first).toMatchObject({
    path: 'promptfooconfig.yaml',
    startLine: 2,
    title: `${path} gets worse for enterprise`,
  });
});

test('a mistake is reported at its place', () => {
  expect(annotations(configErrorResult())).toMatchObject([
    { path: '.github/prompt-eval-gate.yml', startLine: 4, level: 'failure' },
    { path: 'evals/support.yml', startLine: 31, message: expect.stringContaining('Did you mean') },
  ]);
  expect(annotations(noKeyResult())).toEqual([]);
});

test('a pull request with nothing wrong has no annotations', () => {
  expect(annotations(passingResult())).toEqual([]);
});

test('titles are one line that fits a check run', () => {
  for (const result of [blockedResult(), hostileResult()]) {
    const titles = [headline(result), ...annotations(result).map(({ title }) => title)];
    for (const title of titles) {
      expect(title.length).toBeLessThanOrEqual(255);
      expect(title).not.toMatch(/[\p{Cc}\p{Bidi_C}]|##\[/u);
    }
  }
});
