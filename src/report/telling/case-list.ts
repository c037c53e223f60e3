import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { verbFor } from '../../prose/grammar.ts';
import { inertFence } from '../../prose/inert.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { clip, code, markdownOf, type Span, strong, type Text } from '../../prose/text.ts';
import { details, leftOutLine, list, paragraphs } from '../markdown/markup.ts';
import { diffAnswers, wrapLine } from './answer-diff.ts';
import { casesWorstFirst, regressedSegments } from './order.ts';
import { isBlind } from './passing.ts';

/** Cases listed under one heading. */
export type CaseGroup = { title: Text; cases: ChangedCase[] };

/** Characters per line of an inline diff, so that GitHub need not scroll. */
const DIFF_WIDTH = 96;

/** Newly failing cases of a prompt: a group for each segment that got worse, and one for the rest. */
export function failingGroups(prompt: PromptResult): CaseGroup[] {
  const paying = regressedSegments(prompt).map(({ name }) => name);
  const groups = paying.map((name): CaseGroup => {
    const cases = prompt.newlyFailing.filter(({ segments }) => segments.includes(name));
    const where = prompt.segments.length === 1 ? '' : ` in ${clip(name, 60)}`;
    return {
      title: [`${counted(cases.length, 'case')} newly ${verbFor(cases.length, 'fail')}${where}`],
      cases,
    };
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

/** One case in Markdown, with or without its answers. */
export type CaseBlock = (changed: ChangedCase, withAnswers: boolean) => string;

/**
 * A folded group: at most `cases` of them, at most `answers` with their answers.
 *
 * @param elsewhere Markdown that says where the rest can be read.
 */
export function caseSection(
  group: CaseGroup,
  options: { cases: number; answers: number; block: CaseBlock; elsewhere: string },
): string {
  const { cases, answers, block, elsewhere } = options;
  const shown = group.cases.slice(0, cases);
  const withoutAnswer = Math.max(0, shown.length - answers);
  return details(group.title, [
    ...shown.map((changed, index) => block(changed, index < answers)),
    withoutAnswer > 0
      ? `The answers to ${counted(withoutAnswer, 'case')} are left out here: ${elsewhere}.`
      : '',
    leftOutLine(group.cases.length - shown.length, { noun: 'more case', elsewhere }),
  ]);
}

/** Caches blocks, since a report may be rendered several times to find the size that fits. */
export function createCaseBlock(): CaseBlock {
  const made = new Map<ChangedCase, { short: string; long?: string }>();
  return (changed, withAnswers) => {
    const block = made.get(changed) ?? { short: caseHead(changed, false) };
    made.set(changed, block);
    if (!withAnswers) return block.short;
    block.long ??= paragraphs([caseHead(changed, true), answerFence(changed)]);
    return block.long;
  };
}

/** The case: its name, its remarks, its place, its failed assertions. */
function caseHead(changed: ChangedCase, answerFollows: boolean): string {
  const name = strong(clip(changed.description ?? changed.id, 120));
  const head: Text = [name, ...caseMarks(changed), ' · ', code(changed.place)];
  return paragraphs([markdownOf(head), list(failureTexts(changed, answerFollows))]);
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

function answerFence({ baseline, candidate }: ChangedCase): string {
  if (candidate.answer === null) return '';
  const before = baseline ? baseline.answer : '';
  if (before === null) return '';
  const signs = { same: '  ', removed: '- ', added: '+ ' };
  const lines = baseline
    ? diffAnswers(before, candidate.answer)
    : diffAnswers(candidate.answer, candidate.answer);
  const wrapped = lines.flatMap(({ kind, text }) =>
    wrapLine(text, DIFF_WIDTH).map((part) => signs[kind] + part),
  );
  return inertFence(wrapped.join('\n'), 'diff');
}
