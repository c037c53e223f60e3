import type { FailureCluster } from '../../domain/failure-cluster.ts';
import type { ChangedCase, PromptResult } from '../../domain/result.ts';
import { inertFence } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import { clip, markdownOf, strong, type Text } from '../../prose/text.ts';
import { diffAnswers, wrapLine } from '../telling/answer-diff.ts';
import { type CaseGroup, caseMarks, failureTexts } from '../telling/case-list.ts';
import { firstOf, othersOf, reasonsOf, reasonTitle } from '../telling/failure-reasons.ts';
import { placeLink, type Source } from './links.ts';
import { details, leftOutLine, list, paragraphs } from './markup.ts';

/** Characters per line of an inline diff, so that GitHub need not scroll. */
const DIFF_WIDTH = 96;

/** One case in Markdown, with or without its answers. */
export type CaseBlock = (changed: ChangedCase, withAnswers: boolean) => string;

/**
 * A folded group: cases of one reason together, one of them open and the others folded below it.
 *
 * @param options.cases at most so many are shown, the first of each reason before the others
 * @param options.answers at most so many with their answers, in the same order
 * @param options.elsewhere Markdown that says where the rest can be read
 */
export function caseSection(
  group: CaseGroup,
  options: {
    cases: number;
    answers: number;
    block: CaseBlock;
    elsewhere: string;
    clusters: readonly FailureCluster[];
  },
): string {
  const { cases, answers, block, elsewhere, clusters } = options;
  const reasons = reasonsOf(group.cases, clusters);
  const order = [...reasons.flatMap(firstOf), ...reasons.flatMap(othersOf)];
  const rank = new Map(order.map((changed, index) => [changed, index]));
  const blocksOf = (some: readonly ChangedCase[]) =>
    some.flatMap((changed) => {
      const at = rank.get(changed) ?? 0;
      return at < cases ? [block(changed, at < answers)] : [];
    });
  const shown = reasons.map((reason) => {
    const others = blocksOf(othersOf(reason));
    return paragraphs([
      markdownOf(reasonTitle(reason, group.cases.length)),
      ...blocksOf(firstOf(reason)),
      others.length > 0 ? details([`${counted(others.length, 'more case')} like it`], others) : '',
    ]);
  });
  const withoutAnswer = Math.min(cases, order.length) - answers;
  return details(group.title, [
    ...shown,
    withoutAnswer > 0
      ? `The answers to ${counted(withoutAnswer, 'case')} are left out here: ${elsewhere}.`
      : '',
    leftOutLine(order.length - cases, { noun: 'more case', elsewhere }),
  ]);
}

/** Caches blocks, since a report may be rendered several times to find the size that fits. */
export function createCaseBlock(source: Source | undefined, prompts: readonly PromptResult[]): CaseBlock {
  const made = new Map<ChangedCase, { short: string; long?: string }>();
  const inChangedSuite = new Set(
    prompts
      .filter(({ suite }) => suite && suite.digest !== suite.baselineDigest)
      .flatMap(({ newlyFailing, newlyPassing }) => [...newlyFailing, ...newlyPassing]),
  );
  return (changed, withAnswers) => {
    const place = placeLink(changed.place, source, { withLine: !inChangedSuite.has(changed) });
    const block = made.get(changed) ?? { short: caseHead(changed, { place, answerFollows: false }) };
    made.set(changed, block);
    if (!withAnswers) return block.short;
    block.long ??= paragraphs([caseHead(changed, { place, answerFollows: true }), answerFence(changed)]);
    return block.long;
  };
}

/** The case: its name, its remarks, its place, its failed assertions. */
function caseHead(
  changed: ChangedCase,
  { place, answerFollows }: { place: string; answerFollows: boolean },
): string {
  const head: Text = [strong(clip(changed.description ?? changed.id, 120)), ...caseMarks(changed)];
  return paragraphs([`${markdownOf(head)} · ${place}`, list(failureTexts(changed, answerFollows))]);
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
