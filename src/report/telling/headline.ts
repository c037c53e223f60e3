import type { PromptResult, Result } from '../../domain/result.ts';
import { counted, formatChange, formatCount, formatIncrease } from '../../prose/numbers.ts';
import { clip, code, enumerate, plainOf, type Span, strong, type Text, textOf } from '../../prose/text.ts';
import { isAboveUnshown } from './cost-text.ts';
import { persistentFailure } from './failures.ts';
import { isTooSmall, regressedSegments, wasRun, worstFirst } from './order.ts';
import { type Sign, UNJUDGED, VERDICTS } from './signs.ts';

/**
 * The first line of every report, without markup: who pays, or what to do. At most 250 characters, so that
 * it fits a check run's title.
 */
export function headline(result: Result, options: HeadlineOptions = {}): string {
  const line = plainOf(headlineText(result, options));
  return clip(line, 250);
}

/** `fixed`: an earlier push was blocked, and this one is not. */
type HeadlineOptions = { fixed?: boolean };

/** The same line with the names in it still marked. */
export function headlineText(result: Result, options: HeadlineOptions = {}): Text {
  return [`${signOf(result).emoji} `, ...unsignedHeadline(result, options)];
}

/** The sign of the whole result. */
export function signOf(result: Result): Sign {
  return passesUnjudged(result) ? UNJUDGED : VERDICTS[result.verdict].sign;
}

/** Whether the gate passes because there is nothing that it could judge, not because it found nothing wrong. */
function passesUnjudged(result: Result): boolean {
  return result.verdict === 'pass' && (watchesNothing(result) || isUnjudged(result));
}

function watchesNothing({ prompts, promptsWatched }: Result): boolean {
  return prompts.length === 0 && promptsWatched === 0;
}

/** Whether nothing that was run has enough cases to be judged: no regression was found, and none could have been. */
function isUnjudged({ prompts }: Result): boolean {
  const run = prompts.filter(wasRun);
  return run.length > 0 && run.every(isTooSmall);
}

/** The same without its sign, for where verdicts have other signs. */
export function unsignedHeadline(result: Result, { fixed = false }: HeadlineOptions = {}): Text {
  const finding = findingText(result);
  if (result.verdict === 'block')
    return [...finding, ...(finding.length > 0 ? [' — '] : []), 'merge blocked'];
  return fixed && result.verdict === 'pass' ? ['fixed: ', ...finding] : finding;
}

/** What was found, without the verdict: who pays, or what to do. Empty where a block names no prompt. */
export function findingText(result: Result): Text {
  switch (result.verdict) {
    case 'error':
      return brokenFinding(result);
    case 'block':
      return blockedFinding(result);
    case 'pass':
      return passingFinding(result);
  }
}

/** What is wrong with one prompt: `support.md gets worse for enterprise`. */
export function troubleOf(prompt: PromptResult): Text {
  const path = code(prompt.path);
  const [reason] = prompt.reasons;
  const segments = (kind: string): Text =>
    enumerate(
      prompt.reasons
        .filter((other) => other.kind === kind && other.segment !== undefined)
        .map((other) => strong(clip(other.segment ?? '', 60))),
    );
  const regressed = regressedSegments(prompt).map((segment) => strong(clip(segment.name, 60)));
  if (regressed.length > 0) {
    return prompt.segments.length === 1
      ? [path, ' gets worse']
      : [path, ' gets worse for ', ...enumerate(regressed)];
  }
  switch (reason?.kind) {
    case 'regression':
      return [path, ' gets worse for ', ...segments('regression')];
    case 'overall-regression':
      return [path, ' gets worse ', strong('overall')];
    case 'critical-case':
      return [path, ' now fails the critical case ', code(reason.caseId ?? '')];
    case 'cost':
      return [path, ...costTrouble(prompt)];
    case 'below-min-pass-rate':
      return prompt.segments.length === 1
        ? [path, ' passes too few cases']
        : [path, ' passes too few cases in ', ...segments('below-min-pass-rate')];
    case 'weaker-suite':
      return [path, ' loses cases or checks of its suite in ', ...segments('weaker-suite')];
    case 'inconclusive':
      return [path, ' cannot be shown to be harmless for ', ...segments('inconclusive')];
    case 'invalid':
      return [path, ' could not be judged for ', ...segments('invalid')];
    default:
      return [path, prompt.verdict === 'error' ? ' could not be judged' : ' gets worse'];
  }
}

