import { ownMember } from '../../../base/json.ts';
import type { DriftState, KnownAcceptance, KnownDrift } from '../../../domain/drift.ts';
import type { ExperimentState } from '../../../domain/experiment.ts';
import type { ObservedState, Window } from '../../../domain/observation.ts';
import type { PromptState, RegistryState, ServingState } from '../../../domain/registry-state.ts';
import type { Trip } from '../../../domain/tripped.ts';
import { formatCount, formatPoints, formatRate } from '../../../prose/numbers.ts';
import { isAccepted } from '../../../registry/drift.ts';
import { type Mean, means } from '../../../registry/means.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { windowsIn } from '../../../registry/windows.ts';
import { segmentName } from '../../../report/telling/guard.ts';
import { textTable } from '../table.ts';

/** Days that `status` sums up, to the newest observation. */
const DAYS = 28;
const DAY_MS = 86_400_000;

export const TRIP_HEADING = ['version', 'segment', 'metric', 'when', 'did', 'released'];
export const DRIFT_HEADING = ['version', 'checked', 'verdict', 'cause', 'then', 'now', 'points', 'cases'];

/** What production reported of a prompt, and what watches it, as JSON. */
export function productionJson(prompt: PromptState, environment: string) {
  const serving = servingIn(prompt, environment);
  return {
    observed: observedJson(ownMember(prompt.observed ?? {}, environment)),
    trips: serving?.trips ?? [],
    experiment: experimentJson(serving?.experiment),
    drift: driftJson(serving?.drift),
  };
}

function observedJson(observed: ObservedState | undefined) {
  if (observed === undefined) return null;
  const { through, observations } = observed;
  const all = windowsOf(observed);
  const from = firstDay(through);
  return {
    ...{ through, observations, metrics: means(all) },
    window: { days: DAYS, from, metrics: means(all.filter(({ day }) => day >= from)) },
  };
}

function windowsOf({ windows }: ObservedState): Window[] {
  return windowsIn(windows, { prompt: '', environment: '' });
}

