import { expect, test } from 'vitest';
import type { PromptResult, Result } from '../../../src/domain/result.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { segment } from '../../kit/result-parts.ts';
import { blockedPrompt, blockedResult } from '../../kit/results.ts';

const told = (result: Result, allCases?: string) =>
  renderTerminal(result, { width: 100, color: false, allCases })
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');

function blockedWith(change: (prompt: PromptResult) => Partial<PromptResult>): Result {
  const prompt = blockedPrompt();
  return { ...blockedResult(), prompts: [{ ...prompt, ...change(prompt) }] };
}

test('cases of one reason are told together, as in the comment: one whole, and the names of the others', () => {
  const ids = blockedPrompt()
    .newlyFailing.filter(({ segments }) => segments.includes('enterprise'))
    .map(({ id }) => id);
  const cluster = {
    failures: [{ type: 'icontains', expected: 'contain “settings”', place: null }],
    alike: false,
    size: ids.length,
    representative: ids[1] ?? '',
    members: ids,
  };
  const text = told(blockedWith(() => ({ clusters: { newlyFailing: [cluster], failing: [] } })));
  expect(text).toContain(`${ids.length} of ${ids.length} icontains: contain “settings” ${ids[1]} · `);
  expect(text).toContain(`${ids.length - 1} more cases like it: ${ids[0]}; `);
});

test('cases that newly fail elsewhere are named, and those without room are where they can be read', () => {
  const { newlyFailing } = blockedPrompt();
  const elsewhere = newlyFailing.filter(({ segments }) => !segments.includes('enterprise'));
  const text = told(blockedResult());
  expect(elsewhere.length).toBeGreaterThan(0);
  for (const { id } of elsewhere) expect(text).toContain(`${id} · `);
  expect(text).toMatch(/\d+ more cases; `?npx \S+ view`? shows all/);
  expect(told(blockedResult(), 'report.html has all')).toMatch(/\d+ more cases; report\.html has all/);
  expect(text).not.toContain('HTML and JSON');
});

test('a segment without a single pair has no rate, no z and no p', () => {
  const none = segment({
    name: 'de',
    verdict: 'invalid',
    cases: 1,
    baselinePasses: 0,
    losses: 0,
    wins: 0,
    adjustedPValue: 1,
    missing: 30,
  });
  const empty = { passes: 0, n: 0, rate: 0, interval: [0, 1] as [number, number] };
  const nothing = { ...none, cases: 0, difference: null, interval: null, baseline: empty, candidate: empty };
  const text = told(blockedWith(({ segments }) => ({ segments: [...segments, nothing] })));
  expect(text).toContain('invalid de (30 missing) — — — — — – ');
});
