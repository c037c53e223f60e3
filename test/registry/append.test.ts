import { expect, test } from 'vitest';
import { orderedEvents } from '../../src/registry/chain.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { readIndex } from '../../src/registry/index-files.ts';
import {
  type Branch,
  bundleSaying,
  EMPTY,
  evaluate,
  eventFiles,
  promote,
  register,
  rollBack,
  write,
} from '../kit/registry-log.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const week = [
  [register('1.0.0'), register('1.0.0', 'state'), promote('1.0.0', 1)],
  [register('1.9.0'), evaluate('1.9.0', 'first')],
  [promote('1.9.0', 2), register('1.10.0'), promote('1.10.0', 3)],
  [rollBack('1.10.0', '1.9.0', 4)],
].reduce((branch, entries, index) => write(branch, index, entries), EMPTY);

test('a write has every file, each in canonical JSON where it belongs', () => {
  const names = Object.keys(week.files).map((path) =>
    path.replace(/-[0-9a-f]{16}\.json$|[0-9a-f]{64}/, '<id>'),
  );
  expect(names.sort()).toEqual([
    'environments/production/pointer.json',
    'events/2026/11/24/20261124T100000000Z<id>',
    'events/2026/11/24/20261124T100000001Z<id>',
    'events/2026/11/24/20261124T100000002Z<id>',
    'events/2026/11/24/20261124T100100000Z<id>',
    'events/2026/11/24/20261124T100100001Z<id>',
    'events/2026/11/24/20261124T100200000Z<id>',
    'events/2026/11/24/20261124T100200001Z<id>',
    'events/2026/11/24/20261124T100200002Z<id>',
    'events/2026/11/24/20261124T100300000Z<id>',
    'evidence/<id>/first.json',
    'index/prompts/state.json',
    'index/prompts/support.json',
    'index/state.json',
    'prompts/state/1.0.0.json',
    'prompts/support/1.0.0.json',
    'prompts/support/1.10.0.json',
    'prompts/support/1.9.0.json',
    'registry.json',
  ]);
  const version = JSON.parse(week.files['prompts/support/1.9.0.json'] ?? '');
  expect(version).toMatchObject({
    version: '1.9.0',
    bundle: bundleSaying('support 1.9.0'),
    source: { pullRequest: 12 },
  });
});

test('the state of a write is the fold of the log', () => {
  expect(foldEvents(orderedEvents(eventFiles(week)))).toEqual(week.state);
});

test('a writer whose clock is behind writes one millisecond later, and its own clock beside it', () => {
  const late = write(EMPTY, 60, [register('1.0.0')]);
  const behind = write(late, 0, [promote('1.0.0', 1), register('1.1.0')]);
  expect(timesOf(behind)).toEqual([
    ['2026-11-24T11:00:00.000Z', undefined],
    ['2026-11-24T11:00:00.001Z', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T11:00:00.002Z', '2026-11-24T10:00:00.000Z'],
  ]);
});

test('a reason of several lines, and evidence that is not what its event names, are not written', () => {
  expect(() => write(week, 9, [{ ...register('2.0.0'), reason: 'one\ntwo' }])).toThrow(/one line/);
  const entry = evaluate('1.0.0', 'second');
  const forged = 'evidence' in entry ? { ...entry, evidence: { ...entry.evidence, trials: 2 } } : entry;
  expect(() => write(week, 9, [forged])).toThrow('evidence second is not what its event names');
});

test('the index holds the whole state, with versions in the order of their registration', async () => {
  const state = await readIndex(snapshotOf(week.files));
  expect(state).toEqual(week.state);
  expect(Object.keys(state?.prompts.support?.versions ?? {})).toEqual(['1.0.0', '1.9.0', '1.10.0']);
});

test('a write leaves the index of prompts that it does not change as it is', () => {
  const { files } = write({ state: week.state, files: {} }, 9, [register('2.0.0')]);
  expect(Object.keys(files)).not.toContain('index/prompts/state.json');
});

test.each<[string, (files: Branch['files']) => Branch['files']]>([
  ['the log has one event more', (files) => ({ ...files, ...newestOf(write(week, 9, [register('2.0.0')])) })],
  [
    'the last event was edited',
    (files) => ({ ...files, ...newestOf(week, (text) => text.replace('French', 'Dutch')) }),
  ],
  ['a file of it is missing', ({ 'index/prompts/support.json': _, ...files }) => files],
  [
    'a file of it was edited',
    (files) => edited(files, 'index/prompts/support.json', (text) => text.replace('"1.9.0"', '"1.9.1"')),
  ],
  [
    'its format is newer',
    (files) => edited(files, 'index/state.json', (text) => text.replace('"format":1', '"format":2')),
  ],
  ['it is broken', (files) => edited(files, 'index/state.json', (text) => text.slice(1))],
])('the index is not used when %s', async (_, change) => {
  expect(await readIndex(snapshotOf(change(week.files)))).toBeNull();
});

function edited(files: Branch['files'], path: string, edit: (text: string) => string): Branch['files'] {
  return { ...files, [path]: edit(files[path] ?? '') };
}

function newestOf(branch: Branch, edit = (text: string) => text): Branch['files'] {
  const last = eventFiles(branch)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .at(-1);
  return last ? { [last.path]: edit(last.text) } : {};
}

function timesOf(branch: Branch): [string, string | undefined][] {
  return orderedEvents(eventFiles(branch)).map(({ event }) => [event.at, event.clock]);
}
