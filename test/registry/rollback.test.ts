import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Allocation, Share } from '../../src/domain/registry.ts';
import type { Entry } from '../../src/registry/append.ts';
import { servingVersions } from '../../src/registry/exposure.ts';
import { planRollback, type RollbackRequest } from '../../src/registry/rollback.ts';
import { allocate } from '../../src/registry/slots.ts';
import { type Branch, digestFor, EMPTY, promote, register, timeOf, write } from '../kit/registry-log.ts';

test('twice in a row goes two back, never forth, and then there is nothing', () => {
  const three = served('1.0.0', '1.1.0', '1.2.0');
  const once = rolledBack(three);
  expect(once.fact).toMatchObject({ from: '1.2.0', to: '1.1.0', serial: 4 });
  const twice = rolledBack(once.branch);
  expect(twice.fact).toMatchObject({ from: '1.1.0', to: '1.0.0', serial: 5 });
  expect(plan(twice.branch)).toEqual({
    kind: 'nothing',
    problem:
      'Nothing that served in production before support 1.0.0 may serve again. 1.1.0 is held; 1.2.0 is held. ' +
      '`rollback support --env production --to VERSION` takes any that is neither held nor archived; `release` ends a hold.',
  });
});

test('releasing what was taken back does not make a rollback go forth', () => {
  const { branch } = rolledBack(served('1.0.0', '1.1.0'));
  const released = write(branch, 60, [lift('1.1.0')]);
  expect(plan(released)).toMatchObject({
    kind: 'nothing',
    problem: expect.stringContaining('1.1.0 was taken back'),
  });
  const again = write(released, 61, [promote('1.1.0', 4)]);
  expect(rolledBack(again).fact).toMatchObject({ from: '1.1.0', to: '1.0.0' });
});

test('a version that main had reverted to is taken back to what it replaced', () => {
  const reverted = write(served('1.0.0', '1.1.0'), 60, [promote('1.0.0', 3)]);
  expect(rolledBack(reverted).fact).toMatchObject({ from: '1.0.0', to: '1.1.0' });
});

test('what is held or archived is passed over', () => {
  const three = served('1.0.0', '1.1.0', '1.2.0');
  const held = write(three, 60, [hold('1.1.0')]);
  expect(rolledBack(held).fact).toMatchObject({ from: '1.2.0', to: '1.0.0' });
  const archived = write(three, 60, [{ fact: { type: 'archived', prompt: 'support', version: '1.1.0' } }]);
  expect(rolledBack(archived).fact).toMatchObject({ to: '1.0.0' });
  const wholePrompt = write(three, 60, [hold(null)]);
  expect(rolledBack(wholePrompt).fact).toMatchObject({ to: '1.1.0' });
});

test('only the slots of the version that is taken back move, in every segment, to what served there before', () => {
  const canary = promoteWith(served('1.0.0', '1.1.0'), '1.2.0', {
    '*': [
      ['1.1.0', 9000],
      ['1.2.0', 1000],
    ],
    enterprise: [
      ['1.1.0', 5000],
      ['1.2.0', 5000],
    ],
  });
  const { fact } = rolledBack(canary);
  expect(fact).toMatchObject({ from: '1.2.0', to: '1.1.0' });
  expect(Object.values(fact.allocation).map(servingIn)).toEqual([['1.1.0'], ['1.1.0']]);
  const older = rolledBack(canary, { bad: '1.1.0' }).fact;
  expect(older.allocation['*']).toEqual([
    { version: '1.2.0', digest: digestFor('support', '1.2.0'), slots: [[9000, 10_000]] },
    { version: '1.0.0', digest: digestFor('support', '1.0.0'), slots: [[0, 9000]] },
  ]);
});

test('the safe version of a portfolio comes first, unless it is the bad one or never served', () => {
  const three = served('1.0.0', '1.1.0', '1.2.0');
  expect(rolledBack(three, { safe: '1.0.0' }).fact.to).toBe('1.0.0');
  expect(rolledBack(three, { safe: '1.2.0' }).fact.to).toBe('1.1.0');
  const registered = write(three, 60, [register('1.3.0')]);
  expect(rolledBack(registered, { safe: '1.3.0' }).fact.to).toBe('1.1.0');
});

test('everything goes to the version that is named, which has to have served there', () => {
  const three = write(served('1.0.0', '1.1.0', '1.2.0'), 60, [register('1.3.0')]);
  expect(rolledBack(three, { to: '1.0.0' }).fact).toMatchObject({ from: '1.2.0', to: '1.0.0' });
  expect(() => plan(three, { to: '1.3.0' })).toThrow(
    'support 1.3.0 never served in production, so nothing can go back to it. It can be one of 1.0.0, 1.1.0, 1.2.0.',
  );
  expect(() => plan(three, { to: '1.0.9' })).toThrow('support has no version 1.0.9. Did you mean "1.0.0"?');
  expect(() => plan(three, { bad: '1.0.0' })).toThrow('support 1.0.0 does not serve in production.');
  expect(() => plan(write(three, 61, [hold('1.0.0')]), { to: '1.0.0' })).toThrow(
    'support 1.0.0 is held in production',
  );
  expect(plan(three, { to: '1.2.0' })).toMatchObject({ kind: 'nothing' });
});

