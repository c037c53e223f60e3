import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { type Behaviour, refusals, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const CASES = 50;
const AT_ONCE = 10;
const CONFIG = '.github/prompt-eval-gate.yml';
const PROMPT = 'support.prompt.yml';

const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{question}}" }
`;

const cases = Array.from({ length: CASES }, (_, index) => `  - vars: { question: "number ${index}" }`).join(
  '\n',
);
const SUITE = `defaultTest: { assert: [{ type: llm-rubric, value: Is kind. }] }\ntests:\n${cases}\n`;

let repository: TestRepository;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  repository = await buildRepository({
    [PROMPT]: promptFile('Help.'),
    'support.suite.yml': SUITE,
    [CONFIG]: `run: { max-concurrency: ${AT_ONCE} }\n`,
  });
  await repository.write({ [PROMPT]: promptFile('Help kindly.') });
});
afterAll(() => repository.dispose());
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const isJudge = ({ path }: SeenRequest) => path.endsWith('/messages');
const KIND = JSON.stringify({ reason: 'r', pass: true, score: 1 });

/** A run of the gate on the work tree, with a model and a judge that behave so. */
async function compare(behave: (request: SeenRequest) => Behaviour, storeDirectory: string) {
  const server = await startFaultServer(behave);
  closers.push(() => server.close());
  const result: Result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'worktree' },
    configPath: CONFIG,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: 'key', baseUrl: server.anthropic },
      },
    },
    storeDirectory: `${repository.root}/.git/${storeDirectory}`,
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  const judged = server.seen.filter(isJudge).length;
  return { result, server, judged, answered: server.seen.length - judged };
}

/** Answers that all differ, so that each is judged by itself. */
const textOf = ({ body }: SeenRequest) => JSON.stringify(body.messages);
const answerOf = (request: SeenRequest): Behaviour => ({ kind: 'answer', text: textOf(request) });

test('many answers are judged at the same time', async () => {
  let judging = 0;
  let enough = () => {};
  const enoughAtOnce = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const { result, judged } = await compare((request) => {
    if (!isJudge(request)) return answerOf(request);
    judging += 1;
    if (judging > AT_ONCE / 2) enough();
    return { kind: 'answer', text: KIND, after: enoughAtOnce };
  }, 'many');
  expect(result.verdict).toBe('pass');
  expect(judged).toBe(2 * CASES);
});

test('a judge whose key is refused ends the asking soon, and the answers so far are kept for the next run', async () => {
  const first = await compare(
    (request) =>
      isJudge(request) ? refusals.badKey : { kind: 'answer', text: textOf(request), latencyMs: 30 },
    'refused',
  );
  expect(first.result.verdict).toBe('error');
  expect(first.result.errors[0]?.message).toMatch(/judge of `llm-rubric`: .* does not accept the key/);
  expect(first.answered).toBeLessThan(2 * CASES);

  const second = await compare(
    (request) => (isJudge(request) ? { kind: 'answer', text: KIND } : answerOf(request)),
    'refused',
  );
  expect(second.result.verdict).toBe('pass');
});
