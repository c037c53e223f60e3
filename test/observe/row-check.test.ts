import { expect, test } from 'vitest';
import { rowCheck } from '../../src/observe/row-check.ts';

const now = () => Date.parse('2026-11-29T12:00:00.000Z');
const row = {
  prompt: 'support',
  version: '1.0.0',
  at: '2026-11-29T11:59:00.000Z',
  metrics: { resolved: true },
};

test('rows that nobody could read later are told what is wrong with them', () => {
  const check = rowCheck(null, now);
  expect(check(row)).toBeNull();
  expect(rowCheck(null, now)({ prompt: 'support' })).toContain('is of no kind that is known');
  expect(check({ ...row, at: 'yesterday' })).toBe('has no time that can be read');
  expect(check({ ...row, at: '2026-11-30T12:00:00.000Z' })).toBe('lies in the future');
  expect(check({ ...row, metrics: {} })).toBe('has neither `metrics` nor an `answer`');
  expect(check({ ...row, metrics: { resolved: 'maybe' } })).toMatch(/^has resolved "maybe", and /);
  expect(check({ ...row, prompt: '' })).toBe('names no `prompt`');
  expect(check({ ...row, metrics: {}, answer: 'Open Settings.' })).toBeNull();
  expect(check({ ...row, metrics: { resolved: null, csat: 4 } })).toBeNull();
});

test('one kind of source a file', () => {
  const check = rowCheck(null, now);
  expect(check(row)).toBeNull();
  expect(check({ resourceLogs: [] })).toBe(
    'is of the source otlp, and the file has rows of jsonl: one kind a file',
  );
});
