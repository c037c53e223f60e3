import { NPX_COMMAND } from '../../base/product.ts';
import type { Guarded, GuardFigures } from '../../domain/tripped.ts';
import { inertFence } from '../../prose/inert.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { code, markdownOf, type Span, strong, type Text, textOf } from '../../prose/text.ts';
import { controlName, evidenceText, meanText, segmentName } from '../telling/guard.ts';
import { type Trend, trendLines } from '../telling/trend.ts';
import { list, paragraphs } from './markup.ts';

/** What tripped of one prompt in one environment and nobody released, and what was done. */
export type GuardIncident = {
  prompt: string;
  environment: string;
  /** The newest first, at least one. `isNews`: it tripped now. */
  trips: readonly { guard: Guarded; figures: GuardFigures; trend: Trend | null; isNews: boolean }[];
  /** Versions that were taken back, and what serves instead. */
  takenBack: readonly { from: string; to: string; serial: number }[];
  /** Versions whose share may not rise until they are released. */
  held: readonly string[];
  /** What could not be done, as sentences. */
  failures: readonly string[];
};

/** Older ones are named only. */
const MOST_SHOWN = 10;

/**
 * The issue of an incident: title, Markdown, and what is said in it where it is open already; null: nothing is new.
 */
export function renderGuardIssue(incident: GuardIncident): {
  title: string;
  body: string;
  note: string | null;
} {
  const { trips } = incident;
  const news = trips.filter(({ isNews }) => isNews);
  const told = (some: GuardIncident['trips']) =>
    paragraphs([
      ...outcomeLines(incident, some),
      ...some.slice(0, MOST_SHOWN).map(tripBlock),
      failureBlock(incident),
    ]);
  return {
    title: titleOf(incident),
    body: paragraphs([told(trips), olderBlock(trips.slice(MOST_SHOWN)), nextBlock(incident)]),
    note: news.length === 0 ? null : told(news),
  };
}

function versionsOf(trips: GuardIncident['trips']): string[] {
  return [...new Set(trips.map(({ guard }) => guard.version))];
}

/** Names of prompts, versions, environments and metrics have no characters with an effect. */
function titleOf({ prompt, environment, trips, takenBack, held }: GuardIncident): string {
  const back = takenBack.map(({ from }) => from);
  const clause = (versions: readonly string[], done: string) =>
    versions.length === 0 ? [] : [`${versions.join(', ')} ${done}`];
  const worse = versionsOf(trips).filter((version) => !back.includes(version) && !held.includes(version));
  const clauses = [...clause(back, 'taken back'), ...clause(held, 'held'), ...clause(worse, 'worse')];
  const metrics = new Set(trips.map(({ guard }) => guard.metric));
  return `${prompt} in ${environment}: ${clauses.join('; ')} (${[...metrics].join(', ')})`;
}

/** What was done about each version. */
function outcomeLines(
  { prompt, environment, takenBack, held }: GuardIncident,
  trips: GuardIncident['trips'],
): string[] {
  const [name, place] = [code(prompt), code(environment)];
  return versionsOf(trips).map((version) => {
    const back = takenBack.find(({ from }) => from === version);
    if (back) {
      const instead = `: ${back.to} serves instead (serial ${back.serial}).`;
      return markdownOf([name, ' ', strong(version), ' was taken back in ', place, instead]);
    }
    if (held.includes(version)) {
      const rest = ': it goes on serving, and its share may not rise.';
      return markdownOf([name, ' ', strong(version), ' is held in ', place, rest]);
    }
    const rest = '. This guard only alerts: nothing was changed.';
    return markdownOf([name, ' ', strong(version), ' does worse in ', place, rest]);
  });
}

function tripBlock({ guard, figures, trend }: GuardIncident['trips'][number]): string {
  const { version, control, latest, badAnswers } = figures;
  const beside = controlName(guard);
  const cost: Span[] =
    badAnswers === null ? [] : [' It cost ', strong(counted(badAnswers, 'bad answer')), ' more.'];
  const figuresLine: Text = [
    ...[code(guard.metric), ' of ', guard.version, ' for ', segmentSpan(guard.segment), ': '],
    ...[strong(meanText(figures, version)), ` in ${counted(version.answers, 'answer')}, against `],
    ...[strong(meanText(figures, control)), ` of ${beside} (${evidenceText(figures)}).`, ...cost],
  ];
  const besideLatest = control.answers === 0 ? '' : `, against ${meanText(figures, latest.control)}`;
  const latestLine = `The latest ${formatCount(latest.version.answers)}: ${meanText(figures, latest.version)}${besideLatest}. The lines show them over time.`;
  return paragraphs([
    markdownOf(figuresLine),
    trend === null ? '' : inertFence(trendLines(trend, [guard.version, beside]).join('\n'), 'text'),
    markdownOf([latestLine]),
  ]);
}

function segmentSpan(segment: string): Span {
  return segment === '*' ? segmentName(segment) : code(segment);
}

function failureBlock({ failures }: GuardIncident): string {
  return failures.length === 0 ? '' : paragraphs(['**Not all could be done:**', list(failures.map(textOf))]);
}

function olderBlock(trips: GuardIncident['trips']): string {
  if (trips.length === 0) return '';
  const named = trips.map(
    ({ guard }): Text => [
      ...[code(guard.metric), ' of ', guard.version, ' for ', segmentSpan(guard.segment)],
    ],
  );
  return paragraphs(['Tripped before, and not released:', list(named)]);
}

function nextBlock({ prompt, environment, trips, takenBack }: GuardIncident): string {
  const isBack = takenBack.length > 0;
  const releases = versionsOf(trips).map(
    (version) => `${NPX_COMMAND} release ${prompt}@${version} --env ${environment}`,
  );
  const meaning = isBack
    ? 'A version that was taken back serves again when a reviewed change of its weights is merged after that.'
    : 'Its share may rise after that.';
  return paragraphs([
    '### What now',
    `Look at the answers. When it is clear what they mean, release the version: guards of this prompt only alert until then. ${meaning}`,
    inertFence(releases.join('\n'), 'sh'),
    'Then close this issue: nothing else closes it. What trips after a release opens another.',
  ]);
}
