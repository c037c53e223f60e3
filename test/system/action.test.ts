import { describe, expect, test } from 'vitest';
import { setStage } from '../kit/stage.ts';
import {
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  type Files,
  GOOD_RULE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  pullRequestEvent,
  pushTo,
  SUITE,
} from '../kit/support.ts';

const stage = setStage();
const { pullRequest, judge } = stage;

async function comments(): Promise<string[]> {
  return (await stage.comments()).map(({ body }) => body);
}

function firstLine(text: string | undefined): string {
  return text?.split('\n')[0] ?? '';
}

describe('a pull request that makes one segment worse', () => {
  test('is blocked: exit code, outputs, comment, check run, summary and files say so', async () => {
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const run = await judge(checkout);

    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: 'block', regressions: expect.stringMatching(/^[12]$/) });
    expect(run.result?.prompts[0]?.segments.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['standard', 'pass'],
      ['enterprise', 'regression'],
    ]);
    expect(run.result?.head.sha).toBe(checkout.head);

    const [comment, ...others] = await stage.comments();
    expect(others).toEqual([]);
    expect(firstLine(comment?.body)).toMatch(
      /🛑 `prompts\/support\.prompt\.yml` gets worse for \*\*enterprise\*\*/,
    );
    expect(run.outputs['comment-url']).toBe(comment?.html_url);
    expect(firstLine(run.summary)).toBe(firstLine(comment?.body));

    const [checkRun] = await stage.github.checkRuns(checkout.head);
    expect(checkRun?.conclusion).toBe('failure');
    expect(checkRun?.output.title).toContain('gets worse for enterprise');
    expect(checkRun?.output.annotations_count).toBeGreaterThan(0);

    expect(run.reports['report.md']).toContain('enterprise');
    expect(run.reports['report.html']).toContain('<html');
    expect(run.reports['junit.xml']).toContain('enterprise');
  });

  test('the second push edits the comment, the fix is told as fixed, a new regression is a new comment', async () => {
    let checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    await judge(checkout, { runId: 1 });
    const [first] = await stage.comments();

    checkout = await pushTo(checkout, { [PROMPT]: promptFile(`${HARMFUL_RULE} Be brief.`) });
    expect((await judge(checkout, { runId: 2 })).outputs['comment-url']).toBe(first?.html_url);
    expect(await comments()).toEqual([expect.stringContaining(checkout.head.slice(0, 7))]);

    checkout = await pushTo(checkout, { [PROMPT]: promptFile(HARMLESS_RULE) });
    expect((await judge(checkout, { runId: 3 })).exitCode).toBe(0);
    expect(await comments()).toEqual([expect.stringMatching(/^### ✅ .*fixed/)]);

    checkout = await pushTo(checkout, { [PROMPT]: promptFile(HARMFUL_RULE) });
    expect((await judge(checkout, { runId: 4 })).exitCode).toBe(1);
    expect(await comments()).toEqual([
      expect.stringMatching(/^<details>/),
      expect.stringMatching(/^### 🛑 /),
    ]);
  });

  test('is blocked from a checkout of one commit too: what is missing is fetched', async () => {
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const run = await judge(await stage.shallow(checkout));
    expect(run.outputs.verdict, run.log).toBe('block');
    expect(run.result?.head.sha).toBe(checkout.head);
  });

  test('reverting the edit leaves no regression standing in the comment', async () => {
    let checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    await judge(checkout, { runId: 1 });
    checkout = await pushTo(checkout, { [PROMPT]: promptFile(GOOD_RULE) });
    const run = await judge(checkout, {
      runId: 2,
      event: pullRequestEvent(checkout, stage.number, { comments: 1 }),
    });
    expect(run.exitCode).toBe(0);
    expect(await comments()).toEqual([expect.stringMatching(/^### ✅ .*fixed/)]);
  });
});

describe('a pull request that makes nothing worse', () => {
  test('passes, with one comment', async () => {
    const run = await judge(await pullRequest({ [PROMPT]: promptFile(HARMLESS_RULE) }));
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'pass', regressions: '0' });
    expect(await comments()).toEqual([expect.stringMatching(/^### ✅ no regression shown/)]);
    expect(stage.models.calls()).toBe(2 * 2 * CASES);
  });

  test('and changes no prompt passes at once, asks no model and does not speak', async () => {
    const checkout = await pullRequest({ 'README.md': 'Better words.\n' });
    const run = await judge(checkout, { event: pullRequestEvent(checkout, stage.number, { comments: 0 }) });
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs.verdict).toBe('pass');
    expect(stage.models.calls()).toBe(0);
    expect(stage.github.journal).toEqual([]);
    expect(await comments()).toEqual([]);
  });

  test('asked again, asks no model again and says the same', async () => {
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const first = await judge(checkout);
    stage.models.reset();
    const second = await judge(checkout, { runId: 2 });
    expect(stage.models.calls()).toBe(0);
    expect(second.result?.prompts[0]?.segments).toEqual(first.result?.prompts[0]?.segments);
  });
});

/** A prompt that carries its own cases: nothing else is needed. */
function selfContainedPrompt(rule: string): string {
  const cases = Array.from({ length: CASES }, (_, index) => `  - input: "Where is backup ${index + 1}?"\n`);
  return `name: Backups
model: openai/gpt-4.1-mini-2025-04-14
messages:
  - { role: system, content: "You help. ${rule}" }
  - { role: user, content: "[enterprise] {{input}}" }
testData:
${cases.join('')}evaluators:
  - name: names the page
    string: { contains: Settings }
`;
}

describe('without any config', () => {
  const base: Files = { 'ai/backups.prompt.yml': selfContainedPrompt(GOOD_RULE) };

  test('a prompt that carries its own cases is judged', async () => {
    const checkout = await pullRequest({ 'ai/backups.prompt.yml': selfContainedPrompt(HARMFUL_RULE) }, base);
    const run = await judge(checkout);
    expect(run.exitCode, run.log).toBe(1);
    expect(firstLine((await comments())[0])).toContain('ai/backups.prompt.yml');
  });

  test('a new prompt is measured alone, and reported as new', async () => {
    const run = await judge(
      await pullRequest({ 'ai/new.prompt.yml': selfContainedPrompt(HARMFUL_RULE) }, base),
    );
    expect(run.exitCode, run.log).toBe(0);
    expect(run.result?.prompts).toMatchObject([
      { path: 'ai/new.prompt.yml', change: 'added', baseline: null },
    ]);
    expect(stage.models.calls()).toBe(CASES);
  });

  test('a renamed prompt is compared with what it was', async () => {
    const checkout = await pullRequest(
      { 'ai/backups.prompt.yml': null, 'ai/help/storage.prompt.yml': selfContainedPrompt(HARMFUL_RULE) },
      base,
    );
    const run = await judge(checkout);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.result?.prompts).toMatchObject([
      { path: 'ai/help/storage.prompt.yml', change: 'renamed', baseline: { path: 'ai/backups.prompt.yml' } },
    ]);
  });
});

describe('other events', () => {
  test('a merge group is judged from its own commits, without a comment', async () => {
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const ref = `refs/heads/gh-readonly-queue/main/pr-${stage.number}-${checkout.base}`;
    const run = await judge(checkout, {
      event: {
        name: 'merge_group',
        payload: { merge_group: { base_sha: checkout.base, head_sha: checkout.merge, head_ref: ref } },
      },
      ref,
    });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs['comment-url']).toBeUndefined();
    expect(await comments()).toEqual([]);
    expect(await stage.github.checkRuns(checkout.merge)).toMatchObject([{ conclusion: 'failure' }]);
  });

  test('a push compares what was there with what is there', async () => {
    const { repository, base, head, merge } = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const event = { name: 'push', payload: { before: base, after: merge, ref: 'refs/heads/main' } };
    const run = await judge({ repository, base, head, merge }, { event, ref: 'refs/heads/main' });
    expect(run.exitCode, run.log).toBe(1);
  });

  test('workflow_dispatch compares with its base, and wants one', async () => {
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const event = { name: 'workflow_dispatch', payload: { inputs: {} } };
    const blocked = await judge(checkout, { event, inputs: { base: 'main' } });
    expect(blocked.exitCode, blocked.log).toBe(1);
    expect(blocked.outputs.verdict).toBe('block');

    const lost = await judge(checkout, { event });
    expect(lost.exitCode).toBe(1);
    expect(lost.outputs.verdict).toBe('error');
    expect(lost.summary).toContain('`base`');
  });
});

describe('Anthropic', () => {
  test('answers as well as OpenAI', async () => {
    const model = 'anthropic:claude-sonnet-4-5-20250929';
    const base = { ...BASE, [PROMPT]: promptFile(GOOD_RULE, model) };
    const checkout = await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE, model) }, base);
    const run = await judge(checkout, {
      inputs: { 'openai-api-key': '', 'anthropic-api-key': 'sk-ant-0123456789' },
    });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('block');
  });
});

test('the policy is the base branch’s: a pull request cannot lower its own bar', async () => {
  const run = await judge(
    await pullRequest({
      [PROMPT]: promptFile(HARMFUL_RULE),
      [CONFIG]: `${CONFIG_FILE}gate: { min-effect: 100 }\n`,
      [SUITE]: BASE?.[SUITE] ?? '',
    }),
  );
  expect(run.exitCode, run.log).toBe(1);
  expect(run.summary).toMatch(/edits the policy/);
});
