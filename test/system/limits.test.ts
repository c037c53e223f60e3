import { describe, expect, test } from 'vitest';
import { startSilentModel } from '../kit/models.ts';
import { setStage } from '../kit/stage.ts';
import {
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  type Files,
  HARMFUL_RULE,
  PROMPT,
  promptFile,
  TIERS,
} from '../kit/support.ts';

const stage = setStage();
const TRIALS = CASES * TIERS.length * 2;

const pullRequest = (policy: string) => {
  const base: Files = { ...BASE, [CONFIG]: `${CONFIG_FILE}${policy}` };
  return stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, base);
};

describe('a run that reaches its limit', () => {
  test('of time: ends in time, and says what is missing', async () => {
    const silent = await startSilentModel();
    try {
      const run = await stage.judge(await pullRequest('run: { time-limit: 1s }\n'), {
        environment: silent.environment,
        ownProcess: true,
      });
      expect(run.exitCode, run.log).toBe(1);
      expect(run.outputs.verdict).toBe('error');
      expect(run.summary).toContain("the run's time limit of 1 s was over");
      expect(run.summary).toContain(`${TRIALS} of ${TRIALS} answers are missing`);
      expect(run.summary).toMatch(/40 in standard, 40 in enterprise/);
      expect(run.result?.prompts[0]?.errors).toHaveLength(TRIALS);
    } finally {
      silent.stop();
    }
  });

  test('of money: spends no more, and says what is missing', async () => {
    const run = await stage.judge(await pullRequest('cost: { max-run-cost: 0.0003 }\n'));
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('error');
    expect(run.result?.usage.usd).toBeLessThanOrEqual(0.0003);
    const missing = TRIALS - stage.models.calls();
    expect(missing).toBeGreaterThan(0);
    expect(run.summary).toContain('max-run-cost');
    expect(run.summary).toContain(`${missing} of ${TRIALS} answers are missing`);
    expect(run.summary).toContain('a re-run goes on from there');
  });

  test('in its second look: the first look’s verdict is kept, and the report says so', async () => {
    // Every third case gets worse: too few at the first look to tell, enough to look again.
    stage.models.answerBy((system, user) =>
      system.includes('escalate') && user.includes('[enterprise]') && /[369]\?$/.test(user)
        ? 'A specialist will contact you. '.repeat(40)
        : 'Open Settings > Backups. '.repeat(50),
    );
    const smoke = 'smoke: { cases: 10, extend-to: 20 }\n';
    const whole = await stage.judge(await pullRequest(smoke));
    const { calls = 0, usd } = whole.result?.usage ?? {};
    expect(calls, 'looks twice').toBeGreaterThan(40);

    stage.models.clear();
    const limit = ((usd ?? 0) / calls) * 48;
    const cut = await stage.judge(await pullRequest(`${smoke}cost: { max-run-cost: ${limit.toFixed(6)} }\n`));
    expect(stage.models.calls()).toBeLessThan(calls);
    expect(cut.exitCode, cut.log).toBe(0);
    expect(cut.result?.prompts[0]?.segments.map(({ cases }) => cases)).toEqual([10, 10]);
    expect(cut.summary).toContain('The verdict stands on the cases of the first look');
  });
});

test('a run that stops when it is decided blocks all the same, and says what it saved', async () => {
  const policy = 'cost: { max-token-increase: off }\nrun: { max-concurrency: 1, stop-when-decided: true }\n';
  const run = await stage.judge(await pullRequest(policy));
  const saved = TRIALS - stage.models.calls();
  expect(run.exitCode, run.log).toBe(1);
  expect(run.outputs.verdict).toBe('block');
  expect(saved).toBeGreaterThan(0);
  expect(run.result?.usage.savedTrials).toBe(saved);
  expect(run.summary).toContain(`${saved} answers saved`);
  expect(run.result?.prompts[0]?.reasons[0]).toEqual({ kind: 'regression', segment: 'enterprise' });
});
