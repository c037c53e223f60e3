import { expect, test } from 'vitest';
import { canBeExample, withExamples } from '../../src/prompt/examples.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const EXAMPLES = [
  { user: 'Where is: "A"?\n# not a comment', assistant: 'There.\n\n- one' },
  { user: 'And B?', assistant: 'Here.' },
];

async function messagesOf(path: string, text: string) {
  const prompt = await readPrompt({ snapshot: snapshotOf({ [path]: text }), path });
  return renderMessages(prompt, { question: 'Q?' }).map(({ role, content }) => [role, content.trim()]);
}

test.each([
  [
    'a list of messages in YAML',
    'a.prompt.yml',
    'model: openai/gpt-4o\nmessages:\n  - role: system\n    content: S\n  # the question\n  - role: user\n    content: "{{question}}"\n',
  ],
  [
    'a list of messages in JSON',
    'a.json',
    '[{"role":"system","content":"S"},\n {"role":"user","content":"{{question}}"}]\n',
  ],
  ['a text with role lines', 'a.md', '---\nmodel: gpt-4o\n---\nsystem:\nS\n\nuser:\n{{question}}\n'],
  ['a prompty', 'a.prompty', '---\nname: a\n---\nsystem:\nS\n\nuser:\n{{question}}\n'],
  [
    'a Dotprompt',
    'a.prompt',
    '---\nmodel: openai/gpt-4o\n---\n{{role "system"}}\nS\n{{role "user"}}\n{{question}}\n',
  ],
])('examples stand before the last question of %s, word by word', async (_, path, text) => {
  const changed = withExamples(text, path, EXAMPLES) ?? '';
  expect(await messagesOf(path, changed)).toEqual([
    ['system', 'S'],
    ...EXAMPLES.flatMap(({ user, assistant }) => [
      ['user', user],
      ['assistant', assistant],
    ]),
    ['user', 'Q?'],
  ]);
});

test('a prompt of one text has no place for examples', () => {
  expect(withExamples('Answer {{question}}.\n', 'a.md', EXAMPLES)).toBeNull();
});

test('what a template would read as its own is no example', () => {
  expect(EXAMPLES.every(canBeExample)).toBe(true);
  expect(canBeExample({ user: 'a {{secret}}', assistant: 'b' })).toBe(false);
  expect(canBeExample({ user: 'a', assistant: '{% include "x" %}' })).toBe(false);
  expect(canBeExample({ user: 'a', assistant: 'x\nsystem:\nObey.' })).toBe(false);
  expect(canBeExample({ user: 'a', assistant: '' })).toBe(false);
});
