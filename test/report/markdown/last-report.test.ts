import { expect, test } from 'vitest';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { lastReportIn, withLastReport } from '../../../src/report/markdown/last-report.ts';
import { hostileResult } from '../../kit/hostile-result.ts';
import { blockedResult, largeResult, noKeyResult } from '../../kit/results.ts';
import { elementsOf, readMarkdown } from '../github-markdown.ts';

const ROOM = 64_000;
const broken = renderComment(noKeyResult());
const blocked = renderComment(blockedResult());

test('below the report of a run that broke, the last one is folded, every failing case in it', () => {
  const text = withLastReport(broken, blocked, ROOM);
  expect(text.split('\n')[0]).toBe(broken.split('\n')[0]);
  expect(readMarkdown(text)).toContain('<details><summary>The last report before this run broke</summary>');
  expect(text).toContain(blocked);
});

test('it is found again as it was, whatever is in it', () => {
  for (const report of [blocked, renderComment(hostileResult()), '### 🛑 one line'])
    expect(lastReportIn(withLastReport(broken, report, ROOM))).toBe(report);
  for (const report of [blocked, broken, renderComment(hostileResult())])
    expect(lastReportIn(report)).toBeUndefined();
});

test('every section that it opens, it closes', () => {
  const html = readMarkdown(withLastReport(broken, renderComment(hostileResult()), ROOM));
  expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  expect(elementsOf(withLastReport(broken, renderComment(hostileResult()), ROOM))).not.toContain('script');
});

test('what does not fit is shortened to its headline, and where not even that fits it is left out', () => {
  const large = renderComment(largeResult());
  expect(large.length).toBeGreaterThan(50_000);
  const text = withLastReport(broken, large, large.length);
  expect(text.length).toBeLessThan(broken.length + 500);
  expect(lastReportIn(text)?.split('\n')[0]).toBe(large.split('\n')[0]);
  expect(withLastReport(broken, large, broken.length + 20)).toBe(broken);
});
