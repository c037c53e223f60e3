import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import {
  counted,
  countWord,
  formatCount,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
  formatSetting,
} from '../../prose/numbers.ts';
import { capitalised, clip, code, enumerate, type Span, strong, type Text } from '../../prose/text.ts';
import { regressedSegments, wasRun } from './order.ts';

/** A passing segment that moved by at most this much (a fraction) is called unchanged. */
const UNCHANGED = 0.05;

/** At most this many segments get a sentence of their own; the table has them all. */
const MOST_SENTENCES = 3;

/** What happened to one prompt, in a few sentences: who pays and how much, then how the others fare. */
export function promptSentences(prompt: PromptResult, policy: Result['policy']): Text {
  if (!wasRun(prompt)) return unrunSentence(prompt);
  if (!prompt.baseline) return newPromptSentence(prompt, policy);
  const regressed = regressedSegments(prompt);
  const told = regressed.slice(0, MOST_SENTENCES);
  const paying = told.flatMap((segment) => [...payingSentence(segment, prompt), ' ']);
  const overall = isOverallReason(prompt) && regressed.length === 0 ? overallSentence(prompt) : [];
  return trimmed([
    ...paying,
    ...overall,
    ...criticalSentence(prompt),
    ...othersSentence(prompt, told),
    ...missingSentence(prompt),
  ]);
}

function payingSentence(segment: SegmentResult, prompt: PromptResult): Text {
  const subject = prompt.segments.length === 1 ? 'The candidate' : capitalised(clip(segment.name, 60));
  return [...drop(subject, segment, prompt.suite?.trials ?? 1), ' ', ...casesSentence(segment)];
}

function drop(subject: string, segment: SegmentResult, trials: number): Text {
  const { baseline, candidate, difference, interval } = segment;
  const fewer =
    trials > 1
      ? `${formatRate(candidate.rate)} of ${counted(candidate.n, 'answer')} to ${counted(segment.cases, 'case')}`
      : `${formatCount(candidate.passes)} of ${counted(candidate.n, 'case')}`;
  const before = baseline && (trials > 1 ? formatRate(baseline.rate) : formatCount(baseline.passes));
  const sure = [
    ...(interval ? [`95\u00a0% CI ${formatPointsInterval(interval, ' to ')}`] : []),
    `adjusted p\u00a0${formatPRelation(segment.adjustedPValue)}`,
  ];
  return [
    `${subject} passes ${fewer}${before ? `, down from ${before}` : ''}`,
    ...(difference === null ? [] : [': ', strong(`${formatPoints(difference)} points`)]),
    ` (${sure.join(', ')}).`,
  ];
}

function casesSentence({ losses, wins }: SegmentResult): Text {
  const newly = (count: number, verb: string) =>
    `${countWord(count)} newly ${count === 1 ? `${verb}s` : verb}`;
  const lost = `${capitalised(countWord(losses))} ${losses === 1 ? 'case newly fails' : 'cases newly fail'}`;
  return [`${lost}, ${wins === 0 ? 'none newly pass' : newly(wins, 'pass').replace(/passs$/, 'passes')}.`];
}

function overallSentence(prompt: PromptResult): Text {
  if (!prompt.overall) return [];
  const subject = 'Over all cases the candidate';
  return [
    ...drop(subject, prompt.overall, prompt.suite?.trials ?? 1),
    ' ',
    ...casesSentence(prompt.overall),
    ' ',
  ];
}

function isOverallReason(prompt: PromptResult): boolean {
  return prompt.reasons.some((reason) => reason.kind === 'overall-regression');
}

function criticalSentence(prompt: PromptResult): Text {
  const ids = prompt.reasons
    .filter((reason) => reason.kind === 'critical-case')
    .map((reason) => code(reason.caseId ?? ''));
  if (ids.length === 0) return [];
  const many = ids.length > 1;
  return [
    `The critical ${many ? 'cases' : 'case'} `,
    ...enumerate(ids),
    ` always passed and now always ${many ? 'fail' : 'fails'}. `,
  ];
}

