import { findingOf, namesCases, type Partial } from '../../domain/part.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { shortName } from '../../prose/short-name.ts';
import { clip, code, enumerate, plainOf, type Span, type Text, textOf } from '../../prose/text.ts';
import { persistentFailure } from './failures.ts';
import { worstFirst } from './order.ts';
import { passingFinding } from './passing.ts';
import { brokenPortfolioText, looserPortfolioText } from './portfolio-limits.ts';
import { GOOD, type Sign, VERDICTS, WARNING } from './signs.ts';
import { troubleOf } from './trouble.ts';
import { promptsTogether } from './uncompared.ts';

const LONGEST_SEGMENT = 60;

/**
 * The first line of every report, without markup: which segments get worse, or what to do. At most 250 characters, to
 * fit into a check run's title.
 */
export function headline(result: Result, options: HeadlineOptions = {}): string {
  const line = plainOf(headlineText(result, options));
  return clip(line, 250);
}

/** `fixed`: an earlier push of the pull request was blocked, and this one passes by itself. */
type HeadlineOptions = { fixed?: boolean };

/** The first line as text, in which names are marked as code. */
export function headlineText(result: Result, options: HeadlineOptions = {}): Text {
  return [`${signOf(result).emoji} `, ...unsignedHeadline(result, options)];
}

/** The sign of the whole result; for a pass it depends on what was shown. */
export function signOf(result: Result): Sign {
  if (result.accepted) return WARNING;
  const finding = findingOf(result);
  return finding === 'pass' ? passingFinding(result).sign : VERDICTS[finding].sign;
}

/** The first line without its sign, for renderings that have signs of their own. */
export function unsignedHeadline(result: Result, { fixed = false }: HeadlineOptions = {}): Text {
  const finding = findingText(result);
  if (result.partial) return partialFinding(result, result.partial);
  if (result.verdict === 'block')
    return [...finding, ...(finding.length > 0 ? [' — '] : []), 'merge blocked'];
  const isFixed = fixed && result.verdict === 'pass' && signOf(result) === GOOD;
  return isFixed ? ['fixed: ', ...finding] : finding;
}

/** The first line without sign and verdict. Empty for a block that names no prompt. */
export function findingText(result: Result): Text {
  switch (findingOf(result)) {
    case 'error':
      return brokenFinding(result);
    case 'block':
      return blockedFinding(result);
    case 'pass':
      return result.accepted
        ? [`accepted by @${clip(result.accepted.by)}: `, ...blockedFinding(result)]
        : passingFinding(result).text;
  }
}

/** A part never says that a merge is blocked, or that it passes. */
function partialFinding(result: Result, partial: Partial): Text {
  const { casesAsked: asked, casesLeftOut, finding } = partial;
  const count =
    casesLeftOut > 0 || partial.prompts.length === 0
      ? `${formatCount(asked)} of ${counted(asked + casesLeftOut, 'case')}`
      : `${counted(partial.prompts.length, 'prompt')}, ${counted(asked, 'case')}`;
  const share: Text = asked > 0 ? [' (', ...segmentsAsked(partial), `${count})`] : [];
  const prefix: Text = ['partial run', ...share, ", not the gate's verdict: "];
  if (finding === 'error' || !namesCases(partial)) return [...prefix, ...findingText(result)];
  const failing = result.prompts.reduce((sum, { newlyFailing }) => sum + newlyFailing.length, 0);
  if (failing === 0) return [...prefix, `of ${counted(asked, 'case')} none newly fails`];
  const verb = failing === 1 ? 'fails' : 'fail';
  return [...prefix, `${formatCount(failing)} of ${counted(asked, 'case')} newly ${verb}`];
}

function segmentsAsked({ segments }: Partial): Text {
  const [first, ...others] = segments;
  if (first === undefined) return [];
  return others.length === 0
    ? ['segment ', code(shortName(first, LONGEST_SEGMENT)), ', ']
    : [`${segments.length} segments, `];
}

function blockedFinding(result: Result): Text {
  const blocked = worstFirst(result.prompts).filter((prompt) => prompt.verdict === 'block');
  const [worst] = blocked;
  const broken = brokenText(result);
  if (!worst) return broken ?? [];
  const others = blocked.length - 1;
  const more: Span[] =
    others > 0 ? [`, and ${counted(others, 'more prompt fails', 'more prompts fail')}`] : [];
  const together = promptsTogether(result);
  const judged: Span[] = together > 0 ? [` (${together} prompts judged together)`] : [];
  const besides: Text = broken ? ['; ', ...broken] : [];
  return [...troubleOf(worst, throughText(worst)), ...more, ...judged, ...besides];
}

/** The first portfolio that blocks; undefined where none does. */
function brokenText({ portfolioPlans = [], looserPortfolios = [] }: Result): Text | undefined {
  const [broken] = portfolioPlans.filter(({ blocks }) => blocks);
  const [looser] = looserPortfolios.filter(({ blocks }) => blocks);
  return broken ? brokenPortfolioText(broken) : looser && looserPortfolioText(looser);
}

/** The included files that changed, where the prompt's own did not. */
function throughText({ change, because }: PromptResult): Text {
  return change === 'include' ? [' through ', ...enumerate(because.map(code))] : [];
}

function brokenFinding(result: Result): Text {
  const [first] = result.errors;
  const others = result.errors.length - 1;
  const more = others > 0 ? ` (and ${counted(others, 'more problem')})` : '';
  if (first) {
    const place: Span[] = first.place ? [code(first.place), ': '] : [];
    const problem = textOf(clip([first.message, first.remedy].filter(Boolean).join(' '), 400));
    return ['the gate could not decide: ', ...place, ...problem, more];
  }
  const broken = worstFirst(result.prompts).find((prompt) => prompt.verdict === 'error');
  if (!broken) return ['the gate could not decide. Re-run the job: answers that came are kept'];
  const remedy = persistentFailure(broken) ?? 'Re-run the job: answers that came are kept';
  const isUnanswered = broken.reasons[0]?.kind === 'critical-case-unanswered';
  const why = isUnanswered ? 'the candidate gives no answer' : 'too many answers are missing';
  return [...troubleOf(broken), `: ${why}. `, ...textOf(clip(remedy, 400))];
}
