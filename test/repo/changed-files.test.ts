import { describe, expect, test } from 'vitest';
import { changedFiles } from '../../src/repo/changed-files.ts';
import { openRepository } from '../../src/repo/git.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const prompt = Array.from({ length: 20 }, (_, index) => `Instruction ${index} for the assistant.\n`).join('');
const edited = prompt.replace('Instruction 3 ', 'Direction 3 ');

/** What changed, as revisions and as uncommitted edits: both have to say the same. */
async function changeOf(before: Files, after: Files) {
  await using built = await buildRepository(before);
  const base = built.first;
  await built.write(after);
  const repository = await openRepository(built.root);
  const uncommitted = await changedFiles(repository, base, 'worktree');
  const committed = await changedFiles(repository, base, await built.commit());
  expect(uncommitted).toEqual(committed);
  return committed.map(({ status, path, basePath }) => [status, path, basePath]);
}

describe('what changed', () => {
  test('added, modified, deleted, whatever the name', async () => {
    const change = await changeOf(
      { 'a.md': 'a', 'line\nfeed "x".md': 'b', '-c.md': 'c', 'same.md': 'same' },
      { 'a.md': 'A', 'line\nfeed "x".md': 'B', '-c.md': null, 'new ü.md': 'new' },
    );
    expect(change).toEqual([
      ['deleted', '-c.md', '-c.md'],
      ['modified', 'a.md', 'a.md'],
      ['modified', 'line\nfeed "x".md', 'line\nfeed "x".md'],
      ['added', 'new ü.md', undefined],
    ]);
  });

  test('nothing', async () => {
    expect(await changeOf({ 'a.md': 'a' }, {})).toEqual([]);
  });

  test('a file that became a link is modified; a link that became a file is new', async () => {
    const link = { symlink: 'b' };
    expect(await changeOf({ 'a.md': 'a' }, { 'a.md': link })).toEqual([['modified', 'a.md', 'a.md']]);
    expect(await changeOf({ 'a.md': link }, { 'a.md': 'a' })).toEqual([['added', 'a.md', undefined]]);
  });
});

describe('renames', () => {
  test('moved as it was', async () => {
    expect(await changeOf({ 'a.md': prompt }, { 'a.md': null, 'd/b.md': prompt })).toEqual([
      ['renamed', 'd/b.md', 'a.md'],
    ]);
  });

  test('moved and edited, one long line or many short ones', async () => {
    const oneLine = prompt.replaceAll('\n', ' ');
    const change = await changeOf(
      { 'a.md': prompt, 'b.md': `${oneLine}` },
      {
        'a.md': null,
        'b.md': null,
        'c.md': edited,
        'd.md': oneLine.replace('Instruction 3 ', 'Direction 3 '),
      },
    );
    expect(change).toEqual([
      ['renamed', 'c.md', 'a.md'],
      ['renamed', 'd.md', 'b.md'],
    ]);
  });

  test('of several that are equal, the one of the same name', async () => {
    const change = await changeOf(
      { 'a/x.md': prompt, 'a/y.md': prompt },
      { 'a/x.md': null, 'a/y.md': null, 'b/y.md': prompt, 'b/x.md': prompt },
    );
    expect(change).toEqual([
      ['renamed', 'b/x.md', 'a/x.md'],
      ['renamed', 'b/y.md', 'a/y.md'],
    ]);
  });

  test('another text is another file, and empty files are nobody', async () => {
    const change = await changeOf(
      { 'a.md': prompt, 'empty.txt': '' },
      { 'a.md': null, 'b.md': prompt.replaceAll('Instruction', 'Banana'), 'empty.txt': null, 'void.txt': '' },
    );
    expect(change.map(([status]) => status)).toEqual(['deleted', 'added', 'deleted', 'added']);
  });
});

describe('thousands of files', () => {
  const moved = (folder: string, text: (index: number) => string) =>
    Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${folder}/f${index}.ts`, text(index)]));
  const removed = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`src/f${index}.ts`, null]));

  test('the one renamed and edited prompt among them is found', async () => {
    await using built = await buildRepository({
      ...moved('src', (index) => `${index}\n`.repeat(20)),
      'p.md': prompt,
    });
    const base = built.first;
    await built.write({ ...removed, ...moved('lib', (index) => `// ${index}\n`.repeat(20)) });
    await built.write({ 'p.md': null, 'q.md': edited });
    const head = await built.commit();
    const repository = await openRepository(built.root);
    const files = await changedFiles(repository, base, head);
    expect(files).toHaveLength(801);
    expect(files).toContainEqual({ status: 'renamed', path: 'q.md', basePath: 'p.md' });
  });

  test('also where only what is watched is compared', async () => {
    const text = (index: number) => `${prompt}${index}\n`;
    await using built = await buildRepository({ ...moved('src', text), 'p.ts': `P ${prompt}` });
    const base = built.first;
    await built.write({
      ...removed,
      ...moved('lib', (index) => `new ${index}`),
      'p.ts': null,
      'q.ts': `P ${edited}`,
    });
    const head = await built.commit();
    const isWatched = (path: string) => !path.includes('/');
    const files = await changedFiles(await openRepository(built.root), base, head, isWatched);
    expect(files).toContainEqual({ status: 'renamed', path: 'q.ts', basePath: 'p.ts' });
  });
});
