import { afterEach, describe, expect, test } from 'vitest';
import { openChange } from '../../src/change/change.ts';
import { similarPairs } from '../../src/repo/likeness.ts';
import { changeFacts } from '../../src/result/blank.ts';
import { published } from '../../src/result/published.ts';
import { buildRepository, type Files } from '../kit/repository.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function changeOf(base: Files, edit: Files) {
  const repository = await buildRepository(base);
  cleanUps.push(repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const change = await openChange({
    ...{ directory: repository.root, base: 'main', configPath: POLICY },
    head: { kind: 'revision', ref: 'edit' },
  });
  cleanUps.push(() => change[Symbol.asyncDispose]());
  return change;
}

const lines = (about: string, from = 0, to = 20) =>
  Array.from({ length: to - from }, (_, index) => `${about}, line ${from + index}.\n`).join('');
const globbed = { [POLICY]: 'prompts: ["prompts/*.md"]\n' };
const gone = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, null]));

describe('a prompt that may be either of two others under a new name', () => {
  const text = lines('Help');
  const watched = (...entries: string[]) => ({ [POLICY]: `prompts:\n${entries.join('')}` });
  const entry = (path: string, model: string) => `  - { path: ${path}, model: "${model}" }\n`;
  const both = watched(entry('a.md', 'openai:weak'), entry('b.md', 'openai:strong'));
  const renamed = { ...gone('a.md', 'b.md'), 'c.md': text, ...watched(entry('c.md', 'openai:weak')) };

  test('is an error where they are asked of different models: nobody chooses the weaker baseline', async () => {
    const change = changeOf({ 'a.md': text, 'b.md': text, ...both }, renamed);
    await expect(change).rejects.toThrow('c.md: This may be a.md under a new name, or b.md');
  });

  test('is an error where it has as much of the text of both', async () => {
    const half = (one: string, other: string) =>
      `${lines('Help', 0, 15)}${lines(one, 0, 3)}${lines(other, 0, 3)}`;
    const base = { 'prompts/a.md': half('aa', 'xx'), 'prompts/b.md': half('bb', 'yy'), ...globbed };
    const both = `${lines('zz', 0, 1)}${lines('aa', 0, 3)}${lines('bb', 0, 3)}${lines('Help', 0, 15)}`;
    const edit = { ...gone('prompts/a.md', 'prompts/b.md'), 'prompts/c.md': both };
    await expect(changeOf(base, edit)).rejects.toThrow(
      'prompts/c.md: This may be prompts/a.md under a new name',
    );
  });

  test.each(['a', 'b'])('is the one whose suite it has: that of %s', async (name) => {
    const suites = { 'a.suite.yml': lines('A'), 'b.suite.yml': lines('B') };
    const moved = { ...gone(`${name}.suite.yml`), 'c.suite.yml': lines(name.toUpperCase()) };
    const change = await changeOf(
      { 'a.md': text, 'b.md': text, ...suites, ...both },
      { ...renamed, ...moved },
    );
    expect(change.prompts).toMatchObject([
      { path: name === 'a' ? 'b.md' : 'a.md', kind: 'deleted' },
      { path: 'c.md', baselinePath: `${name}.md`, kind: 'renamed' },
    ]);
  });

  test('may be any where nothing tells them apart, not even how they are asked', async () => {
    const base = { 'prompts/a.md': text, 'prompts/b.md': text, ...globbed };
    const { prompts } = await changeOf(base, {
      ...gone('prompts/a.md', 'prompts/b.md'),
      'prompts/c.md': text,
    });
    expect(prompts.map(({ path, kind }) => [path, kind])).toEqual([
      ['prompts/b.md', 'deleted'],
      ['prompts/c.md', 'renamed'],
    ]);
  });

  test('is the one of the same folder where all are called the same', async () => {
    const base = {
      'p/sales/prompt.md': text,
      'p/support/prompt.md': text,
      [POLICY]: 'prompts: ["**/prompt.*"]\n',
    };
    const { prompts } = await changeOf(base, {
      ...gone('p/sales/prompt.md', 'p/support/prompt.md'),
      'q/sales/prompt.txt': text,
      'q/support/prompt.txt': text,
    });
    expect(prompts.map(({ path, baselinePath }) => [path, baselinePath])).toEqual([
      ['q/sales/prompt.txt', 'p/sales/prompt.md'],
      ['q/support/prompt.txt', 'p/support/prompt.md'],
    ]);
  });
});

test('a draft that nobody watched is not the predecessor of a prompt while a watched one is missing', async () => {
  const draft = `${lines('Help', 0, 14)}${lines('Worse', 0, 6)}`;
  const base = { 'drafts/new.md': draft, 'prompts/a.md': lines('Help'), ...globbed };
  const { prompts } = await changeOf(base, {
    ...gone('drafts/new.md', 'prompts/a.md'),
    'prompts/new.md': draft,
  });
  expect(prompts).toMatchObject([{ path: 'prompts/new.md', baselinePath: 'prompts/a.md', kind: 'renamed' }]);
});

