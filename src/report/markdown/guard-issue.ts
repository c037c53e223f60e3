import { NPX_COMMAND } from '../../base/product.ts';
import type { Guarded, GuardFigures, Trip } from '../../domain/tripped.ts';
import { inertFence } from '../../prose/inert.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { code, markdownOf, type Span, strong, type Text, textOf } from '../../prose/text.ts';
import { controlName, evidenceText, meanText, segmentName } from '../telling/guard.ts';
import { type Trend, trendLines } from '../telling/trend.ts';
import { type Column, list, paragraphs, table } from './markup.ts';

/** Guards of one prompt in one environment that tripped now, and what was done. */
export type GuardIncident = {
  prompt: string;
  environment: string;
  /** At least one. */
  trips: readonly { guard: Guarded; figures: GuardFigures; trend: Trend }[];
  /** The version that was taken back, and what serves instead; null: none was. */
  takenBack: { from: string; to: string; serial: number } | null;
  /** Versions whose share may not rise until they are released. */
  held: readonly string[];
  /** What tripped before, and nobody released. */
  before: readonly Trip[];
  /** What could not be done, as sentences. */
  failures: readonly string[];
};

/** The issue of an incident: title, Markdown, and what is said in it where it is open already. */
export function renderGuardIssue(incident: GuardIncident): { title: string; body: string; note: string } {
  const what = paragraphs([outcomeLine(incident), ...incident.trips.map(tripBlock), failureBlock(incident)]);
  return {
    title: titleOf(incident),
    body: paragraphs([what, beforeBlock(incident), nextBlock(incident)]),
    note: what,
  };
}

/** Names of prompts, versions, environments and metrics have no characters with an effect. */
function titleOf({ prompt, environment, trips, takenBack, held, before }: GuardIncident): string {
  const back = [
    ...(takenBack ? [takenBack.from] : []),
    ...before.filter(({ action }) => action === 'rollback').map(({ version }) => version),
  ];
  const worse = trips.map(({ guard }) => guard.version);
  const clause = (versions: readonly string[], others: readonly string[], done: string) => {
    const named = [...new Set(versions)].filter((version) => !others.includes(version));
    return named.length === 0 ? [] : [`${named.join(', ')} ${done}`];
  };
  const clauses = [
    ...clause(back, [], 'taken back'),
    ...clause(held, back, 'held'),
    ...clause(worse, [...back, ...held], 'worse'),
  ];
  const metrics = new Set([...trips.map(({ guard }) => guard.metric), ...before.map(({ metric }) => metric)]);
  return `${prompt} in ${environment}: ${clauses.join('; ')} (${[...metrics].join(', ')})`;
}

function outcomeLine({ prompt, environment, trips, takenBack, held }: GuardIncident): string {
  const [name, place] = [code(prompt), code(environment)];
  if (takenBack) {
    const { from, to, serial } = takenBack;
    const instead = ` was taken back in `;
    return markdownOf([
      name,
      ' ',
      strong(from),
      instead,
      place,
      `: ${to} serves instead (serial ${serial}).`,
    ]);
  }
  if (held.length > 0) {
    const rest = ': it goes on serving, and its share may not rise.';
    return markdownOf([name, ' ', strong(held.join(', ')), ' is held in ', place, rest]);
  }
  const versions = [...new Set(trips.map(({ guard }) => guard.version))].join(', ');
  const rest = '. This guard only alerts: nothing was changed.';
  return markdownOf([name, ' ', strong(versions), ' does worse in ', place, rest]);
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
    inertFence(trendLines(trend, [guard.version, beside]).join('\n'), 'text'),
    markdownOf([latestLine]),
  ]);
}

function segmentSpan(segment: string): Span {
  return segment === '*' ? segmentName(segment) : code(segment);
}

function failureBlock({ failures }: GuardIncident): string {
  return failures.length === 0 ? '' : paragraphs(['**Not all could be done:**', list(failures.map(textOf))]);
}

const BEFORE_COLUMNS: Column[] = [
  { head: 'when', align: 'left' },
  { head: 'version', align: 'left' },
  { head: 'segment', align: 'left' },
  { head: 'metric', align: 'left' },
  { head: 'what was done', align: 'left' },
];

const DONE: Record<Trip['action'], string> = {
  rollback: 'taken back',
  hold: 'held',
  alert: 'nothing, it was told',
};

function beforeBlock({ before }: GuardIncident): string {
  if (before.length === 0) return '';
  const rows = before.map(({ at, version, segment, metric, action }): Text[] => [
    [`${at.slice(0, 16).replace('T', ' ')} UTC`],
    ...[[version], [segmentSpan(segment)], [code(metric)], [DONE[action]]],
  ]);
  return paragraphs(['Tripped before, and not released:', table(BEFORE_COLUMNS, rows)]);
}

function nextBlock({ prompt, environment, trips, takenBack, held, before }: GuardIncident): string {
  const versions = [
    ...(takenBack ? [takenBack.from] : []),
    ...held,
    ...trips.map(({ guard }) => guard.version),
    ...before.map(({ version }) => version),
  ];
  const isBack = takenBack !== null || before.some(({ action }) => action === 'rollback');
  const releases = [...new Set(versions)].map(
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
