import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { publishedSchemas } from '../../src/result/json-schema.ts';
import { buildRepository, type Files } from '../kit/repository.ts';
import { testTerminal } from './test-terminal.ts';

const POLICY = '.github/prompt-eval-gate.yml';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function explain(files: Files, ...words: string[]) {
  const repository = await buildRepository({ 'a.md': 'Hello.', 'drafts/b.md': 'Hello.', ...files });
  cleanUps.push(repository.dispose);
  const terminal = { ...testTerminal(), directory: repository.root };
  const code = await runCommandLine(['policy', 'explain', ...words], { commands: COMMANDS, terminal });
  return { code, ...terminal.written };
}

const policy = `prompts:
  - drafts/*.md
  - path: a.md
    model: openai:gpt-4.1-mini-2025-04-14
    gate: { margin: { segment: 5 } }
    latency: { max-increase: 20% }
    segments: { vip: { min-effect: 2, cost: { max-token-increase: 3% }, latency: { max-increase: 15% } } }
gate: { alpha: 0.01, min-pass-rate: 90% }
`;

test('says of each key its value, and where it is written', async () => {
  const { code, output } = await explain({ [POLICY]: policy }, 'a.md');
  expect(code).toBe(0);
  const lines = output.split('\n').map((line) => line.replace(/ {2,}/g, ' | ').trim());
  expect(lines.slice(0, 2)).toEqual(['a.md', `watched by its entry, ${POLICY}:3:11`]);
  expect(lines).toEqual(
    expect.arrayContaining([
      `| model | openai:gpt-4.1-mini-2025-04-14 | the prompt's own, ${POLICY}:4:12`,
      `| gate.alpha | 0.01 | of all prompts, ${POLICY}:8:16`,
      `| gate.margin.segment | 5 | the prompt's own, ${POLICY}:5:32`,
      '| gate.margin.overall | 5 | default',
      '| cost.max-cost-increase | 10% | default',
      `| latency.max-increase.p95 | 20% | the prompt's own, ${POLICY}:6:30`,
      'In the segment vip',
      `| margin | 5 | the prompt's own, ${POLICY}:5:32`,
      `| min-effect | 2 | the segment's own, ${POLICY}:7:36`,
      `| min-pass-rate | 90% | of all prompts, ${POLICY}:8:37`,
      `| cost.max-token-increase | 3% | the segment's own, ${POLICY}:7:67`,
      '| cost.max-cost-increase | 3% | default',
      `| latency.max-increase.p50 | 15% | the segment's own, ${POLICY}:7:98`,
    ]),
  );
});

test('as JSON, as its published schema says', async () => {
  const isValid = new Ajv2020({ strict: false }).compile(
    JSON.parse(publishedSchemas()['policy-explain.schema.json'] ?? ''),
  );
  for (const prompt of ['a.md', './drafts/b.md']) {
    const explained: unknown = JSON.parse((await explain({ [POLICY]: policy }, prompt, '--json')).output);
    expect(isValid(explained), JSON.stringify(isValid.errors)).toBe(true);
  }
  const { output } = await explain({ 'c.prompt.yml': 'messages: []' }, 'c.prompt.yml', '--json');
  expect(JSON.parse(output)).toMatchObject({
    policy: { revision: 'defaults' },
    watchedBy: { kind: 'default', place: null },
    asked: [],
  });
});

test('of a prompt that is not watched it says which is likely meant', async () => {
  const { code, messages } = await explain({ [POLICY]: policy }, 'drafts/c.md');
  expect(code).toBe(2);
  expect(messages).toContain('watches no prompt drafts/c.md. Did you mean "drafts/b.md"?');
});

test('a policy that is not valid is no explanation', async () => {
  const { code, messages } = await explain({ [POLICY]: `${policy}gates: {}\n` }, 'a.md');
  expect(code).toBe(2);
  expect(messages).toContain('Did you mean "gate"?');
});