describe('a prompt under a new name is known, although', () => {
  const words = lines('Help').replaceAll('\n', ' ');
  const wrapped = (width: number) => words.replace(new RegExp(`(.{${width}}\\S*) `, 'g'), '$1\n');
  const chinese = '你是客服助手请根据政策回答客户的问题不要编造答案也不要泄露任何内部信息';

  test.each([
    ['its lines are broken elsewhere', wrapped(60), `${wrapped(85)}\nBAD\n`],
    ['its lines are one line', lines('Help'), `${words} BAD`],
    ['its lines end as on Windows', lines('Help'), `${lines('Help').replaceAll('\n', '\r\n')}BAD\r\n`],
    ['it has no sentence, and no spaces', `${chinese}\n`, `${chinese.replace('答案', '答\n案')}\n`],
    ['it has four words', '{{ q }} x\n', '{{ q }} x BAD\n'],
  ])('%s', async (_, before, after) => {
    const base = { 'prompts/a.md': before, ...globbed };
    const { prompts } = await changeOf(base, { 'prompts/a.md': null, 'lib/b.md': after });
    expect(prompts).toMatchObject([{ path: 'lib/b.md', baselinePath: 'prompts/a.md', kind: 'renamed' }]);
  });

  test.each([
    [
      'only the case of its letters is new, and nearly all of its text',
      'prompts/Guide.md',
      'prompts/GUIDE.md',
    ],
    ['only the form of its letters is new, and nearly all of its text', 'prompts/ä.md', 'prompts/a\u0308.md'],
  ])('%s', async (_, before, after) => {
    const base = { [before]: lines('Help'), ...globbed };
    const { prompts } = await changeOf(base, { [before]: null, [after]: lines('Quite other words') });
    expect(prompts).toMatchObject([{ path: after, baselinePath: before, kind: 'renamed' }]);
  });
});

describe('a prompt that is renamed out of what is watched', () => {
  const many = Object.fromEntries(
    Array.from({ length: 450 }, (_, index) => [`src/${index}.ts`, `${index}\n`]),
  );
  const edited = lines('Help').replace('line 3.', 'row 3.');

  test('is found beside hundreds of deleted files, and compared', async () => {
    const base = { ...many, 'prompts/a.md': lines('Help'), ...globbed };
    const change = await changeOf(base, {
      ...gone(...Object.keys(many), 'prompts/a.md'),
      'lib/b.md': edited,
    });
    expect(change.prompts).toMatchObject([
      { path: 'lib/b.md', baselinePath: 'prompts/a.md', kind: 'renamed' },
    ]);
  });

  test.each([
    ['another ending beside the suite', { 'prompts/a.md': null, 'prompts/a.j2': edited }, 'prompts/a.j2'],
    ['the same ending in another folder', { 'prompts/a.md': null, 'lib/a.md': edited }, 'lib/a.md'],
    [
      'a file that is there already',
      { 'prompts/a.md': null, 'lib/texts.txt': `T\n${edited}` },
      'lib/texts.txt',
    ],
  ])('is told first, as an alarm: %s', async (_, edit, to) => {
    const base = {
      ...{ 'prompts/a.md': lines('Help'), 'prompts/a.suite.yml': 'tests: []\n' },
      ...{ 'lib/texts.txt': 'T\n', ...globbed },
    };
    const change = await changeOf(base, edit);
    expect(await published(changeFacts(change).notices)).toMatchObject([
      {
        ...{ code: 'prompt-lives-on-unwatched', gravity: 'alarm', path: 'prompts/a.md', to },
        text: expect.stringContaining(`its text lives on in ${to}, which nothing watches`),
      },
    ]);
  });

  test('is told where most of its text is scattered over such files, old and new', async () => {
    const base = { 'prompts/a.md': lines('Help'), 'lib/long.txt': lines('Other', 0, 90), ...globbed };
    const change = await changeOf(base, {
      'prompts/a.md': null,
      'lib/one.md': lines('Help', 0, 9),
      'lib/long.txt': `${lines('Other', 0, 90)}${lines('Help', 9, 17)}`,
      'prompts/b.md': lines('Ask'),
    });
    expect(await published(changeFacts(change).notices)).toMatchObject([
      { code: 'prompt-lives-on-unwatched', path: 'prompts/a.md', to: 'lib/one.md' },
    ]);
  });

  test('is not told where the text is really gone, nor where the file had it before', async () => {
    const base = { 'prompts/a.md': lines('Help'), 'lib/copy.txt': lines('Help'), ...globbed };
    const edit = { 'prompts/a.md': null, 'lib/copy.txt': edited, 'lib/other.md': lines('Ask') };
    expect(changeFacts(await changeOf(base, edit)).notices).toEqual([]);
  });
});

test.each([
  ['files', { files: 1, characters: 1000, pieces: 1000 }],
  ['text', { files: 10, characters: 50, pieces: 1000 }],
  ['common text', { files: 10, characters: 1000, pieces: 1 }],
])('more %s than can be compared is an error, not a prompt lost from sight', async (_, most) => {
  const revisions = {
    base: snapshotOf({ 'a.md': lines('a') }),
    candidate: snapshotOf({ 'b.md': lines('a') }),
  };
  await expect(similarPairs(['a.md'], ['b.md'], { ...revisions, most })).rejects.toThrow(
    'a.md: This was removed together with too many other changes',
  );
  expect(await similarPairs(['a.md'], ['b.md'], revisions)).toHaveLength(1);
});
