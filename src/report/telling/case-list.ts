import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { verbFor } from '../../prose/grammar.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { clip, code, type Span, type Text } from '../../prose/text.ts';
import { explainedRegressions } from './explained.ts';
import { casesWorstFirst } from './order.ts';
import { isBlind } from './passing.ts';
import { segmentName } from './segment-table.ts';

/** Cases listed under one heading. */
export type CaseGroup = { title: Text; cases: ChangedCase[] };

/**
 * Newly failing cases of a prompt: a group for each segment that got worse, and one for the rest. Each case is in one
 * group, of several that of the segment which explains the others.
 */
export function failingGroups(prompt: PromptResult): CaseGroup[] {
  const { explaining, others: explained } = explainedRegressions(prompt);
  const paying = [...explaining, ...explained].map(({ name }) => name);
  const listed = new Set<string>();
  const groups = paying.map((name): CaseGroup => {
    const cases = prompt.newlyFailing.filter(
      ({ id, segments }) => segments.includes(name) && !listed.has(id),
    );
    for (const { id } of cases) listed.add(id);
    const where: Text = prompt.segments.length === 1 ? [] : [' in ', segmentName({ name })];
    const title: Text = [`${counted(cases.length, 'case')} newly ${verbFor(cases.length, 'fail')}`, ...where];
    return { title, cases };
  });
  const rest = prompt.newlyFailing.filter(({ segments }) => !segments.some((name) => paying.includes(name)));
  const failing = prompt.baseline ? `newly ${verbFor(rest.length, 'fail')}` : verbFor(rest.length, 'fail');
  const elsewhere = groups.length > 0 ? ' elsewhere' : '';
  const others = {
    title: [`${counted(rest.length, 'case')} ${failing}${elsewhere}${significance(prompt)}`],
    cases: rest,
  };
  return [...groups, others]
    .filter(({ cases }) => cases.length > 0)
    .map(({ title, cases }) => ({ title, cases: casesWorstFirst(cases) }));
}

/** How significant lost cases are if nothing blocks. */
function significance(prompt: PromptResult): string {
  if (prompt.verdict !== 'pass' || !prompt.baseline) return '';
  const isUnconfirmed = [...prompt.segments, prompt.overall].some((row) => row?.unconfirmed);
  if (isUnconfirmed) return ', which the baseline, asked anew, does not confirm';
  return isBlind(prompt) ? ', too few cases to tell it from chance' : ', not shown to be more than chance';
}

/** The opposite: cases that the candidate passes and the baseline did not. */
export function passingGroup(prompt: PromptResult): CaseGroup[] {
  const cases = prompt.newlyPassing;
  if (cases.length === 0) return [];
  return [{ title: [`${counted(cases.length, 'case')} newly ${verbFor(cases.length, 'pass')}`], cases }];
}

/** Remarks about a case besides its name. */
export function caseMarks({ critical, severe, baseline, candidate }: ChangedCase): Span[] {
  const trials =
    candidate.trials > 1 && baseline
      ? [
          ` · ${formatCount(baseline.passes)} → ${formatCount(candidate.passes)} of ${formatCount(candidate.trials)} pass`,
        ]
      : [];
  return [
    ...(critical ? [' · ❗ critical'] : []),
    ...(severe ? [' · always passed, now always fails'] : []),
    ...trials,
  ];
}

/** Failed assertions shown per case; the result JSON has all. */
const MOST_FAILURES = 3;
/** If a reason contains this many characters of the answer, it quotes the answer. */
const QUOTED = 24;

/**
 * The failed assertions of the arm that fails: `✗ icontains expected …`.
 *
 * @param answerFollows the answer is shown below: reasons need not quote it again.
 */
export function failureTexts({ baseline, candidate }: ChangedCase, answerFollows: boolean): Text[] {
  const arm = candidate.failures.length > 0 || !baseline ? candidate : baseline;
  return arm.failures.slice(0, MOST_FAILURES).map(({ type, reason }): Text => {
    const shown = answerFollows && arm.answer !== null ? withoutAnswer(reason, arm.answer) : reason;
    return ['✗ ', code(clip(type, 40)), ' ', clip(shown, 240)];
  });
}

function withoutAnswer(reason: string, answer: string): string {
  const start = answer.length < QUOTED ? -1 : reason.indexOf(answer.slice(0, QUOTED));
  if (start < 0) return reason;
  const before = reason.slice(0, start);
  const whole = before.replace(/; it was ["“«]$/, '');
  return whole === before ? `${before}…${/["”»]$/.exec(reason)?.[0] ?? ''}` : whole;
}
