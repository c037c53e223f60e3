import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { estimateUsage } from '../../../src/model/estimate.ts';
import { lastUserMessage } from '../../../src/model/last-user-message.ts';
import { buildRequest } from '../../../src/model/request.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { wholeText } from '../../../src/prompt/tool-calls.ts';
import { checkVariables, variablesOf } from '../../../src/prompt/variables.ts';
import { promptFromBytes, readBundle } from '../../kit/bundles.ts';
import { caseOf } from '../../kit/scoring.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const PIXEL = 'iVBORw0KGgo=';

const targets = {
  chat: { provider: 'openai', model: 'gpt-4o-mini' },
  responses: { provider: 'openai', model: 'gpt-5-mini', api: 'responses' },
  anthropic: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
} as const;

const read = (files: Record<string, string>) =>
  readPrompt({ snapshot: snapshotOf(files), path: Object.keys(files)[0] ?? '' });

const userSays = (...content: Json[]) => ({ 'a.json': JSON.stringify([{ role: 'user', content }]) });

async function request(api: keyof typeof targets, files: Record<string, string>, vars = {}) {
  const messages = renderMessages(await read(files), vars);
  return buildRequest({ ...targets[api], baseUrl: 'http://localhost' }, messages, {});
}

/** One picture by its address and one with its data, as each API's own documentation writes them. */
const written: Record<keyof typeof targets, Json[]> = {
  chat: [
    { type: 'text', text: 'Which is older?' },
    { type: 'image_url', image_url: { url: 'https://example.com/a.jpg' } },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}` } },
    { type: 'text', text: 'One word.' },
  ],
  responses: [
    { type: 'input_text', text: 'Which is older?' },
    { type: 'input_image', image_url: 'https://example.com/a.jpg' },
    { type: 'input_image', image_url: `data:image/png;base64,${PIXEL}` },
    { type: 'input_text', text: 'One word.' },
  ],
  anthropic: [
    { type: 'text', text: 'Which is older?' },
    { type: 'image', source: { type: 'url', url: 'https://example.com/a.jpg' } },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
    { type: 'text', text: 'One word.' },
  ],
};

describe('images in messages', () => {
  const apis = ['chat', 'responses', 'anthropic'] as const;

  it.each(apis.flatMap((from) => apis.map((to) => [from, to] as const)))(
    'written for %s are sent by %s in its own shape',
    async (from, to) => {
      const { body } = await request(to, userSays(...written[from]));
      expect(body.messages ?? body.input).toEqual([{ role: 'user', content: written[to] }]);
    },
  );

  it('keep how closely they are looked at, where the API has that', async () => {
    const files = userSays({
      type: 'image_url',
      image_url: { url: 'https://example.com/a.jpg', detail: 'low' },
    });
    const image = async (api: keyof typeof targets) => {
      const { body } = await request(api, files);
      return JSON.stringify(body);
    };
    expect(await image('chat')).toContain('"image_url":{"url":"https://example.com/a.jpg","detail":"low"}');
    expect(await image('responses')).toContain('"detail":"low"');
    expect(await image('anthropic')).not.toContain('detail');
  });

  it.each([
    ['chat', userSays({ type: 'image_url', image_url: { url: '{{ picture }}' } })],
    [
      'a template of messages',
      {
        'a.json':
          '[{"role": "user", "content": [{% if true %}{"type": "input_image", "image_url": "{{ picture }}"}{% endif %}]}]',
      },
    ],
  ])('are filled in from the variables of a case: %s', async (_, files) => {
    const prompt = await read(files);
    expect(variablesOf(prompt).map(({ name }) => name)).toEqual(['picture']);
    const harmless = { picture: 'https://example.com/a.png?b=1' };
    expect(renderMessages(prompt, harmless)[0]?.parts).toEqual([{ image: harmless.picture }]);
    expect(
      (await checkVariables(prompt, [{ ...caseOf([]), vars: { picture: 'file:///etc/passwd' } }])).errors,
    ).toHaveLength(1);
  });

  it('of Anthropic may have the data alone as a variable', async () => {
    const source = { type: 'base64', media_type: 'image/jpeg', data: '{{ picture }}' };
    const { body } = await request('anthropic', userSays({ type: 'image', source }), { picture: PIXEL });
    expect(body.messages).toEqual([
      { role: 'user', content: [{ type: 'image', source: { ...source, data: PIXEL } }] },
    ]);
  });

  it('follow the results of tools in the same turn', async () => {
    const files = {
      'a.json': JSON.stringify([
        { role: 'user', content: 'Look.' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c', name: 'look', input: {} }] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'c', content: 'seen' }, ...written.anthropic],
        },
      ]),
    };
    const { body } = await request('anthropic', files);
    expect(JSON.parse(JSON.stringify(body.messages)).at(-1).content).toEqual([
      { type: 'tool_result', tool_use_id: 'c', content: 'seen' },
      ...written.anthropic,
    ]);
  });

  it.each([
    ['a path', 'pictures/a.png', 'An image is "pictures/a.png", which is no address'],
    ['another scheme', 'javascript:alert(1)', 'An image is "javascript:alert(1)"'],
    ['data of another type', 'data:image/svg+xml;base64,PHN2Zz4=', 'An image is "data:image/svg+xml'],
    ['data with line ends', `data:image/png;base64,${PIXEL.slice(0, 4)}\n${PIXEL}`, 'is not base64'],
    ['data beyond 4 million characters', `data:image/png;base64,${'A'.repeat(4_100_000)}`, 'a.json:1:'],
  ])('are refused before anything is asked: %s', async (_, url, told) => {
    const prompt = await read(userSays({ type: 'image_url', image_url: { url: '{{ url }}' } }));
    const { errors } = await checkVariables(prompt, [{ ...caseOf([]), vars: { url } }]);
    expect(errors.map(String).join('\n')).toContain(told);
    expect(errors[0]?.place).toMatchObject({ path: 'a.json' });
  });

  it.each([
    [
      'of a file that lies with a provider',
      { type: 'input_image', file_id: 'file-1' },
      'neither an address nor data',
    ],
    [
      'of audio',
      { type: 'input_audio', input_audio: { data: PIXEL, format: 'wav' } },
      'This message holds audio (`input_audio`).',
    ],
    [
      'of a file',
      { type: 'input_file', file_url: 'https://example.com/a.pdf' },
      'This message holds a file (`input_file`).',
    ],
    ['of a document', { type: 'document', source: {} }, 'This message holds a file (`document`).'],
  ])('the place is told %s', async (_, part, told) => {
    expect(await mistakesOf(read(userSays(part)))).toMatch(/a\.json:1:\d+/);
    expect(await mistakesOf(read(userSays(part)))).toContain(told);
  });

  it('stand in the user’s messages alone', async () => {
    const text = JSON.stringify([{ role: 'system', content: written.chat }]);
    expect(await mistakesOf(read({ 'a.json': text }))).toContain('An image stands in a message of the user');
  });

  it('are part of a version’s content, which renders them again', async () => {
    const files = (url: string) =>
      userSays({ type: 'text', text: 'What is it?' }, { type: 'image_url', image_url: { url } });
    const one = await readBundle(files('https://example.com/{{ name }}.png'), 'a.json');
    const other = await readBundle(files('https://example.com/{{ name }}.jpg'), 'a.json');
    expect(one.digest).not.toBe(other.digest);
    const vars = { name: 'cat' };
    expect(renderMessages(promptFromBytes(one.bundle), vars)).toEqual(renderMessages(one.prompt, vars));
  });

  it('count 1,000 tokens, however long their data is', async () => {
    const large = `data:image/png;base64,${'A'.repeat(1_000_000)}`;
    const { inputTokens } = estimateUsage(
      await request('chat', userSays({ type: 'image_url', image_url: { url: large } })),
    );
    expect(inputTokens).toBeGreaterThanOrEqual(1000);
    expect(inputTokens).toBeLessThan(1100);
  });

  it('are told in words to people and to judges', async () => {
    const [message] = renderMessages(await read(userSays(...written.chat)), {});
    expect(message && wholeText(message)).toBe(
      'Which is older?\n[image https://example.com/a.jpg]\n[image png, 1 kB]\nOne word.',
    );
    for (const api of apis) {
      expect(lastUserMessage(await request(api, userSays(...written[api])))).toBe(
        'Which is older?\n[image]\n[image]\nOne word.',
      );
    }
  });
});
