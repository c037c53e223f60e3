import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { checkSchema } from '../../src/domain/check-json.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { buildRepository } from '../kit/repository.ts';
import { testTerminal } from './test-terminal.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const BROKEN = 'gate: { min-effct: 3 }\nsmoke: { cases: none }\n';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function check(policy: string, ...words: string[]) {
  const repository = await buildRepository({ [POLICY]: policy, 'a.md': 'Help.' });
  cleanUps.push(repository.dispose);
  const terminal = testTerminal({ directory: repository.root, credentials: credentialsFrom({}) });
  const exitCode = await runCommandLine(['check', ...words], { commands: COMMANDS, terminal });
  return { exitCode, root: repository.root, ...terminal.written };
}

test('the mistakes of a policy that cannot be read are findings of the JSON', async () => {
  const { exitCode, output } = await check(BROKEN, '--json');
  const found = checkSchema.parse(JSON.parse(output));
  expect(found).toMatchObject({
    valid: false,
    policy: { path: POLICY, revision: 'unread' },
    prompts: [],
    findings: [
      {
        id: 'not-valid',
        severity: 'error',
        path: POLICY,
        line: 1,
        message: expect.stringContaining('min-effct'),
      },
      { id: 'not-valid', severity: 'error', path: POLICY, line: 2 },
    ],
  });
  expect(exitCode).toBe(2);
});

test('so is a prompt that the policy misspells', async () => {
  const { exitCode, output } = await check('prompts: [{ path: aa.md }]\n', '--json');
  const { findings } = checkSchema.parse(JSON.parse(output));
  expect(findings).toMatchObject([
    { path: POLICY, message: expect.stringContaining('Did you mean "a.md"?') },
  ]);
  expect(exitCode).toBe(2);
});

test('SARIF has them too, and a person reads them as before', async () => {
  const { exitCode, output, messages, root } = await check(BROKEN, '--sarif', 'check.sarif');
  const { runs } = JSON.parse(await readFile(join(root, 'check.sarif'), 'utf8'));
  expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['not-valid', 'not-valid']);
  expect(output).toBe('');
  expect(messages).toContain(`${POLICY}:1:9`);
  expect(exitCode).toBe(2);
});
