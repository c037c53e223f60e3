import { describe, expect, it, test } from 'vitest';
import { withMadeMessages } from '../../../src/prompt/made.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const PATH = 'evals/promptfooconfig.yaml';

/** The messages that a prompt of `evals/` becomes for these variables. */
async function sent(
  listed: string,
  files: Record<string, string>,
  vars: Record<string, string> = { q: 'Why?' },
) {
  const config = `prompts: [${listed}]\nproviders: ['openai:gpt-4.1-mini']\n`;
  const prompt = await readPrompt({ snapshot: snapshotOf({ ...files, [PATH]: config }), path: PATH });
  const messages = renderMessages(await withMadeMessages(prompt, [{ vars }]), vars);
  return messages.map(({ role, content }) => `${role}: ${content}`);
}

describe('a prompt that a function makes', () => {
  const CHAT = "[{ role: 'system', content: 'Be kind.' }, { role: 'user', content: vars.q }]";

  test.each([
    ['a text', 'p.js', 'p.js', "module.exports = ({ vars }) => 'Ask: ' + vars.q;", ['user: Ask: Why?']],
    [
      'a promise of a text',
      'p.mjs',
      'p.mjs',
      "export default async ({ vars }) => 'Ask: ' + vars.q;",
      ['user: Ask: Why?'],
    ],
    [
      'a template, which is filled in',
      'p.cjs',
      'p.cjs',
      "module.exports = () => '{% if q %}Ask: {{ q }}{% endif %}';",
      ['user: Ask: Why?'],
    ],
    [
      'messages',
      'p.js',
      'p.js',
      `module.exports = ({ vars }) => ${CHAT};`,
      ['system: Be kind.', 'user: Why?'],
    ],
    [
      'a prompt in a mapping, by a named function in TypeScript',
      'p.ts:make',
      'p.ts',
      `export const make = ({ vars }: { vars: { q: string } }) => ({ prompt: ${CHAT} });`,
      ['system: Be kind.', 'user: Why?'],
    ],
  ])('makes %s', async (_, listed, name, text, expected) => {
    expect(await sent(`file://${listed}`, { [`evals/${name}`]: text })).toEqual(expected);
  });

  it('knows the model and its own config, and has what it imports', async () => {
    const text = `const { start } = require('./lib/start');
module.exports = ({ provider, config }) => [start, provider.id, config.temperature].join(' ');`;
    const files = { 'evals/p.js': text, 'evals/lib/start.js': "exports.start = 'Start';" };
    expect(await sent('{ id: file://p.js, config: { temperature: 0.5 } }', files)).toEqual([
      'user: Start openai:gpt-4.1-mini 0.5',
    ]);
  });

  it('leaves values alone that look like templates', async () => {
    const text = "module.exports = ({ vars }) => [{ role: 'user', content: '{{ q }}' }];";
    expect(await sent('file://p.js', { 'evals/p.js': text }, { q: '{{ secret }} {% raw %}' })).toEqual([
      'user: {{ secret }} {% raw %}',
    ]);
  });

  test.each([
    ["module.exports = () => require('fs').readFileSync('/etc/passwd');", /evals\/p\.js:1 .*require\("fs"\)/],
    ['module.exports = () => fetch;', /'fetch' is not defined/],
    ['module.exports = () => 7;', /evals\/p\.js makes no prompt/],
    ['module.exports = () => {};', /it returns nothing/],
    [
      "module.exports = () => ({ prompt: 'a', config: { temperature: 1 } });",
      /returns `config` with the prompt/,
    ],
    ['module.exports = () => { for (;;) {} };', /took more than 5 s/],
    ["import dedent from 'dedent'; export default () => dedent`a`;", /Cannot import "dedent"/],
  ])('%s is told with its place', async (text, told) => {
    const mistakes = await mistakesOf(sent('file://p.js', { 'evals/p.js': text }));
    expect(mistakes).toMatch(told);
    expect(mistakes).toContain(`${PATH}:1:11: `);
  });

  it('may be one of the files of a pattern, among texts; a program in Python is refused there too', async () => {
    const files = { 'evals/p/a.js': "module.exports = ({ vars }) => 'Ask: ' + vars.q;" };
    expect(await sent('file://p/*', files)).toEqual(['user: Ask: Why?']);
    expect(await mistakesOf(sent('file://p/*', { 'evals/p/a.py': 'def make(): pass' }))).toContain(
      '"evals/p/a.py" is a program, which is not run here.',
    );
  });

  it('is told not to be there', async () => {
    expect(await mistakesOf(sent('file://p.js', {}))).toContain('evals/p.js');
  });

  it('is another prompt when what it imports is another', async () => {
    const read = (word: string) =>
      readPrompt({
        snapshot: snapshotOf({
          [PATH]: "prompts: [file://p.js]\nproviders: ['openai:gpt-4.1-mini']\n",
          'evals/p.js': "const { word } = require('./word.js'); module.exports = () => word;",
          'evals/word.js': `exports.word = '${word}';`,
        }),
        path: PATH,
      });
    const [one, two] = [await read('one'), await read('two')];
    expect(one.sha256).not.toBe(two.sha256);
    expect(Object.keys(one.includes)).toContain('evals/word.js');
  });
});
