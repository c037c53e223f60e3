import { afterEach, expect, test } from 'vitest';
import type { ActionRun } from '../../kit/action.ts';
import {
  type Behaviour,
  type FaultServer,
  refusals,
  type SeenRequest,
  startFaultServer,
} from '../../kit/fault-server.ts';
import { passingFaults } from '../../kit/passing-faults.ts';
import { setStage } from '../../kit/stage.ts';
import {
  answerByRule,
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  HARMFUL_RULE,
  PROMPT,
  promptFile,
  SUITE,
  SUITE_FILE,
  TIERS,
} from '../../kit/support.ts';

const stage = setStage();
const ALL_CALLS = CASES * TIERS.length * 2;
const servers: FaultServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(behave: (request: SeenRequest, count: number) => Behaviour): Promise<FaultServer> {
  const server = await startFaultServer(behave);
  servers.push(server);
  return server;
}

/** What the model says to a question when nothing goes wrong. */
function rightAnswer({ body }: SeenRequest): Behaviour {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const textOf = (role: string) => messages.find((message) => message.role === role)?.content ?? '';
  return { kind: 'answer', text: answerByRule(textOf('system'), textOf('user')), latencyMs: 10 };
}

const harmful = (run = '') =>
  stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, { ...BASE, [CONFIG]: `${CONFIG_FILE}${run}` });
const at = (server: FaultServer) => ({ environment: { OPENAI_BASE_URL: server.openai } });

/** All that the verdict says of the answers. */
function judgement({ result }: ActionRun) {
  return { verdict: result?.verdict, segments: result?.prompts[0]?.segments, errors: result?.errors };
}

async function undisturbed() {
  const run = await stage.judge(await harmful(), at(await serve(rightAnswer)));
  expect(run.outputs.verdict, run.log).toBe('block');
  return judgement(run);
}

test('with 8 % random faults every trial is answered, and the verdict is the same', async () => {
  let state = 20_261_128;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let faults = 0;
  const server = await serve((request) => {
    const [, fault] =
      random() < 0.08 ? (passingFaults[Math.floor(random() * passingFaults.length)] ?? []) : [];
    if (fault) faults += 1;
    return fault ?? rightAnswer(request);
  });
  const run = await stage.judge(await harmful(), at(server));
  expect(run.result?.usage.errored, run.log).toBe(0);
  expect(faults).toBeGreaterThan(3);
  expect(judgement(run)).toEqual(await undisturbed());
});

test('killed twice, the third run has the verdict of an undisturbed one', async () => {
  let killAt = 0;
  let kill = () => {};
  const server = await serve((request, count) => {
    if (count === killAt) kill();
    return rightAnswer(request);
  });
  const checkout = await harmful('run: { max-concurrency: 4 }\n');
  for (const after of [Math.floor(ALL_CALLS / 3), Math.floor(ALL_CALLS / 4)]) {
    killAt = server.seen.length + after;
    const killWhen = new Promise<void>((resolve) => {
      kill = resolve;
    });
    const killed = await stage.judge(checkout, { ...at(server), killWhen });
    expect(killed.exitCode).toBeNull();
    expect(killed.outputs.verdict).toBeUndefined();
  }
  kill = () => {};
  const run = await stage.judge(checkout, at(server));
  expect(run.result?.usage.fromStore, run.log).toBeGreaterThan(0);
  expect(judgement(run)).toEqual(await undisturbed());
});

test('a key that is withdrawn in the middle is an error; the next run asks for the rest and has the verdict', async () => {
  let isWithdrawn = false;
  let asked = 0;
  const server = await serve((request, count) => {
    isWithdrawn ||= count === 20;
    if (isWithdrawn) return refusals.badKey;
    asked += 1;
    return rightAnswer(request);
  });
  const checkout = await harmful();
  const first = await stage.judge(checkout, at(server));
  expect(first.outputs.verdict, first.log).toBe('error');
  expect(first.result?.errors[0]?.message).toContain('does not accept the key');
  expect(first.summary).not.toContain('Regression');
  const healed = await serve(rightAnswer);
  const second = await stage.judge(checkout, { environment: { OPENAI_BASE_URL: healed.openai } });
  expect(second.outputs.verdict, second.log).toBe('block');
  expect(asked).toBe(20);
});

test('what a host says instead of an answer is missing by kind and arm, and blocks nothing', async () => {
  const server = await serve((request) => {
    const isCandidate = JSON.stringify(request.body).includes('escalate enterprise');
    if (!isCandidate) return rightAnswer(request);
    const error = { message: 'ACME', code: 'content_broken' };
    return {
      kind: 'answer',
      body: { choices: [{ index: 0, finish_reason: 'error', message: { content: null }, error }] },
    };
  });
  const run = await stage.judge(await harmful('run: { retries: 1 }\n'), at(server));
  expect(run.outputs.verdict, run.log).toBe('error');
  const kinds = new Set(run.result?.prompts[0]?.errors.map(({ arm, kind }) => `${arm}: ${kind}`));
  expect(kinds).toEqual(new Set(['candidate: server']));
});

test('a judge’s question that a filter stops says nothing about the answer: missing, by its own kind', async () => {
  const suite = SUITE_FILE.replaceAll(
    '{ type: icontains, value: settings }',
    '{ type: llm-rubric, value: Names the page. }',
  );
  const policy = `${CONFIG_FILE}judge: { model: openai:gpt-4.1-2025-04-14 }\n`;
  const error = { code: 'content_filter', status: 400, innererror: { code: 'ResponsibleAIPolicyViolation' } };
  const server = await serve((request) =>
    JSON.stringify(request.body).includes('You are the judge')
      ? { kind: 'status', status: 400, body: { error } }
      : rightAnswer(request),
  );
  const base = { ...BASE, [SUITE]: suite, [CONFIG]: policy };
  const run = await stage.judge(
    await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, base),
    at(server),
  );
  expect(run.outputs.verdict, run.log).toBe('error');
  const [prompt] = run.result?.prompts ?? [];
  expect(new Set(prompt?.errors.map(({ kind }) => kind))).toEqual(new Set(['filtered']));
  expect(prompt?.newlyFailing).toEqual([]);
  expect(run.summary.split('\n')[0]).toContain('content filter');
  expect(run.summary.split('\n')[0]).not.toContain('Re-run');
});

test('an answer that a filter stopped fails its case, and the report says so', async () => {
  const error = { code: 'content_filter', status: 400, innererror: { code: 'ResponsibleAIPolicyViolation' } };
  const server = await serve((request) =>
    JSON.stringify(request.body).includes('escalate enterprise') &&
    JSON.stringify(request.body).includes('[enterprise]')
      ? { kind: 'status', status: 400, body: { error } }
      : rightAnswer(request),
  );
  const run = await stage.judge(await harmful(), at(server));
  expect(run.outputs.verdict, run.log).toBe('block');
  expect(run.result?.usage.errored).toBe(0);
  expect(run.reports['report.md']).toContain('filtered');
});
