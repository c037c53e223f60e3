import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository } from '../kit/repository.ts';

const CONFIG = '.github/prompt-eval-gate.yml';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{tier}}: {{question}}" }
`;

function suiteOf(cases: number): string {
  const lines = ['free', 'paid'].flatMap((tier) =>
    Array.from(
      { length: cases },
      (_, index) =>
        `  - { id: ${tier}-${index}, segment: ${tier}, vars: { tier: ${tier}, question: "number ${index}" }, assert: [{ type: equals, value: right }] }`,
    ),
  );
  return `tests:\n${lines.join('\n')}\n`;
}

/** What the gate finds in the prompt of the base, which loses 7 of 30 paid cases, beside these new prompts. */
async function foundBeside(added: number) {
  const repository = await buildRepository({
    'support.prompt.yml': promptFile('Help.'),
    'support.suite.yml': suiteOf(30),
    [CONFIG]: 'gate: { family: pull-request }\n',
  });
  const server = await startFaultServer(({ body }) => {
    const text = JSON.stringify(body.messages);
    const [, number = ''] = /paid: number (\d+)/.exec(text) ?? [];
    const isLost = text.includes('Help briefly.') && number !== '' && Number(number) < 7;
    return { kind: 'answer', text: isLost ? 'wrong' : 'right' };
  });
  closers.push(repository.dispose, server.close);
  const others = Array.from({ length: added }, (_, index) => [
    [`new${index}.prompt.yml`, promptFile(`Other ${index}.`)],
    [`new${index}.suite.yml`, suiteOf(2)],
  ]).flat();
  await repository.write({
    'support.prompt.yml': promptFile('Help briefly.'),
    ...Object.fromEntries(others),
  });
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
    storeDirectory: join(repository.root, '.git', 'answers'),
    ...{ offline: false, version: '0.0.0', log: () => {} },
  });
  return result.prompts.find(({ path }) => path === 'support.prompt.yml');
}

test('new prompts beside a changed one take it no share of the α of a pull request', async () => {
  const alone = await foundBeside(0);
  const beside = await foundBeside(11);
  expect(alone?.reasons).toContainEqual({ kind: 'regression', segment: 'paid' });
  expect(beside?.reasons).toEqual(alone?.reasons);
  expect(beside?.levels).toEqual(alone?.levels);
});
