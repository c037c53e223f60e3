import { expect, test } from 'vitest';
import type { RefusedAcceptance } from '../../src/domain/acceptance.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { annotations } from '../../src/report/markdown/annotations.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { renderSummary } from '../../src/report/markdown/summary.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { noticeSentence } from '../../src/report/telling/notices.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { acceptedResult, blockedResult } from '../kit/results.ts';

const FIRST_LINE =
  '⚠️ accepted by @ada: prompts/support.md gets worse for enterprise and costs 17.1 % more tokens';
const WHO_AND_WHEN =
  '@ada accepted what blocks (`prompts/support.md`: enterprise) for commit `3d20e1f67a98`, by the label `accept-regression` on 2026-11-28 15:04 UTC. The next push needs a new acceptance.';

/** Comment and log break mentions and commands with zero-width spaces. */
const plain = (text: string) => text.replace(/\u200b/g, '').replace(/\s+/g, ' ');

test('the first line says who accepted what, also after a push that was blocked', () => {
  expect(plain(headline(acceptedResult()))).toBe(FIRST_LINE);
  expect(plain(headline(acceptedResult(), { fixed: true }))).toBe(FIRST_LINE);
});

test('comment and summary keep everything that a block shows, and say who accepted it', () => {
  const accepted = acceptedResult();
  const blocked = { ...blockedResult(), notices: accepted.notices };
  for (const render of [renderComment, renderSummary]) {
    const [first, ...rest] = render(accepted).split('\n');
    expect(first).toMatch(/^### ⚠️ accepted by \u200b@\u200bada: `prompts\/support\.md` gets worse for/);
    expect(rest).toEqual(render(blocked).split('\n').slice(1));
    expect(plain(rest.join('\n'))).toContain(WHO_AND_WHEN);
  }
});

test('the comment notifies nobody', () => {
  expect(renderComment(acceptedResult())).not.toMatch(/@ada/);
});

test('the terminal keeps everything that a block shows', () => {
  const text = plain(renderTerminal(acceptedResult(), { width: 120, color: false }));
  expect(text).toMatch(/^! accepted by @ada: prompts\/support\.md gets worse for enterprise/);
  expect(text).toContain('enterprise passes 39 of 50 cases');
  expect(text).toContain('accepted what blocks');
});

test('the page is neither green nor red', () => {
  const page = renderHtml(acceptedResult());
  expect(page).toContain('<p class="state error"><span aria-hidden="true">!</span> Accepted</p>');
  expect(page).not.toContain('Merge blocked');
});

test('JUnit reports nothing as failed, and every finding as accepted', () => {
  const xml = renderJUnit(acceptedResult());
  expect(xml).not.toContain('<failure');
  expect(xml).toContain('<testsuite name="prompts/support.md" tests="5" failures="0" errors="0" skipped="3"');
  expect(xml).toContain('<skipped message="accepted by @ada: regression: −16 points">');
  expect(xml).toContain('accepted by @ada: prompts/support.md gets worse for enterprise');
});

test('annotations stay, as warnings', () => {
  expect(annotations(blockedResult()).map(({ level }) => level)).toContain('failure');
  const kept = annotations(acceptedResult());
  expect(kept).toHaveLength(annotations(blockedResult()).length);
  expect(new Set(kept.map(({ level }) => level))).toEqual(new Set(['warning']));
});

test('a label that does not count says why, and what to do', () => {
  const label = 'accept-regression';
  const told = (refused: RefusedAcceptance) =>
    noticeSentence({ code: 'acceptance-refused', label, ...refused });
  expect(told({ why: 'may-not-write', by: 'bob' })).toMatch(/@bob, who set it, has no write permission/);
  expect(told({ why: 'not-a-person', by: 'x[bot]' })).toMatch(/A person with write permission can remove/);
  expect(told({ why: 'not-for-this-commit' })).toMatch(/remove the label and set it again\.$/);
  expect(told({ why: 'not-known', problem: 'GitHub did not answer.' })).toMatch(/GitHub did not answer\.$/);
});

test('a label and a path with backticks stay names', () => {
  const { accepted } = acceptedResult();
  if (!accepted) throw new Error('nothing was accepted');
  const prompts = [{ path: 'a`b` @all.md', segments: [] }];
  const text = noticeSentence({ code: 'block-accepted', ...accepted, prompts, label: '`x`' });
  expect(text).toContain('(`a’b’ @all.md`)');
  expect(text).toContain('by the label `’x’`');
});
