import { describe, expect, test } from 'vitest';
import { detectChange, promptPaths, refuseMissing } from '../../src/change/detect.ts';
import { parseConfig } from '../../src/config/schema.ts';
import type { MissingEntry } from '../../src/domain/change.ts';
import type { PromptSource } from '../../src/domain/policy.ts';
import { includedPaths } from '../../src/prompt/included-paths.ts';
import { changedFiles } from '../../src/repo/changed-files.ts';
import { openRepository } from '../../src/repo/git.ts';
import { snapshotAt, snapshotOfWorkTree } from '../../src/repo/snapshots.ts';
import { suiteFilesOf } from '../../src/suite/named-files.ts';
import { suitePathsOf } from '../../src/suite/paths.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const policyPath = '.github/prompt-eval-gate.yml';
const text = (about: string) => Array.from({ length: 20 }, (_, line) => `${about}, line ${line}.\n`).join('');

const sourcesOf = (yaml: string): PromptSource[] => parseConfig(yaml, policyPath).prompts;
const byDefault = sourcesOf('');

/** The change between two states, told from commits and from the working tree: both have to say the same. */
async function detect(before: Files, after: Files, sources: readonly PromptSource[] = byDefault) {
  await using built = await buildRepository(before);
  const repository = await openRepository(built.root);
  const mergeBase = built.first;
  await built.write(after);
  const detectAt = async (head: string) => {
    const base = snapshotAt(repository, mergeBase);
    const candidate = head === 'worktree' ? snapshotOfWorkTree(repository) : snapshotAt(repository, head);
    try {
      const files = await changedFiles(repository, mergeBase, head);
      const request = {
        mergeBase,
        head,
        base,
        candidate,
        files,
        sources,
        policyPath,
        includedPaths,
        suitePathsOf,
        suiteFilesOf,
      };
      return await detectChange(request);
    } finally {
      base.close();
      candidate.close();
    }
  };
  const uncommitted = await detectAt('worktree');
  const committed = await detectAt(await built.commit());
  expect(uncommitted.prompts).toEqual(committed.prompts);
  return committed;
}

const modified = (path: string, because = [path]) => ({
  path,
  baselinePath: path,
  kind: 'modified',
  because,
});

describe('prompts whose own file changed', () => {
  test('modified, added and deleted ones; others are only counted', async () => {
    const change = await detect(
      {
        'a.prompt.yml': 'a',
        'b.prompt.yml': 'b',
        'c.prompt.yaml': 'c',
        'same.prompt.yml': 'same',
        'x.ts': 'x',
      },
      { 'a.prompt.yml': 'A', 'b.prompt.yml': null, 'new.prompt.yml': 'new', 'x.ts': 'y' },
    );
    expect(change.prompts).toEqual([
      modified('a.prompt.yml'),
      { path: 'b.prompt.yml', baselinePath: 'b.prompt.yml', kind: 'deleted', because: ['b.prompt.yml'] },
      { path: 'new.prompt.yml', baselinePath: undefined, kind: 'added', because: ['new.prompt.yml'] },
    ]);
    expect(change.promptsWatched).toBe(4);
    expect(change.files).toHaveLength(4);
    expect(change.policyChanged).toBe(false);
  });

  test('no prompt changed', async () => {
    expect((await detect({ 'a.prompt.yml': 'a', 'x.ts': 'x' }, { 'x.ts': 'y' })).prompts).toEqual([]);
  });

  test('the policy among the changes', async () => {
    expect((await detect({ 'a.prompt.yml': 'a' }, { [policyPath]: 'gate: {}' })).policyChanged).toBe(true);
    expect((await detect({ [policyPath]: 'gate: {}' }, { [policyPath]: null })).policyChanged).toBe(true);
  });
});

