import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { KEY, setStage } from '../kit/stage.ts';
import { BASE, CASES, CONFIG, CONFIG_FILE, HARMFUL_RULE, PROMPT, promptFile, TIERS } from '../kit/support.ts';
import { terminal } from '../kit/terminal.ts';

const stage = setStage();
const COUNT = 3;
const ALL_CALLS = CASES * TIERS.length * 2;
/** Looks twice: ten cases first, then all where it is not decided. */
const LOOKS = { ...BASE, [CONFIG]: `${CONFIG_FILE}smoke: { cases: 10, extend-to: 20 }\n` };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-shards-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a verdict is, without how long it took. */
function decisionOf(result: Result | null) {
  if (!result) throw new Error('no result');
  const prompts = result.prompts.map(({ latency: _, ...prompt }) => ({
    ...prompt,
    errors: [...prompt.errors].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    usage: usageOf(prompt),
    cases: prompt.cases?.map(({ baseline, candidate, ...one }) => ({
      ...one,
      ...{ baseline: withoutLatency(baseline), candidate: withoutLatency(candidate) },
    })),
  }));
  return { ...result, prompts, usage: usageOf(result) };
}

function withoutLatency<Arm extends { latencyMs?: unknown }>(arm: Arm | null) {
  if (arm === null) return null;
  const { latencyMs: _, ...rest } = arm;
  return rest;
}

function nameOf({ caseId, arm }: Result['prompts'][number]['errors'][number]): string {
  return `${caseId} ${arm}`;
}

function usageOf({ usage: { elapsedMs, usd, ...usage } }: Pick<Result, 'usage'>) {
  return { ...usage, usd: usd?.toFixed(9) };
}

describe('in a workflow', () => {
  test.each([
    ['as it is', BASE, () => {}],
    ['with a second look', LOOKS, getsWorseForEveryThird],
    ['with answers that do not come', BASE, () => stage.models.refuse((user) => /number 7\?/.test(user))],
  ])('shards and their merge decide as one job does: %s', async (_, base, prepare) => {
    const checkout = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, base);
    const shards = Array.from({ length: COUNT }, (_, index) => `${index + 1}/${COUNT}`);
    prepare();
    for (const shard of shards) {
      const run = await stage.judge(await freshCopy(checkout), { inputs: { shard, outcomes: folder } });
      expect(run.exitCode, run.log).toBe(0);
      expect(run.result).toBeNull();
      expect(run.summary).toBe('');
    }
    expect(await stage.comments()).toEqual([]);
    const merged = await stage.judge(await freshCopy(checkout), {
      inputs: { merge: 'true', outcomes: folder },
    });
    expect(await stage.comments()).toHaveLength(1);
    const callsOfShards = stage.models.calls();

    stage.models.clear();
    prepare();
    const whole = await stage.judge(await freshCopy(checkout));
    expect(callsOfShards).toBe(stage.models.calls());
    if (base === LOOKS) expect(callsOfShards, 'looks twice').toBeGreaterThan(ALL_CALLS / 2);
    expect(merged.exitCode, merged.log).toBe(whole.exitCode);
    expect(decisionOf(merged.result)).toEqual(decisionOf(whole.result));
  });

  test('a shard that did not end is an error, not a smaller suite', async () => {
    const checkout = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
    for (const shard of ['1/3', '3/3']) await stage.judge(checkout, { inputs: { shard, outcomes: folder } });
    const run = await stage.judge(checkout, { inputs: { merge: 'true', outcomes: folder } });
    expect(run.exitCode).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(run.summary).toContain('Shard 2 of 3 did not end');
  });

  test('where no prompt changed, there is nothing to gather', async () => {
    const checkout = await stage.pullRequest({ 'README.md': 'Better.\n' });
    const part = await stage.judge(checkout, { inputs: { shard: '1/2', outcomes: folder } });
    expect(part.exitCode, part.log).toBe(0);
    expect(part.log).toContain('no prompt changed');
    const run = await stage.judge(checkout, { inputs: { merge: 'true', outcomes: folder } });
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs.verdict).toBe('pass');
  });

  test.each([
    [{ shard: '3/2', outcomes: 'x' }, 'no shard'],
    [{ shard: '1/2' }, 'outcomes is missing'],
    [{ shard: '1/2', merge: 'true', outcomes: 'x' }, 'not both'],
    [{ merge: 'yes', outcomes: 'x' }, 'neither'],
  ])('inputs that make no sense are refused: %j', async (inputs, sentence) => {
    const run = await stage.judge(await stage.pullRequest({ 'README.md': 'Better.\n' }), { inputs });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(sentence);
  });
});

test('in a terminal', async () => {
  const { repository } = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const gate = (...words: string[]) =>
    terminal(['gate', '--base', 'main', '--head', 'edit', ...words], {
      directory: repository.root,
      environment: { OPENAI_API_KEY: KEY, ...stage.models.environment },
    });
  for (const shard of ['1/2', '2/2']) {
    const run = await gate('--shard', shard, '--outcomes', folder);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toContain(`Shard ${shard.replace('/', ' of ')}: ${ALL_CALLS / 2} answers`);
  }
  expect(await readdir(folder)).toEqual(['shard-1-of-2', 'shard-2-of-2']);
  const json = join(folder, 'result.json');
  const merged = await gate('--merge', '--outcomes', folder, '--json', json);
  expect(merged.exitCode, merged.stderr).toBe(1);
  const result: Result = JSON.parse(await readFile(json, 'utf8'));
  expect(result.verdict).toBe('block');
  expect(result.usage).toMatchObject({ trials: ALL_CALLS, errored: 0 });
});

/** A checkout on another machine: nothing is stored there yet. */
async function freshCopy(checkout: Awaited<ReturnType<typeof stage.pullRequest>>) {
  await rm(join(checkout.repository.root, '.git/prompt-eval-gate'), { recursive: true, force: true });
  return checkout;
}

/** Too little at the first look to tell, enough to look again. */
function getsWorseForEveryThird(): void {
  stage.models.answerBy((system, user) =>
    system.includes('escalate') && user.includes('[enterprise]') && /[369]\?$/.test(user)
      ? 'A specialist will contact you. '.repeat(2)
      : 'Open Settings > Backups. '.repeat(3),
  );
}
