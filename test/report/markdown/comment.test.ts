import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { publishedNotice } from '../../../src/report/telling/notices.ts';
import { hostileResult } from '../../kit/hostile-result.ts';
import {
  blockedPrompt,
  blockedResult,
  brokenMidwayResult,
  configErrorResult,
  costExceededResult,
  deletedResult,
  largeResult,
  manySegmentsResult,
  newPromptResult,
  noKeyResult,
  nothingChangedResult,
  passingResult,
  renamedResult,
  severalPromptsResult,
  suiteOnlyResult,
} from '../../kit/results.ts';
import { elementsOf, readMarkdown, referableText } from '../github-markdown.ts';

/** With ordinary spaces, as a test is written. */
function comment(result: Result, options: Parameters<typeof renderComment>[1] = {}): string {
  return renderComment(result, options).replace(/\u00a0/g, ' ');
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf('\n') + 1 || undefined).trim();
}

describe('a blocked pull request', () => {
  test('names who pays in the first line and by how much in the second', () => {
    const [first, , second = ''] = comment(blockedResult()).split('\n');
    expect(first).toBe(
      '### 🛑 `prompts/support.md` gets worse for **enterprise** and costs **17.1 % more tokens** — merge blocked',
    );
    expect(second).toBe(
      '`enterprise` passes 39 of 50 cases, down from 47: **−16 points** (95 % CI −26 to −4.6, adjusted p = 0.006). 8 cases newly fail, 0 newly pass. `premium` shows no change, `standard` cannot be told.',
    );
  });

  test('has a row a segment, the regression on top, and the overall line', () => {
    const rows = comment(blockedResult())
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows[0]).toBe(
      '| segment | change, 95 % CI | verdict | baseline | candidate | lost / won | adjusted p |',
    );
    expect(rows[2]).toBe('| 🛑 `enterprise` | −16 (−26 … −4.6) | regression | 94 % | 78 % | 8 / 0 | 0.006 |');
    expect(rows[5]).toContain(
      '| 🛑 **overall** | −6 (−12 … −0.2) | regression | 89 % | 83 % | 14 / 5 | 0.02 |',
    );
  });

  test('says what it costs, against the limit, in tokens and in money, and why', () => {
    expect(comment(blockedResult())).toContain(
      '**Cost** 🛑 1,204 → 1,410 tokens a call (**+17.1 %**, CI +15.0 to +19.2; limit +10 %) and no segment improved to pay for it. $3.10 → $3.60 per 1,000 calls, +$15,200 a month at 1 M calls a day. The edit moves `{{current_date}}` to line 2',
    );
  });

  test('folds the newly failing cases with their answers as one diff', () => {
    const text = comment(blockedResult());
    expect(text).toContain('<details><summary>8 cases newly fail in <code>enterprise</code></summary>');
    expect(text).toContain(
      [
        '- ✗ `icontains` expected the answer to contain "revoke"',
        '',
        '```diff',
        '  Create a second key under Settings → API keys.',
        '- Deploy it to staging.',
        '- Then revoke the first one: both work until you do.',
        '+ I am not fully sure about the rest, so I am connecting you with a specialist.',
        '```',
      ].join('\n'),
    );
  });

  test('folds what the suite could have seen, by which test, and what ran', () => {
    const text = comment(blockedResult());
    expect(text).toContain(
      '`standard`: 50 cases show a drop of 22 points 4 times out of 5, and may miss a smaller one. For 10 points it needs 160',
    );
    expect(text).toContain(
      'Test: paired proportions z, exact below 25 discordant pairs, min-P over 3 segments, α 0.025 + 0.025',
    );
    expect(text).toContain(
      '300 trials (212 from the store), 0 errors, 41 s, $0.62; `npx github:OWNER/prompt-eval-gate gate --base origin/main` repeats it.',
    );
  });

  test('a critical case and a severe one come first', () => {
    const prompt = blockedPrompt();
    const [first, second, third, ...rest] = prompt.newlyFailing;
    if (!first || !second || !third) throw new Error('too few cases');
    const cases = [first, { ...second, severe: true }, { ...third, critical: true }, ...rest];
    const text = comment({ ...blockedResult(), prompts: [{ ...prompt, newlyFailing: cases }] });
    const order = [third, second, first].map(({ id }) => text.indexOf(`**${id}**`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toContain('❗ critical');
    expect(text).toContain('always passed, now always fails');
  });

  test('tokens alone can block, and the headline says so', () => {
    expect(firstLine(comment(costExceededResult()))).toBe(
      '### 🛑 `prompts/reply.md` costs **20.4 % more tokens** and improves no segment — merge blocked',
    );
  });

  test('a branch whose name a shell would run is not in the command', () => {
    const text = comment({ ...blockedResult(), base: { ref: 'x;$(curl evil)', mergeBase: 'a'.repeat(40) } });
    expect(text).toContain(`gate --base ${'a'.repeat(40)}`);
    expect(text).not.toContain('curl');
  });
});

describe('the plot', () => {
  const lines = (result: Result) =>
    (/```\n([^`]*)```/.exec(comment(result))?.[1] ?? '').trimEnd().split('\n');

  test('puts difference and interval of each segment under one axis', () => {
    expect(lines(blockedResult())).toEqual([
      'points      −30   −20    −10    0    +10',
      'enterprise     ├──────●──────┤  │',
      'standard              ├──────●──┼────┤',
      'premium                     ├───┼●────┤',
      'overall                 ├───◆───┤',
    ]);
  });

  test('has zero in the same column everywhere, for any names', () => {
    const result = blockedResult();
    const [prompt] = result.prompts;
    if (!prompt) throw new Error('no prompt');
    const segments = prompt.segments.map((segment, index) => ({
      ...segment,
      name: ['日本語', 'ä', 'x'][index] ?? '',
    }));
    const [axis = '', ...rows] = lines({ ...result, prompts: [{ ...prompt, segments }] });
    const zero = axis.search(/ 0 /) + 1;
    const atZero = rows.map((row) => row[zero - (row.startsWith('日') ? 3 : 0)]);
    expect(atZero).toEqual(['│', '┼', '┼', '┤']);
  });
});

describe('nothing wrong', () => {
  test('is one line, and the rest folded', () => {
    const text = comment(passingResult());
    expect(firstLine(text)).toBe('### ✅ no regression shown (2 prompts, 5 segments, 500 answers)');
    expect(text.split('\n')[2]).toMatch(/^<details><summary>/);
    expect(text.trimEnd()).toMatch(/<\/details>$/);
  });

  test('names the cases that always passed and now always fail, also where nothing blocks', () => {
    const result = passingResult();
    const [lost] = blockedPrompt().newlyFailing;
    if (!lost) throw new Error('no case');
    const [first, ...others] = result.prompts.map((prompt) => ({
      ...prompt,
      newlyFailing: [{ ...lost, id: 'refund', description: null, severe: true }],
    }));
    if (!first) throw new Error('no prompt');
    const text = comment({
      ...result,
      prompts: [first, ...others.map((prompt) => ({ ...prompt, newlyFailing: [] }))],
    });
    expect(text).toContain(`\`${first.path}\`: \`refund\` always passed and now always fails.`);
  });

  test('says so when it is news', () => {
    expect(firstLine(comment(passingResult(), { fixed: true }))).toContain('✅ fixed: no regression shown');
  });

  test.each([
    [
      newPromptResult,
      '`prompts/welcome.md` is new and has nothing to be compared with: it passes 138 of 150',
    ],
    [renamedResult, '`prompts/desk/triage.prompt.yml` was `prompts/triage.prompt.yml`.'],
    [deletedResult, '✅ `prompts/old.md` is deleted'],
    [suiteOnlyResult, '⚠️ no prompt changed; the suite of `prompts/support.md` loses cases or checks'],
    [
      suiteOnlyResult,
      '> ⚠️ This pull request weakens the suite evals/support.yml. premium: 3 of 50 cases removed.',
    ],
    [nothingChangedResult, '✅ no prompt changed (4 prompts watched)'],
    [
      () => ({ ...nothingChangedResult(), promptsWatched: 0 }),
      '➖ nothing is watched: no file matches `prompts` in `.github/prompt-eval-gate.yml`; `npx github:OWNER/prompt-eval-gate init` finds prompts',
    ],
  ])('%o is reported', (result, told) => {
    expect(comment(result())).toContain(told);
  });
});