describe('renamed prompts keep their baseline', () => {
  const renamed = (path: string, baselinePath: string) => ({
    path,
    baselinePath,
    kind: 'renamed',
    because: [path],
  });

  test.each([
    ['as they were', text('a')],
    ['and edited', text('a').replace('line 3', 'row 3')],
  ])('%s', async (_name, after) => {
    const { prompts } = await detect(
      { 'a.prompt.yml': text('a') },
      { 'a.prompt.yml': null, 'd/b.prompt.yml': after },
    );
    expect(prompts).toEqual([renamed('d/b.prompt.yml', 'a.prompt.yml')]);
  });

  test('also out of what is watched: a rename is no way round the gate', async () => {
    const { prompts } = await detect(
      { 'a.prompt.yml': text('a') },
      { 'a.prompt.yml': null, 'a.yml': text('a') },
    );
    expect(prompts).toEqual([renamed('a.yml', 'a.prompt.yml')]);
  });

  test('also when the policy of the base still spells out the old path', async () => {
    const sources = sourcesOf('prompts: [{ path: old.md }]');
    const { prompts } = await detect(
      { 'old.md': text('a') },
      { 'old.md': null, 'new.txt': text('a') },
      sources,
    );
    expect(prompts).toEqual([renamed('new.txt', 'old.md')]);
  });

  test('a file put away under another ending is no prompt any more; one that becomes a prompt is new', async () => {
    const away = await detect(
      { 'a.prompt.yml': text('a') },
      { 'a.prompt.yml': null, 'attic/a.bak': text('a') },
    );
    expect(away.prompts).toMatchObject([{ path: 'a.prompt.yml', kind: 'deleted' }]);
    const become = await detect({ 'notes.txt': text('a') }, { 'notes.txt': null, 'a.prompt.yml': text('a') });
    expect(become.prompts).toMatchObject([{ path: 'a.prompt.yml', baselinePath: undefined, kind: 'added' }]);
  });
});

describe('prompts whose includes changed', () => {
  const before = {
    'a.prompt.yml': '{% include "parts/one.txt" %}',
    'b.prompt.yml': 'no include of parts/one.txt',
    'parts/one.txt': '{% include "two.txt" %}',
    'parts/two.txt': '{% include "one.txt" %} two',
  };
  const include = (because: string[]) => ({
    path: 'a.prompt.yml',
    baselinePath: 'a.prompt.yml',
    kind: 'include',
    because,
  });

  test('directly, or through another; a cycle does no harm', async () => {
    expect((await detect(before, { 'parts/one.txt': 'one' })).prompts).toEqual([include(['parts/one.txt'])]);
    const nested = await detect(before, { 'parts/two.txt': '{% include "one.txt" %} 2' });
    expect(nested.prompts).toEqual([include(['parts/two.txt'])]);
  });

  test('a deleted include counts', async () => {
    expect((await detect(before, { 'parts/two.txt': null })).prompts).toEqual([include(['parts/two.txt'])]);
  });

  test('on top of a change of its own', async () => {
    const { prompts } = await detect(before, {
      'a.prompt.yml': `${before['a.prompt.yml']} now`,
      'parts/two.txt': '2',
    });
    expect(prompts).toEqual([modified('a.prompt.yml', ['a.prompt.yml', 'parts/two.txt'])]);
  });

  test('are listed by path among those with a change of their own', async () => {
    const { prompts } = await detect(
      { ...before, 'z.prompt.yml': 'z', 'b.prompt.yml': 'b' },
      { 'z.prompt.yml': 'Z', 'b.prompt.yml': 'B', 'parts/two.txt': '2' },
    );
    expect(prompts.map(({ path }) => path)).toEqual(['a.prompt.yml', 'b.prompt.yml', 'z.prompt.yml']);
  });

  test('an unchanged prompt that cannot be read stops nobody', async () => {
    const odd = { 'link.prompt.yml': { symlink: 'a.prompt.yml' }, 'binary.prompt.yml': '\0', 'x.ts': 'x' };
    expect((await detect(odd, { 'x.ts': 'y' })).prompts).toEqual([]);
  });
});

