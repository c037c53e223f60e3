import { expect, test } from 'vitest';
import { type Asker, lastEventInFuture, servedBy, shareOfUnit, stateAt } from '../../src/registry/at.ts';
import { orderedEvents } from '../../src/registry/chain.ts';
import { allocate } from '../../src/registry/slots.ts';
import {
  digestFor,
  EMPTY,
  eventFiles,
  everybody,
  promote,
  register,
  rollBack,
  timeOf,
  write,
} from '../kit/registry-log.ts';

const judgement = {
  ...{ verdict: 'pass' as const, against: digestFor('support', '1.0.0'), evidence: null },
  ...{ suite: 'e'.repeat(64), cases: 120, at: '2026-11-24T09:00:00.000Z' },
};
const both = [
  { version: '1.0.0', digest: digestFor('support', '1.0.0'), slots: 9000 },
  { version: '1.1.0', digest: digestFor('support', '1.1.0'), slots: 1000 },
];
const canary = { '*': allocate(everybody('1.0.0'), both), enterprise: everybody('1.0.0') };

const log = orderedEvents(
  eventFiles(
    [
      [register('1.0.0'), promote('1.0.0', 1, { judgement: { ...judgement, against: null } })],
      [register('1.1.0'), promote('1.1.0', 2, { allocation: canary, judgement, reason: 'canary' })],
      [promote('1.1.0', 3, { judgement })],
      [rollBack('1.1.0', '1.0.0', 4)],
    ].reduce((branch, entries, index) => write(branch, index * 10, entries), EMPTY),
  ),
);

function at(minute: number, asker: Asker = {}) {
  return servedBy(stateAt(log, timeOf(minute)), { prompt: 'support', environment: 'production' }, asker);
}

test('what served at a time is what the last event up to it had set', () => {
  expect(at(5)).toMatchObject({ serial: 1, chosen: { version: '1.0.0', weight: 1 } });
  expect(at(25)).toMatchObject({
    serial: 3,
    chosen: { version: '1.1.0', digest: digestFor('support', '1.1.0') },
  });
  expect(at(29.999)).toMatchObject({ serial: 3 });
  expect(at(30)).toMatchObject({
    serial: 4,
    chosen: { version: '1.0.0' },
    event: {
      type: 'rolled-back',
      actor: { name: 'ada' },
      reason: 'it answers in French',
      at: '2026-11-24T10:30:00.000Z',
    },
    judgement: { verdict: 'pass', against: null, cases: 120 },
  });
  expect(at(100_000)).toMatchObject({ serial: 4 });
});

test('where several versions serve, a unit has one of them, and nobody else a single answer', () => {
  expect(at(15)).toMatchObject({
    chosen: null,
    judgement: null,
    served: [
      { segment: '*', version: '1.0.0', weight: 0.9 },
      { segment: '*', version: '1.1.0', weight: 0.1 },
      { segment: 'enterprise', version: '1.0.0', weight: 1 },
    ],
  });
  expect(at(15, { segment: 'enterprise' }).chosen).toMatchObject({ version: '1.0.0', weight: 1 });
  const units = Array.from({ length: 2000 }, (_, index) => `user-${index}`);
  const canaries = units.filter((unit) => shareOfUnit(canary['*'], 'support', unit)?.version === '1.1.0');
  expect(canaries.length).toBeGreaterThan(150);
  expect(canaries.length).toBeLessThan(250);
  const [unit] = canaries;
  expect(at(15, { unit }).chosen).toMatchObject({ version: '1.1.0', weight: 0.1 });
  expect(at(15, { unit, segment: 'enterprise' }).chosen).toMatchObject({ version: '1.0.0' });
  expect(at(15, { unit, segment: 'not listed' }).chosen).toMatchObject({ version: '1.1.0' });
});

test('a time before the first event, an unknown prompt and an unknown environment are mistakes', () => {
  expect(() => stateAt(log, timeOf(-1))).toThrow(
    "2026-11-24T09:59:00.000Z is before the registry's first event, of 2026-11-24T10:00:00.000Z. What served before that is not known.",
  );
  expect(() => stateAt([], timeOf(0))).toThrow('The registry has no events yet.');
  const state = stateAt(log, timeOf(5));
  expect(() => servedBy(state, { prompt: 'suport', environment: 'production' })).toThrow(
    'There was no prompt suport by then. Did you mean "support"? There were support.',
  );
  expect(() => servedBy(state, { prompt: 'constructor', environment: 'production' })).toThrow(
    'no prompt constructor',
  );
  expect(() => servedBy(state, { prompt: 'support', environment: 'prodution' })).toThrow(
    'support had not served in prodution by then. It served in production. Did you mean "production"?',
  );
});

test('a last event that is dated in the future is reported', () => {
  const state = stateAt(log, timeOf(100));
  expect(lastEventInFuture(state, timeOf(29))).toBe('2026-11-24T10:30:00.000Z');
  expect(lastEventInFuture(state, timeOf(31))).toBeNull();
});
