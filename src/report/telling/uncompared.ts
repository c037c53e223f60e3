import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { shortName } from '../../prose/short-name.ts';
import { code, enumerate, type Span, strong, type Text } from '../../prose/text.ts';
import { isTooSmall, wasRun } from './order.ts';
import { askedRates } from './rules.ts';

/** Below this share of passed cases, most of them fail. */
const HALF = 0.5;

/** More names than these are counted. */
const MOST_NAMES = 3;

/** Whether a prompt was asked and there was nothing to compare its answers with: it is new, or its base cannot be run. */
export function isUncompared(prompt: PromptResult): boolean {
  return wasRun(prompt) && prompt.baseline === null;
}

/** Whether a prompt was asked beside its baseline. */
export function isCompared(prompt: PromptResult): boolean {
  return wasRun(prompt) && prompt.baseline !== null;
}

/** Number of prompts that one level is shared among; 0 where each prompt has its own. */
export function promptsTogether({ prompts, policy }: Pick<Result, 'prompts' | 'policy'>): number {
  const compared = prompts.filter(isCompared).length;
  return policy.gate.family === 'pull-request' && compared > 1 ? compared : 0;
}

/** How such a prompt, and each row of it, is labelled. */
export function uncomparedWord({ change }: Pick<PromptResult, 'change'>): 'new' | 'not compared' {
  return change === 'added' ? 'new' : 'not compared';
}

/**
 * Whether somebody should look at a prompt that was not compared: it is not new, most cases fail, or the asked rate is
 * not shown to be reached.
 */
export function isAlarming(prompt: PromptResult): boolean {
  const rows = prompt.overall ? [...prompt.segments, prompt.overall] : prompt.segments;
  return isUncompared(prompt) && (prompt.change !== 'added' || rows.some(isRowAlarming));
}

/** The same of one row. Fewer cases than a segment needs say nothing. */
export function isRowAlarming({ verdict, cases, candidate }: SegmentResult): boolean {
  if (verdict === 'inconclusive' || verdict === 'regression') return true;
  return verdict !== 'invalid' && cases > 0 && candidate.rate < HALF;
}

/** `welcome.md is new: passes 21 of 24, not shown to reach 95 %`. */
export function uncomparedText(prompt: PromptResult, policy: Result['policy']): Text {
  return [...rateText(prompt), ...doubtText(prompt, policy)];
}

/** `welcome.md is new: passes 21 of 24`. */
export function rateText(prompt: PromptResult): Text {
  const { path, overall, suite } = prompt;
  const { passes = 0, n = 0 } = overall?.candidate ?? {};
  const noun = (suite?.trials ?? 1) > 1 ? ' answers' : '';
  const state = prompt.change === 'added' ? 'is new' : 'cannot be compared';
  return [code(path), ` ${state}: passes ${formatCount(passes)} of ${formatCount(n)}${noun}`];
}

function doubtText(prompt: PromptResult, policy: Result['policy']): Text {
  const { segments, overall } = prompt;
  if (isTooSmall(prompt)) return [', too few cases to be judged: a segment needs 10'];
  const unshown = notShown(prompt);
  const asked =
    unshown &&
    askedRates(
      prompt,
      policy,
      unshown.map(({ name }) => name),
    );
  if (unshown !== null && asked !== null) {
    return [`, not shown to reach ${asked}`, ...within(unshown, segments)];
  }
  const failing = segments.filter(({ verdict, candidate }) => verdict !== 'invalid' && candidate.rate < HALF);
  if (failing.length === 0 || (overall?.candidate.rate ?? 0) < HALF) return [];
  return ['; most cases of ', ...segmentNames(failing, segments), ' fail'];
}

/** Segments below `gate.min-pass-rate` and not shown to be; none where only the whole is. Null where it is reached. */
export function notShown({ segments, overall }: PromptResult): SegmentResult[] | null {
  const unshown = segments.filter(({ verdict }) => verdict === 'inconclusive');
  return unshown.length > 0 || overall?.verdict === 'inconclusive' ? unshown : null;
}

function within(some: readonly SegmentResult[], all: readonly SegmentResult[]): Text {
  return all.length === 1 || some.length === 0 ? [] : [' in ', ...segmentNames(some, all)];
}

/** Segments by name: `a, b and c`, `a, b and 3 more`, and where there are more, all of a prompt as `all 12 segments`. */
export function segmentNames(
  some: readonly { name: string }[],
  all: readonly { name: string }[],
  emphasis: (name: string) => Span = code,
): Text {
  if (some.length > MOST_NAMES && some.length === all.length)
    return [`all ${counted(all.length, 'segment')}`];
  return enumerate(
    some.map(({ name }) => emphasis(shortName(name, 60))),
    MOST_NAMES,
  );
}

/** The same, in bold. */
export function strongSegmentNames(
  some: readonly { name: string }[],
  all: readonly { name: string }[],
): Text {
  return segmentNames(some, all, strong).map((span, index, { length }) =>
    length === 1 && index === 0 && typeof span === 'string' ? strong(span) : span,
  );
}