describe('prompts whose suite alone changed', () => {
  const before = {
    'a.prompt.yml': 'a',
    'a.suite.yml': '[]',
    'a.tests.csv': 'unused',
    'b.md': 'b',
    'evals/b.yml': '[]',
  };

  test('the one beside the prompt', async () => {
    const { prompts } = await detect(before, { 'a.suite.yml': '[1]' });
    expect(prompts).toEqual([
      { path: 'a.prompt.yml', baselinePath: 'a.prompt.yml', kind: 'suite', because: ['a.suite.yml'] },
    ]);
  });

  test('the one that the policy names', async () => {
    const sources = sourcesOf('prompts: [{ path: b.md, suite: evals/b.yml }]');
    const { prompts } = await detect(before, { 'evals/b.yml': '[1]' }, sources);
    expect(prompts).toMatchObject([{ path: 'b.md', kind: 'suite', because: ['evals/b.yml'] }]);
  });

  test('not one that is not in use', async () => {
    expect((await detect(before, { 'a.tests.csv': 'still unused' })).prompts).toEqual([]);
  });

  test('added and removed ones count', async () => {
    expect((await detect(before, { 'a.suite.yml': null })).prompts).toMatchObject([{ kind: 'suite' }]);
    expect((await detect({ 'a.prompt.yml': 'a' }, { 'a.tests.csv': 'new' })).prompts).toMatchObject([
      { kind: 'suite', because: ['a.tests.csv'] },
    ]);
  });

  test('with the prompt, it is a change of the prompt', async () => {
    const { prompts } = await detect(before, { 'a.prompt.yml': 'A', 'a.suite.yml': '[1]' });
    expect(prompts).toEqual([modified('a.prompt.yml', ['a.prompt.yml', 'a.suite.yml'])]);
  });
});

describe('what is watched', () => {
  test('of Dotprompt no partial, but what includes it', async () => {
    const before = { 'p/a.prompt': 'Hi {{>tone}}', 'p/_tone.prompt': 'calm' };
    const change = await detect(before, { 'p/_tone.prompt': 'loud' }, sourcesOf('prompts: ["p/*.prompt"]'));
    expect(change.promptsWatched).toBe(1);
    expect(change.prompts).toEqual([
      { path: 'p/a.prompt', baselinePath: 'p/a.prompt', kind: 'include', because: ['p/_tone.prompt'] },
    ]);
  });

  const files = {
    'a.prompt.yml': 'a',
    '.github/prompts/b.prompt.yml': 'b',
    'prompts/c.md': 'c',
    'prompts/drafts/d.md': 'd',
    'app/(group)/[id]/e.md': 'e',
    'prompts/line\nfeed.md': 'f',
  };

  test.each([
    ['the defaults, folders with a dot included', '', ['.github/prompts/b.prompt.yml', 'a.prompt.yml']],
    ['*', 'prompts: ["prompts/*.md"]', ['prompts/c.md', 'prompts/line\nfeed.md']],
    ['**', 'prompts: ["prompts/**"]', ['prompts/c.md', 'prompts/drafts/d.md', 'prompts/line\nfeed.md']],
    ['!', 'prompts: ["!prompts/drafts/**", "**/{c,d}.md"]', ['prompts/c.md']],
    ['round brackets', 'prompts: ["app/(group)/**"]', ['app/(group)/[id]/e.md']],
    [
      'a prompt spelled out, whatever is excluded',
      'prompts: [{ path: prompts/drafts/d.md }, { path: "app/(group)/[id]/e.md" }, "!prompts/**"]',
      ['app/(group)/[id]/e.md', 'prompts/drafts/d.md'],
    ],
  ])('%s', async (_name, policy, expected) => {
    await using built = await buildRepository(files);
    const snapshot = snapshotAt(await openRepository(built.root), built.first);
    const found = await promptPaths(snapshot, sourcesOf(policy));
    expect(found.map(({ path }) => path)).toEqual(expected);
    snapshot.close();
  });

  test("a prompt spelled out that only the base's tip has is none of this change's business", async () => {
    await using built = await buildRepository({ 'a.md': 'a' });
    const mergeBase = built.first;
    const repository = await openRepository(built.root);
    const base = snapshotAt(repository, mergeBase);
    await built.write({ 'new.md': 'new' });
    const policyAt = snapshotAt(repository, await built.commit());
    const sources = sourcesOf('prompts: [{ path: a.md }, { path: new.md }]');
    const common = {
      mergeBase,
      head: mergeBase,
      base,
      candidate: base,
      files: [],
      policyPath,
      includedPaths,
      suitePathsOf,
    };
    expect(await detectChange({ ...common, sources, policyAt })).toMatchObject({
      prompts: [],
      promptsWatched: 1,
      missing: [],
    });
    expect(await detectChange({ ...common, sources })).toMatchObject({ missing: [{ path: 'new.md' }] });
    base.close();
    policyAt.close();
  });

  test('a prompt spelled out that is nowhere is told with its place and what may be meant', async () => {
    const sources = sourcesOf('prompts:\n  - path: prompts/suport.md\n  - path: gone.md');
    const change = await detect({ 'prompts/support.md': 'a', 'gone.md': 'b' }, { 'gone.md': null }, sources);
    expect(change.missing).toEqual([
      {
        path: 'prompts/suport.md',
        place: { path: policyPath, line: 2, column: 11 },
        meant: 'prompts/support.md',
      },
    ]);
    expect(change.prompts).toMatchObject([{ kind: 'deleted', path: 'gone.md' }]);
  });
});

