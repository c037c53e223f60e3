import { expect, test } from 'vitest';
import { renderJUnit } from '../../src/report/junit.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { hostileResult } from '../kit/hostile-result.ts';
import {
  blockedResult,
  brokenMidwayResult,
  configErrorResult,
  deletedResult,
  passingResult,
  severalPromptsResult,
  suiteOnlyResult,
} from '../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('a suite a prompt, a testcase a segment', () => {
  const xml = renderJUnit(blockedResult());
  expect(xml).toContain('<testsuite name="prompts/support.md" tests="5" failures="3" errors="0" skipped="0"');
  for (const name of ['standard', 'premium', 'enterprise', 'overall', 'tokens']) {
    expect(xml).toContain(`<testcase classname="prompts/support.md" name="${name}"`);
  }
});

test('a failure carries the row of the table', () => {
  const xml = plain(renderJUnit(blockedResult()));
  const failure = /name="enterprise">\s*<failure[^>]*>([^<]*)</.exec(xml)?.[1] ?? '';
  expect(failure.split('\n')).toEqual([
    'verdict: regression',
    'segment: enterprise',
    'baseline: 94 %',
    'candidate: 78 %',
    'change, 95 % CI: −16 (−26 … −4.6)',
    'lost / won: 8 / 0',
    'z: −2.83',
    'adjusted p: 0.006',
  ]);
});

test('a suite that gets weaker fails where the policy blocks on that, also when nothing was run', () => {
  const result = suiteOnlyResult();
  const reasons = [{ kind: 'weaker-suite' as const, segment: 'premium' }];
  const prompts = result.prompts.map((prompt) => ({ ...prompt, verdict: 'block' as const, reasons }));
  const xml = renderJUnit({ ...result, verdict: 'block', prompts });
  expect(xml).toContain('tests="2" failures="1" errors="0" skipped="1"');
  expect(xml).toContain('name="cases of premium"');
  expect(headline({ ...result, verdict: 'block', prompts })).toBe(
    '🛑 prompts/support.md loses cases or checks of its suite in premium — merge blocked',
  );
});

test('what does not block does not fail', () => {
  expect(renderJUnit(passingResult())).toContain('failures="0" errors="0"');
  expect(renderJUnit(deletedResult())).toContain('skipped="1"');
  expect(renderJUnit(severalPromptsResult())).toMatch(/<testsuites [^>]*failures="4" errors="0" skipped="6"/);
});

test('what the gate could not judge is an error, not a failure', () => {
  expect(renderJUnit(configErrorResult())).toContain('<error message="the gate could not decide');
  expect(renderJUnit(brokenMidwayResult())).toMatch(/name="standard"[^>]*>\s*<error message="invalid/);
});

test('hostile texts stay text', () => {
  const xml = renderJUnit(hostileResult());
  const names = new Set([...xml.matchAll(/<\/?([a-zA-Z!?][\w-]*)/g)].map(([, name]) => name));
  expect([...names].sort()).toEqual(
    ['?xml', 'error', 'failure', 'testcase', 'testsuite', 'testsuites'].sort(),
  );
  expect(xml).not.toMatch(/(?!\n|\t)[\p{Cc}\ufffe\uffff\ud800-\udfff]/u);
  expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
});

test('no time is given that nobody measured: only the whole run has one', () => {
  const { usage, prompts, ...result } = blockedResult();
  const timeless = prompts.map((prompt) => ({ ...prompt, usage: { ...prompt.usage, elapsedMs: 0 } }));
  const xml = renderJUnit({ ...result, prompts: timeless, usage: { ...usage, elapsedMs: 41_250 } });
  expect(xml.match(/ time="[^"]*"/g)).toEqual([' time="41.250"']);
});
