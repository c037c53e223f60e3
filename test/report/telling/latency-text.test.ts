import { expect, test } from 'vitest';
import type { PromptResult } from '../../../src/domain/result.ts';
import { plainOf } from '../../../src/prose/text.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { latencyText } from '../../../src/report/telling/latency-text.ts';
import { latencyExceededResult, passingResult } from '../../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const [slow] = latencyExceededResult().prompts;

test('latency is told before and after, with interval and limit', () => {
  expect(plain(plainOf((slow && latencyText(slow)) ?? []))).toBe(
    'median 1.2 s → 1.3 s (+4.2 %, CI −3.0 to +12.0; no limit); 95th percentile 3.1 s → 4.3 s (+40.0 %, CI from +24.0 on; limit +20 %), over the limit; of 48 cases that both versions answered in this run.',
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
  expect(plain(text)).toContain('limit +20 %), above the limit but not surely, so that it does not block');
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
