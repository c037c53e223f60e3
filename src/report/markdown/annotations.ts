import type { PromptResult, Result, ResultFinding, SegmentResult } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import {
  formatCount,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
} from '../../prose/numbers.ts';
import { clip, plainOf } from '../../prose/text.ts';
import { costText } from '../telling/cost-text.ts';
import { latencyText } from '../telling/latency-text.ts';
import { troubleOf } from '../telling/trouble.ts';

/** A message at lines of a file at the head commit, shown by GitHub beside the diff. Lines count from 1. */
export type Annotation = {
  path: string;
  startLine: number;
  endLine: number;
  level: 'failure' | 'warning' | 'notice';
  /** Plain text, at most 250 characters. */
  title: string;
  /** Plain text. */
  message: string;
};

/**
 * Why the gate blocks or could not decide: each regression at the lines of the prompt that the pull request changed,
 * each mistake at its place; then what `check` finds on lines that it touches. The worst come first.
 */
export function annotations(result: Result): Annotation[] {
  return [
    ...result.prompts.flatMap((prompt) => promptAnnotations(prompt, result)),
    ...errorAnnotations(result),
    ...findingAnnotations(result),
  ];
}

function promptAnnotations(prompt: PromptResult, result: Result): Annotation[] {
  if (!stopsMerge(prompt)) return [];
  return prompt.reasons.map((reason): Annotation => {
    const segment =
      reason.kind === 'overall-regression'
        ? prompt.overall
        : prompt.segments.find((one) => one.name === reason.segment);
    const trouble = plainOf(troubleOf({ ...prompt, reasons: [reason] }));
    const row = segment && reason.kind !== 'weaker-suite' ? [rowSentence(segment)] : [];
    const cost = reason.kind === 'cost' ? [plainOf(costText(prompt, result.policy) ?? [])] : [];
    const latency = reason.kind === 'latency' ? [plainOf(latencyText(prompt) ?? [])] : [];
    return {
      ...changedPlace(prompt),
      level: prompt.verdict === 'block' && !result.accepted ? 'failure' : 'warning',
      title: clip(trouble, 250),
      message: [...row, ...cost, ...latency, ...otherLines(prompt)].join(' ') || trouble,
    };
  });
}

function rowSentence({
  baseline,
  candidate,
  difference,
  interval,
  losses,
  wins,
  adjustedPValue,
}: SegmentResult) {
  if (!baseline || difference === null) return `Passes ${formatRate(candidate.rate)}.`;
  const sure = interval ? ` (95\u00a0% CI ${formatPointsInterval(interval, ' to ')})` : '';
  return `Passes ${formatRate(candidate.rate)}, was ${formatRate(baseline.rate)}: ${formatPoints(difference)} points${sure}, ${formatCount(losses)} lost / ${formatCount(wins)} won, adjusted p\u00a0${formatPRelation(adjustedPValue)}.`;
}

/** The first lines that the pull request changed; line 1 where only an included file changed. */
function changedPlace(prompt: PromptResult): Pick<Annotation, 'path' | 'startLine' | 'endLine'> {
  const [first] = prompt.changedLines;
  return { path: prompt.file ?? prompt.path, startLine: first?.start ?? 1, endLine: first?.end ?? 1 };
}

function otherLines({ changedLines, because, path, file = path }: PromptResult): string[] {
  const others = changedLines
    .slice(1, 6)
    .map(({ start, end }) => (start === end ? `${start}` : `${start}–${end}`));
  if (others.length > 0) return [`The pull request also changes lines ${others.join(', ')}.`];
  const included = because.filter((each) => each !== file).slice(0, 3);
  if (changedLines.length > 0 || included.length === 0) return [];
  return [plainOf([`The change comes through ${included.map((each) => clip(each)).join(', ')}.`])];
}

/** A place as written: `path:line:column`, `path:line` or `path`. */
const PLACE = /^(.+?)(?::(\d+))?(?::(\d+))?$/s;

function errorAnnotations(result: Result): Annotation[] {
  return result.errors.flatMap(({ place, message, remedy }): Annotation[] => {
    const [, path, line] = place === null ? [] : (PLACE.exec(place) ?? []);
    if (path === undefined) return [];
    const startLine = Math.max(1, Number(line ?? 1));
    const text = plainOf([clip([message, remedy].filter(Boolean).join(' '), 1000)]);
    return [
      { path, startLine, endLine: startLine, level: 'failure', title: clip(message, 250), message: text },
    ];
  });
}

/** GitHub shows a file's annotations beside the diff; more of them would hide it. */
const MOST_FINDINGS = 40;

/** An error among them stopped the run: it is told as a mistake. */
function findingAnnotations({ prompts }: Result): Annotation[] {
  const findings = prompts.flatMap(({ findings: found = [] }) => found);
  const gravest = [...findings].sort((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity));
  return gravest.slice(0, MOST_FINDINGS).map(({ id, severity, path, line, message, remedy }) => ({
    path,
    ...{ startLine: line, endLine: line },
    level: severity === 'notice' ? 'notice' : 'warning',
    title: id,
    message: plainOf([clip(`${message} ${remedy}`, 1000)]),
  }));
}

const LEVELS: readonly ResultFinding['severity'][] = ['error', 'warning', 'notice'];
