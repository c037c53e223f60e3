import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { startModels } from '../kit/models.ts';
import { buildRepository, type Files, type TestRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import { gateInTerminal } from '../kit/terminal.ts';

const MODEL = 'gpt-4.1-mini-2025-04-14';

const chat = (rule: string) =>
  JSON.stringify([
    { role: 'system', content: rule },
    { role: 'user', content: '{{question}}' },
  ]);

/** What `promptfoo eval` compares side by side, and no word of ours. */
const FILES = {
  'evals/promptfooconfig.yaml': `description: support
prompts:
  - file://prompts/short.json
  - { id: file://prompts/kind.json, label: kind }
  - "Say where {{question}} is."
providers:
  - file://local-model.py
  - { id: "openai:chat:${MODEL}", config: { temperature: 0, max_tokens: 60 } }
  - anthropic:messages:claude-opus-4-6
tests: file://cases.csv
`,
  'evals/prompts/short.json': chat('Answer in one line.'),
  'evals/prompts/kind.json': chat('Be kind.'),
  'evals/cases.csv': [
    'question,__expected',
    ...Array.from({ length: 20 }, (_, at) => `item ${at},icontains: settings`),
  ].join('\n'),
};

let models: Awaited<ReturnType<typeof startModels>>;
let repository: TestRepository;

beforeAll(async () => {
  models = await startModels((system) => (system.includes('never') ? 'Ask a person.' : 'In the settings.'));
});

afterAll(() => models.stop());

async function gate(edit: Files, files: Files = FILES): Promise<{ exitCode: number | null; result: Result }> {
  models.reset();
  repository = await buildRepository(files);
  try {
    await repository.branch('edit');
    await repository.write(edit);
    await repository.commit('edit');
    return await gateInTerminal(['--head', 'HEAD'], {
      directory: repository.root,
      environment: { OPENAI_API_KEY: KEY, ...models.environment },
    });
  } finally {
    await repository.dispose();
  }
}

test('of a promptfoo config with several prompts and providers, those that changed are judged, each by itself', async () => {
  const config = FILES['evals/promptfooconfig.yaml'];
  const { exitCode, result } = await gate({
    'evals/promptfooconfig.yaml': config.replace(
      '"Say where',
      '"Name the page.\n    Where {{question}} is"\n  - "Say where',
    ),
    'evals/prompts/short.json': chat('Answer in one line, never more.'),
  });
  expect(result.errors).toEqual([]);
  expect(result.prompts.map(({ path, file, change, verdict }) => [path, file, change, verdict])).toEqual([
    ['evals/prompts/short.json', undefined, 'modified', 'block'],
    ['evals/promptfooconfig.yaml#3', 'evals/promptfooconfig.yaml', 'added', 'pass'],
  ]);
  expect(exitCode).toBe(1);
  expect(result.prompts[0]?.diff).toContain(
    '+[{"role":"system","content":"Answer in one line, never more."}',
  );
  expect(models.calls()).toBe(20 * 2 + 20);
  for (const { body } of models.requests()) expect(body).toMatchObject({ model: MODEL, temperature: 0 });
});

test('a change of the cases alone is reported for every prompt, and asks nothing', async () => {
  const { exitCode, result } = await gate({
    'evals/cases.csv': `${FILES['evals/cases.csv']}\nitem 20,icontains: page`,
  });
  expect(result.prompts.map(({ path, change, because }) => [path, change, because])).toEqual(
    ['evals/prompts/short.json', 'evals/promptfooconfig.yaml#kind', 'evals/promptfooconfig.yaml#3'].map(
      (path) => [path, 'suite', ['evals/cases.csv']],
    ),
  );
  expect([exitCode, models.calls()]).toEqual([0, 0]);
});

describe('assertions in JavaScript', () => {
  const assert = `defaultTest:
  options: { transform: "output.toLowerCase()" }
  assert:
    - { type: javascript, value: "output.includes('settings') && context.vars.question.startsWith('item')" }
    - { type: javascript, value: "file://checks/length.cjs:isShort" }
`;
  const files = {
    ...FILES,
    'evals/promptfooconfig.yaml': `${FILES['evals/promptfooconfig.yaml']}${assert}`,
    'evals/cases.csv': ['question', ...Array.from({ length: 20 }, (_, at) => `item ${at}`)].join('\n'),
    'evals/checks/length.cjs':
      "const limit = require('./limit');\nmodule.exports = { isShort: (output) => output.length < limit };\n",
    'evals/checks/limit.js': 'module.exports = 100;\n',
  };

  test('judge a revision that is not trusted', async () => {
    const edit = { 'evals/prompts/short.json': chat('Answer in one line, never more.') };
    const { exitCode, result } = await gate(edit, files);
    expect(result.errors).toEqual([]);
    expect(result.prompts.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['evals/prompts/short.json', 'block'],
    ]);
    expect(result.prompts[0]?.segments[0]).toMatchObject({ cases: 20 });
    expect(exitCode).toBe(1);
  });

  test('that change are a change of the suite, and named', async () => {
    const { exitCode, result } = await gate({ 'evals/checks/limit.js': 'module.exports = 200;\n' }, files);
    expect(result.prompts.map(({ path, change }) => [path, change])).toEqual([
      ['evals/prompts/short.json', 'suite'],
      ['evals/promptfooconfig.yaml#kind', 'suite'],
      ['evals/promptfooconfig.yaml#3', 'suite'],
    ]);
    expect(JSON.stringify(result)).toContain('changes scripts that judge its answers: evals/checks/limit.js');
    expect([exitCode, models.calls()]).toEqual([0, 0]);
  });
});