describe('the gate broke', () => {
  test('says what to do in the first line', () => {
    expect(firstLine(comment(noKeyResult()))).toBe(
      "### ⚠️ the gate could not decide: There is no key for openai:gpt-4.1-mini-2025-04-14: set OPENAI\\_API\\_KEY, or the Action's input openai-api-key. GitHub passes no keys to pull requests from forks.",
    );
  });

  test('names the place of each mistake', () => {
    const text = comment(configErrorResult());
    expect(firstLine(text)).toContain(
      '`.github/prompt-eval-gate.yml:4:1`: Unknown key `smok`. Did you mean "smoke"?',
    );
    expect(text).toContain('- `evals/support.yml:31:7`: Case `escalates` uses');
  });

  test('says what was decided before', () => {
    const text = comment(brokenMidwayResult());
    expect(firstLine(text)).toContain('Re-run the job');
    expect(text).toContain('**Decided before it broke**');
    expect(text).toContain('#### 🛑 `prompts/support.md` gets worse for **enterprise**');
    expect(text).toContain('1 answer did not come: 1 of the ');
  });
});

describe('several prompts', () => {
  test('the worst comes first, what is unharmed shares a line', () => {
    const text = comment(severalPromptsResult());
    expect(firstLine(text)).toBe(
      '### 🛑 `prompts/support.md` gets worse for **enterprise** and costs **17.1 % more tokens**, and 1 more prompt fails — merge blocked',
    );
    const order = [
      '#### 🛑 `prompts/support.md`',
      '#### 🛑 `prompts/reply.md`',
      'is new: passes 138 of 150</summary>',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('- `prompts/old.md` is deleted.');
  });
});

describe('notices', () => {
  test('tell once what several prompts have in common, and of which', () => {
    const [first, second, ...others] = severalPromptsResult().prompts;
    if (!first || !second) throw new Error('the fixture has several prompts');
    const noted = (prompts: Result['prompts']) =>
      comment({ ...severalPromptsResult(), notices: [], prompts });
    const shared = { notices: [publishedNotice({ code: 'nothing-to-compare-with' })] };
    const sentence = 'This prompt is new, so `select-best` has no other answer to compare with, and passes.';
    const all = noted([first, second, ...others].map((prompt) => ({ ...prompt, ...shared })));
    expect(all.split(sentence)).toHaveLength(2);
    expect(all).not.toContain(`: ${sentence}`);
    const two = noted([
      { ...first, ...shared },
      { ...second, ...shared },
      { ...first, path: 'c.md', notices: [] },
    ]);
    expect(two).toContain(`\`${first.path}\`, \`${second.path}\`: ${sentence}`);
  });

  test('come right below the first line', () => {
    const notice = publishedNotice({
      code: 'policy-edited',
      path: '.github/prompt-eval-gate.yml',
      edits: [],
      more: 0,
    });
    const text = comment({ ...blockedResult(), notices: [notice] });
    expect(text.split('\n')[2]).toMatch(/^> ⚠️ This pull request edits the policy \(\.github/);
  });

  describe('by their gravity', () => {
    const path = 'evals/support.yml';
    const added = publishedNotice({ code: 'cases-added', path, cases: 2, segments: ['standard'] });
    const removed = publishedNotice({
      ...{ code: 'suite-weakened', path, stillAsked: false },
      segments: [{ name: 'premium', cases: 50, removed: 3, replaced: 0, loosened: 0 }],
    });
    const alias = publishedNotice({ code: 'model-not-pinned', model: 'gpt-4.1-mini' });
    const withNotices = (outcome: Result) => {
      const [prompt, ...others] = outcome.prompts;
      if (!prompt) throw new Error('the fixture has a prompt');
      return { ...outcome, prompts: [{ ...prompt, notices: [alias, added, removed] }, ...others] };
    };

    test('alarms come before other notices', () => {
      const lines = comment(withNotices(blockedResult())).split('\n');
      expect(lines[2]).toContain('premium: 3 of 50 cases removed');
      expect(lines[4]).toContain('adds 2 cases (standard)');
    });

    test.each([
      ['a block', blockedResult()],
      ['a pass', passingResult()],
    ])('what is true of every run is folded with what ran: %s', (_, outcome) => {
      const text = comment(withNotices(outcome));
      const fold = text.lastIndexOf('<details>', text.indexOf('gpt-4.1-mini` is an alias'));
      expect(text.slice(fold, text.indexOf('</summary>', fold))).toMatch(/what ran/i);
      expect(text).not.toMatch(/^> .*alias/m);
    });
  });
});

describe('the budget', () => {
  test('is kept with a thousand changed cases, and says what is left out and where it is', () => {
    const text = renderComment(largeResult(1000), {
      resultLocation: 'the job summary',
      resultUrl: 'https://github.com/o/r/actions/runs/1',
      marker: '<!-- marker -->',
    });
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toMatch(
      /The answers to [\d,]+ cases are left out here: see \[the job summary\]\(https:\/\/github\.com\/o\/r\/actions\/runs\/1\)/,
    );
    expect(text.trimEnd()).toMatch(/<!-- marker -->$/);
  });

  test('sheds answers, then cases, then prompts that pass, and never a part of a table or a fence', () => {
    const many = {
      ...severalPromptsResult(),
      prompts: [...severalPromptsResult().prompts, ...largeResult(300).prompts],
    };
    const full = renderComment(many, { budget: 10_000_000 });
    for (const budget of [60_000, 30_000, 15_000, 9_000, 5_000, 2_500, 1_000]) {
      const text = renderComment(many, { budget });
      expect(text.length).toBeLessThanOrEqual(budget);
      expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      const cells = text.split('\n').filter((line) => line.startsWith('| '));
      expect(cells.every((line) => line.endsWith(' |'))).toBe(true);
      expect(firstLine(text)).toBe(firstLine(full));
    }
    const without = (budget: number) => renderComment(many, { budget });
    expect(without(60_000)).toContain('is new: passes 138 of 150</summary>');
    expect(without(9_000)).toContain('left out here');
  });

  test('is kept with thousands of segments and hundreds of prompts', () => {
    expect(renderComment(manySegmentsResult(2000)).length).toBeLessThanOrEqual(60_000);
    const prompts = Array.from({ length: 200 }, (_, index) => blockedPrompt(`prompts/${index}.md`));
    const text = renderComment({ ...blockedResult(), prompts });
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/more prompts with something wrong left out here/);
  });
});

describe('hostile texts', () => {
  const result = hostileResult();
  for (const verdict of ['block', 'pass', 'error'] as const) {
    const prompts = result.prompts.map((prompt) => ({ ...prompt, verdict }));
    const text = renderComment({ ...result, verdict, prompts }, { full: true });

    test(`make no element but ours (${verdict})`, () => {
      const ours =
        'h3 h4 p blockquote ul li table thead tbody tr th td pre code strong details summary'.split(' ');
      expect([...elementsOf(text)].filter((name) => !ours.includes(name))).toEqual([]);
    });

    test(`mention nobody and refer to nothing (${verdict})`, () => {
      expect(referableText(text)).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|www\.|\b[0-9a-f]{7,40}\b|:tada:/i);
    });

    test(`forge no marker, hide nothing, command nothing (${verdict})`, () => {
      expect(text).not.toContain('<!--');
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_C}\u{e0000}-\u{e0fff}]/u);
      expect(text).not.toMatch(/^\s*::/m);
      expect(text).not.toContain('##[');
    });

    test(`end no section early (${verdict})`, () => {
      const html = readMarkdown(text);
      expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
      expect(text.length).toBeLessThanOrEqual(60_000);
    });
  }
});

