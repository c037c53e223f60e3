import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import {
  answerByRule,
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  GOOD_RULE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  SUITE,
  SUITE_FILE,
} from '../kit/support.ts';
import { gateInTerminal, terminal } from '../kit/terminal.ts';

const ANTHROPIC_KEY = 'sk-ant-test-0123456789abcdef';
const ANSWERS = 2 * 2 * CASES;

let models: Awaited<ReturnType<typeof startModels>>;
let repository: TestRepository;

beforeAll(async () => {
  models = await startModels(answerAndJudge);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());
afterEach(() => repository.dispose());

/** What a judge is shown under a name. */
function shown(user: string, name: string): string {
  return new RegExp(`<<<${name} (\\w+)\\n([\\s\\S]*?)\\n${name} \\1>>>`).exec(user)?.[2] ?? '';
}

const good = (answer: string) => answer.includes('Settings');

/** The model under test, and a judge for whom an answer is good that names the settings. */
function answerAndJudge(system: string, user: string): string {
  if (!system.startsWith('You are the judge')) return answerByRule(system, user);
  if (!user.includes('<<<first')) {
    const pass = good(shown(user, 'answer'));
    return JSON.stringify({ reason: 'Because.', pass, score: pass ? 1 : 0 });
  }
  const [first, second] = [shown(user, 'first'), shown(user, 'second')].map(good);
  return JSON.stringify({
    reason: 'Because.',
    better: first === second ? 'neither' : first ? 'first' : 'second',
  });
}

/** A pull request's work tree: the suite asks `assertion` of every answer, the edit says `rule`. */
async function workTree(assertion: string, rule: string, config = ''): Promise<void> {
  const suite = SUITE_FILE.replaceAll('{ type: icontains, value: settings }', assertion);
  repository = await buildRepository({ ...BASE, [SUITE]: suite, [CONFIG]: CONFIG_FILE + config });
  await repository.write({ [PROMPT]: promptFile(rule) });
}

const KEYS = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: ANTHROPIC_KEY };

function gate(words: string[] = [], keys: Record<string, string> = KEYS) {
  const environment = { ...models.environment, ...keys };
  return gateInTerminal(words, { directory: repository.root, environment });
}

/** What the judge was asked, as the provider saw it. */
function judgeRequests() {
  return models.requests().filter(({ body }) => JSON.stringify(body).includes('You are the judge'));
}

const RUBRIC = '{ type: llm-rubric, value: Names the page of the console. }';

describe('a judged suite', () => {
  test('blocks an edit that the judge finds worse, by another vendor’s model, counted apart', async () => {
    await workTree(RUBRIC, HARMFUL_RULE);
    const { exitCode, stdout, stderr, result } = await gate();
    expect(exitCode, stderr).toBe(1);
    expect(stdout).toContain('gets worse for enterprise');
    expect(stderr).toMatch(/Asking 80 answers for 1 prompt and 80 judgements of them/);

    // Both arms answer standard cases alike: one judgement for both.
    expect(judgeRequests()).toHaveLength(3 * CASES);
    expect(result.usage).toMatchObject({ trials: ANSWERS, calls: ANSWERS, errored: 0 });
    expect(result.usage.judge).toMatchObject({ calls: 3 * CASES, fromStore: CASES });
    expect(result.usage.judge?.usd).toBeGreaterThan(0);
    const judged = { type: 'llm-rubric', reason: expect.stringContaining('the judge says: “Because.”') };
    expect(result.prompts[0]?.newlyFailing[0]).toMatchObject({
      baseline: { failures: [], judged: [{ ...judged, passed: true, score: 1 }] },
      candidate: { failures: [judged], judged: [{ ...judged, passed: false, score: 0 }] },
    });
    expect(result.usage.inputTokens).toBeLessThan(result.usage.judge?.inputTokens ?? 0);
    expect(result.prompts[0]?.judges).toEqual(['anthropic:claude-haiku-4-5-20251001']);
    expect(stdout).toMatch(/judged by anthropic:claude-haiku-4-5-20251001/);
    expect(stdout).toMatch(/judged in\s+60\s+calls\s+\(20\s+more\s+from\s+the\s+store\)\s+for\s+\$0\.02/);

    for (const { path, body } of judgeRequests()) {
      expect(path).toBe('/v1/messages');
      expect(body).toMatchObject({ model: 'claude-haiku-4-5-20251001', temperature: 0 });
      expect(JSON.stringify(body)).not.toMatch(/baseline|candidate|escalate enterprise/);
    }

    models.reset();
    const again = await gate(['--offline'], {});
    expect(again.exitCode).toBe(1);
    expect(models.calls()).toBe(0);
    expect(again.result.usage.judge).toMatchObject({ calls: 0, fromStore: ANSWERS, usd: 0 });
    expect(again.result.prompts[0]?.segments).toEqual(result.prompts[0]?.segments);
  });

  test("passes a harmless edit, judged by the policy's judge, even if the suite names another", async () => {
    const wished = '{ type: llm-rubric, value: Names the page., provider: "openai:gpt-4o" }';
    await workTree(wished, HARMLESS_RULE, 'judge: { model: openai:gpt-4.1-2025-04-14 }\n');
    const { exitCode, stdout, result } = await gate([], { OPENAI_API_KEY: KEY });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('The suite names “openai:gpt-4o” as judge.');
    expect(result.prompts[0]?.judges).toEqual(['openai:gpt-4.1-2025-04-14']);
    for (const { body } of judgeRequests()) {
      expect(body).toMatchObject({ model: 'gpt-4.1-2025-04-14', temperature: 0 });
      expect(body).toHaveProperty('response_format.json_schema.strict', true);
    }
  });

  test('is reported by check with its judge and the cost of judging, without a key', async () => {
    await workTree(RUBRIC, HARMLESS_RULE);
    const { stdout } = await terminal(['check'], { directory: repository.root });
    expect(stdout).toContain('judged by anthropic:claude-haiku-4-5-20251001');
    expect(stdout).toContain('a run asks 80 answers and 80 judgements at first');
    expect(models.calls()).toBe(0);
  });

  test('without a key for the judge nothing is asked, and the missing key is named', async () => {
    await workTree(RUBRIC, HARMLESS_RULE);
    const { exitCode, result } = await gate([], { OPENAI_API_KEY: KEY });
    expect(exitCode).toBe(2);
    expect(result.errors[0]?.message).toContain('ANTHROPIC_API_KEY');
    expect(result.errors[0]?.place).toMatch(/^evals\/support\.yml:\d+:\d+$/);
    expect(models.calls()).toBe(0);
  });

  test('that is all a pull request changes is checked without any key', async () => {
    const judgedSuite = SUITE_FILE.replaceAll('{ type: icontains, value: settings }', RUBRIC);
    repository = await buildRepository({ ...BASE, [SUITE]: judgedSuite });
    await repository.write({ [SUITE]: judgedSuite.replaceAll('Names the page', 'Names a page') });
    const { exitCode, result } = await gate([], {});
    expect(result.errors).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result.prompts[0]).toMatchObject({ change: 'suite', verdict: 'not-run' });
  });

  test('a judge that cannot be understood decides nothing: the answers were paid for, the verdict is an error', async () => {
    await workTree(RUBRIC, HARMFUL_RULE);
    models.answerBy((system, user) =>
      system.startsWith('You are the judge') ? 'It is fine, I think.' : answerByRule(system, user),
    );
    const { exitCode, result } = await gate();
    expect(exitCode).toBe(2);
    expect(result.prompts[0]?.errors).toHaveLength(ANSWERS);
    expect(result.prompts[0]?.errors[0]?.message).toContain('cannot be read');
    expect(result.usage).toMatchObject({ calls: ANSWERS, errored: ANSWERS });
    expect(result.usage.inputTokens).toBeGreaterThan(0);
  });

  test('the money of a run pays answers and judgements together', async () => {
    await workTree(RUBRIC, HARMLESS_RULE, 'cost: { max-run-cost: 0.01 }\nrun: { max-concurrency: 4 }\n');
    const { exitCode, result } = await gate();
    expect(exitCode).toBe(2);
    expect((result.usage.usd ?? 0) + (result.usage.judge?.usd ?? 0)).toBeLessThanOrEqual(0.01);
    expect(result.errors.map(({ message }) => message).join('\n')).toContain('max-run-cost');
    expect(result.usage.trials).toBeLessThan(ANSWERS);
  });
});

