import { describe, expect, test } from 'vitest';
import type { ActionStart } from '../kit/action.ts';
import { setStage } from '../kit/stage.ts';
import {
  BASE,
  CONFIG,
  CONFIG_FILE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  type PullRequestCheckout,
  promptFile,
  pullRequestEvent,
  pushTo,
} from '../kit/support.ts';

const LABEL = 'accept-regression';
const ADA = { login: 'ada', type: 'User' } as const;
const BOB = { login: 'bob', type: 'User' } as const;

/** A time of one day. */
const at = (clock: string) => `2026-11-28T${clock}:00Z`;

const stage = setStage();
const { pullRequest, judge } = stage;

const harmful = () => pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });

/** The run that somebody starts by setting a label, of which GitHub knows. */
function labelled(
  checkout: PullRequestCheckout,
  { label = LABEL, by = ADA, labels = [label] }: { label?: string; by?: typeof ADA; labels?: string[] } = {},
  start: Partial<ActionStart> = {},
) {
  const action = { action: 'labeled', label: { name: label }, sender: by };
  return judge(checkout, { event: pullRequestEvent(checkout, stage.number, { action, labels }), ...start });
}

/** The run of a push, with the labels that the pull request has by then. */
function pushed(checkout: PullRequestCheckout, labels: string[], start: Partial<ActionStart> = {}) {
  return judge(checkout, { event: pullRequestEvent(checkout, stage.number, { labels }), ...start });
}

const codesOf = (run: Awaited<ReturnType<typeof judge>>) => run.result?.notices.map(({ code }) => code);
const labelRequests = () =>
  stage.github.journal.filter(({ path }) => /\/(events|permission|activity)/.test(path));

