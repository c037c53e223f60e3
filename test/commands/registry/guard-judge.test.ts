import { expect, test } from 'vitest';
import { judge, pausedHolds } from '../../../src/commands/registry/guard/judge.ts';
import type { Portfolio } from '../../../src/domain/portfolio.ts';
import type { Allocated } from '../../../src/domain/registry.ts';
import type { Trip } from '../../../src/domain/tripped.ts';
import { standingGuards } from '../../../src/experiment/standing.ts';
import type { WatchedReading } from '../../../src/experiment/watched.ts';
import { portfolioOf } from '../../kit/portfolios.ts';
import { type Branch, digestFor, EMPTY, promote, register, timeOf, write } from '../../kit/registry-log.ts';

/** 1.0.0 is safe, and 1.1.0 and 1.2.0 have a tenth each in both segments. */
function threeVersions(): Branch {
  const share = (version: string, from: number, to: number) => ({
    version,
    digest: digestFor('support', version),
    slots: [[from, to] as [number, number]],
  });
  const shares = [share('1.0.0', 0, 8000), share('1.1.0', 8000, 9000), share('1.2.0', 9000, 10_000)];
  const all = write(EMPTY, 0, [register('1.0.0'), register('1.1.0'), register('1.2.0'), promote('1.0.0', 1)]);
  const allocated: Allocated = {
    type: 'allocated',
    ...{ environment: 'production', prompt: 'support', serial: 2, safe: '1.0.0', by: 'merge', because: [] },
    allocation: { '*': shares, enterprise: shares },
    ...{ policy: { commit: 'c'.repeat(40), path: 'p.yml' }, portfolio: 's.yml', weights: 'a'.repeat(64) },
  };
  return write(all, 1, [{ fact: allocated }]);
}

const HOUR = 60;
const guards = (action: Portfolio['guards'][number]['action']) =>
  portfolioOf().guards.map((guard) => ({ ...guard, action }));

function guardsOf({ state }: Branch, action: Portfolio['guards'][number]['action'] = 'rollback') {
  const portfolio = portfolioOf({ safe: '1.0.0', guards: guards(action) });
  const serving = state.prompts.support?.environments.production;
  const metrics = [{ name: 'resolved', kind: 'binary', better: 'higher' } as const];
  return standingGuards(portfolio, serving, { metrics, now: timeOf(2).getTime() }).guards;
}

const reading = (kind: WatchedReading['kind'], because: WatchedReading['because'] = null): WatchedReading => {
  const arm = { answers: 0, mean: null };
  const figures = { evidence: 1, limit: 100, pairs: 0, version: arm, control: arm, badAnswers: 0 };
  return {
    ...{ kind, because, trend: { version: [], control: [] } },
    figures: { ...figures, latest: { version: arm, control: arm } },
  };
};

const tripped = (branch: Branch, versions: readonly string[]) =>
  guardsOf(branch).map((guard) => ({
    guard,
    reading: reading(versions.includes(guard.version) ? 'tripped' : 'watching'),
  }));

const actionsOf = (outcomes: ReturnType<typeof judge>) =>
  outcomes.flatMap(({ guard, action, isKnown }) =>
    action === null ? [] : [`${guard.version} ${guard.segment} ${action}${isKnown ? ' known' : ''}`],
  );

test('of all that trips at once, one acts, and the others are told', () => {
  const branch = threeVersions();
  const actions = actionsOf(judge(branch.state, tripped(branch, ['1.1.0', '1.2.0'])));
  expect(actions).toHaveLength(4);
  expect(actions.filter((action) => action.endsWith('rollback'))).toEqual(['1.1.0 * rollback']);
});

test('until a person releases what a guard did, one rollback may follow a hold, and nothing a rollback', () => {
  const branch = threeVersions();
  const trip: Trip = {
    ...{ version: '1.1.0', segment: '*', metric: 'resolved', action: 'hold', released: null },
    at: timeOf(5).toISOString(),
  };
  const withTrip = (changes: Partial<Trip>) => {
    const state = structuredClone(branch.state);
    const serving = state.prompts.support?.environments.production;
    if (serving) serving.trips = [{ ...trip, ...changes }];
    return actionsOf(judge(state, tripped(branch, ['1.1.0', '1.2.0'])));
  };
  const others = ['1.2.0 * alert', '1.1.0 enterprise alert', '1.2.0 enterprise alert'];
  expect(withTrip({})).toEqual(['1.1.0 * rollback', ...others]);
  // Another guard only told, since one had held already.
  expect(withTrip({ action: 'alert' })).toContain('1.1.0 * rollback');
  expect(withTrip({ action: 'rollback' })).toEqual([
    ...['1.1.0 * alert known', '1.2.0 * alert', '1.1.0 enterprise alert', '1.2.0 enterprise alert'],
  ]);
  expect(withTrip({ released: timeOf(6).toISOString() })).toContain('1.1.0 * rollback');
  // A trip of a time before the version serves as it does now is another matter.
  expect(withTrip({ action: 'alert', at: timeOf(0).toISOString() })).toContain('1.1.0 * rollback');
});

test('where there is nothing to go back to, a hold is all that is wanted', () => {
  const branch = threeVersions();
  const held = write(
    branch,
    2,
    ['1.0.0', '1.2.0'].map((version) => ({
      fact: { type: 'held', environment: 'production', prompt: 'support', version, until: null } as const,
      reason: 'an incident',
    })),
  );
  const state = structuredClone(held.state);
  const serving = state.prompts.support?.environments.production;
  const trip = { version: '1.1.0', segment: '*', metric: 'resolved', action: 'hold' } as const;
  if (serving) serving.trips = [{ ...trip, at: timeOf(5).toISOString(), released: null }];
  const only = tripped(branch, ['1.1.0']).filter(({ guard }) => guard.segment === '*');
  expect(actionsOf(judge(state, only))).toEqual(['1.1.0 * alert known']);
});

test('a version of which nothing is heard may not rise for a day; one that is held already stays as it is', () => {
  const branch = threeVersions();
  const silent = guardsOf(branch).map((guard) => ({ guard, reading: reading('paused', 'silence') }));
  const holdsAt = (minute: number, state = branch.state) =>
    pausedHolds(state, judge(state, silent), timeOf(minute).getTime());
  // It may just not have been asked yet.
  expect(holdsAt(HOUR / 2)).toEqual([]);
  const holds = holdsAt(2 * HOUR);
  expect(holds.map(({ version, until }) => [version, until])).toEqual([
    ['1.1.0', timeOf(26 * HOUR).toISOString()],
    ['1.2.0', timeOf(26 * HOUR).toISOString()],
  ]);
  expect(holds[0]?.reason).toBe('Guard paused, resolved for all others: nothing was reported for an hour');
  const held = write(
    branch,
    2 * HOUR,
    holds.map(({ reason, ...hold }) => ({ fact: { type: 'held', ...hold }, reason })),
  );
  expect(holdsAt(3 * HOUR, held.state)).toEqual([]);
  expect(holdsAt(27 * HOUR, held.state)).toHaveLength(2);
  const only = guardsOf(branch, 'alert').map((guard) => ({ guard, reading: reading('paused', 'silence') }));
  expect(pausedHolds(branch.state, judge(branch.state, only), timeOf(2 * HOUR).getTime())).toEqual([]);
});
