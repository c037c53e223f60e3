import type { Held } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import { servesSince } from '../../../experiment/standing.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { guardThatActed, isAsStrong, servingOf, tripOf } from '../../../registry/trips.ts';
import { NOT_PUBLISHED, type PublishReport } from '../publish/publish.ts';
import { type RollbackOutcome, rollback } from '../rollback/rollback.ts';
import { writeEvents } from '../writing.ts';
import type { Ground } from './ground.ts';
import { pausedHolds, trippedFact } from './judge.ts';
import type { GuardHold, GuardOutcome, GuardReport, GuardRequest } from './outcome.ts';
import { failure } from './settle.ts';
import { tripReason } from './words.ts';

export type Acted = Pick<GuardReport, 'rollbacks' | 'held' | 'publication' | 'failures' | 'trips'>;

/** `since`: what tripped before that is another matter, ms since 1970. */
type Trip = { fact: Tripped; reason: string; since: number };

/**
 * Does what follows from trips and pauses: a rollback is one commit with its trips; whatever else is told or held is one
 * more. What cannot be done is told, and the rest is done.
 */
export async function act(
  outcomes: readonly GuardOutcome[],
  { writing, state }: Ground,
  request: GuardRequest,
): Promise<Acted> {
  const rollbacks: RollbackOutcome[] = [];
  const failures: string[] = [];
  const rest: Trip[] = [];
  const told: GuardReport['trips'] = { written: [], unwritten: [] };
  for (const trips of byPrompt(state, outcomes)) {
    const acting = trips.find(({ fact }) => fact.action === 'rollback');
    const outcome = acting && (await takeBack(acting, trips, request).catch(failure));
    if (typeof outcome === 'string') failures.push(outcome);
    else if (outcome) rollbacks.push(outcome);
    const isDone = typeof outcome === 'object' && outcome.kind === 'rolled-back';
    if (!isDone)
      rest.push(
        ...lacking(
          state,
          trips.map((trip) => (trip === acting ? heldInstead(trip) : trip)),
        ),
      );
    else told[outcome.recorded ? 'written' : 'unwritten'].push(...trips.map(({ fact }) => fact));
  }
  const pauses = pausedHolds(state, outcomes, Date.now());
  const acted = { rollbacks, failures, held: [], publication: NOT_PUBLISHED, trips: told };
  if (rest.length === 0 && pauses.length === 0) return acted;
  try {
    const { facts, ...written } = await tell({ trips: rest, pauses }, writing);
    told[request.dryRun ? 'unwritten' : 'written'].push(...facts);
    return { ...acted, ...written };
  } catch (problem) {
    told.unwritten.push(...rest.map(({ fact }) => fact));
    return { ...acted, failures: [...failures, failure(problem)] };
  }
}

/** Trips of which the registry has not all that they want, those of one prompt in one environment together. */
function byPrompt(state: RegistryState, outcomes: readonly GuardOutcome[]): Trip[][] {
  const groups = new Map<string, Trip[]>();
  for (const outcome of outcomes) {
    const { guard, reading, action, isKnown } = outcome;
    if (action === null || isKnown) continue;
    const key = `${guard.environment} ${guard.prompt}`;
    const since = servesSince(servingOf(state, guard), guard.segment, guard.version);
    const trip = { fact: trippedFact(outcome), reason: tripReason(guard, reading), since };
    groups.set(key, [...(groups.get(key) ?? []), trip]);
  }
  return [...groups.values()];
}

function takeBack(acting: Trip, trips: readonly Trip[], request: GuardRequest): Promise<RollbackOutcome> {
  const { prompt, environment, version } = acting.fact;
  return rollback({
    ...request,
    ...{ prompt, env: environment, version, to: undefined, reason: acting.reason },
    trips: trips.map(({ fact }) => fact),
  });
}

/** Where nothing can be gone back to, or not now, at least no exposure rises. */
function heldInstead(trip: Trip): Trip {
  return { ...trip, fact: { ...trip.fact, action: 'hold' } };
}

/** Of versions that serve: what the registry does not have yet, and what may be done besides what another guard did. */
function lacking(state: RegistryState, trips: readonly Trip[]): Trip[] {
  return trips
    .filter(({ fact }) => serves(state, fact))
    .map((trip) => lessened(state, trip))
    .filter(
      ({ fact, since }) => !isAsStrong(tripOf(servingOf(state, fact), fact, since)?.action, fact.action),
    );
}

/**
 * Writes trips that take nothing back, and holds, as one commit, by the log as it is then. What serves no more is left out:
 * somebody else took it back.
 */
async function tell(
  { trips, pauses }: { trips: readonly Trip[]; pauses: readonly GuardHold[] },
  writing: Ground['writing'],
): Promise<{ facts: Tripped[]; held: GuardHold[]; publication: PublishReport }> {
  const { finding, publication } = await writeEvents<{ facts: Tripped[]; held: GuardHold[] }>(
    writing,
    async ({ state }) => {
      const news = lacking(state, trips);
      const holds = [
        ...news.flatMap(({ fact, reason }) =>
          fact.action === 'hold' ? [{ ...placeOf(fact), until: null, reason }] : [],
        ),
        ...pauses.filter((pause) => serves(state, pause)),
      ];
      const entries = [
        ...news.map(({ fact, reason }) => ({ fact, reason })),
        ...holds.map(({ reason, ...hold }) => ({ fact: { type: 'held', ...hold } satisfies Held, reason })),
      ];
      const names = [...new Set(entries.map(({ fact }) => `${fact.prompt} ${fact.version}`))];
      const finding = { facts: news.map(({ fact }) => fact), held: holds };
      return { entries, message: `Guards of ${names.join(', ')}`, finding };
    },
    { mayLeaveServing: true },
  );
  return { ...finding, publication };
}

/** Another guard may have acted meanwhile. */
function lessened(state: RegistryState, trip: Trip): Trip {
  const acted = guardThatActed(servingOf(state, trip.fact));
  return acted === undefined ? trip : { ...trip, fact: { ...trip.fact, action: 'alert' } };
}

function placeOf({ environment, prompt, version }: Tripped) {
  return { environment, prompt, version };
}

function serves(state: RegistryState, of: { prompt: string; environment: string; version: string }): boolean {
  return servingVersions(servingOf(state, of)?.served.at(-1)?.allocation ?? {}).includes(of.version);
}
