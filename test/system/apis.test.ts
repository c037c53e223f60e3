import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import { answerByRule, BASE, CASES, GOOD_RULE, HARMFUL_RULE, PROMPT } from '../kit/support.ts';
import { gateInTerminal } from '../kit/terminal.ts';

const ANSWERS = 2 * 2 * CASES;

let models: Awaited<ReturnType<typeof startModels>>;
let repository: TestRepository;

beforeAll(async () => {
  models = await startModels(answerByRule);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());
afterEach(() => repository.dispose());

/** A prompt in which a tool was called already, with what the tool said. */
function promptFile(rule: string, model: string, parameters = ''): string {
  return `model: ${model}
modelParameters:
  temperature: 0
  max_tokens: 200
${parameters}
  tools: [{ type: function, function: { name: plan_of, parameters: { type: object } } }]
messages:
  - { role: system, content: "You help the customers of a database service. ${rule}" }
  - { role: user, content: "[{{customer_tier}}] Hello" }
  - role: assistant
    tool_calls: [{ id: call_1, type: function, function: { name: plan_of, arguments: '{"tier": "{{customer_tier}}"}' } }]
  - { role: tool, tool_call_id: call_1, content: "the {{customer_tier}} plan" }
  - { role: user, content: "{{user_message}}" }
`;
}

async function gate(model: string, parameters = ''): Promise<Result> {
  repository = await buildRepository({ ...BASE, [PROMPT]: promptFile(GOOD_RULE, model, parameters) });
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE, model, parameters) });
  const environment = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, ...models.environment };
  const { result } = await gateInTerminal([], { directory: repository.root, environment });
  return result;
}

test.each([
  ['openai:chat:gpt-4.1-mini-2025-04-14', '/v1/chat/completions'],
  ['openai:responses:gpt-4.1-mini-2025-04-14', '/v1/responses'],
  ['anthropic:claude-haiku-4-5-20251001', '/v1/messages'],
])('%s is asked with tools in the messages, and blocks what got worse', async (model, path) => {
  const result = await gate(model);
  expect(result.errors).toEqual([]);
  expect(result.verdict).toBe('block');
  expect(result.prompts[0]?.segments.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['standard', 'pass'],
    ['enterprise', 'regression'],
  ]);
  expect(models.calls()).toBe(ANSWERS);
  expect(models.requests().every((request) => request.path === path)).toBe(true);
  expect(result.usage.inputTokens).toBeGreaterThan(0);
  expect(result.usage.usd).toBeGreaterThan(0);
  const sent = result.prompts[0]?.newlyFailing[0]?.messages.map(({ content }) => content);
  expect(sent).toContain('plan_of({"tier":"enterprise"})');
});

test('what the Responses API does not take is told before anything is asked', async () => {
  const result = await gate('openai:responses:gpt-4.1-mini-2025-04-14', '  seed: 7');
  expect(result.verdict).toBe('error');
  expect(result.errors[0]).toMatchObject({ place: `${PROMPT}:1:8` });
  expect(result.errors[0]?.message).toContain('has no `seed`');
  expect(models.calls()).toBe(0);
});
