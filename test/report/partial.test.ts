import { expect, test } from 'vitest';
import type { Partial as Part } from '../../src/domain/part.ts';
import type { Result } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { ofChosenCases } from '../../src/result/chosen.ts';
import { blockedResult, passingWith } from '../kit/results.ts';

const PART: Part = {
  ...{ prompts: [], segments: [], cases: [], failing: false },
  ...{ casesAsked: 10, casesLeftOut: 90, finding: 'block' },
};

const partOf = (result: Result, partial: Partial<Part>): Result => ({
  ...result,
  verdict: 'partial',
  partial: { ...PART, ...partial },
});
const badge = (page: string) =>
  /<h2 id="prompt-0-title">.*?<\/h2><span class="state (\w+)">([^<]*)</.exec(page);

test('the page of chosen cases counts them: no badge of a verdict, no drop, no segments that are worse', () => {
  const result = ofChosenCases(partOf(blockedResult(), { failing: true }), { cases: [], failing: [] });
  const page = renderHtml(result);
  const [prompt] = result.prompts;
  expect(prompt?.verdict).toBe('block');
  expect(badge(page)?.slice(1)).toEqual(['open', `${prompt?.newlyFailing.length} newly fail`]);
  expect(page).not.toContain('<dt>Largest drop</dt>');
  expect(page).not.toContain('<dt>Segments</dt>');
  expect(page).toContain('<dt>Cases</dt>');
  expect(page).not.toContain('could not be judged');
  expect(page).toMatch(/<p class="lead">[^<]* newly fail, [^<]* newly pass\.<\/p>/);
});

test('the page of one segment does not call a prompt blocked', () => {
  const page = renderHtml(partOf(blockedResult(), { segments: ['enterprise'] }));
  expect(badge(page)?.slice(1)).toEqual(['block', 'fails in this part']);
  expect(badge(renderHtml(blockedResult()))?.slice(1)).toEqual(['block', 'blocked']);
});

test('a part says nothing of the segments that were left out', () => {
  const better = passingWith(() => ({ difference: 0.1 }), { difference: 0.1 });
  expect(renderComment(better)).toContain('No segment passes fewer cases than before.');
  const part = renderComment(partOf(better, { segments: ['billing'], finding: 'pass' }));
  expect(part).toContain('No segment of this part passes fewer cases than before.');
});