/** The first of the days up to and with that of the newest observation. */
function firstDay(through: string): string {
  const newest = Date.parse(through.slice(0, 10));
  return new Date(newest - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
}

function experimentJson(experiment: ExperimentState | undefined) {
  if (experiment === undefined) return null;
  const { metric, control, size, startedAt, end } = experiment;
  return {
    metric,
    control,
    size,
    startedAt,
    state: end?.state ?? ('running' as const),
    endedAt: end?.at ?? null,
  };
}

type DriftShown = Pick<KnownDrift, 'at' | 'version' | 'verdict' | 'cause' | 'because'> & {
  overall: Pick<KnownDrift['overall'], 'cases' | 'before' | 'now' | 'change'>;
  accepted?: Pick<KnownAcceptance, 'at' | 'by' | 'reason'>;
};

/** The last drift of each version. */
export function driftJson(drift: DriftState | undefined): DriftShown[] {
  return Object.entries(drift?.latest ?? {}).map(([version, { at, verdict, cause, because, overall }]) => {
    const { cases, before, now, change } = overall;
    const shown = { version, at, verdict, cause, because, overall: { cases, before, now, change } };
    const accepted =
      drift && isAccepted(drift, version) ? ownMember(drift.accepted ?? {}, version) : undefined;
    if (!accepted) return shown;
    return { ...shown, accepted: { at: accepted.at, by: accepted.by, reason: accepted.reason } };
  });
}

/**
 * The same for people: empty lines between tables, and none where nothing is known.
 * @param bySegment whether windows are shown for each segment, or over all of them
 */
export function productionLines(
  { state, names }: { state: RegistryState; names: readonly string[] },
  { environment, bySegment, width }: { environment: string; bySegment: boolean; width: number },
): string[] {
  const known = names.flatMap((name) => {
    const prompt = ownMember(state.prompts, name);
    return prompt ? [{ name, prompt, serving: servingIn(prompt, environment) }] : [];
  });
  const rowsOf = (read: (each: (typeof known)[number]) => string[][]) => known.flatMap(read);
  const tables = [
    {
      heading: [
        ...[`last ${DAYS} days of`, 'version', ...(bySegment ? ['segment'] : [])],
        ...['metric', 'n', 'mean', 'units', 'through'],
      ],
      rows: rowsOf(({ name, prompt }) =>
        windowRows(name, ownMember(prompt.observed ?? {}, environment), bySegment),
      ),
    },
    {
      heading: ['guard tripped of', ...TRIP_HEADING],
      rows: rowsOf(({ name, serving }) => (serving?.trips ?? []).map((trip) => [name, ...tripRow(trip)])),
    },
    {
      heading: ['held', 'version', 'until', 'why'],
      rows: rowsOf(({ name, serving }) => heldRows(name, serving)),
    },
    {
      heading: ['experiment of', 'metric', 'control', 'units a version', 'since', 'state'],
      rows: rowsOf(({ name, serving }) => experimentRows(name, serving?.experiment)),
    },
    {
      heading: ['drift of', ...DRIFT_HEADING],
      rows: rowsOf(({ name, serving }) => driftJson(serving?.drift).map((each) => [name, ...driftRow(each)])),
    },
  ];
  return tables.flatMap(({ heading, rows }) =>
    rows.length === 0 ? [] : ['', ...textTable([heading, ...rows], width)],
  );
}

function windowRows(name: string, observed: ObservedState | undefined, bySegment: boolean): string[][] {
  if (observed === undefined) return [];
  const from = firstDay(observed.through);
  const windows = windowsOf(observed).filter(({ day }) => day >= from);
  const shown: Mean[] = means(bySegment ? windows : windows.map((window) => ({ ...window, segment: '*' })));
  return shown.map(({ version, segment, metric, n, mean, units }) => [
    ...[name, version, ...(bySegment ? [segmentName(segment)] : []), metric],
    ...[formatCount(n), String(Number(mean.toPrecision(4))), formatCount(units), timeText(observed.through)],
  ]);
}

const DID: Record<Trip['action'], string> = {
  rollback: 'took it back',
  hold: 'held it',
  alert: 'told it',
};

/** A trip, under `TRIP_HEADING`. */
export function tripRow({ version, segment, metric, at, action, released }: Trip): string[] {
  const isReleased = released === null ? 'no' : timeText(released);
  return [version, segmentName(segment), metric, timeText(at), DID[action], isReleased];
}

function heldRows(name: string, serving: ServingState | undefined): string[][] {
  return (serving?.held ?? []).map(({ version, until, reason }) => [
    ...[name, version ?? 'all', until === null ? 'it is released' : timeText(until), reason],
  ]);
}

function experimentRows(name: string, experiment: ExperimentState | undefined): string[][] {
  if (experiment === undefined) return [];
  const { metric, control, size, startedAt, end } = experiment;
  const how = end === null ? 'running' : `${end.state} ${timeText(end.at)}`;
  return [[name, metric, control, formatCount(size), timeText(startedAt), how]];
}

/** A drift, under `DRIFT_HEADING`: pass rates then and now, and their difference in points. */
export function driftRow({ version, at, verdict, cause, overall, accepted }: DriftShown): string[] {
  const { before, now, change, cases } = overall;
  const rate = (value: number | null) => (value === null ? '—' : formatRate(value));
  return [
    ...[
      version,
      timeText(at),
      accepted ? `${verdict}, accepted` : verdict,
      cause ?? '—',
      rate(before),
      rate(now),
    ],
    ...[change === null ? '—' : formatPoints(change), formatCount(cases)],
  ];
}

/** `2026-11-29 15:00 UTC`. */
export function timeText(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Who changed what serves last. A guard that takes a version back writes its trip directly before. */
export function actorText(
  { served, trips = [] }: Pick<ServingState, 'served' | 'trips'> = { served: [] },
): string {
  const [before, now] = [served.at(-2), served.at(-1)];
  if (!now) return '';
  const { actor, type } = now.event;
  const isGuard = trips.some(
    ({ action, at }) => action === 'rollback' && at < now.at && at > (before?.at ?? ''),
  );
  const name = `${actor.name}${actor.source === 'terminal' ? ' (stated)' : ''}`;
  return type === 'rolled-back' && isGuard ? `a guard, run by ${name}` : name;
}
