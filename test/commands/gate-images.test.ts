import { expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const CASES = 12;
const DATA = 'iVBORw0KGgo'.repeat(400);

const prompt = (question: string) =>
  JSON.stringify([
    {
      role: 'user',
      content: [
        { type: 'text', text: question },
        { type: 'image_url', image_url: { url: '{{picture}}' } },
      ],
    },
  ]);
const pictures = Array.from({ length: CASES }, (_, index) =>
  index === 0
    ? 'https://example.com/<img src=x>.png'
    : `data:image/png;base64,${DATA}${'A'.repeat(4 * index)}`,
);
const suite = JSON.stringify({
  tests: pictures.map((picture) => ({ vars: { picture }, assert: [{ type: 'icontains', value: 'cat' }] })),
});

test('a model gets the image, and whoever reads the report gets words for it', async () => {
  await using repository = await buildRepository({
    [POLICY]:
      'prompts:\n  - { path: look.json, suite: look.suite.json, model: "openai:gpt-4.1-2025-04-14" }\n',
    'look.json': prompt('What is this?'),
    'look.suite.json': suite,
  });
  const server = await startFaultServer(({ body }) => ({
    kind: 'answer',
    text: JSON.stringify(body.messages).includes('mood') ? 'Fine.' : 'A cat.',
  }));
  await repository.branch('edit');
  await repository.write({ 'look.json': prompt('What is its mood?') });
  await repository.commit('edit');
  const nobody = { apiKey: undefined, baseUrl: undefined };
  const result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: { providers: { openai: { apiKey: 'key', baseUrl: server.openai }, anthropic: nobody } },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  await server.close();
  expect(result.errors).toEqual([]);
  expect(result.verdict).toBe('block');
  const sent = server.seen.map(({ body }) => JSON.stringify(body.messages));
  expect(sent).toHaveLength(2 * CASES);
  expect(sent.filter((text) => text.includes(`"url":"data:image/png;base64,${DATA}`))).toHaveLength(
    2 * (CASES - 1),
  );

  const messages = result.prompts.flatMap(({ newlyFailing }) =>
    newlyFailing.flatMap((each) => each.messages.map(({ content }) => content)),
  );
  expect(messages).toHaveLength(CASES);
  for (const text of messages) expect(text).toMatch(/^What is its mood\?\n\[image (?:png, 3 kB|https:)/);
  expect(JSON.stringify(result)).not.toContain('iVBORw0KGgo');
  const [comment, page] = [renderComment(result), renderHtml(result)];
  for (const report of [comment, page]) expect(report).not.toMatch(/iVBORw0KGgo|<img\b/);
  expect(page).toContain('[image png, 3 kB]');
});
