import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { verbFor } from '../../prose/grammar.ts';
import {
  counted,
  formatCount,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
} from '../../prose/numbers.ts';
import { capitalised, clip, code, enumerate, type Span, strong, type Text } from '../../prose/text.ts';
import { explainedRegressions } from './explained.ts';
import { missingPairsText } from './missing.ts';
import { regressedSegments, wasRun } from './order.ts';
import { askedRates, doubtsBlock } from './rules.ts';
import { segmentName } from './segment-table.ts';
import { notShown, segmentNames } from './uncompared.ts';

/**
 * Of a passing segment whose difference is at most this (a fraction), and whose interval has zero in it, the report says
 * that no change is shown.
 */
const SMALL_DIFFERENCE = 0.05;

/** At most this many segments get a sentence of their own; the table has them all. */
const MOST_SENTENCES = 3;

/** The findings of one prompt, in a few sentences: which segments got worse and by how much, then the others. */
export function promptSentences(prompt: PromptResult, policy: Result['policy']): Text {
  if (!wasRun(prompt)) return unrunSentence(prompt);
  if (!prompt.baseline) return newPromptSentence(prompt, policy);
  if (prompt.overall?.chosen) return casesSentence(prompt.overall);
  const regressed = regressedSegments(prompt);
  const { explaining, others } = explainedRegressions(prompt);
  const worst = explaining.slice(0, MOST_SENTENCES);
  const isEverywhere = regressed.length > MOST_SENTENCES && regressed.length === prompt.segments.length;
  const paying = worst.flatMap((segment) => [...payingSentence(segment, prompt), ' ']);
  const overall = isOverallReason(prompt) && regressed.length === 0 ? overallSentence(prompt) : [];
  return trimmed([
    ...(isEverywhere ? [`All ${counted(regressed.length, 'segment')} get worse; the worst are these. `] : []),
    ...paying,
    ...(others.length > 0 ? explainedSentence(explaining, prompt) : []),
    ...overall,
    ...criticalSentence(prompt),
    ...othersSentence(prompt, isEverywhere ? regressed : worst),
    ...missingSentence(prompt),
  ]);
}

function payingSentence(segment: SegmentResult, prompt: PromptResult): Text {
  const subject = prompt.segments.length === 1 ? 'The candidate' : segmentName(segment);
  return [...drop(subject, segment, prompt.suite?.trials ?? 1), ' ', ...casesSentence(segment)];
}

function drop(subject: Span, segment: SegmentResult, trials: number): Text {
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
    subject,
    ` passes ${fewer}${before ? `, down from ${before}` : ''}`,
    ...(difference === null ? [] : [': ', strong(`${formatPoints(difference)} points`)]),
    ` (${sure.join(', ')}).`,
  ];
}

function casesSentence({ losses, wins }: SegmentResult): Text {
  const lost = `${counted(losses, 'case')} newly ${verbFor(losses, 'fail')}`;
  return [`${lost}, ${formatCount(wins)} newly ${verbFor(wins, 'pass')}.`];
}

/** `All cases that newly fail in segments that get worse are in enterprise.` */
function explainedSentence(explaining: readonly SegmentResult[], { segments }: PromptResult): Text {
  return [
    'All cases that newly fail in segments that get worse are in ',
    ...segmentNames(explaining, segments),
    '. ',
  ];
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

function criticalSentence({ reasons }: PromptResult): Text {
  return (['critical-case', 'critical-case-unanswered'] as const).flatMap((kind): Text => {
    const ids = reasons.filter((reason) => reason.kind === kind).map(({ caseId = '' }) => code(caseId));
    if (ids.length === 0) return [];
    const now =
      kind === 'critical-case'
        ? `always ${verbFor(ids.length, 'fail')}`
        : `${ids.length === 1 ? 'has' : 'have'} no answer`;
    return [
      `The critical ${ids.length === 1 ? 'case' : 'cases'} `,
      ...enumerate(ids),
      ` always passed and now ${now}. `,
    ];
  });
}

/** A segment's state, in the words for one, for several, and for the only segment of a suite. */
type Fate = { one: string; many: string; only: string };

const FATES = {
  worse: { one: 'gets worse too', many: 'get worse too', only: '' },
  improved: { one: 'improves', many: 'improve', only: 'The candidate improves.' },
  noWorse: { one: 'is no worse', many: 'are no worse', only: 'The candidate is no worse.' },
  noChange: { one: 'shows no change', many: 'show no change', only: 'No change of quality is shown.' },
  inconclusive: {
    one: 'cannot be told',
    many: 'cannot be told',
    only: 'Whether quality changed cannot be told.',
  },
  invalid: {
    one: 'could not be judged',
    many: 'could not be judged',
    only: 'The candidate could not be judged.',
  },
} satisfies Record<string, Fate>;

function fateOf({ verdict, difference, interval }: SegmentResult): Fate {
  switch (verdict) {
    case 'regression':
      return FATES.worse;
    case 'pass':
      return Math.abs(difference ?? 0) <= SMALL_DIFFERENCE && !excludesZero(interval)
        ? FATES.noChange
        : FATES.noWorse;
    default:
      return FATES[verdict];
  }
}

function excludesZero(interval: SegmentResult['interval']): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0);
}

