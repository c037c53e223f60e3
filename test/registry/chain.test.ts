import { expect, test } from 'vitest';
import { orderedEvents, readChain } from '../../src/registry/chain.ts';
import type { StoredFile } from '../../src/registry/files.ts';
import { EMPTY, eventFiles, promote, register, rollBack, write } from '../kit/registry-log.ts';

const log = eventFiles(
  [
    [register('1.0.0')],
    [promote('1.0.0', 1)],
    [register('1.1.0'), promote('1.1.0', 2)],
    [rollBack('1.1.0', '1.0.0', 3)],
  ].reduce((branch, entries, index) => write(branch, index, entries), EMPTY),
);

test('the order is the chain of predecessors, not that of the files', () => {
  const shuffled = [3, 0, 4, 1, 2].flatMap((index) => log[index] ?? []);
  const { events, problems } = readChain(shuffled);
  expect(problems).toEqual([]);
  expect(events.map(({ event }) => event.type)).toEqual([
    'registered',
    'promoted',
    'registered',
    'promoted',
    'rolled-back',
  ]);
});

test('an event that was edited is told from one that was removed, where the index counts them', () => {
  const edited = replaced(log, 1, (text) => text.replace('"serial":1', '"serial":7'));
  expect(problemsOf(edited, 5)).toEqual([
    `${pathOf(1)} was edited: the next event, ${pathOf(2)}, names another content as its predecessor.`,
  ]);
  const removed = log.filter((_, index) => index !== 1);
  expect(problemsOf(removed, 5)).toEqual([`The event before ${pathOf(2)} is missing: it was removed.`]);
  expect(problemsOf(removed)).toEqual([
    `The event before ${pathOf(2)} is missing: it was removed, or ${pathOf(0)}, which stands before it, was edited.`,
  ]);
});

test('a log that lost its beginning is cut off', () => {
  expect(problemsOf(log.slice(2))).toEqual([
    `The log is cut off: the event before ${pathOf(2)}, the first that is left, is missing.`,
  ]);
});

test('two events after one are a fork, and a second first event is a second log', () => {
  const other = eventFiles(write(write(EMPTY, 0, [register('1.0.0')]), 1, [register('1.3.0')]));
  const [start, second] = other;
  if (!start || !second) throw new Error('two events');
  expect(problemsOf([...log, start])[0]).toMatch(/begins a second log\.$/);
  const beside = { ...second, text: second.text.replace(previousOf(second), previousOf(log[1])) };
  expect(problemsOf([...log, beside]).join()).toContain(`the log is forked after ${pathOf(0)}.`);
});

test('an event under another name, and a time that does not rise, are found', () => {
  const moved = log.map((file, index) =>
    index === 4 ? { ...file, path: file.path.replace('/24/', '/25/') } : file,
  );
  expect(problemsOf(moved).join()).toContain('is not where its event belongs');
  const last = log[4];
  if (!last) throw new Error('five events');
  const earlier = {
    path: last.path.replace('T1003', 'T0903'),
    text: last.text.replace('T10:03', 'T09:03'),
  };
  expect(problemsOf([...log.slice(0, 4), earlier])).toEqual([
    `${earlier.path} is not later than ${pathOf(3)}, which stands before it: the log was reordered.`,
  ]);
});

test('copies of events are reported once each, however many there are', () => {
  const copies = log.flatMap((file) =>
    [1, 2, 3].map((number) => ({ ...file, path: file.path.replace('events/', `events/copy${number}/`) })),
  );
  expect(readChain([...log, ...copies]).events).toHaveLength(log.length * 4);
});

test('reading a log that is not sound, or of a later version, is refused with the way on', () => {
  expect(() => orderedEvents(log.slice(1))).toThrow(
    /^The registry's log is not sound: .* `npx github:OWNER\/prompt-eval-gate verify` lists/,
  );
  const later = replaced(log, 4, (text) => text.replace('"format":1', '"format":2'));
  expect(() => orderedEvents(later)).toThrow(
    `${pathOf(4)} has format 2, and this version reads formats up to 1. Update prompt-eval-gate.`,
  );
  const unknown = replaced(log, 4, (text) => text.replace('"type":"rolled-back"', '"type":"paid"'));
  expect(() => orderedEvents(unknown)).toThrow(/type that this version does not know\. Update/);
});

test('a member that this version does not know is no problem, a wrong one is named', () => {
  const more = replaced(log, 4, (text) => text.replace('"format":1', '"format":1,"future":{"a":[1]}'));
  expect(problemsOf(more)).toEqual([]);
  const wrong = replaced(log, 4, (text) => text.replace('[0,10000]', '[0,10001]'));
  expect(problemsOf(wrong)[0]).toContain('is not an event: `allocation["*"][0].slots[0][1]`:');
});

function problemsOf(files: readonly StoredFile[], expected?: number): string[] {
  return readChain(files, expected).problems.map(({ problem }) => problem);
}

function pathOf(index: number): string {
  return log[index]?.path ?? '';
}

function previousOf(file: StoredFile | undefined): string {
  return /"previous":"([0-9a-f]{64})"/.exec(file?.text ?? '')?.[1] ?? '';
}

function replaced(files: readonly StoredFile[], at: number, edit: (text: string) => string): StoredFile[] {
  return files.map((file, index) => (index === at ? { ...file, text: edit(file.text) } : file));
}