test('a prompt that never served, and one with a single version, say what could be done', () => {
  expect(plan(write(EMPTY, 0, [register('1.0.0')]))).toMatchObject({
    problem: 'support never served in production, so there is nothing to take back.',
  });
  expect(plan(served('1.0.0'))).toMatchObject({
    problem: expect.stringContaining(
      'promote another one (`promote support@VERSION --to production --reason …`)',
    ),
  });
});

const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0'];
const weights = fc.integer({ min: 1, max: 10_000 });

test('rollbacks in a row never bring back a version that one of them took back, and always can be written', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...versions), weights), { maxLength: 8 }), (promotions) => {
      let branch = promotions.reduce(
        (sofar, [version, slots]) => raiseTo(sofar, version, slots),
        served('1.0.0'),
      );
      branch = write(
        branch,
        50,
        versions.slice(1).flatMap((version) => (isKnown(branch, version) ? [] : [register(version)])),
      );
      const gone = new Set<string>();
      for (let next = plan(branch); next.kind === 'fact'; next = plan(branch)) {
        gone.add(next.fact.from);
        branch = write(branch, 60, [{ fact: next.fact, reason: 'worse' }]);
        const serving = Object.values(next.fact.allocation).flatMap(servingIn);
        expect(serving.filter((version) => gone.has(version))).toEqual([]);
      }
      expect(gone.size).toBeLessThan(versions.length);
    }),
    { numRuns: 40 },
  );
});

/** One version gets these slots, and those that serve lose in their order. */
function raiseTo(branch: Branch, version: string, slots: number): Branch {
  const now = branch.state.prompts.support?.environments.production?.served.at(-1)?.allocation['*'] ?? [];
  const own = now.find((share) => share.version === version);
  if (own && own.slots.reduce((sum, [from, to]) => sum + to - from, 0) >= slots) return branch;
  let left = 10_000 - slots;
  const others = now
    .filter((share) => share.version !== version)
    .map((share) => {
      const kept = Math.min(
        left,
        share.slots.reduce((sum, [from, to]) => sum + to - from, 0),
      );
      left -= kept;
      return { version: share.version, digest: share.digest, slots: kept };
    });
  const all = [...others, { version, digest: digestFor('support', version), slots: slots + left }];
  const ready = versions
    .slice(0, versions.indexOf(version) + 1)
    .reduce((sofar, one) => (isKnown(sofar, one) ? sofar : write(sofar, 1, [register(one)])), branch);
  const serial = (ready.state.serials.production ?? 0) + 1;
  return write(ready, 2, [promote(version, serial, { allocation: { '*': allocate(now, all) } })]);
}

function isKnown({ state }: Branch, version: string): boolean {
  return Object.hasOwn(state.prompts.support?.versions ?? {}, version);
}

/** These versions served everybody, one after the other. */
function served(...inTurn: string[]): Branch {
  return inTurn.reduce(
    (branch, version, index) => write(branch, index, [register(version), promote(version, index + 1)]),
    EMPTY,
  );
}

function promoteWith(branch: Branch, version: string, split: Record<string, [string, number][]>): Branch {
  const before = branch.state.prompts.support?.environments.production?.served.at(-1)?.allocation['*'] ?? [];
  const allocation: Allocation = Object.fromEntries(
    Object.entries(split).map(([segment, shares]): [string, Share[]] => [
      segment,
      allocate(
        before,
        shares.map(([one, slots]) => ({ version: one, digest: digestFor('support', one), slots })),
      ),
    ]),
  );
  const serial = (branch.state.serials.production ?? 0) + 1;
  return write(branch, 40, [register(version), promote(version, serial, { allocation })]);
}

function plan({ state }: Branch, more: Partial<RollbackRequest> = {}) {
  const prompt = state.prompts.support;
  if (!prompt) throw new Error('support is registered');
  const serial = (state.serials.production ?? 0) + 1;
  return planRollback({
    name: 'support',
    prompt,
    environment: 'production',
    serial,
    now: timeOf(90),
    ...more,
  });
}

function rolledBack(branch: Branch, more: Partial<RollbackRequest> = {}) {
  const planned = plan(branch, more);
  if (planned.kind === 'nothing') throw new Error(planned.problem);
  return { fact: planned.fact, branch: write(branch, 70, [{ fact: planned.fact, reason: 'worse' }]) };
}

function servingIn(shares: readonly Share[]): string[] {
  return servingVersions({ '*': [...shares] });
}

function hold(version: string | null): Entry {
  return {
    reason: 'asked by legal',
    fact: { type: 'held', environment: 'production', prompt: 'support', version, until: null },
  };
}

function lift(version: string): Entry {
  return { fact: { type: 'released', environment: 'production', prompt: 'support', version } };
}