/** The state of the segments without a sentence: `Premium shows no change, standard cannot be told.` */
function othersSentence({ segments }: PromptResult, named: readonly SegmentResult[]): Text {
  const rest = segments.filter((segment) => !named.includes(segment));
  const [first] = rest;
  if (segments.length === 1) return first && fateOf(first).only !== '' ? [fateOf(first).only] : [];
  const clauses = Object.values(FATES)
    .map((fate: Fate) => ({ fate, of: rest.filter((segment) => fateOf(segment) === fate) }))
    .filter(({ of }) => of.length > 0);
  const sentence = clauses.flatMap(({ fate, of }, index): Span[] => [
    ...(index === 0 ? [] : [', ']),
    ...(index === 0 ? beginning(segmentNames(of, segments)) : segmentNames(of, segments)),
    ` ${of.length === 1 ? fate.one : fate.many}`,
  ]);
  return sentence.length > 0 ? [...sentence, '.'] : [];
}

/** Prose at the beginning of a sentence; a name stays as it is. */
function beginning([first = '', ...others]: Text): Text {
  return [typeof first === 'string' ? capitalised(first) : first, ...others];
}

function missingSentence({ segments }: PromptResult): Text {
  const invalid = segments.filter((segment) => segment.verdict === 'invalid' && segment.missing > 0);
  return invalid.length === 0 ? [] : [' ', ...missingPairsText(invalid)];
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
    ...belowMinimum(prompt, policy),
    ...notShownSentence(prompt, policy),
  ];
}

/** Below the asked rate and not shown to be: it says which of both is reported and which blocks. */
function notShownSentence(prompt: PromptResult, policy: Result['policy']): Text {
  const unshown = notShown(prompt);
  const names = (unshown ?? []).map(({ name }) => name);
  const asked = askedRates(prompt, policy, names);
  if (unshown === null || asked === null) return [];
  const rows = unshown.length > 0 ? unshown : prompt.overall ? [prompt.overall] : [];
  const lowest = Math.min(...rows.map(({ adjustedPValue }) => adjustedPValue));
  const where: Text =
    prompt.segments.length > 1 && unshown.length > 0
      ? [' in ', ...segmentNames(unshown, prompt.segments)]
      : [];
  const consequence: Text = doubtsBlock(prompt, policy, names)
    ? ['. That blocks, since ', code('gate.on-inconclusive'), ' says so']
    : ['. That is reported and does not block: only a rate that is shown to be below does'];
  return [
    ' It is not shown to reach ',
    strong(asked),
    ...where,
    ', which the policy asks for',
    ...consequence,
    ` (adjusted p\u00a0${formatPRelation(lowest)}: how often a prompt that passes ${asked} would pass so few).`,
  ];
}

function belowMinimum(prompt: PromptResult, policy: Result['policy']): Text {
  const { reasons, segments } = prompt;
  const below = reasons.filter((reason) => reason.kind === 'below-min-pass-rate');
  const names = below.map(({ segment = 'all cases' }) => strong(clip(segment, 60)));
  if (names.length === 0) return [];
  const rates = askedRates(
    prompt,
    policy,
    below.flatMap(({ segment = 'overall' }) => (segment === 'overall' ? [] : [segment])),
  );
  const asked = rates === null ? 'more' : strong(rates);
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
