import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { shard as answerShard } from '../../src/commands/shard.ts';
import type { GateRequest, ShardRequest } from '../../src/domain/request.ts';
import { buildRepository } from '../kit/repository.ts';

const NOBODY = { apiKey: undefined, baseUrl: undefined };
const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{question}}" }
`;
const CASES = Array.from({ length: 30 }, (_, index) => `  - vars: { question: "number ${index}" }\n`).join(
  '',
);

/** What is said before the first call, of two prompts with thirty cases and with one. */
type Outcomes = GateRequest['outcomes'] | ShardRequest['outcomes'];

async function saidTo(
  outcomes?: (root: string) => Outcomes,
  { apiKey = 'key', offline = false }: { apiKey?: string | undefined; offline?: boolean } = {},
): Promise<string[]> {
  await using repository = await buildRepository({
    'a.prompt.yml': promptFile('Help.'),
    'a.suite.yml': `defaultTest: { assert: [{ type: contains, value: x }] }\ntests:\n${CASES}`,
    'b.prompt.yml': promptFile('Help.'),
    'b.suite.yml': 'tests:\n  - { vars: { question: q }, assert: [{ type: contains, value: x }] }\n',
    '.github/prompt-eval-gate.yml': 'cost: { max-run-cost: 0.001 }\n',
  });
  await repository.write({
    'a.prompt.yml': promptFile('Help kindly.'),
    'b.prompt.yml': promptFile('Help kindly.'),
  });
  const said: string[] = [];
  // Nothing is asked: the run ends with what is said before its first call.
  const ending = new AbortController();
  const openai = { apiKey, baseUrl: 'http://127.0.0.1:9/v1' };
  const request: GateRequest = {
    directory: repository.root,
    base: 'main',
    head: { kind: 'worktree' },
    configPath: '.github/prompt-eval-gate.yml',
    credentials: { providers: { openai, anthropic: NOBODY } },
    offline,
    version: '0.0.0',
    log: (line, kind) => {
      if (kind !== 'progress') said.push(line.replace(/\u202f|\u00a0/g, ' '));
      if (line.startsWith('Asking')) ending.abort();
    },
    signal: ending.signal,
  };
  const asked = outcomes?.(repository.root);
  await (asked?.kind === 'shard'
    ? answerShard({ ...request, outcomes: asked })
    : gate({ ...request, ...(asked && { outcomes: asked }) })
  ).catch((problem: unknown) => {
    if (!ending.signal.aborted) throw problem;
  });
  return said;
}

const shard = (index: number, count: number) => (root: string) =>
  ({ kind: 'shard', directory: join(root, '.git/outcomes'), shard: { index, count } }) as const;

test('a whole run says what all of it asks', async () => {
  expect((await saidTo())[0]).toMatch(/^Asking 62 answers for 2 prompts: /);
});

test('a shard says what its part asks and costs, and which part that is', async () => {
  const [which, estimate = ''] = await saidTo(shard(2, 3));
  expect(which).toBe('This is shard 2 of 3, which asks its part.');
  expect(estimate).toMatch(/^Asking 20 answers for 1 prompt: /);
  const parts = await Promise.all([1, 2, 3].map(async (index) => (await saidTo(shard(index, 3)))[1] ?? ''));
  const sum = (pattern: RegExp, of: readonly string[]) =>
    of.reduce((total, line) => total + Number(pattern.exec(line)?.[1]?.replaceAll(' ', '') ?? Number.NaN), 0);
  const [whole = ''] = await saidTo();
  expect(sum(/about ([\d ]+) tokens in/, parts)).toBe(sum(/about ([\d ]+) tokens in/, [whole]));
});

test('who gathers the shards says nothing of answers that they have brought', async () => {
  const gather = (root: string) => ({ kind: 'gather', directory: join(root, '.git/outcomes') }) as const;
  expect((await saidTo(gather)).filter((line) => line.startsWith('Asking'))).toEqual([]);
});

test('without any call it is said where answers are looked for, and nothing of asking or of cost', async () => {
  expect(await saidTo(undefined, { offline: true })).toEqual([
    'Looking up 62 answers for 2 prompts in the store: no model is called.',
  ]);
});

test.each([
  ['a whole run', undefined],
  ['a shard', shard(1, 2)],
])('%s without a key says nothing of what it would ask', async (_, outcomes) => {
  expect((await saidTo(outcomes, { apiKey: '' })).filter((line) => /Asking|shard/.test(line))).toEqual([]);
});
