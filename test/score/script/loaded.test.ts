import { expect, test } from 'vitest';
import { loadedFiles } from '../../../src/score/script/loaded.ts';

const loadedBy = (script: string) =>
  loadedFiles({
    path: 'checks/tone.mjs',
    files: [
      { path: 'tone.mjs', text: script },
      { path: 'words.mjs', text: "import list from './lists/bad.json';\nexport default list;\n" },
      { path: 'lists/bad.json', text: '["tone.mjs", "notes.md"]' },
      { path: 'mywords.mjs', text: '' },
      { path: 'notes.md', text: '' },
    ],
  }).map(({ path }) => path);

test('a script loads what it and its modules name', () => {
  expect(loadedBy("import words from './words.mjs';")).toEqual(['tone.mjs', 'words.mjs', 'lists/bad.json']);
  expect(loadedBy("const { default: list } = await import('./lists/bad.json');")).toEqual([
    'tone.mjs',
    'lists/bad.json',
  ]);
});

test.each([
  "await import('./' + name);",
  'await import(`./lists/bad.json`);',
  'readFileSync(new URL(name, import.meta.url));',
  String.raw`import words from './w\x6frds.mjs';`,
])('a script that may load files without naming them may load all: %s', (script) => {
  expect(loadedBy(script)).toHaveLength(5);
});
