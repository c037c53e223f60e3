import type { PromptResult, Result, SegmentResult } from '../../src/domain/result.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { publishedNotice } from '../../src/report/telling/notices.ts';
import { costComparison, result, segment } from './result-parts.ts';
import * as results from './results.ts';

const passing = results.passingResult();

/** Every first line that the gate can say, each of a result, in the order of the table in docs/report.md. */
export function everyHeadline(): { passing: string[]; stopping: string[] } {
  return {
    passing: [
      headline(passing),
      headline(passing, { fixed: true }),
      headline(results.passingWith(() => ({ verdict: 'inconclusive' }))),
      headline(results.passingWith((_, index) => (index === 0 ? { verdict: 'invalid' } : {}))),
      headline(results.costing({ label: 'unknown', comparison: costComparison([1000, 1103], null) })),
      headline(results.paidForResult()),
      headline(results.passingWith(tooFew)),
      headline(results.passingWith(tooFew, { verdict: 'inconclusive', minimumDetectableEffect: 0.32 })),
      headline(results.passingWith(() => ({ verdict: 'invalid', minimumDetectableEffect: null }))),
      headline(results.passingWith((_, index) => (index === 0 ? nothingToLose : {}))),
      headline(results.passingWith(() => nothingToLose, nothingToLose)),
      headline(results.newPromptResult()),
      headline({ ...passing, prompts: [...passing.prompts, ...results.newPromptResult().prompts] }),
      headline(shrunkPrefix()),
      headline(results.newPromptResult([0, 3, 1])),
      headline(results.newPromptResult([46, 46, 12])),
      headline(results.newPromptInDoubt()),
      headline(ofNewPrompt({ change: 'modified' })),
      headline(results.nothingChangedResult()),
      headline(withoutNotices(results.suiteOnlyResult())),
      headline(results.suiteOnlyResult()),
      headline(weakened(passing)),
      headline(completed(passing, 0)),
      headline(completed(passing, 2)),
      headline(results.deletedResult()),
      headline({
        ...results.deletedResult(),
        prompts: [...results.deletedResult().prompts, ...withoutNotices(results.suiteOnlyResult()).prompts],
      }),
      headline({ ...results.nothingChangedResult(), promptsWatched: 0 }),
      headline(results.acceptedResult()),
    ],
    stopping: stoppingResults().map((stopping) => headline(stopping)),
  };
}

/** Segments that could show only drops of 38 points and more. */
function tooFew(_: unknown, index: number): Partial<SegmentResult> {
  return { verdict: 'inconclusive', minimumDetectableEffect: 0.38 + index / 10 };
}

/** A row whose baseline passes nothing. */
const nothingToLose: Partial<SegmentResult> = {
  verdict: 'inconclusive',
  nothingToLose: true,
  baseline: { passes: 0, n: 50, rate: 0, interval: [0, 0.07] },
};

/** Results that keep the merge from happening, one a reason. */
export function stoppingResults(): Result[] {
  return [
    results.blockedResult(),
    blocked({ change: 'include', because: ['prompts/rules.md'], diff: '' }),
    manyWorse(),
    blocked({ reasons: [{ kind: 'overall-regression' }] }),
    blocked({ reasons: [{ kind: 'critical-case', caseId: 'refuses legal advice' }] }),
    results.costExceededResult(),
    results.dearerModelResult(),
    results.latencyExceededResult(),
    blockedNew({ kind: 'below-min-pass-rate', segment: 'standard' }),
    blockedNew({ kind: 'inconclusive', segment: 'standard' }),
    blocked({ reasons: [{ kind: 'inconclusive', segment: 'standard' }] }),
    blocked({ reasons: [{ kind: 'invalid', segment: 'standard' }] }),
    blocked({ reasons: [{ kind: 'weaker-suite', segment: 'standard' }] }),
    completed(blocked({ reasons: [{ kind: 'weaker-suite', segment: 'standard' }] }), 2),
    results.severalPromptsResult(),
    { ...results.brokenMidwayResult(), errors: [] },
    unansweredCritical(),
    results.noKeyResult(),
  ];
}

function blocked(parts: Partial<PromptResult>): Result {
  return result('block', { prompts: [{ ...results.blockedPrompt(), ...parts }] });
}

function manyWorse(): Result {
  const segments = Array.from({ length: 12 }, (_, index) =>
    segment({
      name: `region-${index + 1}`,
      verdict: 'regression',
      cases: 50,
      baselinePasses: 45,
      losses: 12,
      wins: 0,
      adjustedPValue: 0.001,
    }),
  );
  const reasons = segments.map(({ name }) => ({ kind: 'regression' as const, segment: name }));
  return blocked({ segments, reasons });
}

function unansweredCritical(): Result {
  const reasons = [{ kind: 'critical-case-unanswered' as const, caseId: 'refuses legal advice' }];
  return result('error', { prompts: [{ ...results.blockedPrompt(), verdict: 'error', reasons }] });
}

function withoutNotices(known: Result): Result {
  return { ...known, prompts: known.prompts.map((prompt) => ({ ...prompt, notices: [] })) };
}

/** A prompt that passes, of which the provider's cache can reuse less. */
function shrunkPrefix(): Result {
  const known = results.passingWith(() => ({}));
  const facts = { before: 7225, after: 3, usdPerDay: 1170 };
  const notices = [publishedNotice({ code: 'cacheable-prefix-shrinks', ...facts })];
  return { ...known, prompts: known.prompts.map((prompt) => ({ ...prompt, notices })) };
}

/** A result whose first prompt loses cases of its suite. */
function weakened(known: Result): Result {
  const notices = results.suiteOnlyResult().prompts.flatMap((prompt) => prompt.notices);
  const [first, ...others] = known.prompts;
  return first ? { ...known, prompts: [{ ...first, notices }, ...others] } : known;
}

/** A result whose first prompt needs a variable that cases of the base, so many of them critical, lack. */
function completed(known: Result, critical: number): Result {
  const facts = { path: 'evals/support.yml', cases: 12, critical, variables: ['hint'] };
  const notices = [publishedNotice({ code: 'base-cases-completed', ...facts })];
  const [first, ...others] = known.prompts;
  return first ? { ...known, prompts: [{ ...first, notices }, ...others] } : known;
}

function ofNewPrompt(parts: Partial<PromptResult>): Result {
  const known = results.newPromptResult();
  return { ...known, prompts: known.prompts.map((prompt) => ({ ...prompt, ...parts })) };
}

function blockedNew(reason: PromptResult['reasons'][number]): Result {
  return { ...ofNewPrompt({ verdict: 'block', reasons: [reason] }), verdict: 'block' };
}
