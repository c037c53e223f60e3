import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { formerChangesIn, rememberChanges } from '../../../src/report/markdown/known-changes.ts';
import { blockedResult, manySegmentsResult } from '../../kit/results.ts';

const FIRST = 'a'.repeat(40);
const SECOND = 'b'.repeat(40);

/** With every change lower by so many points. */
function lower(result: Result, by: number): Result {
  const prompts = result.prompts.map((prompt) => ({
    ...prompt,
    segments: prompt.segments.map((segment) => ({
      ...segment,
      difference: (segment.difference ?? 0) - by / 100,
    })),
  }));
  return { ...result, prompts };
}

function comment(result: Result, line: string, head: string): string {
  const former = formerChangesIn(line, head);
  return renderComment(result, former && { former }).replace(/\u00a0/g, ' ');
}

describe('what a comment remembers', () => {
  const line = rememberChanges(lower(blockedResult(), 30), FIRST, undefined);

  test('is told after the next push, the segment that blocks first', () => {
    expect(comment(blockedResult(), line, SECOND)).toContain(
      'Since the last push: `enterprise` was −46, now **−16** points; `standard` was −34, now **−4** points',
    );
  });

  test('a repeated run of one commit compares with the push before, as the first run did', () => {
    const repeated = rememberChanges(blockedResult(), SECOND, formerChangesIn(line, SECOND));
    expect(comment(blockedResult(), repeated, SECOND)).toContain('`enterprise` was −46, now **−16**');
    expect(comment(blockedResult(), line, FIRST)).not.toContain('Since the last push');
  });

  test('is a line that readers do not see, however many segments there are', () => {
    const names = manySegmentsResult(400);
    const long = rememberChanges(names, FIRST, undefined);
    expect(long.length).toBeLessThan(2600);
    expect(formerChangesIn(long, SECOND)?.get('prompts/support.md')?.segments.get('region-04')).toBeLessThan(
      0,
    );
    expect(line).toMatch(/^<!-- [^<>]* -->$/);
  });

  test('is nothing where the line is broken', () => {
    const garbage = Buffer.from('{"head":1}').toString('base64');
    for (const body of [
      '',
      'x',
      `<!-- prompt-eval-gate changes=${garbage} -->`,
      line.replace('changes=', 'changes=A'),
    ])
      expect(formerChangesIn(body, SECOND)).toBeUndefined();
  });
});
