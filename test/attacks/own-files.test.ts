import { execFile } from 'node:child_process';
import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeReport } from '../../src/report/write-file.ts';
import { encodeEntry } from '../../src/run/entry.ts';
import { openStore } from '../../src/run/store.ts';

const KEY = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const ANSWER = {
  text: 'yes',
  toolCalls: [],
  finishReason: 'stop',
  usage: { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 },
  latencyMs: 1,
  model: 'm',
};
const TEXT = 'a file of the user\n';

let folder = '';
/** Where answers are kept in somebody's clone. */
let store = '';
/** A file outside of it. */
let mine = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-files-'));
  store = join(folder, 'clone', '.git', 'prompt-eval-gate');
  mine = join(folder, 'mine.txt');
  await mkdir(store, { recursive: true });
  await writeFile(mine, TEXT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fifo = (path: string) => promisify(execFile)('mkfifo', [path]);

/** Opens the store, takes an answer, puts one, and tidies, as a run does. */
async function run(): Promise<void> {
  const opened = await openStore(store, { notesUse: true, tidies: true });
  opened.get(KEY);
  opened.put(OTHER, ANSWER);
  await opened.close();
}

describe('in the folder of answers, only regular files of our own are touched', () => {
  const HINDRANCES: [string, (path: string) => Promise<unknown>][] = [
    ['a symbolic link to a file of the user', (path) => symlink(mine, path)],
    ['a second name of a file of the user', (path) => link(mine, path)],
    ['a link that leads nowhere', (path) => symlink(join(folder, 'new.txt'), path)],
    ['a pipe', fifo],
    ['a folder', (path) => mkdir(path)],
  ];

  test.each(HINDRANCES)('%s as the mark of the last tidying', async (_, make) => {
    await make(join(store, 'tidied'));
    await run();
    expect(await readFile(mine, 'utf8')).toBe(TEXT);
    expect(await readdir(folder)).toEqual(['clone', 'mine.txt']);
  });

  test.each(HINDRANCES)('%s as a file of answers', async (_, make) => {
    await writeFile(mine, encodeEntry(KEY, ANSWER));
    const long = new Date('2001-01-01');
    await utimes(mine, long, long);
    await make(join(store, '20250101.jsonl'));
    const opened = await openStore(store);
    expect(opened.has(KEY)).toBe(false);
    await opened.close();
    await run();
    expect((await lstat(mine)).mtime).toEqual(long);
    expect(await readFile(mine, 'utf8')).toBe(encodeEntry(KEY, ANSWER));
  });

  test('a folder of answers that is a link to a folder of the user is refused', async () => {
    await mkdir(join(folder, 'private'));
    await writeFile(join(folder, 'private', 'log.jsonl'), TEXT);
    await rm(store, { recursive: true });
    await symlink(join(folder, 'private'), store);
    await expect(openStore(store)).rejects.toThrow(
      'kept in a folder of their own, and this is a symbolic link',
    );
    expect(await readdir(join(folder, 'private'))).toEqual(['log.jsonl']);
  });

  test('a line without end is passed over, and the answers beside it are found', async () => {
    const huge = `{"key":"${'c'.repeat(64)}","answer":${'['.repeat(70 * 1024 * 1024)}}`;
    const text = `${encodeEntry(KEY, ANSWER)}${huge}\n${encodeEntry(OTHER, ANSWER)}`;
    await writeFile(join(store, '20250101.jsonl'), text);
    const opened = await openStore(store);
    expect([opened.size(), opened.get(KEY), opened.get(OTHER)]).toEqual([2, ANSWER, ANSWER]);
    await opened.close();
  });

  test.each([
    ['outputTokens', { usage: { ...ANSWER.usage, outputTokens: 1e308 } }],
    ['inputTokens', { usage: { ...ANSWER.usage, inputTokens: 2e9 } }],
    ['latencyMs', { latencyMs: 1e300 }],
    ['answeredAt', { answeredAt: 1e300 }],
  ])('an answer with a count beyond reason (%s) is none', async (_, part) => {
    await writeFile(join(store, '20250101.jsonl'), encodeEntry(KEY, { ...ANSWER, ...part }));
    const opened = await openStore(store);
    expect(opened.get(KEY)).toBeUndefined();
    await opened.close();
  });

  test('two runs at once leave both answers', async () => {
    const [one, other] = [await openStore(store, { tidies: true }), await openStore(store, { tidies: true })];
    one.put(KEY, ANSWER);
    other.put(OTHER, ANSWER);
    await Promise.all([one.close(), other.close()]);
    const after = await openStore(store);
    expect([after.get(KEY), after.get(OTHER)]).toEqual([ANSWER, ANSWER]);
    await after.close();
  });
});

describe('a report is written to a regular file, or where nothing is', () => {
  const at = (name: string) => join(folder, 'clone', name);

  test('it replaces a file as a whole, and leaves nothing else', async () => {
    await writeReport(at('out/report.html'), 'one');
    await writeReport(at('out/report.html'), 'two');
    expect(await readFile(at('out/report.html'), 'utf8')).toBe('two');
    expect(await readdir(at('out'))).toEqual(['report.html']);
  });

  test('not through a symbolic link', async () => {
    await symlink(mine, at('report.html'));
    await expect(writeReport(at('report.html'), 'x')).rejects.toThrow('it is a symbolic link');
    expect(await readFile(mine, 'utf8')).toBe(TEXT);
  });

  test('not into a second name of another file', async () => {
    await link(mine, at('report.html'));
    await writeReport(at('report.html'), 'x');
    expect(await readFile(mine, 'utf8')).toBe(TEXT);
  });

  test('not into a pipe or a folder', async () => {
    await fifo(at('pipe'));
    await expect(writeReport(at('pipe'), 'x')).rejects.toThrow('it is no regular file');
    await expect(writeReport(folder, 'x')).rejects.toThrow('it is no regular file');
  });

  test('not through a folder that the repository links elsewhere', async () => {
    const { relative } = await import('node:path');
    await symlink(folder, at('out'));
    const path = relative(process.cwd(), at('out/report.html'));
    await expect(writeReport(path, 'x')).rejects.toThrow('is a symbolic link');
    expect(await readdir(folder)).toEqual(['clone', 'mine.txt']);
  });

  test('standard output is written as it is', async () => {
    await writeReport('/dev/null', 'x');
    expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});
