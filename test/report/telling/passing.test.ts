import { describe, expect, test } from 'vitest';
import type { LooserPortfolio } from '../../../src/domain/portfolio-plan.ts';
import type { RegistryPlan } from '../../../src/domain/registry-plan.ts';
import type { Result } from '../../../src/domain/result.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { registryPlan } from '../../kit/registry-plans.ts';
import { newlyFailing, segment } from '../../kit/result-parts.ts';
import { newPromptResult, nothingChangedResult, passingResult, passingWith } from '../../kit/results.ts';
import { OTHER_LOSSES } from '../../kit/support-cases.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const comment = (result: Result) => plain(renderComment(result));
const terminal = (result: Result) => plain(renderTerminal(result, { width: 100, color: false }));

describe('cases that newly fail where nothing blocks', () => {
  const [loss, second, third] = OTHER_LOSSES.map(newlyFailing);
  const failing = [loss, second, third].flatMap((one) => one ?? []);
  const lost = (result: Result): Result => ({
    ...result,
    prompts: result.prompts.map((prompt) => ({ ...prompt, newlyFailing: failing })),
  });

  test('are folded into the comment with their answers, and named in the terminal', () => {
    const result = lost(passingWith(() => ({})));
    expect(comment(result)).toContain(
      '<details><summary><code>prompts/triage.prompt.yml</code>: 3 cases newly fail, not shown to be more than chance</summary>',
    );
    expect(comment(result)).toContain(`**${failing[0]?.id}**`);
    expect(terminal(result)).toContain('3 cases newly fail, not shown to be more than chance\n');
    expect(terminal(result)).toContain(`· ${failing[0]?.id} · ${failing[0]?.place}`);
  });

  test('are counted on the page, and listed', () => {
    const page = plain(renderHtml(lost(passingWith(() => ({})))));
    expect(page).toContain('3 cases newly fail, not shown to be more than chance.</p>');
    expect(page).toContain(failing[0]?.id ?? 'no case');
  });

  test('are not put down to chance, nor to too few cases, where the baseline asked anew does not confirm them', () => {
    const unconfirmed = { difference: 0, pValue: 1 };
    const drop = { verdict: 'inconclusive', minimumDetectableEffect: 0.32, unconfirmed } as const;
    const text = terminal(lost(passingWith(() => drop)));
    expect(text).toContain('3 cases newly fail, which the baseline, asked anew, does not confirm\n');
    expect(text).not.toContain('too few cases');
  });

  test('are not put down to chance where nothing could be told', () => {
    expect(comment(lost(passingWith(() => ({ verdict: 'invalid' }))))).toContain(
      '3 cases newly fail, too few cases to tell it from chance</summary>',
    );
  });
});

describe('green is only what was shown', () => {
  test('a segment of 9 cases that fell from 89 to 67 % is told in the first line', () => {
    const de = segment({
      name: 'de',
      verdict: 'invalid',
      cases: 9,
      baselinePasses: 8,
      losses: 2,
      wins: 0,
      adjustedPValue: 1,
    });
    const [prompt] = passingResult().prompts;
    if (!prompt) throw new Error('no prompt');
    const result = { ...passingResult(), prompts: [{ ...prompt, segments: [...prompt.segments, de] }] };
    expect(headline(result)).toBe(
      '✅ no regression shown (1 prompt, 3 segments, 200 answers); de has too few cases to tell',
    );
  });

  test('a suite that could show only drops of 66 points has no sign of approval, on the page neither', () => {
    const blind = { verdict: 'inconclusive', minimumDetectableEffect: 0.66 } as const;
    const result = passingWith(() => blind, blind);
    expect(headline(result)).toMatch(
      /^➖ nothing could be told .*: only drops of 66 points or more would show$/,
    );
    const page = renderHtml(result);
    expect(page).toContain(
      '<p class="state open"><span aria-hidden="true">–</span> Nothing could be told</p>',
    );
    expect(page).toContain('<span class="state open">cannot be told</span>');
  });

  test('a new prompt that mostly fails comes before what was compared', () => {
    const result = {
      ...passingResult(),
      prompts: [...passingResult().prompts, ...newPromptResult([0, 0, 0]).prompts],
    };
    expect(headline(result)).toBe(
      '⚠️ prompts/welcome.md is new: passes 0 of 150; no regression shown (2 prompts, 5 segments, 500 answers)',
    );
    expect(renderHtml(result)).toContain('</span> Not blocked</p>');
  });

  test('an earlier block is fixed only where something was shown', () => {
    const unjudged = passingWith(() => ({ verdict: 'invalid' }));
    expect(headline(unjudged, { fixed: true })).toMatch(/^➖ prompts/);
  });

  test('hundreds of new prompts are counted', () => {
    const [fresh] = newPromptResult().prompts;
    if (!fresh) throw new Error('no prompt');
    const prompts = Array.from({ length: 300 }, (_, index) => ({ ...fresh, path: `${index}.md` }));
    expect(headline({ ...newPromptResult(), prompts })).toBe(
      '🆕 0.md is new: passes 138 of 150; 1.md is new: passes 138 of 150; 298 more prompts with nothing to be compared with',
    );
  });
});

