import type { Guarded, Tripped } from '../../../domain/tripped.ts';
import type { GuardOutcome, GuardReport } from './outcome.ts';

/** What a run that stays has told, so that it tells only changes. */
export type ToldBefore = {
  /** Whether a guard does otherwise than was told. That it watches is no news at the beginning. */
  isNews(outcome: GuardOutcome): boolean;
  /** Whether it was told that a guard tripped, and that the same was done. */
  isTold(trip: Tripped): boolean;
  /** Forgets what tripped and does no more, or is watched no more. */
  forgetOthers(outcomes: readonly GuardOutcome[]): void;
  /** Notes a report. False: nothing in it is new, neither what was done nor what could not be. */
  note(report: GuardReport): boolean;
};

/** Nothing was told yet. */
export function toldBefore(): ToldBefore {
  const kinds = new Map<string, string>();
  const trips = new Map<string, Tripped['action']>();
  let problems = '';
  const isNews = ({ guard, reading: { kind } }: GuardOutcome): boolean =>
    kind !== 'learning' && kind !== 'waiting' && (kinds.get(guard.key) ?? 'watching') !== kind;
  return {
    isNews,
    isTold: (trip) => trips.get(placeOf(trip)) === trip.action,
    forgetOthers(outcomes) {
      const tripped = outcomes.filter(({ reading }) => reading.kind === 'tripped');
      const places = new Set(tripped.map(({ guard }) => placeOf(guard)));
      for (const place of trips.keys()) if (!places.has(place)) trips.delete(place);
    },
    note(report) {
      const now = problemsOf(report).join('\n');
      const isNew = hasDone(report) || now !== problems || report.guards.some(isNews);
      problems = now;
      for (const { guard, reading } of report.guards) kinds.set(guard.key, reading.kind);
      for (const trip of [...report.trips.written, ...report.trips.unwritten])
        trips.set(placeOf(trip), trip.action);
      return isNew;
    },
  };
}

function hasDone({ trips, rollbacks, held, recorded, publication }: GuardReport): boolean {
  return (
    trips.written.length + trips.unwritten.length + held.length + recorded.length > 0 ||
    rollbacks.some(({ kind }) => kind === 'rolled-back') ||
    publication.published.some(({ outcome }) => outcome === 'published')
  );
}

/** What is not done, as sentences. */
export function problemsOf({ failures, rollbacks, publication }: GuardReport): string[] {
  const publications = [...rollbacks.map((each) => each.publication), publication];
  return [
    ...failures,
    ...rollbacks.flatMap((each) => (each.kind === 'nothing' ? each.problem : (each.failure ?? []))),
    ...publications.flatMap((each) => [
      ...each.failures.map(({ to, problem }) => `${to}: ${problem}`),
      ...(each.placesUnknown === null ? [] : [each.placesUnknown]),
    ]),
  ];
}

function placeOf({ environment, prompt, version, segment, metric }: Guarded): string {
  return JSON.stringify([environment, prompt, version, segment, metric]);
}
