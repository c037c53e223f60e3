import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { anyJson } from '../../src/document/any-json.ts';
import type { Message } from '../../src/domain/message.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { readSuite } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

/** Prompts and variables, with what promptfoo 0.121.20 makes of them: its own functions, on inputs of ours. */
const recorded = z
  .array(z.object({ prompt: z.string(), vars: z.record(z.string(), anyJson), sent: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(new URL('sent-by-promptfoo.json', import.meta.url), 'utf8')));

/** A text as it is, or a list of messages as JSON. */
function written(prompt: string, messages: readonly Message[]): string {
  return prompt.startsWith('[')
    ? JSON.stringify(messages.map(({ role, content }) => ({ role, content })))
    : messages.map(({ content }) => content).join('');
}

test('what is sent for each case is what promptfoo sends, byte for byte', async () => {
  expect(recorded.length).toBeGreaterThan(100);
  for (const { prompt, vars, sent } of recorded) {
    const config = {
      prompts: [prompt],
      providers: ['openai:gpt-4.1'],
      tests: [{ vars, assert: [{ type: 'contains', value: 'x' }] }],
    };
    const snapshot = snapshotOf({ 'promptfooconfig.json': JSON.stringify(config) });
    const read = await readPrompt({ snapshot, path: 'promptfooconfig.json' });
    const { cases } = await readSuite({ snapshot, prompt: read });
    const ours = cases.map((each) => written(prompt, renderMessages(read, each.vars)));
    const theirs = sent.map((text) => (prompt.startsWith('[') ? JSON.stringify(JSON.parse(text)) : text));
    expect({ prompt, vars, sent: ours }).toEqual({ prompt, vars, sent: theirs });
  }
});
