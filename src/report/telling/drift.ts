import type { Drift, DriftFact, DriftSegment } from '../../domain/drift.ts';
import { OTHER_SEGMENTS } from '../../domain/portfolio.ts';
import {
  counted,
  formatChange,
  formatPoints,
  formatPRelation,
  formatRate,
  formatRates,
} from '../../prose/numbers.ts';
import { code, enumerate, type Span, type Text } from '../../prose/text.ts';
import { forestPlot, plotScale } from './plot.ts';

/** What a look for drift found, in sentences. */

/** `support 1.2.0 in production`. */
export function driftName({ prompt, version, environment }: Drift): Text {
  return [code(prompt), ` ${version} in `, code(environment)];
}

/** What is found, in one line. */
export function driftHeadline(drift: Drift): Text {
  return [...driftName(drift), ...verdictWords(drift)];
}

function verdictWords(drift: Drift): Span[] {
  const { verdict, cause, because, overall, segments, askedTwice } = drift;
  if (verdict === 'drifted') return [` drifted: ${CAUSES[cause ?? 'unknown']}.`];
  if (verdict === 'undecided') {
    const lost = segments
      .filter(({ casesThen }) => casesThen !== undefined)
      .map(({ segment }) => code(segment));
    if (because[0] === 'segment-not-compared' && lost.length > 0) {
      return [
        ' is undecided: too few cases of ',
        ...enumerate(lost),
        ' can be compared: they are asked otherwise today, or got no answer. What is asked otherwise is compared from the next promotion on.',
      ];
    }
    return [' is undecided: ', ...undecidedText(drift), '.'];
  }
  const small = segments.filter((row) => row.verdict === 'invalid').map(({ segment }) => code(segment));
  const twice = askedTwice ? ' Its first answers were worse, and those of a second asking are not.' : '';
  const left = overall.casesThen === undefined ? 0 : overall.casesThen - overall.cases;
  const leftOut =
    left > 0
      ? ` ${counted(left, 'case')} of then cannot be compared: asked otherwise today, or without an answer.`
      : '';
  const known = ` is clean: ${ratesText(overall)} of ${counted(overall.cases, 'case')}.${leftOut}${twice}`;
  return small.length === 0 ? [known] : [known, ' Too small to be judged: ', ...enumerate(small), '.'];
}

/** Why, of which cases or segments, and what to do. */
function undecidedText({ because: [because], critical, segments }: Drift): Span[] {
  const small = segments.filter((row) => row.verdict === 'invalid').map(({ segment }) => segment);
  const which: Span[] = critical
    ? [
        critical.count === 1 ? 'the critical case ' : 'the critical cases ',
        ...firstOf(critical.first, critical.count),
      ]
    : [];
  if (because === 'segment-not-compared' && critical) {
    return [
      ...which,
      ` ${critical.count === 1 ? 'is' : 'are'} asked otherwise today, and compared from the next promotion on`,
    ];
  }
  if (because === 'too-few-answers' && critical) return [...which, ' got no answer today', ...ASK_AGAIN];
  if (because === 'too-few-answers' && small.length > 0) {
    return [
      'too few cases of ',
      ...firstOf(small, small.length),
      ' were answered both times',
      ...ASK_AGAIN,
      ', or give the suite more cases',
    ];
  }
  return [UNDECIDED[because ?? ''] ?? 'nobody knows'];
}

const ASK_AGAIN: Text = [': run ', code('drift'), ' again once the provider answers'];

const MOST_NAMED = 3;

/** The first names of so many. */
function firstOf(names: readonly string[], count: number): Text {
  const shown = names.slice(0, MOST_NAMED).map((name): Span => code(name));
  return enumerate(count > shown.length ? [...shown, `${count - shown.length} more`] : shown, MOST_NAMED + 1);
}

const CAUSES: Record<NonNullable<Drift['cause']>, string> = {
  model: 'the model answers otherwise',
  judge: 'the judge judges otherwise',
  traffic: 'production reports worse, and the suite shows nothing',
  unknown: 'by the model or by the judge, which is not known',
};

