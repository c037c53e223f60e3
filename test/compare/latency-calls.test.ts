import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository } from '../kit/repository.ts';

const CONFIG = '.github/prompt-eval-gate.yml';
const PROMPT = 'support.prompt.yml';
const CASES = 40;

const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "Help.${says}" }
  - { role: user, content: "{{question}}" }
`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** An edit that adds the text `{{hint}}`, which only the first `hinted` cases have; how many calls it took. */
async function hinting(hinted: number): Promise<{ result: Result; calls: number }> {
  const cases = Array.from({ length: CASES }, (_, index) => {
    const hint = index < hinted ? ' Think.' : '';
    return `  - { id: c${index}, vars: { question: "number ${index}", hint: "${hint}" }, assert: [{ type: equals, value: right }] }`;
  });
  const repository = await buildRepository({
    [PROMPT]: promptFile(''),
    'support.suite.yml': `tests:\n${cases.join('\n')}\n`,
    [CONFIG]: 'latency: { max-increase: { p50: 10000% } }\n',
  });
  const server = await startFaultServer(() => ({ kind: 'answer', text: 'right' }));
  closers.push(repository.dispose, server.close);
  await repository.write({ [PROMPT]: promptFile('{{hint}}') });
  const result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'worktree' },
    configPath: CONFIG,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    ...{ offline: false, version: '0.0.0', log: () => {} },
  });
  return { result, calls: server.seen.length };
}

test('cases that both versions ask alike are one call, and hold no latency against a limit', async () => {
  const { result, calls } = await hinting(10);
  expect(result.errors).toEqual([]);
  expect(calls).toBe(CASES + 10);
  expect(result.prompts[0]?.latency).toMatchObject({
    pairs: 10,
    oneCall: 30,
    label: 'unknown',
    tooFew: true,
  });
  expect(headline(result)).toContain('latency is not held against its limit');
  expect(renderComment(result).replace(/\u00a0/g, ' ')).toContain(
    'Of 30 more cases one call answered both versions, or another case too, which compares nothing.',
  );
});

test('where enough cases are asked otherwise, these alone are compared', async () => {
  const { result } = await hinting(35);
  expect(result.prompts[0]?.latency).toMatchObject({ pairs: 35, oneCall: 5, p50: { label: 'within' } });
  expect(headline(result)).not.toContain('latency');
});