/** How the segments fare that have no sentence: `Premium is unchanged, standard cannot be told.` */
function othersSentence(prompt: PromptResult, told: readonly SegmentResult[]): Text {
  const rest = prompt.segments.filter((segment) => !told.includes(segment));
  const named = (verdict: SegmentResult['verdict']) =>
    namesOf(rest.filter((segment) => segment.verdict === verdict));
  const passing = rest.filter((segment) => segment.verdict === 'pass');
  const steady = (segment: SegmentResult) => Math.abs(segment.difference ?? 0) <= UNCHANGED;
  const clauses: { names: string[]; one: string; many: string }[] = [
    { names: named('regression'), one: 'gets worse too', many: 'get worse too' },
    { names: named('improved'), one: 'improves', many: 'improve' },
    {
      names: namesOf(passing.filter((segment) => !steady(segment))),
      one: 'is no worse',
      many: 'are no worse',
    },
    { names: namesOf(passing.filter(steady)), one: 'is unchanged', many: 'are unchanged' },
    { names: named('inconclusive'), one: 'cannot be told', many: 'cannot be told' },
    { names: named('invalid'), one: 'could not be judged', many: 'could not be judged' },
  ];
  const said = clauses.filter(({ names }) => names.length > 0);
  if (prompt.segments.length === 1) return singleSegment(said[0]?.many);
  const sentence = said.flatMap(({ names, one, many }, index): Span[] => {
    const [first = '', ...others] = names;
    const subjects = index === 0 ? [capitalised(first), ...others] : [first, ...others];
    return [index === 0 ? '' : ', ', ...enumerate(subjects), ` ${names.length === 1 ? one : many}`];
  });
  return sentence.length > 0 ? [...sentence, '.'] : [];
}

function namesOf(segments: readonly SegmentResult[]): string[] {
  return segments.map((segment) => clip(segment.name, 60));
}

function singleSegment(verdict: string | undefined): Text {
  if (verdict === 'improve') return ['The candidate improves.'];
  if (verdict === 'are unchanged') return ['Quality is unchanged.'];
  if (verdict === 'are no worse') return ['The candidate is no worse.'];
  if (verdict === 'cannot be told') return ['Whether quality changed cannot be told.'];
  return verdict === 'could not be judged' ? ['The candidate could not be judged.'] : [];
}

function missingSentence({ segments }: PromptResult): Text {
  const invalid = segments.filter((segment) => segment.verdict === 'invalid' && segment.missing > 0);
  if (invalid.length === 0) return [];
  const missing = invalid.map(
    ({ name, missing: pairs, cases }) =>
      `${formatCount(pairs)} of ${formatCount(pairs + cases)} in ${clip(name, 60)}`,
  );
  return [' Pairs of answers that did not come: ', ...enumerate(missing), '.'];
}

function newPromptSentence(prompt: PromptResult, policy: Result['policy']): Text {
  const { overall } = prompt;
  if (!overall) return [];
  const { passes, n, rate } = overall.candidate;
  return [
    code(prompt.path),
    ` ${prompt.change === 'added' ? 'is new and' : 'cannot be run at the base, so it'} has nothing to be compared with: it passes ${formatCount(passes)} of ${formatCount(n)} (`,
    strong(formatRate(rate)),
    ').',
    ...belowMinimum(prompt, policy.gate.minPassRate ?? null),
  ];
}

function belowMinimum({ reasons, segments }: PromptResult, minPassRate: number | null): Text {
  const names = reasons
    .filter((reason) => reason.kind === 'below-min-pass-rate')
    .map(({ segment = 'all cases' }) => strong(clip(segment, 60)));
  if (names.length === 0) return [];
  const asked = minPassRate === null ? 'more' : strong(formatSetting(minPassRate));
  return [' The policy asks for ', asked, ...(segments.length > 1 ? [' in ', ...enumerate(names)] : []), '.'];
}

function unrunSentence(prompt: PromptResult): Text {
  const path = code(prompt.path);
  if (prompt.verdict === 'error') return [path, ' was not judged.'];
  switch (prompt.change) {
    case 'deleted':
      return [path, ' is deleted.'];
    case 'suite':
      return ['Only the suite of ', path, ' changed; nothing was run.'];
    default:
      return [path, ' was not run.'];
  }
}

function trimmed(text: Text): Text {
  const last = text.at(-1);
  return typeof last === 'string' && last.trim() === '' ? text.slice(0, -1) : text;
}