test('a reason does not repeat the answer shown below it', () => {
  const prompt = blockedPrompt();
  const [first] = prompt.newlyFailing;
  if (!first) throw new Error('no case');
  const answer = 'I am connecting you with a specialist, who will know.';
  const failures = [{ type: 'equals', reason: `expected “42”; it was “${answer}”`, place: 'a.yml:1:1' }];
  const changed = { ...first, candidate: { ...first.candidate, answer, failures } };
  const result = { ...blockedResult(), prompts: [{ ...prompt, newlyFailing: [changed] }] };
  expect(comment(result)).toContain('- ✗ `equals` expected “42”\n');
  const withoutAnswers = comment(result, { budget: 2_500 });
  expect(withoutAnswers.includes('it was “I am')).toBe(withoutAnswers.includes('expected “42”'));
});

test('the cost of a single case has a change and no interval', () => {
  const prompt = blockedPrompt();
  const { cost } = prompt;
  if (!cost?.comparison.ratio) throw new Error('no ratio');
  const ratio = { ratio: 1.053, low: 0, high: Number.POSITIVE_INFINITY };
  const single = { ...prompt, cost: { ...cost, comparison: { ...cost.comparison, ratio } } };
  expect(comment({ ...blockedResult(), prompts: [single] })).toContain('(**+5.3 %**; limit +10 %)');
});

test('a new prompt that passes too few cases says how many it must', () => {
  const result = newPromptResult();
  const [prompt] = result.prompts;
  if (!prompt) throw new Error('no prompt');
  const text = comment({
    ...result,
    verdict: 'block',
    policy: { ...result.policy, gate: { ...result.policy.gate, minPassRate: 0.95 } },
    prompts: [
      {
        ...prompt,
        verdict: 'block',
        reasons: [{ kind: 'below-min-pass-rate', segment: prompt.segments[0]?.name ?? '' }],
      },
    ],
  });
  expect(text).toContain('it passes 138 of 150 (**92 %**). The policy asks for **95 %**');
});
