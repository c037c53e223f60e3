import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startSilentModel } from '../kit/models.ts';
import { KEY, setStage } from '../kit/stage.ts';
import {
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  GOOD_RULE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  pullRequestEvent,
} from '../kit/support.ts';

const stage = setStage();
const { pullRequest, judge } = stage;

const harmful = { [PROMPT]: promptFile(HARMFUL_RULE) };
const harmless = { [PROMPT]: promptFile(HARMLESS_RULE) };

/** An address where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function commentLine(): Promise<string> {
  const [comment] = await stage.comments();
  return comment?.body.split('\n')[0] ?? '';
}

describe('the gate cannot decide', () => {
  test('without a key: an error that names it, everywhere, and never a pass', async () => {
    const run = await judge(await pullRequest(harmless), { inputs: { 'openai-api-key': '' } });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: 'error', regressions: '0' });
    expect(run.summary).toMatch(/openai-api-key|OPENAI_API_KEY/);
    expect(await commentLine()).toMatch(/OpenAI|OPENAI_API_KEY|key/);
    expect(stage.models.calls()).toBe(0);
  });

  test('without the key of one of two models, the other is not asked either', async () => {
    const model = 'anthropic/claude-haiku-4-5-20251001';
    const run = await judge(await pullRequest({ [PROMPT]: promptFile(GOOD_RULE, model) }));
    expect(run.outputs.verdict, run.log).toBe('error');
    expect(await commentLine()).toContain('ANTHROPIC');
    expect(stage.models.calls()).toBe(0);
  });

  test('for a fork without keys it says why, and that the comment could not be posted', async () => {
    const checkout = await pullRequest(harmless);
    const run = await judge(checkout, {
      event: pullRequestEvent(checkout, stage.number, { fork: true }),
      inputs: { 'openai-api-key': '', 'github-token': await stage.github.token({ contents: 'read' }) },
    });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(run.summary).toMatch(/comes from a fork/);
    expect(run.log).toMatch(/::warning.*fork a read-only token/);
    expect(await stage.comments()).toEqual([]);
  });

  test('a fork that changes no prompt passes without any key', async () => {
    const checkout = await pullRequest({ 'README.md': 'x\n' });
    const run = await judge(checkout, {
      event: pullRequestEvent(checkout, stage.number, { fork: true }),
      inputs: { 'openai-api-key': '', 'github-token': await stage.github.token({ contents: 'read' }) },
    });
    expect(run.exitCode, run.log).toBe(0);
  });

  test('with a typo in the config: file, line, column and the word that was meant', async () => {
    const base = { ...BASE, [CONFIG]: `${CONFIG_FILE}gate:\n  alhpa: 0.05\n` };
    const run = await judge(await pullRequest(harmless, base));
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(run.summary).toContain(`${CONFIG}:6:3`);
    expect(run.summary).toMatch(/Did you mean .alpha/);
    expect(stage.models.calls()).toBe(0);
  });

  test('with the provider down: an error about the provider, not a regression', async () => {
    const base = { ...BASE, [CONFIG]: `${CONFIG_FILE}run: { retries: 0 }\n` };
    const dead = await deadUrl();
    const environment = { OPENAI_BASE_URL: `${dead}/v1` };
    const run = await judge(await pullRequest(harmful, base), { environment });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: 'error', regressions: '0' });
    const line = await commentLine();
    expect(line).toContain(`the gate could not decide: ${new URL(dead).host} cannot be reached for openai:`);
    expect(line).toContain('Check the base URL, and the network or proxy between. Then re-run');
  });

  test('a key that the provider refuses ends the run at once', async () => {
    stage.models.fail(401, Number.POSITIVE_INFINITY);
    const base = { ...BASE, [CONFIG]: `${CONFIG_FILE}run: { max-concurrency: 4 }\n` };
    const run = await judge(await pullRequest(harmful, base));
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(stage.models.calls()).toBeLessThan(2 * CASES);
  });

  test('an input that is none of its values is told with the values', async () => {
    const run = await judge(await pullRequest(harmless), { inputs: { comment: 'onchange' } });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.summary).toMatch(/always, on-change, never/);
  });

  test('a workspace without a repository is told, not a stack', async () => {
    const checkout = await pullRequest(harmless);
    await checkout.repository.write({ '.git': null });
    const run = await judge(checkout);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.summary).toMatch(/git repository/);
    expect(run.summary).not.toContain('This is a bug');
  });

  test('an event file that is not there is told, and the outputs are written', async () => {
    const run = await judge(await pullRequest(harmless), {
      environment: { GITHUB_EVENT_PATH: '/nowhere/event.json' },
    });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(run.result?.errors[0]?.message).toContain('GITHUB_EVENT_PATH');
  });
});

describe('the verdict stands', () => {
  test('when the comment may not be posted: the warning names the permission', async () => {
    const inputs = { 'github-token': await stage.github.token({ contents: 'read' }) };
    const blocked = await judge(await pullRequest(harmful), { inputs });
    expect(blocked.exitCode, blocked.log).toBe(1);
    expect(blocked.outputs.verdict).toBe('block');
    expect(blocked.log).toMatch(/::warning::.*pull-requests: write/);
    expect(blocked.log).toMatch(/::error .*file=prompts\/support\.prompt\.yml,line=\d+/);

    const passed = await judge(await pullRequest(harmless), { inputs });
    expect(passed.exitCode, passed.log).toBe(0);
    expect(passed.log).toMatch(/::warning::.*pull-requests: write/);
  });

  test('without a token: the workflow itself tells', async () => {
    const run = await judge(await pullRequest(harmful), { inputs: { 'github-token': '' } });
    expect(run.outputs.verdict, run.log).toBe('block');
    expect(run.log).toMatch(/::warning::.*`github-token` is empty/);
    expect(run.log).toMatch(/::error .*file=prompts/);
    expect(stage.github.journal).toEqual([]);
  });

  test('when GitHub is down', async () => {
    const apiUrl = await deadUrl();
    const blocked = await judge(await pullRequest(harmful), { apiUrl });
    expect(blocked.outputs.verdict).toBe('block');
    expect(blocked.summary).toContain('gets worse');
    const passed = await judge(await pullRequest(harmless), { apiUrl });
    expect(passed.exitCode, passed.log).toBe(0);
  });

  test('when the report files cannot be written', async () => {
    const checkout = await pullRequest(harmless);
    await checkout.repository.write({ occupied: 'a file' });
    const run = await judge(checkout, { inputs: { 'report-directory': 'occupied' } });
    expect(run.exitCode, run.log).toBe(0);
    expect(run.log).toMatch(/::warning::Could not write the report files/);
  });

  test('and comment: never says nothing to anybody', async () => {
    const run = await judge(await pullRequest(harmful), { inputs: { comment: 'never' } });
    expect(run.outputs.verdict).toBe('block');
    expect(await stage.comments()).toEqual([]);
  });
});

describe('whatever happens', () => {
  test('a cancelled run ends soon, decides nothing and posts nothing', async () => {
    const silent = await startSilentModel();
    try {
      const { asked: cancelWhen, environment } = silent;
      const run = await judge(await pullRequest(harmful), { environment, cancelWhen });
      expect(run.exitCode, run.log).toBe(1);
      expect(run.outputs.verdict).toBe('error');
      expect(await stage.comments()).toEqual([]);
    } finally {
      silent.stop();
    }
  });

  test('a bug of ours is an error that is told everywhere, without the key', async () => {
    const silent = await startSilentModel();
    const bug = `setTimeout(() => { throw new Error("boom with ${KEY}") }, 1000)`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(bug)}`;
    try {
      const run = await judge(await pullRequest(harmful), {
        environment: { ...silent.environment, NODE_OPTIONS },
        ownProcess: true,
      });
      expect(run.exitCode, run.log).toBe(1);
      expect(run.outputs.verdict).toBe('error');
      expect(run.summary).toContain('The gate itself broke, so nothing was decided: boom with');
      expect(await commentLine()).toContain('The gate itself broke');
      expect(run.summary + run.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(KEY);
    } finally {
      silent.stop();
    }
  });
});

test('a stumbling provider is asked again', async () => {
  stage.models.fail(500, 3);
  const run = await judge(await pullRequest(harmful));
  expect(run.outputs.verdict, run.log).toBe('block');
  expect(run.result?.usage.errored).toBe(0);
});

test('a key too short to be one is masked nowhere: the log stays readable', async () => {
  const run = await judge(await pullRequest({}), { environment: { OLLAMA_API_KEY: 'ollama' } });
  expect(run.log).toContain(`::add-mask::${KEY}`);
  expect(run.log).not.toContain('::add-mask::ollama');
});

test('the key stands nowhere in plain sight', async () => {
  stage.models.answerBy(() => `Settings of ${KEY}`);
  const run = await judge(await pullRequest(harmful));
  const everything = [
    run.summary,
    JSON.stringify(run.result),
    ...Object.values(run.reports),
    ...Object.values(run.outputs),
    ...(await stage.comments()).map(({ body }) => body),
    run.log.replaceAll(/^::add-mask::.*$/gm, ''),
  ].join('\n');
  expect(everything).not.toContain(KEY);
  expect(everything).not.toContain(stage.token);
});
