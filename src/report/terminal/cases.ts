import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { atMost } from '../../prose/at-most.ts';
import { verbFor } from '../../prose/grammar.ts';
import { counted } from '../../prose/numbers.ts';
import { clip, code, strong, type Text, textOf } from '../../prose/text.ts';
import { diffAnswers, wrapLine } from '../telling/answer-diff.ts';
import { type CaseGroup, caseMarks, failureTexts } from '../telling/case-list.ts';
import { firstOf, othersOf, reasonsOf, reasonTitle } from '../telling/failure-reasons.ts';
import { bullets, type Terminal, wrapText } from './layout.ts';

/** Cases of a group that are shown with their answers. */
const MOST_CASES = 3;
/** Further cases of a group, or of a reason, that are named. */
const MOST_NAMED = 10;

/** `allCases`: where all cases can be read, as the end of a sentence. */
type Context = { terminal: Terminal; allCases: string };

/** A group by what fails, as in the comment: for each reason the case that stands for it, and the names of the others. */
export function groupLines(
  { title, cases }: CaseGroup,
  { clusters }: Pick<PromptResult, 'clusters'>,
  { terminal, allCases }: Context,
): string[] {
  const reasons = reasonsOf(cases, clusters?.newlyFailing ?? []);
  const shown = new Set(reasons.flatMap(firstOf).slice(0, MOST_CASES));
  const lines = reasons.flatMap((reason) => {
    const head = wrapText(reasonTitle(reason, cases.length), terminal, '  ');
    const first = firstOf(reason).filter((changed) => shown.has(changed));
    const others = othersOf(reason).map((changed) => clip(changed.description ?? changed.id, 60));
    const named = atMost(others, MOST_NAMED, (more) => `${more} more`).join('; ');
    const like: Text = others.length > 0 ? [`${counted(others.length, 'more case')} like it: ${named}`] : [];
    if (first.length === 0) return [];
    return [
      ...(head.length > 0 ? ['', ...head] : []),
      ...first.flatMap((changed) => ['', ...caseLines(changed, terminal)]),
      ...(like.length > 0 ? ['', ...wrapText(like, terminal, '  ')] : []),
    ];
  });
  const untold = reasons.reduce((sum, reason) => {
    const first = firstOf(reason);
    const isShown = first.some((changed) => shown.has(changed));
    return (
      sum + first.filter((changed) => !shown.has(changed)).length + (isShown ? 0 : othersOf(reason).length)
    );
  }, 0);
  return [
    ...titleLines(title, terminal),
    ...lines,
    ...(untold > 0 ? ['', ...wrapText(moreCases(untold, allCases), terminal, '  ')] : []),
  ];
}

/** A group without its answers: a line a case. */
export function namedCases({ title, cases }: CaseGroup, { terminal, allCases }: Context): string[] {
  const texts = cases.map(
    (changed): Text => [
      clip(changed.description ?? changed.id, 120),
      ...caseMarks(changed),
      ' · ',
      code(changed.place),
    ],
  );
  const shown = atMost(texts, MOST_NAMED, (more): Text => moreCases(more, allCases));
  return [...titleLines(title, terminal), ...bullets(shown, terminal)];
}

/** The cases that fail as before, by their ids. */
export function stillFailingLines({ clusters }: PromptResult, terminal: Terminal): string[] {
  const ids = (clusters?.failing ?? []).flatMap(({ members }) => members);
  if (ids.length === 0) return [];
  const title: Text = [`${counted(ids.length, 'case')} ${verbFor(ids.length, 'fail')} as before`];
  const named = atMost(
    ids.map((id) => clip(id, 120)),
    MOST_NAMED,
    (more) => counted(more, 'more case'),
  );
  return [
    ...titleLines(title, terminal),
    ...bullets(
      named.map((name) => [name]),
      terminal,
    ),
  ];
}

function moreCases(count: number, allCases: string): Text {
  return textOf(`${counted(count, 'more case')}; ${allCases}`);
}

function titleLines(title: Text, terminal: Terminal): string[] {
  return wrapText(title, terminal).map((line) => terminal.paint.bold(line));
}

function caseLines(changed: ChangedCase, terminal: Terminal): string[] {
  const head: Text = [
    strong(clip(changed.description ?? changed.id, 120)),
    ...caseMarks(changed),
    ' · ',
    code(changed.place),
  ];
  const failures = failureTexts(changed, true);
  return [
    ...wrapText(head, terminal, '  '),
    ...failures.flatMap((failure) => wrapText(failure, terminal, '  ')),
    ...answerLines(changed, terminal),
  ];
}

function answerLines({ baseline, candidate }: ChangedCase, { width, paint }: Terminal): string[] {
  if (candidate.answer === null || baseline?.answer === null) return [];
  const lines = diffAnswers(baseline ? baseline.answer : candidate.answer, candidate.answer, 600);
  const signs = { same: ' ', removed: '-', added: '+' };
  const styles = { same: paint.dim, removed: paint.red, added: paint.green };
  return lines.flatMap(({ kind, text }) =>
    wrapLine(text, width - 6).map((part) => styles[kind](`    ${signs[kind]} ${part}`.trimEnd())),
  );
}