describe('answers compared with each other', () => {
  const BEST = '{ type: select-best, value: Names the page of the console. }';

  test('an edit whose answers lose against the old ones is blocked', async () => {
    await workTree(BEST, HARMFUL_RULE);
    const { exitCode, stdout, result } = await gate();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('gets worse for enterprise');
    const [standard, enterprise] = result.prompts[0]?.segments ?? [];
    expect(standard).toMatchObject({ losses: 0, wins: 0 });
    expect(enterprise).toMatchObject({ losses: CASES, wins: 0 });
    // Equal answers ask nobody; the others twice, in both orders, for both arms together.
    expect(judgeRequests()).toHaveLength(2 * CASES);
  });

  test('a judge that always prefers what it reads first changes nothing', async () => {
    await workTree(BEST, HARMFUL_RULE, 'cost: { max-token-increase: off }\n');
    models.answerBy((system, user) =>
      system.startsWith('You are the judge')
        ? JSON.stringify({ reason: 'First!', better: 'first' })
        : answerByRule(system, user),
    );
    const { exitCode, result } = await gate();
    expect(exitCode).toBe(0);
    expect(result.prompts[0]?.overall).toMatchObject({ losses: 0, wins: 0 });
  });
});

test('answers are compared with a text by their embeddings', async () => {
  await workTree('{ type: similar, value: "Open Settings > Backups." }', HARMFUL_RULE);
  const { exitCode, result } = await gate([], { OPENAI_API_KEY: KEY });
  expect(exitCode).toBe(1);
  expect(result.prompts[0]?.judges).toEqual(['openai:text-embedding-3-large']);
  // Two different texts in all, one of them also the one that is expected.
  expect(result.usage.judge?.calls).toBe(2);
  expect(models.requests().filter(({ path }) => path === '/v1/embeddings')).toHaveLength(2);
});

test('selfcheck reports how often the judge disagrees with itself about the same answers', async () => {
  await workTree(RUBRIC, GOOD_RULE);
  const heard = new Map<string, number>();
  models.answerBy((system, user) => {
    const answer = `${answerByRule(system, user)} (${user.length})`;
    if (!system.startsWith('You are the judge')) return answer;
    const times = (heard.get(user) ?? 0) + 1;
    heard.set(user, times);
    return JSON.stringify({ reason: 'Because.', pass: times === 1, score: times === 1 ? 1 : 0 });
  });
  const environment = { ...KEYS, ...models.environment };
  const { stdout } = await terminal(['selfcheck'], { directory: repository.root, environment });
  expect(stdout).toMatch(
    /the judge, asked twice about the same answer, disagrees with itself: 100\s% of 80 answers/,
  );
});
