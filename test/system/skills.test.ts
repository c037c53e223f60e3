import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startModels } from '../kit/models.ts';
import { buildRepository, type Files } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import { gateInTerminal } from '../kit/terminal.ts';

const RULE = '# Refunds\n\nRefunds take {{days}} days. Say so. See `references/tone.md`.\n';
const SKILL = 'skills/refunds/SKILL.md';
const EVALS = 'skills/refunds/evals/evals.json';

const evals = (cases: number) =>
  JSON.stringify({
    skill_name: 'refunds',
    evals: Array.from({ length: cases }, (_, at) => ({
      id: at + 1,
      prompt: `Where is refund ${at}?`,
      expected_output: 'It says how long a refund takes.',
    })),
  });

const skill = (rule: string) => `---\nname: refunds\ndescription: Answers about refunds\n---\n\n${rule}`;

const FILES: Files = {
  [SKILL]: skill(RULE),
  'skills/refunds/references/tone.md': 'Be kind.',
  [EVALS]: evals(20),
  'skills/untested/SKILL.md': skill('# Untested'),
};

let models: Awaited<ReturnType<typeof startModels>>;

beforeAll(async () => {
  models = await startModels((system, user) => {
    if (!system.includes('# Refunds')) {
      return JSON.stringify({
        reason: 'x',
        pass: user.includes('days'),
        score: user.includes('days') ? 1 : 0,
      });
    }
    return system.includes('Never') ? 'Ask a person.' : 'It takes {{days}} days.';
  });
});

afterAll(() => models.stop());

async function gate(edit: Files, files: Files = FILES) {
  models.reset();
  await using repository = await buildRepository(files);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  return await gateInTerminal(['--head', 'HEAD'], {
    directory: repository.root,
    environment: { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, ...models.environment },
  });
}

describe('without a policy', () => {
  test('an Agent Skill with evals is judged by them, and the report says what is not measured', async () => {
    const { exitCode, result } = await gate({ [SKILL]: skill(RULE.replace('Say so', 'Never say so')) });
    expect(result.prompts.map(({ path, verdict }) => [path, verdict])).toEqual([[SKILL, 'block']]);
    expect(exitCode).toBe(1);
    const notices = result.prompts[0]?.notices.map(({ text }) => text).join('\n');
    expect(notices).toContain('one answer without tools is measured');
    expect(notices).toContain('`anthropic:claude-haiku-4-5-20251001` is asked');
    const [asked] = models
      .requests()
      .map(({ body }) => JSON.stringify(body))
      .filter((body) => body.includes('# Refunds'));
    expect(asked).toContain('Refunds take {{days}} days.');
    expect(asked).toContain('<file path=\\"references/tone.md\\">');
  });

  test('one of few cases passes, and the report says that nothing can be shown', async () => {
    const files = { ...FILES, [EVALS]: evals(3) };
    const { exitCode, result } = await gate(
      { [SKILL]: skill(RULE.replace('Say so', 'Never say so')) },
      files,
    );
    expect(exitCode).toBe(0);
    expect(result.prompts[0]?.notices.map(({ text }) => text).join('\n')).toContain(
      'asks 3 cases, and a segment needs 10 to be judged',
    );
  });

  test('a file that it refers to is part of it', async () => {
    const { result } = await gate({ 'skills/refunds/references/tone.md': 'Be brief.' });
    expect(result.prompts.map(({ path, change }) => [path, change])).toEqual([[SKILL, 'include']]);
  });

  test('one without evals is not watched', async () => {
    const { exitCode, result } = await gate({ 'skills/untested/SKILL.md': skill('# Changed') });
    expect([exitCode, result.prompts]).toEqual([0, []]);
  });

  test('a pull request that deletes the evals does not escape', async () => {
    const { exitCode, result } = await gate({ [SKILL]: skill('# Other'), [EVALS]: null });
    expect([exitCode, result.verdict]).toEqual([2, 'error']);
    expect(JSON.stringify(result)).toContain('This prompt has no cases');
  });
});