test('entries that a pull request adds for no file are refused, each with its place and what may be meant', () => {
  expect(() => refuseMissing([])).not.toThrow();
  const place = { path: policyPath, line: 2, column: 11 };
  const missing: MissingEntry[] = [
    { path: 'suport.md', place, meant: 'support.md' },
    { path: 'gone.md', meant: null },
  ];
  expect(() => refuseMissing(missing)).toThrow(
    expect.objectContaining({
      errors: [
        expect.objectContaining({
          message: expect.stringContaining('There is no prompt "suport.md". Did you mean "support.md"?'),
          place,
          remedy: expect.stringContaining('Correct the path'),
        }),
        expect.objectContaining({ message: expect.stringContaining('There is no prompt "gone.md".') }),
      ],
    }),
  );
});

describe('files that a suite is made of', () => {
  const suite = (path: string, because: string[]) => ({ path, baselinePath: path, kind: 'suite', because });
  const files = {
    'a.prompt.yml': 'a',
    'a.suite.yml':
      'tests:\n  - file://more/*.csv\n  - vars: { text: file://texts/one.txt }\n    assert: [{ type: script, value: checks/tone.mjs }]\n',
    'more/x.csv': 'a',
    'texts/one.txt': 'a',
    'checks/tone.mjs': "import words from './words.json' with { type: 'json' };",
    'checks/words.json': '[]',
    'evals/promptfooconfig.yaml': 'prompts: [p.txt]\ntests: [cases.yaml, more/cases.yaml]\n',
    'evals/cases.yaml': '- vars: file://vars.json\n',
    'evals/vars.json': '{}',
    'evals/more/cases.yaml': '- vars: { text: file://long.txt }\n',
    'evals/long.txt': 'a',
    'evals/p.txt': 'p',
  };

  test.each([
    ['cases that a pattern names', 'more/x.csv', 'a.prompt.yml'],
    ['a variable in a file', 'texts/one.txt', 'a.prompt.yml'],
    ['the module of a script', 'checks/tone.mjs', 'a.prompt.yml'],
    ['what that module reads', 'checks/words.json', 'a.prompt.yml'],
    ['the tests of a promptfoo config', 'evals/cases.yaml', 'evals/promptfooconfig.yaml'],
    ['variables that those tests name', 'evals/vars.json', 'evals/promptfooconfig.yaml'],
    [
      "a value beside the config, named in another folder's tests",
      'evals/long.txt',
      'evals/promptfooconfig.yaml',
    ],
  ])('a change of %s alone is a change of the suite', async (_, path, prompt) => {
    expect((await detect(files, { [path]: 'changed' })).prompts).toEqual([suite(prompt, [path])]);
    expect((await detect(files, { [path]: null })).prompts).toEqual([suite(prompt, [path])]);
  });

  test.each([
    ['a query', '- vars: { text: file://data/q.sql }', 'data/q.sql'],
    ['a file without an ending', '- vars: { text: file://data/Dockerfile }', 'data/Dockerfile'],
    ['a name with a blank', '- vars: { text: "file://data/my file.txt" }', 'data/my file.txt'],
    [
      'a second name with a blank in one line',
      '- vars: { a: "file://data/a b.txt", text: "file://data/c d.txt" }',
      'data/c d.txt',
    ],
    ['a name with brackets', '- vars:\n      text: file://data/q (1), [b].txt # old', 'data/q (1), [b].txt'],
    ['a name in Chinese', '- 用例.csv', '用例.csv'],
    ['a name with a blank in a list', '- my cases.csv  # ours', 'my cases.csv'],
    ['a name as JSON escapes it', '- vars: { text: "file:\\/\\/data\\/caf\\u00e9.txt" }', 'data/café.txt'],
    ['a value that a file of a pattern names', '- file://more/*.csv', 'texts/two.txt'],
    ['a value that made tests name', '- file://made.mjs', 'texts/three.txt'],
    ['a value whose name is computed', '- file://made.mjs', 'data/b.txt'],
    ['a value whose name is joined', '- file://made.mjs', 'texts/four/d.txt'],
    ['what a script that made tests name imports', '- file://made.mjs', 'checks/words.json'],
  ])('so is a change of %s', async (_, test, path) => {
    const made = {
      'a.prompt.yml': 'a',
      'a.suite.yml': `tests:\n  ${test}\n`,
      'more/x.csv': 'text\nfile://texts/two.txt\n',
      'made.mjs': `export default (t) => [{ vars: { a: 'file://texts/three.txt', b: \`file://data/\${t}.txt\`, c: 'file://texts/four/' + t }, assert: [{ type: 'javascript', value: 'file://checks/tone.mjs' }] }];`,
      'checks/tone.mjs': "import words from './words.json' with { type: 'json' };",
      [path]: 'before',
    };
    expect((await detect(made, { [path]: 'changed' })).prompts).toEqual([suite('a.prompt.yml', [path])]);
  });

  test.each(['{{env.SET}}/x.csv', 'more/{{ env.SET }}.csv', '{{env.FILE}}'])(
    'a file named with a variable, file://%s, may be any that fits',
    async (name) => {
      const open = {
        'a.prompt.yml': 'a',
        'a.suite.yml': `tests:\n  - "file://${name}"\n`,
        'more/x.csv': 'a',
      };
      expect((await detect(open, { 'more/x.csv': 'b' })).prompts).toEqual([
        suite('a.prompt.yml', ['more/x.csv']),
      ]);
      if (name.includes('/')) expect((await detect(open, { 'x.txt': 'b' })).prompts).toEqual([]);
    },
  );

  test("a script that the policy's assertions name is one, and what it imports", async () => {
    const { 'checks/tone.mjs': tone, 'checks/words.json': words } = files;
    const own = {
      'a.md': 'a',
      'evals/a.yml': 'tests: []\n',
      'checks/tone.mjs': tone,
      'checks/words.json': words,
    };
    const dataset = { assert: [{ type: 'script', value: 'checks/tone.mjs' }] };
    const sources = [{ kind: 'entry' as const, path: 'a.md', suite: 'evals/a.yml', dataset }];
    for (const path of ['checks/tone.mjs', 'checks/words.json'])
      expect((await detect(own, { [path]: 'changed' }, sources)).prompts).toEqual([suite('a.md', [path])]);
  });

  test('others are not, and a prompt that a pattern names is an include', async () => {
    expect((await detect(files, { 'texts/two.txt': 'a', 'checks/other.mjs': 'a' })).prompts).toEqual([]);
    const globbed = { ...files, 'evals/promptfooconfig.yaml': 'prompts: ["file://*.txt"]\ntests: []\n' };
    expect((await detect(globbed, { 'evals/p.txt': 'q' })).prompts).toEqual([
      { ...suite('evals/promptfooconfig.yaml', ['evals/p.txt']), kind: 'include' },
    ]);
  });
});
