import { OTHER_SEGMENTS, stopsWeights } from '../../domain/portfolio.ts';
import type { LimitFinding, LooserPortfolio, PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted, formatRate } from '../../prose/numbers.ts';
import { code, plainOf, type Span, type Text, textOf } from '../../prose/text.ts';

const MOST = 10;

/** Why what loosens a portfolio blocks, and what to do. */
const BESIDES = ' beside other changes';
const ALONE = ': do that in a pull request of its own';

/** Names of settings are in backticks. */
const WORDS: Record<LimitFinding['kind'], string> = {
  hold: 'is held, and would rise',
  'segment-list': 'is not listed',
  evidence: 'may not serve by its evidence',
  floor: 'is below its `floor`',
  'new-version-cap': 'has too few observations for so much weight (`new-version-cap`)',
  concentration: 'has more weight than `concentration` allows',
  step: 'moves further than `step` allows',
  overlap: 'the two largest versions fail on the same cases (`overlap`)',
};

const REASONS: Record<NonNullable<LimitFinding['because']>, string> = {
  worse: 'it is worse than what serves, or has too few answers to tell',
  'not-evaluated': 'it has no evidence yet, which `record` makes',
  'no-shared-cases': 'they have no answered case in common',
};

/** Every limit that is not kept; or that all are. */
export function limitTexts({
  segments,
  limits,
  loosensBesides,
  limitChanges,
  limitsFrom,
  held = [],
}: PortfolioPlan): Text[] {
  const broken = limits.filter(stopsWeights);
  const nearer = limits.filter(({ state }) => state === 'nearer');
  // A hold that changes what the merge sets is told by itself: the file does not keep it.
  const kinds = new Set(
    limits.map(({ kind }) => kind).filter((kind) => kind !== 'hold' || held.length === 0),
  );
  const kept: Text[] =
    broken.length > 0 || kinds.size === 0 ? [] : [[`✅ All limits are kept (${[...kinds].join(', ')}).`]];
  const told = broken.map((finding): Text => ['🛑 ', ...limitText(finding), '.']);
  const looser = limitChanges.filter(({ becomes }) => becomes === 'looser').map(({ kind }) => code(kind));
  return [
    ...(loosensBesides
      ? [
          [
            ...[
              '🛑 It loosens ',
              ...joined(looser),
              ' beside other changes. Limits and guards become looser, and `safe` ',
            ],
            'another version, only in a pull request that changes nothing else.',
          ] satisfies Text,
        ]
      : looser.length > 0
        ? [['⚠️ It loosens ', ...joined(looser), ' from the merge on.'] satisfies Text]
        : []),
    ...limitChanges.flatMap(({ kind, version }): Text[] =>
      kind === 'safe' && version !== null
        ? [
            [
              '⚠️ ',
              code('safe'),
              ' becomes ',
              code(version),
              ': no evidence, cap or concentration binds it then.',
            ],
          ]
        : [],
    ),
    ...atMost(told, MOST, (more): Text => [`${counted(more, 'more limit')} not kept.`]),
    ...atMost(
      nearer.map(
        (finding): Text => ['⚠️ ', ...limitText(finding), ', as it does now, and comes no farther from it.'],
      ),
      MOST,
      (more): Text => [`${counted(more, 'more limit')} over, and no farther.`],
    ),
    ...kept,
    ...(limits.length === 0 ? [noLimitText(segments)] : []),
    ...(limitsFrom === 'head' ? [['The portfolio is new: these limits are its own.'] satisfies Text] : []),
  ];
}

/** `1.4.0 has more weight than concentration allows in enterprise (75 %, limit 60 %)` */
export function limitText({ kind, segment, version, limit, value, because }: LimitFinding): Text {
  const who: Text = version === null ? [] : [code(version), ' '];
  const hasNumbers = limit !== null && value !== null && kind !== 'evidence';
  const numbers = hasNumbers ? ` (${figure(kind, value)}, limit ${figure(kind, limit)})` : '';
  const why: Text = because === null ? [] : [': ', ...textOf(REASONS[because])];
  return [...who, ...textOf(WORDS[kind]), ' in ', ...segmentSpans(segment), numbers, ...why];
}

function noLimitText(segments: PortfolioPlan['segments']): Text {
  const serveAlone = segments.every(({ weights }) => weights.filter(({ after }) => after > 0).length === 1);
  const why = serveAlone ? ': a segment with one version is free of `floor` and `concentration`' : '';
  return textOf(`No limit concerns these weights${why}.`);
}

/** The headline's part about a portfolio that blocks. */
export function brokenPortfolioText({ prompt, environment, limits }: PortfolioPlan): Text {
  const first = limits.find(stopsWeights);
  const whose: Text = ['the portfolio of ', code(prompt), ' in ', code(environment)];
  return first
    ? [...whose, ' does not keep its limits: ', ...limitText(first)]
    : [...whose, ` loosens its limits${BESIDES}${ALONE}`];
}

/** The headline's part about a portfolio that loses its limits, or whose guards count otherwise. */
export function looserPortfolioText({
  prompt,
  environment,
  how,
  metric,
  next,
  blocks,
}: LooserPortfolio): Text {
  const whose: Text = [code(prompt), ' in ', code(environment)];
  const [besides, remedy] = blocks ? [BESIDES, ALONE] : ['', ''];
  const tripped: Text =
    next && next.trips.length > 0
      ? [', and ', code(next.version), ', on which a guard tripped, serves everybody']
      : [];
  if (how === 'metric')
    return ['the guards of ', ...whose, ' count ', code(metric ?? ''), ` otherwise${besides}${remedy}`];
  const verb = how === 'ends' ? 'is deleted' : 'goes to another environment';
  return ['the portfolio of ', ...whose, ` ${verb}${besides}`, ...tripped, remedy];
}

/** The same as a sentence without markup. */
export function limitSentence(finding: LimitFinding): string {
  return `${plainOf(limitText(finding))}.`;
}

/** Names of limits in a sentence. */
export function limitNames(kinds: readonly LimitFinding['kind'][]): string {
  return [...new Set(kinds)].join(', ');
}

/** A segment in a sentence: its name, or all those that are not listed. */
export function segmentSpans(name: string): Text {
  return name === OTHER_SEGMENTS ? ['all other segments'] : [code(name)];
}

/** The same without markup. */
export function segmentName(name: string): string {
  return plainOf(segmentSpans(name));
}

function figure(kind: LimitFinding['kind'], value: number): string {
  return kind === 'overlap' ? value.toFixed(2) : formatRate(value);
}

function joined(spans: readonly Span[]): Text {
  const names = [...new Set(spans.map((span) => JSON.stringify(span)))].map((text): Span => JSON.parse(text));
  return names.flatMap((span, index): Text => (index === 0 ? [span] : [', ', span]));
}