function costTrouble(prompt: PromptResult): Text {
  const ratio = prompt.cost?.comparison.ratio;
  if (!ratio) return [' costs more than its limit'];
  const improved = prompt.segments.some((segment) => segment.verdict === 'improved');
  const more = strong(`${formatIncrease(ratio.ratio)} more tokens`);
  return [' costs ', more, improved ? ', over the limit' : ' and improves no segment'];
}

function blockedFinding(result: Result): Text {
  const blocked = worstFirst(result.prompts).filter((prompt) => prompt.verdict === 'block');
  const [worst] = blocked;
  if (!worst) return [];
  const others = blocked.length - 1;
  const more: Span[] =
    others > 0 ? [`, and ${counted(others, 'more prompt fails', 'more prompts fail')}`] : [];
  return [...troubleOf(worst), ...more];
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
  return [...troubleOf(broken), ': too many answers are missing. ', ...textOf(clip(remedy, 400))];
}

function passingFinding(result: Result): Text {
  const { prompts } = result;
  const run = prompts.filter(wasRun);
  if (watchesNothing(result)) {
    const { path, revision } = result.policySource;
    const cause: Text =
      revision === 'defaults'
        ? ['no file ends in .prompt.yml, and there is no ', code(path)]
        : ['no file matches ', code('prompts'), ' in ', code(path)];
    return ['nothing is watched: ', ...cause, '; ', code('prompt-eval-gate init'), ' finds prompts'];
  }
  if (prompts.length === 0)
    return [`no prompt changed (${counted(result.promptsWatched, 'prompt')} watched)`];
  if (run.length === 0) return unrunFinding(prompts);
  const dearest = dearestUnshown(run);
  if (isUnjudged(result)) {
    const paths = enumerate(run.map((prompt) => code(prompt.path)));
    const has = run.length === 1 ? ' has' : ' have';
    const dearer = dearest === null ? '' : `; ${dearest} tokens do not block either`;
    return [...paths, has, ` too few cases to be judged: a segment needs 10${dearer}`];
  }
  const fresh = run.filter((prompt) => prompt.change === 'added');
  const segments = run.flatMap((prompt) => prompt.segments);
  const having = (verdict: string) => segments.filter((segment) => segment.verdict === verdict).length;
  const parts = [
    counted(prompts.length, 'prompt') + (fresh.length > 0 ? `, ${formatCount(fresh.length)} new` : ''),
    counted(segments.length, 'segment'),
    counted(result.usage.trials - result.usage.errored, 'answer'),
  ];
  if (having('inconclusive') > 0) parts.push(`${formatCount(having('inconclusive'))} inconclusive`);
  if (having('invalid') > 0) parts.push(`${formatCount(having('invalid'))} with too few cases`);
  if (dearest !== null) parts.push(`${dearest} tokens, not surely above the limit`);
  return [`no prompt got worse (${parts.join(', ')})`];
}

/** The largest rise in tokens above its limit that is not shown to be above it. */
function dearestUnshown(prompts: readonly PromptResult[]): string | null {
  const ratios = prompts.map(({ cost }) =>
    cost && isAboveUnshown(cost) ? (cost.comparison.ratio?.ratio ?? 0) : 0,
  );
  const largest = Math.max(...ratios);
  return largest > 0 ? formatChange(largest) : null;
}

function unrunFinding(prompts: readonly PromptResult[]): Text {
  const paths = enumerate(prompts.map((prompt) => code(prompt.path)));
  const one = prompts.length === 1;
  if (prompts.every((prompt) => prompt.change === 'deleted')) {
    return [...paths, one ? ' is deleted' : ' are deleted', '; no prompt got worse'];
  }
  if (prompts.every((prompt) => prompt.change === 'suite')) {
    return ['no prompt changed; the suite of ', ...paths, ' did, and is valid'];
  }
  return [`no prompt got worse (${counted(prompts.length, 'prompt')}, nothing to run)`];
}