test('all cases together that improve are labelled, and the page counts them', () => {
  const result = passingWith(() => ({ verdict: 'inconclusive' }), { verdict: 'improved' });
  expect(comment(result)).toMatch(/\| 📈 \*\*overall\*\* \| \S+ \(.*\) \| improved \|/);
  expect(terminal(result)).toMatch(/^▲ improved\s+overall/m);
  expect(renderHtml(result)).toContain('0 improved, overall improved, 0 no worse');
});

test('a large suite of few families is not said to have too few cases without saying what counts', () => {
  const text = terminal(passingWith(() => ({ verdict: 'invalid', cases: 150, families: 1 })));
  expect(text.replace(/\s+/g, ' ')).toContain('a segment needs 10, variants of one question counted once');
});

test('prompts that have one α are said to be judged together', () => {
  const result = passingResult();
  const gateOf = (family: 'prompt' | 'pull-request') => ({ ...result.policy.gate, family });
  const lineOf = (family: 'prompt' | 'pull-request') =>
    headline({ ...result, policy: { ...result.policy, gate: gateOf(family) } });
  expect(lineOf('pull-request')).toContain('no regression shown (2 prompts together, ');
  expect(lineOf('prompt')).not.toContain('together');
});

describe('what everybody gets once a portfolio decides no more', () => {
  const trip = { version: '1.1.0', segment: '*', metric: 'resolved', action: 'rollback' } as const;
  const trips = [{ ...trip, at: '2026-11-26T15:00:00.000Z', released: '2026-11-27T09:00:00.000Z' }];
  const portfolio: Omit<LooserPortfolio, 'blocks'> = {
    ...{ path: '.github/prompt-portfolios/support.yml', prompt: 'support', environment: 'production' },
    how: 'ends',
    metric: null,
    next: { version: '1.1.0', trips },
  };

  test('is in the first line, with the guard that tripped on it', () => {
    const alone = { ...nothingChangedResult(), looserPortfolios: [{ ...portfolio, blocks: false }] };
    expect(headline(alone)).toMatch(
      /^⚠️ .*; the portfolio of support in production is deleted, and 1\.1\.0, on which a guard tripped, serves everybody$/u,
    );
    const beside = { ...alone, looserPortfolios: [{ ...portfolio, blocks: true }] };
    expect(headline({ ...beside, verdict: 'block' })).toMatch(
      /the portfolio of support in production is deleted beside other changes.*: do that in a pull request of its own — merge blocked$/,
    );
    expect(headline(alone)).not.toContain('of its own');
  });

  test('also where the policy alone lets it serve', () => {
    const promotion: RegistryPlan['promotions'][number] = {
      ...{ environment: 'production', prompt: 'support', version: '1.1.0' },
      outcome: 'promoted',
      ...{ missing: [], evidence: null, trips },
    };
    const told = { ...nothingChangedResult(), registryPlan: registryPlan({ promotions: [promotion] }) };
    expect(headline(told)).toMatch(
      /^⚠️ .*; support 1\.1\.0, on which a guard tripped, will serve production$/u,
    );
    expect(comment(told)).toContain('A guard tripped on it there: `resolved`, 2026-11-26.');
  });
});

describe('where the baseline passes so few cases that no loss could be seen', () => {
  const dead = (name: string) => ({
    ...segment({
      name,
      verdict: 'inconclusive',
      cases: 50,
      baselinePasses: 0,
      losses: 0,
      wins: 0,
      adjustedPValue: 1,
    }),
    nothingToLose: true as const,
  });
  const [prompt] = passingResult().prompts;
  if (!prompt) throw new Error('no prompt');

  test('in all segments, the first line says that nothing could be told, and warns', () => {
    const prompts = [{ ...prompt, segments: [dead('de'), dead('en')], overall: dead('overall') }];
    const result = { ...passingResult(), prompts };
    expect(headline(result)).toBe(
      '⚠️ nothing could be told (1 prompt, 2 segments, 200 answers): the baseline passes 0 of 50 cases, too few for a loss to show',
    );
    expect(comment(result)).not.toContain('No segment passes fewer cases than before');
    expect(comment(result)).toContain(
      '- `de`: the baseline passes 0 %, so that no loss of more than 10 points can be seen',
    );
  });

  test('in one segment, the first line names it', () => {
    const result = {
      ...passingResult(),
      prompts: [{ ...prompt, segments: [...prompt.segments, dead('de')] }],
    };
    expect(headline(result)).toBe(
      '⚠️ no regression shown (1 prompt, 3 segments, 200 answers); de passes 0 of 50 cases before, too few for a loss to show',
    );
  });
});