const UNDECIDED: Record<string, string> = {
  'no-evidence': 'there was no evidence to hold it against; the next look has that of today',
  'segment-not-compared':
    'critical cases of then are asked otherwise today, and are compared from the next promotion on',
  'no-shared-cases': 'no case that was asked then is asked today with the same content',
  'too-few-answers': 'too few cases were answered both times, or cases that decide got no answer today',
  inconclusive: 'the answers show neither a drop nor its absence, and `gate.on-inconclusive` is block',
};

/** That a model's new name is no pinned one. */
export function losesPinSentence(model: string): string {
  return `Mind: the provider may move \`${model}\` to another model at any time. The name that is asked now is pinned: name a dated one.`;
}

/** How the cause is known; null where nothing drifted by model or judge. */
export function causeSentence({ verdict, cause, control }: Drift): string | null {
  if (verdict !== 'drifted' || cause === 'traffic') return null;
  if (control === null) {
    return 'No model judges this suite, and the prompt and its cases are the same: only the model can have changed.';
  }
  const { judged, found, worse, better, model, judge } = control;
  const again = `${found} of ${counted(judged, 'answer')} of then that models judge ${found === 1 ? 'was' : 'were'} still stored, and judged again today: ${worse} worse, ${better} better.`;
  if (model === null || judge === null) return again;
  return `${again} By the model alone the change is ${formatPoints(model)} points, by the judge alone ${formatPoints(judge)}.`;
}

/** Further sentences: what critical cases, costs, production and price lists say. */
export function driftFacts({ because, traffic, facts, askedTwice, verdict }: Drift): Text[] {
  const worse = traffic.filter(({ isWorse }) => isWorse);
  return [
    ...(askedTwice && verdict === 'drifted' ? [['It was asked twice, and was worse both times.']] : []),
    ...(because.includes('critical-case') ? [['A critical case that passed then fails today.']] : []),
    ...(because.includes('cost') ? [['Its answers take more tokens than `cost` allows.']] : []),
    ...worse.map(({ metric, segment, before, now, p }): Text => {
      const where = segment === OTHER_SEGMENTS ? ['all other segments'] : [code(segment)];
      const means = `${numberText(now.mean)} in the latest week, ${numberText(before.mean)} before (p ${formatPRelation(p)})`;
      return ['In production, ', code(metric), ' in ', ...where, `: ${means}.`];
    }),
    ...facts.map(factText),
  ];
}

function factText(fact: DriftFact): Text {
  if (fact.kind === 'price') {
    const change = formatChange(fact.ratio);
    return ['By the price list, the same tokens of ', code(fact.model), ` cost ${change} since then.`];
  }
  const { model, on, source, asOf } = fact;
  return ['Its provider retires ', code(model), ` on ${on} (${source}, looked up on ${asOf}).`];
}

/** `98 % then, 71 % today`. */
export function ratesText(row: Pick<DriftSegment, 'before' | 'now'>): string {
  const [before, now] = rateTexts(row);
  return `${before} then, ${now} today`;
}

/** Both rates, with so many digits that they differ by the change that stands beside them. */
export function rateTexts({ before, now }: Pick<DriftSegment, 'before' | 'now'>): [string, string] {
  if (before !== null && now !== null) return formatRates(before, now);
  return [before === null ? '—' : formatRate(before), now === null ? '—' : formatRate(now)];
}

/** The changes by segment as a plot: lines of characters, empty where no interval is known. */
export function driftPlot({ segments, overall }: Drift, width: number): string[] {
  const rows = segments.length > 1 ? [...segments, overall] : [overall];
  const plotted = rows.map(({ segment, change, interval, verdict }) => ({
    ...{ name: segment, difference: change, interval, verdict },
  }));
  const plot = { segments: plotted };
  return forestPlot(plot, { scale: plotScale([plot], width) });
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
