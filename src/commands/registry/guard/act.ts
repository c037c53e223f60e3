import { GateFailure, mistakesIn } from '../../../base/errors.ts';
import type { Held } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { guardThatActed, servingOf } from '../../../registry/trips.ts';
import { NOT_PUBLISHED, type PublishReport } from '../publish/publish.ts';
import { type RollbackOutcome, rollback } from '../rollback/rollback.ts';
import { writeEvents } from '../writing.ts';
import type { Ground } from './ground.ts';
import { pausedHolds, trippedFact } from './judge.ts';
import type { GuardHold, GuardOutcome, GuardReport, GuardRequest } from './outcome.ts';
import { tripReason } from './words.ts';

export type Acted = Pick<GuardReport, 'rollbacks' | 'held' | 'publication' | 'failures' | 'trips'>;

type Trip = { fact: Tripped; reason: string };

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
  for (const trips of byPrompt(outcomes)) {
    const acting = trips.find(({ fact }) => fact.action === 'rollback');
    const outcome = acting && (await takeBack(acting, trips, request).catch(failure));
    if (typeof outcome === 'string') failures.push(outcome);
    else if (outcome) rollbacks.push(outcome);
    const isDone = typeof outcome === 'object' && outcome.kind === 'rolled-back';
    if (!isDone) rest.push(...trips.map((trip) => (trip === acting ? heldInstead(trip) : trip)));
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

/** Trips that nobody knows of yet, those of one prompt in one environment together. */
function byPrompt(outcomes: readonly GuardOutcome[]): Trip[][] {
  const groups = new Map<string, Trip[]>();
  for (const outcome of outcomes) {
    const { guard, reading, action, isKnown } = outcome;
    if (action === null || isKnown) continue;
    const key = `${guard.environment} ${guard.prompt}`;
    const trip = { fact: trippedFact(outcome), reason: tripReason(guard, reading) };
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

/** Where nothing can be gone back to, at least no exposure rises. */
function heldInstead({ fact, reason }: Trip): Trip {
  return { fact: { ...fact, action: 'hold' }, reason };
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
      const known = trips.filter(({ fact }) => serves(state, fact)).map((trip) => lessened(state, trip));
      const holds = [
        ...known.flatMap(({ fact, reason }) =>
          fact.action === 'hold' ? [{ ...placeOf(fact), until: null, reason }] : [],
        ),
        ...pauses.filter((pause) => serves(state, pause)),
      ];
      const entries = [
        ...known,
        ...holds.map(({ reason, ...hold }) => ({ fact: { type: 'held', ...hold } satisfies Held, reason })),
      ];
      const names = [...new Set(entries.map(({ fact }) => `${fact.prompt} ${fact.version}`))];
      const finding = { facts: known.map(({ fact }) => fact), held: holds };
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

/** A refusal or a remote that does not answer; anything else is a mistake of ours. */
function failure(problem: unknown): string {
  if (problem instanceof GateFailure) return problem.message;
  return mistakesIn(problem)
    .map(({ message }) => message)
    .join(' ');
}
