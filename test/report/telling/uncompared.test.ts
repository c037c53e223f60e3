import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJUnit } from '../../../src/report/junit.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { newPromptInDoubt, newPromptResult, severalPromptsResult } from '../../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const comment = (result: Result) => plain(renderComment(result));
const terminal = (result: Result) => plain(renderTerminal(result, { width: 100, color: false }));

describe('a prompt that was compared with nothing is new, and passed nowhere', () => {
  test('in the rows of the comment and of the terminal', () => {
    expect(comment(newPromptResult())).toContain('| 🆕 `standard` | — | new | — | 92 % |');
    expect(comment(newPromptResult())).toContain('| 🆕 **overall** | — | new | — | 92 % |');
    expect(terminal(newPromptResult())).toMatch(/^\+ new\s+standard\s+—\s+92 %/m);
    for (const text of [comment(newPromptResult()), terminal(newPromptResult())])
      expect(text).not.toMatch(/[✅✔]|\bpass(ed)?\b/);
  });

  test('on the page', () => {
    const page = plain(renderHtml(newPromptResult()));
    expect(page).toContain('<span class="badge new"><span aria-hidden="true">+</span> new</span>');
    expect(page).toContain('<span class="state open">new</span>');
    expect(page).toContain('</span> Nothing to compare with</p>');
    expect(page).toContain('<dd class="value">passes 138 of 150</dd>');
    expect(page).not.toMatch(/> (pass|Passed)</);
    expect(page).not.toContain('unchanged');
  });

  test('in JUnit, where it is skipped', () => {
    const xml = plain(renderJUnit(newPromptResult()));
    expect(xml).toContain('<skipped message="new: passes 46 of 50">verdict: new\n');
    expect(xml).toContain('<skipped message="new: passes 138 of 150">');
    expect(xml).toMatch(/<testsuites [^>]*tests="5" failures="0" errors="0" skipped="5"/);
  });

  test('beside prompts that block', () => {
    expect(comment(severalPromptsResult())).toContain(
      '✅ no regression shown in <code>prompts/triage.prompt.yml</code>; <code>prompts/welcome.md</code> is new: passes 138 of 150</summary>',
    );
    expect(terminal(severalPromptsResult()).replace(/\s+/g, ' ')).toContain(
      '✔ no regression shown in prompts/triage.prompt.yml; prompts/welcome.md is new: passes 138 of 150.',
    );
  });
});

describe('a new prompt that passes less than the policy asks for', () => {
  test('is marked in its row, and the sentence says what is reported and what blocks', () => {
    const text = comment(newPromptInDoubt());
    expect(text).toContain('| ⚠️ `standard` | — | new | — | 88 % | — | 0.12 |');
    expect(text).toContain(
      'It is not shown to reach **95 %** in `standard`, which the policy asks for. That is reported and does not block: only a rate that is shown to be below does (adjusted p = 0.12: how often a prompt that passes 95 % would pass so few).',
    );
    expect(text).toContain(
      'Test: exact binomial against the 95 % of `gate.min-pass-rate`, α 0.05. p is how often a prompt that passes 95 % would pass so few.',
    );
  });

  test('has a badge of warning on the page', () => {
    expect(renderHtml(newPromptInDoubt())).toContain(
      '<span class="badge invalid"><span aria-hidden="true">+</span> new</span>'.replace('+', '!'),
    );
  });

  test('is called too low where it is shown to be below', () => {
    const [prompt] = newPromptInDoubt().prompts;
    if (!prompt) throw new Error('no prompt');
    const segments = prompt.segments.map((segment, index) =>
      index === 0 ? { ...segment, verdict: 'regression' as const } : segment,
    );
    const reasons = [{ kind: 'below-min-pass-rate' as const, segment: 'standard' }];
    const blocked: Result = {
      ...newPromptInDoubt(),
      verdict: 'block',
      prompts: [{ ...prompt, verdict: 'block', segments, reasons }],
    };
    expect(comment(blocked)).toContain('| 🛑 `standard` | — | too low |');
    expect(plain(renderJUnit(blocked))).toContain(
      '<failure message="below-min-pass-rate" type="below-min-pass-rate">verdict: too low',
    );
  });
});

test('a prompt whose base cannot be run is not compared, rather than new', () => {
  const known = newPromptResult();
  const prompts = known.prompts.map((prompt) => ({ ...prompt, change: 'modified' as const }));
  expect(comment({ ...known, prompts })).toContain('| ➖ `standard` | — | not compared |');
});
