import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { shard as answerShard } from '../../src/commands/shard.ts';
import type { GateRequest, ShardRequest } from '../../src/domain/request.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { buildRepository } from '../kit/repository.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(() => 'x y z');
});
afterAll(() => models.stop());

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
  { says = 'Help kindly.', ...how }: Partial<GateRequest> & { says?: string } = {},
): Promise<string[]> {
  await using repository = await buildRepository({
    'a.prompt.yml': promptFile('Help.'),
    'a.suite.yml': `defaultTest: { assert: [{ type: contains, value: x }] }\ntests:\n${CASES}`,
    'b.prompt.yml': promptFile('Help.'),
    'b.suite.yml': 'tests:\n  - { vars: { question: q }, assert: [{ type: contains, value: x }] }\n',
    '.github/prompt-eval-gate.yml': 'run: { stop-when-decided: false }\n',
  });
  await repository.write({
    'a.prompt.yml': promptFile(says),
    'b.prompt.yml': promptFile(says),
  });
  const said: string[] = [];
  const request: GateRequest = {
    directory: repository.root,
    base: 'main',
    head: { kind: 'worktree' },
    configPath: '.github/prompt-eval-gate.yml',
    credentials: credentialsFrom({ ...models.environment, OPENAI_API_KEY: 'sk-test' }),
    offline: false,
    storeDirectory: join(repository.root, '.git/answers'),
    ...how,
    version: '0.0.0',
    log: (line, kind) => {
      if (kind !== 'progress') said.push(line.replace(/\u00a0/g, ' '));
    },
  };
  const asked = outcomes?.(repository.root);
  await (asked?.kind === 'shard'
    ? answerShard({ ...request, outcomes: asked })
    : gate({ ...request, ...(asked && { outcomes: asked }) }));
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

test('what is stored is not asked, and says how long the other answers of its model are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-'));
  const storeDirectory = join(folder, 'answers');
  const [first = ''] = await saidTo(undefined, { storeDirectory });
  expect(first).toMatch(/^Asking 62 answers for 2 prompts: .* and 18,600 out, .* Their length is assumed/);
  expect(await saidTo(undefined, { storeDirectory, offline: true })).toContain(
    'Offline: of 62 answers for 2 prompts, 62 are stored.',
  );
  const [later = ''] = await saidTo(undefined, { storeDirectory, says: 'Help coldly.' });
  expect(later).toMatch(
    /^Asking 31 answers for 2 prompts \(31 more are stored\): .* and 62 out, [^.]*\.\d+\.$/,
  );
  await rm(folder, { recursive: true });
});

test.each([
  ['a whole run', undefined],
  ['a shard', shard(1, 2)],
])('%s without a key says nothing of what it would ask', async (_, outcomes) => {
  const credentials = credentialsFrom(models.environment);
  expect((await saidTo(outcomes, { credentials })).filter((line) => /Asking|shard/.test(line))).toEqual([]);
});