describe('a block that a maintainer accepts', () => {
  test('passes without another answer, and everything says who accepted what', async () => {
    const checkout = await harmful();
    const blocked = await judge(checkout, { runId: 1 });
    expect(blocked.exitCode, blocked.log).toBe(1);
    expect(labelRequests()).toEqual([]);
    const asked = stage.models.calls();

    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    const run = await labelled(checkout, {}, { runId: 2 });

    expect(run.exitCode, run.log).toBe(0);
    expect(stage.models.calls()).toBe(asked);
    expect(run.outputs).toMatchObject({ verdict: 'pass', regressions: expect.stringMatching(/^[12]$/) });
    expect(run.result).toMatchObject({
      verdict: 'pass',
      accepted: {
        by: 'ada',
        at: at('15:00'),
        commit: checkout.head,
        label: LABEL,
        prompts: [{ path: PROMPT, segments: ['enterprise'] }],
      },
      prompts: [{ verdict: 'block' }],
    });
    const [comment, ...others] = await stage.comments();
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^### ⚠️ accepted by .*ada: `prompts\/support\.prompt\.yml` gets worse/);
    expect(comment?.body).toContain(checkout.head.slice(0, 12));
    expect(run.summary).toMatch(/^### ⚠️ accepted by /);
    expect(run.log).toContain('accepted by');
    expect(run.reports['junit.xml']).not.toContain('<failure');
    const checkRuns = await stage.github.checkRuns(checkout.head);
    expect(checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    expect(checkRuns[1]?.output.title).toContain('accepted by @ada');
  });

  test('stays accepted for that commit when another label is set, and when the run is repeated', async () => {
    const checkout = await harmful();
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.push('edit', checkout.head, at('14:00'));
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    expect((await labelled(checkout, {}, { runId: 1 })).exitCode).toBe(0);
    const asked = stage.models.calls();

    const other = await labelled(
      checkout,
      { label: 'prompts', by: ADA, labels: [LABEL, 'prompts'] },
      { runId: 2 },
    );
    expect(other.exitCode, other.log).toBe(0);
    const again = await pushed(checkout, [], { runId: 3, environment: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(again.exitCode, again.log).toBe(0);
    expect(stage.models.calls()).toBe(asked);
  });

  test('blocks again with the next push, in a new comment that says what to do', async () => {
    let checkout = await harmful();
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.push('edit', checkout.head, at('14:00'));
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    await labelled(checkout, {}, { runId: 1 });

    checkout = await pushTo(checkout, { [PROMPT]: promptFile(`${HARMFUL_RULE} Be brief.`) });
    stage.github.labels.push('edit', checkout.head, at('15:30'));
    const run = await pushed(checkout, [LABEL], { runId: 2 });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.result).toMatchObject({
      verdict: 'block',
      notices: expect.arrayContaining([
        expect.objectContaining({ code: 'acceptance-refused', why: 'not-for-this-commit' }),
      ]),
    });
    expect(run.result?.accepted).toBeUndefined();
    const bodies = (await stage.comments()).map(({ body }) => body);
    expect(bodies).toEqual([expect.stringMatching(/^<details>/), expect.stringMatching(/^### 🛑 /)]);
    expect(bodies[1]).toContain('remove the label and set it again');
  });

  test('blocks again when the label is removed', async () => {
    const checkout = await harmful();
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.push('edit', checkout.head, at('14:00'));
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    await labelled(checkout, {}, { runId: 1 });

    stage.github.labels.remove(stage.number, LABEL, ADA, at('16:00'));
    const action = { action: 'unlabeled', label: { name: LABEL }, sender: ADA };
    const event = pullRequestEvent(checkout, stage.number, { action, labels: [] });
    expect((await judge(checkout, { event, runId: 2 })).outputs.verdict).toBe('block');
    // Repeating the run that the label started does not bring it back.
    const repeated = await labelled(checkout, {}, { runId: 1, environment: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(repeated.outputs.verdict).toBe('block');
  });
});

describe('a label that does not count leaves the block standing, and the report says why', () => {
  test('of somebody without write permission', async () => {
    const checkout = await harmful();
    stage.github.labels.permit('bob', 'read');
    stage.github.labels.set(stage.number, LABEL, BOB, at('15:00'));
    const action = { action: 'labeled', label: { name: LABEL }, sender: BOB };
    const event = pullRequestEvent(checkout, stage.number, { action, labels: [LABEL] });
    const run = await judge(checkout, { event });
    expect(run.exitCode, run.log).toBe(1);
    expect(codesOf(run)).toContain('acceptance-refused');
    expect((await stage.comments())[0]?.body).toMatch(/bob, who set it, has no write permission/);
  });

  test('where GitHub does not answer', async () => {
    const checkout = await harmful();
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    stage.github.fail({ match: /\/permission/, status: 403 });
    const run = await labelled(checkout);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.result?.notices).toContainEqual(
      expect.objectContaining({ code: 'acceptance-refused', why: 'not-known' }),
    );
  });

  test('without a token', async () => {
    const run = await labelled(await harmful(), {}, { inputs: { 'github-token': '' } });
    expect(run.exitCode, run.log).toBe(1);
    expect(codesOf(run)).toContain('acceptance-refused');
  });
});

describe('the label is not asked about', () => {
  test('where nothing blocks', async () => {
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    const run = await labelled(await pullRequest({ [PROMPT]: promptFile(HARMLESS_RULE) }));
    expect(run.exitCode, run.log).toBe(0);
    expect(run.result?.accepted).toBeUndefined();
    expect(labelRequests()).toEqual([]);
  });

  test('where the gate could not decide: an error is never accepted', async () => {
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    const run = await labelled(await harmful(), {}, { inputs: { 'openai-api-key': '' } });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(labelRequests()).toEqual([]);
  });

  test("where the base's policy turns it off, or gives it another name", async () => {
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    for (const name of ['off', 'ship-it']) {
      const base = { ...BASE, [CONFIG]: `${CONFIG_FILE}gate: { accept-label: ${name} }\n` };
      // The pull request's own policy would take the label.
      const edit = { [PROMPT]: promptFile(HARMFUL_RULE), [CONFIG]: CONFIG_FILE };
      const run = await labelled(await pullRequest(edit, base));
      expect(run.exitCode, run.log).toBe(1);
    }
    expect(labelRequests()).toEqual([]);
  });

  test('in a merge queue', async () => {
    const checkout = await harmful();
    stage.github.labels.permit('ada', 'write');
    stage.github.labels.set(stage.number, LABEL, ADA, at('15:00'));
    const ref = `refs/heads/gh-readonly-queue/main/pr-${stage.number}-${checkout.base}`;
    const payload = { merge_group: { base_sha: checkout.base, head_sha: checkout.merge, head_ref: ref } };
    const run = await judge(checkout, { event: { name: 'merge_group', payload }, ref });
    expect(run.exitCode, run.log).toBe(1);
    expect(labelRequests()).toEqual([]);
  });
});
