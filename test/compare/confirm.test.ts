import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository } from '../kit/repository.ts';

const CONFIG = '.github/prompt-eval-gate.yml';
const PROMPT = 'support.prompt.yml';
const CASES = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{tier}}: {{question}}" }
`;

const suite = (more = '') =>
  `tests:\n${['free', 'paid']
    .flatMap((tier) =>
      Array.from(
        { length: CASES },
        (_, index) =>
          `  - { id: ${tier}-${index}, segment: ${tier}, vars: { tier: ${tier}, question: "number ${index}" }, assert: [{ type: equals, value: right }]${index === 0 && tier === 'free' ? more : ''} }`,
      ),
    )
    .join('\n')}\n`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Whether a request is answered rightly: by what the prompt says, the tier, and the number of the question. */
type Answers = (asked: { says: string; tier: string; number: number; times: number }) => boolean;

/** A repository, a model and a store that outlives the runs. */
async function scene({ more = '', policy = '' } = {}) {
  const repository = await buildRepository({
    [PROMPT]: promptFile('Help.'),
    'support.suite.yml': suite(more),
    [CONFIG]: policy,
  });
  let answers: Answers = () => true;
  const times = new Map<string, number>();
  const server = await startFaultServer((request: SeenRequest) => {
    const text = JSON.stringify(request.body.messages);
    times.set(text, (times.get(text) ?? 0) + 1);
    const [, says = ''] = /"content":"(.*?)"/.exec(text) ?? [];
    const [, tier = '', number = ''] = /(free|paid): number (\d+)/.exec(text) ?? [];
    const asked = { says, tier, number: Number(number), times: times.get(text) ?? 0 };
    return { kind: 'answer', text: answers(asked) ? 'right' : 'wrong' };
  });
  closers.push(repository.dispose, server.close);
  const storeDirectory = join(repository.root, '.git', 'answers');
  return {
    server,
    model: (next: Answers) => {
      answers = next;
    },
    /** Proposes a prompt that says this; how many calls it took, and of which prompts. */
    async propose(says: string, { offline = false } = {}) {
      await repository.write({ [PROMPT]: promptFile(says) });
      const before = server.seen.length;
      const result: Result = await gate({
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
        ...{ storeDirectory, offline, version: '0.0.0', log: () => {} },
      });
      const asked = server.seen.slice(before).map(({ body }) => JSON.stringify(body.messages));
      const ofBaseline = asked.filter((text) => text.includes('"Help."')).length;
      return { result, calls: asked.length, ofBaseline };
    },
    /** Of the last run, only so many answers stay stored: the candidate's come before those that confirm. */
    forgetAfter(answers: number) {
      const [last = ''] = readdirSync(storeDirectory).sort().reverse();
      const path = join(storeDirectory, last);
      const lines = readFileSync(path, 'utf8').split('\n').slice(0, answers);
      writeFileSync(path, `${lines.join('\n')}\n`);
    },
    /** All stored answers took this long, ms. */
    took(ms: number) {
      for (const name of readdirSync(storeDirectory).filter((file) => file.endsWith('.jsonl'))) {
        const path = join(storeDirectory, name);
        const text = readFileSync(path, 'utf8')
          .replace(/"latencyMs":[\d.e+-]+/g, `"latencyMs":${ms}`)
          .replace(/,"sum":"[0-9a-f]{8}"\}$/gm, '}');
        writeFileSync(path, text);
      }
    },
    /** All stored answers become that much older. */
    age(days: number) {
      for (const name of readdirSync(storeDirectory).filter((file) => file.endsWith('.jsonl'))) {
        const path = join(storeDirectory, name);
        const text = readFileSync(path, 'utf8')
          .replace(/"answeredAt":(\d+)/g, (_, time) => `"answeredAt":${Number(time) - days * DAY_MS}`)
          .replace(/,"sum":"[0-9a-f]{8}"\}$/gm, '}');
        writeFileSync(path, text);
      }
    },
  };
}

const codes = ({ prompts }: Result) => prompts.flatMap(({ notices }) => notices.map(({ code }) => code));

test('latency is compared where one run asked both versions, never with an answer of a run just before', async () => {
  const it = await scene({ policy: 'latency: { max-increase: { p50: 20%, p95: 50% } }\n' });
  await it.propose('Help kindly.');
  it.took(1e-6);
  const replayed = await it.propose('Help kindly.', { offline: true });
  expect(replayed.result.prompts[0]?.latency).toMatchObject({ pairs: 2 * CASES, p50: { label: 'within' } });

  const edited = await it.propose('Help briefly.');
  expect(edited).toMatchObject({ calls: 2 * CASES, ofBaseline: 0, result: { verdict: 'pass' } });
  expect(codes(edited.result)).toContain('latency-not-judged');
  expect(headline(edited.result)).toContain('latency is not held against its limit');
  expect(renderJUnit(edited.result)).toMatch(/name="latency">\s*<skipped/);
  const again = await it.propose('Help briefly.', { offline: true });
  expect(again.calls).toBe(0);
  expect(codes(again.result)).toEqual(codes(edited.result));
  expect(again.result.prompts[0]?.latency).toEqual(edited.result.prompts[0]?.latency);
});

describe('a block that stands on stored answers of the baseline', () => {
  /** The model gets worse for everybody after the first pull request: it fails every third question. */
  async function drifted() {
    const it = await scene();
    await it.propose('Help kindly.');
    it.age(17);
    it.model(({ number, tier }) => tier === 'free' || number % 3 !== 0);
    return it;
  }

  test('is none where the baseline, asked anew, answers as badly, and says that the model may have changed', async () => {
    const it = await drifted();
    const { result, calls, ofBaseline } = await it.propose('Help briefly.');
    expect(result.verdict).toBe('pass');
    expect(codes(result)).toEqual(expect.arrayContaining(['baseline-drifted', 'drop-not-confirmed']));
    expect(calls - ofBaseline).toBe(2 * CASES);
    expect(ofBaseline).toBeGreaterThanOrEqual(CASES);
  });

  test('is decided in the same way when the run is repeated, without a call, and offline', async () => {
    const it = await drifted();
    const first = await it.propose('Help briefly.');
    const again = await it.propose('Help briefly.');
    const offline = await it.propose('Help briefly.', { offline: true });
    expect([again.calls, offline.calls]).toEqual([0, 0]);
    for (const { result } of [again, offline]) {
      expect(result.verdict).toBe(first.result.verdict);
      expect(result.prompts[0]?.segments).toEqual(first.result.prompts[0]?.segments);
    }
  });

  test('stays where the baseline, asked anew, answers as before', async () => {
    const it = await scene();
    await it.propose('Help kindly.');
    it.age(17);
    it.model(({ says, number, tier }) => tier === 'free' || says === 'Help.' || number % 3 !== 0);
    const { result, ofBaseline } = await it.propose('Help briefly.');
    expect(result.verdict).toBe('block');
    expect(result.prompts[0]?.reasons).toContainEqual({ kind: 'regression', segment: 'paid' });
    expect(codes(result)).not.toContain('baseline-drifted');
    expect(ofBaseline).toBeGreaterThanOrEqual(CASES);
  });

  test('stays, and says what is missing, where the baseline cannot be asked anew', async () => {
    const it = await drifted();
    await it.propose('Help briefly.');
    it.forgetAfter(2 * CASES);
    const { result } = await it.propose('Help briefly.', { offline: true });
    expect(result.verdict).toBe('block');
    const [missing] = result.prompts[0]?.errors ?? [];
    expect(missing).toMatchObject({ arm: 'baseline', kind: 'offline' });
    expect(codes(result)).not.toContain('drop-not-confirmed');
  });
});

test('a baseline that was asked beside the candidate is not asked anew', async () => {
  const it = await scene();
  it.model(({ says, number }) => says === 'Help.' || number % 3 !== 0);
  const { result, calls } = await it.propose('Help briefly.');
  expect(result.verdict).toBe('block');
  expect(calls).toBe(4 * CASES);
});

test('a stored baseline is not asked anew where nothing blocks', async () => {
  const it = await scene();
  await it.propose('Help kindly.');
  it.age(17);
  const { result, ofBaseline } = await it.propose('Help briefly.');
  expect(result.verdict).toBe('pass');
  expect(ofBaseline).toBe(0);
});

describe('a lost critical case', () => {
  const more = ', critical: true';

  test('is asked twice more in both arms, and blocks where it is lost each time', async () => {
    const it = await scene({ more });
    it.model(({ says, tier, number }) => says === 'Help.' || tier !== 'free' || number !== 0);
    const { result, calls } = await it.propose('Help briefly.');
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ reasons: [{ kind: 'critical-case', caseId: 'free-0' }] }],
    });
    expect(calls).toBe(4 * CASES + 4);
  });

  test('is not said to pass where no answer comes when it is asked again', async () => {
    const it = await scene({ more });
    it.model(({ says, tier, number }) => says === 'Help.' || tier !== 'free' || number !== 0);
    await it.propose('Help briefly.');
    it.forgetAfter(4 * CASES);
    const { result } = await it.propose('Help briefly.', { offline: true });
    expect(result.verdict).toBe('error');
    expect(result.prompts[0]?.reasons).toEqual([{ kind: 'critical-case-unanswered', caseId: 'free-0' }]);
    expect(codes(result)).not.toContain('critical-not-confirmed');
  });

  test('does not block where it passes when it is asked again, and says so', async () => {
    const it = await scene({ more });
    it.model(
      ({ says, tier, number, times }) => says === 'Help.' || tier !== 'free' || number !== 0 || times > 1,
    );
    const { result } = await it.propose('Help briefly.');
    expect(result.verdict).toBe('pass');
    expect(codes(result)).toContain('critical-not-confirmed');
    const again = await it.propose('Help briefly.');
    expect([again.result.verdict, again.calls]).toEqual(['pass', 0]);
  });
});

test('no case is left out for a block that is still to be confirmed', async () => {
  const policy = 'run: { stop-when-decided: true, max-concurrency: 2 }';
  const stored = await scene({ policy });
  await stored.propose('Help kindly.');
  stored.age(17);
  stored.model(({ tier }) => tier === 'free');
  const { result, calls, ofBaseline } = await stored.propose('Help briefly.');
  expect(result.verdict).toBe('pass');
  expect(calls - ofBaseline).toBe(2 * CASES);
  const again = await stored.propose('Help briefly.');
  expect(again.calls).toBe(0);
  expect(again.result.prompts[0]?.segments).toEqual(result.prompts[0]?.segments);

  const recent = await scene({ policy });
  await recent.propose('Help kindly.');
  recent.model(({ says, tier }) => tier === 'free' || says === 'Help.');
  expect((await recent.propose('Help briefly.')).result.usage.savedTrials).toBeGreaterThan(0);
});
