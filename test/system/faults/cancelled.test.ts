import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { type FaultServer, type SeenRequest, startFaultServer } from '../../kit/fault-server.ts';
import { startSilentModel } from '../../kit/models.ts';
import { KEY, setStage } from '../../kit/stage.ts';
import {
  answerByRule,
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  HARMFUL_RULE,
  PROMPT,
  promptFile,
  pullRequestEvent,
  TIERS,
} from '../../kit/support.ts';
import { gateInTerminal } from '../../kit/terminal.ts';

const stage = setStage();
const ALL_CALLS = CASES * TIERS.length * 2;
const ANSWERED = 20;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function textOf({ body }: SeenRequest, role: string): string {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  return messages.find((message) => message.role === role)?.content ?? '';
}

/** A model that answers only the first questions until it is healed; `stuck` resolves when it is asked more. */
async function startStuckModel(): Promise<FaultServer & { stuck: Promise<void>; heal: () => void }> {
  let isHealed = false;
  let tell = () => {};
  const stuck = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = await startFaultServer((request, count) => {
    if (count >= ANSWERED && !isHealed) {
      // What was answered before has arrived by then.
      setTimeout(tell, 300);
      return { kind: 'hang' };
    }
    return { kind: 'answer', text: answerByRule(textOf(request, 'system'), textOf(request, 'user')) };
  });
  closers.push(() => server.close());
  const heal = () => {
    isHealed = true;
  };
  return { ...server, stuck, heal };
}

/** Without an answer, only a signal ends this before the tests give up. */
const PATIENT: Record<string, string> = {
  ...BASE,
  [CONFIG]: `${CONFIG_FILE}run: { max-concurrency: 4, trial-timeout: 10m }\n`,
};

describe('a run that is cancelled while the model is silent', () => {
  test.for([['SIGINT'], ['SIGTERM'], ['SIGINT', 'SIGTERM']] as const)(
    'in a job, by %j: ends with an error and its reports, and the next run goes on',
    async (cancelBy) => {
      const model = await startStuckModel();
      const checkout = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, PATIENT);
      const environment = { OPENAI_BASE_URL: model.openai };
      const cancelled = await stage.judge(checkout, { environment, cancelWhen: model.stuck, cancelBy });
      expect(cancelled.exitCode, cancelled.log).toBe(1);
      expect(cancelled.outputs.verdict).toBe('error');
      expect(cancelled.result?.errors[0]?.message).toBe('The job was cancelled.');
      expect(cancelled.summary).toContain('The job was cancelled. Re-run it: answers that came are kept.');
      expect(Object.keys(cancelled.reports)).toContain('report.html');
      expect(await stage.comments()).toEqual([]);
      model.heal();
      expectTheRestToBeAsked((await stage.judge(checkout, { environment })).result);
    },
  );

  test.for([['SIGINT'], ['SIGTERM']] as const)(
    'in a terminal, by %j: ends with exit code 2 and its reports, and the next run goes on',
    async (cancelBy) => {
      const model = await startStuckModel();
      const { repository, base } = await stage.pullRequest({}, PATIENT);
      await repository.git('branch', '--force', 'main', base);
      await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
      const environment = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: model.openai };
      const how = { directory: repository.root, environment };
      const stopped = await gateInTerminal([], { ...how, cancelWhen: model.stuck, cancelBy });
      expect(stopped.exitCode, stopped.stderr).toBe(2);
      expect(stopped.result.errors[0]?.message).toBe('The run was stopped.');
      model.heal();
      expectTheRestToBeAsked((await gateInTerminal([], how)).result);
    },
  );
});

test('a job that is cancelled while git waits for a silent remote ends too', async () => {
  const silent = await startSilentModel();
  closers.push(() => silent.stop());
  const remote = new URL('/owner/repository.git', silent.environment.OPENAI_BASE_URL).href;
  const checkout = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, PATIENT);
  await checkout.repository.git('remote', 'add', 'origin', remote);
  const unknown = { ...checkout, base: 'b'.repeat(40) };
  const event = pullRequestEvent(unknown, stage.number);
  const run = await stage.judge(checkout, { event, cancelWhen: silent.asked });
  expect(run.exitCode, run.log).toBe(1);
  expect(run.result?.errors[0]?.message).toBe('The job was cancelled.');
});

function expectTheRestToBeAsked(result: Result | null): void {
  expect(result?.verdict).toBe('block');
  expect(result?.usage).toMatchObject({ fromStore: ANSWERED, calls: ALL_CALLS - ANSWERED });
}
