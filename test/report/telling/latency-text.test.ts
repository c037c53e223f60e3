import { expect, test } from 'vitest';
import type { PromptResult } from '../../../src/domain/result.ts';
import { plainOf } from '../../../src/prose/text.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJUnit } from '../../../src/report/junit.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { latencyText } from '../../../src/report/telling/latency-text.ts';
import { publishedNotice } from '../../../src/report/telling/notices.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { latencyExceededResult, passingResult } from '../../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const [slow] = latencyExceededResult().prompts;

test('latency is told before and after, with interval and limit', () => {
  expect(plain(plainOf((slow && latencyText(slow)) ?? []))).toBe(
    'median 1.2 s → 1.3 s (+4.2 %, CI −3.0 to +12.0; no limit); 95th percentile 3.1 s → 4.3 s (+40.0 %, CI from +24.0 on; limit +20 %), over the limit; of 48 cases that one run asked of both versions.',
  );
});

test('latency above its limit that too wide an interval does not show is said not to block', () => {
  const p95 = {
    ...(slow?.latency?.p95 as NonNullable<PromptResult['latency']>['p95']),
    low: 1.1,
    label: 'unknown' as const,
  };
  const latency = slow?.latency ? { ...slow.latency, p95 } : null;
  const text = plainOf(slow ? (latencyText({ ...slow, latency }) ?? []) : []);
  expect(plain(text)).toContain(
    'limit +20 %), above the limit but not surely: the interval reaches below it, so that it does not block',
  );
});

test('latency below its limit whose interval reaches above it is not called within it, anywhere', () => {
  const quantile = slow?.latency?.p95 as NonNullable<PromptResult['latency']>['p95'];
  const p95 = { ...quantile, ratio: 1.1, low: 0.9, high: 1.4, label: 'unknown' as const };
  const latency = slow?.latency ? { ...slow.latency, label: 'unknown' as const, p95 } : null;
  const prompts = passingResult().prompts.map((prompt) => ({ ...prompt, latency }));
  const result = { ...passingResult(), prompts };
  const words = 'not shown to be within the limit: the interval reaches above it';
  const terminal = renderTerminal(result, { width: 100, color: false }).replace(/\s+/g, ' ');
  for (const text of [renderComment(result), renderHtml(result), terminal, renderJUnit(result)])
    expect(plain(text)).toContain(words);
  expect(renderHtml(result)).toContain('not shown to keep the limit</span>');
  expect(renderJUnit(result)).toMatch(/name="latency, 95th percentile">\s*<skipped/);
  expect(headline(result)).not.toContain('limit');
});

test('cases that one call answered are told beside those that are compared', () => {
  const latency = slow?.latency ? { ...slow.latency, oneCall: 80 } : null;
  expect(plain(plainOf(slow ? (latencyText({ ...slow, latency }) ?? []) : []))).toMatch(
    /asked of both versions\. Of 80 more cases one call answered both versions, or another case too, which compares nothing\.$/,
  );
});

test('latencies below a second are told in milliseconds, and too few cases have no interval', () => {
  const quick = { baselineMs: 12.3, candidateMs: 41.6, ratio: 3.38, low: 0, high: null };
  const latency = slow?.latency ? { ...slow.latency, p95: { ...slow.latency.p95, ...quick } } : null;
  const text = plain(plainOf(slow ? (latencyText({ ...slow, latency }) ?? []) : []));
  expect(text).toContain(
    '95th percentile 12 ms → 42 ms (+238 %, too few cases for an interval; limit +20 %)',
  );
});

test('latency is in the comment where the policy limits it, and else where there is room', () => {
  const limited = latencyExceededResult();
  expect(renderComment(limited)).toContain('**Latency** 🛑');
  const [prompt] = passingResult().prompts;
  const latency = slow?.latency && {
    ...slow.latency,
    label: 'unknown' as const,
    p95: { ...slow.latency.p95, limit: null, label: 'unknown' as const },
  };
  const unlimited = { ...passingResult(), prompts: prompt && latency ? [{ ...prompt, latency }] : [] };
  expect(renderComment(unlimited)).not.toContain('**Latency**');
  expect(renderComment(unlimited, { full: true })).toContain('**Latency**');
});

test('a rise above the limit that is not shown is in the first line', () => {
  const latency = slow?.latency && {
    ...slow.latency,
    label: 'unknown' as const,
    p95: { ...slow.latency.p95, label: 'unknown' as const },
  };
  const prompts = passingResult().prompts.map((prompt) => ({ ...prompt, latency }));
  expect(plain(headline({ ...passingResult(), prompts }))).toContain(
    '+40.0 % latency (95th percentile), not surely above the limit',
  );
});

test('a limit that nothing is held against is told in the first line, and never as kept', () => {
  const notice = publishedNotice({
    code: 'latency-not-judged',
    cases: 7,
    families: 7,
    apart: 93,
    oneCall: 0,
  });
  const [first, ...others] = passingResult().prompts;
  const latency = slow?.latency && {
    ...slow.latency,
    label: 'unknown' as const,
    p95: { ...slow.latency.p95, low: 0.9, label: 'unknown' as const },
  };
  const prompt = first && { ...first, latency, notices: [notice] };
  const result = { ...passingResult(), prompts: prompt ? [prompt, ...others] : [] };
  expect(plain(headline(result))).toMatch(/; latency of \S+ is not held against its limit$/);
  expect(renderComment(result)).toContain('one run asked both versions 7 cases, and it takes 30');
  expect(renderHtml(result)).toContain('not held against its limit</span>');
});
