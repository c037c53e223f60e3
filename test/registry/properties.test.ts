import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/registry/append.ts';
import { servedBy, stateAt } from '../../src/registry/at.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { coversAllSlots } from '../../src/registry/exposure.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { readIndex } from '../../src/registry/index-files.ts';
import { allocate } from '../../src/registry/slots.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  evaluate,
  everybody,
  promote,
  register,
  rollBack,
  write,
} from '../kit/registry-log.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const versions = ['1.0.0', '1.1.0', '1.2.0', '1.10.0'];
const version = fc.constantFrom(...versions);
const place = { environment: 'production', prompt: 'support' };

const started = write(EMPTY, 0, [
  register('1.0.0'),
  promote('1.0.0', 1),
  register('1.1.0'),
  register('1.2.0'),
]);

/** Something that somebody may try; whether it is allowed depends on what was before. */
const attempt = fc.oneof(
  version.map((one) => (): Entry => register(one)),
  fc.tuple(version, fc.stringMatching(/^[0-9a-f]{4}$/)).map(
    ([one, id]) =>
      () =>
        evaluate(one, id),
  ),
  fc.tuple(version, fc.integer({ min: 1, max: 10_000 })).map(([one, slots]) => canary(one, slots)),
  fc.tuple(version, version).map(
    ([from, to]) =>
      (branch: Branch) =>
        rollBack(from, to, nextOf(branch)),
  ),
  fc.tuple(version, fc.boolean()).map(([one, all]) => (): Entry => {
    return { reason: 'wait', fact: { type: 'held', ...place, version: all ? null : one, until: null } };
  }),
  version.map((one) => (): Entry => ({ fact: { type: 'released', ...place, version: one } })),
  version.map((one) => (): Entry => ({ fact: { type: 'archived', prompt: 'support', version: one } })),
  fc.constant((branch: Branch): Entry => ({ fact: { type: 'withdrawn', ...place, serial: nextOf(branch) } })),
  fc
    .tuple(fc.subarray(versions, { maxLength: 1 }), fc.constantFrom(null, 'main', 'trunk'))
    .map(([on, branch]) => (): Entry => {
      const prompts = Object.fromEntries(on.map((one) => ['support', one]));
      const main = branch && { repository: 'https://github.com/acme/support', branch };
      return { fact: { type: 'recorded', commit: 'd'.repeat(40), prompts, ...(main && { main }) } };
    }),
);

/** Writers with clocks that do not agree. */
const history = fc.array(fc.tuple(attempt, fc.nat({ max: 30 })), { minLength: 1, maxLength: 40 });

test('whatever is allowed to happen verifies, is the same from log and index, and at every time', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (attempts) => {
      const states: Branch[] = [];
      let branch = started;
      for (const [entryOf, minute] of attempts) {
        const next = tried(branch, minute, entryOf(branch));
        if (!next) continue;
        branch = next;
        states.push(next);
      }
      fc.pre(states.length > 0);
      const events = orderedEvents(
        Object.entries(branch.files).flatMap(([path, text]) => eventFile(path, text)),
      );
      expect((await verifyRegistry({ files: branch.files, signing: null })).problems).toEqual([]);
      expect(await readIndex(snapshotOf(branch.files))).toEqual(branch.state);
      for (const { state } of states) {
        expect(foldEvents(events.slice(0, state.last?.count))).toEqual(state);
        expect(stateAt(events, new Date(state.last?.at ?? 0))).toEqual(state);
        const serving = state.prompts.support?.environments.production?.served.at(-1);
        if (!serving) continue;
        expect(Object.values(serving.allocation).every(coversAllSlots)).toBe(true);
        const { chosen } = servedBy(state, place, { unit: 'ada@acme.dev' });
        expect(chosen === null).toBe(serving.event.type === 'withdrawn');
      }
    }),
    { numRuns: 60 },
  );
});

/** Undefined where it is not allowed. */
function tried(branch: Branch, minute: number, entry: Entry): Branch | undefined {
  try {
    return write(branch, minute, [entry]);
  } catch (error) {
    expect(String(error)).toContain('an event that is not allowed');
    return undefined;
  }
}

function canary(one: string, slots: number) {
  return (branch: Branch): Entry => {
    const before = branch.state.prompts.support?.environments.production?.served.at(-1)?.allocation['*'];
    const [largest] = before ?? [];
    const rest = largest && largest.version !== one ? [{ ...largest, slots: 10_000 - slots }] : [];
    const weights = [
      ...rest,
      { version: one, digest: digestFor('support', one), slots: rest.length ? slots : 10_000 },
    ];
    const allocation = { '*': before ? allocate(before, weights) : everybody(one) };
    return promote(one, nextOf(branch), { allocation });
  };
}

function nextOf({ state }: Branch): number {
  return (state.serials.production ?? 0) + 1;
}

function eventFile(path: string, text: string) {
  return path.startsWith('events/') ? [{ path, text }] : [];
}
