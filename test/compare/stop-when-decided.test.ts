import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { type FaultServer, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

const CONFIG = '.github/prompt-eval-gate.yml';
const PROMPT = 'support.prompt.yml';
const TIERS = ['standard', 'premium', 'enterprise'];
const CASES = 60;

const promptFile = (says: string) => `model: openai:gpt-4.1-mini-2025-04-14
modelParameters: { temperature: 0 }
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{question}}" }
`;
/** A lost critical case is asked twice more in both arms. */
const AGAIN = 4;

/** The last case to be asked is critical. */
const caseOf = (tier: string, index: number) =>
  `  - { id: ${tier} ${index}, segment: ${tier}, critical: ${tier === 'enterprise' && index === CASES - 1}, vars: { question: "${tier} ${index}" }, assert: [{ type: contains, value: fine }] }`;
const SUITE = `tests:\n${TIERS.flatMap((tier) => Array.from({ length: CASES }, (_, index) => caseOf(tier, index))).join('\n')}\n`;
const policy = (changes: { stops: boolean; trials?: number; cases?: number }) =>
  `smoke: { cases: ${changes.cases ?? CASES}, extend-to: ${CASES}, trials: ${changes.trials ?? 1} }
cost: { max-token-increase: off }
run: { max-concurrency: 1, stop-when-decided: ${changes.stops} }
`;

let repository: TestRepository;
let server: FaultServer;
let stores = 0;
let onRequest: (calls: number) => void = () => {};

beforeAll(async () => {
  server = await startFaultServer((request) => {
    onRequest(server.seen.length);
    return { kind: 'answer', text: isRuined(request) ? 'No.' : 'All is fine.' };
  });
  repository = await buildRepository({ [PROMPT]: promptFile('Help.'), 'support.suite.yml': SUITE });
});
afterAll(async () => {
  await server.close();
  await repository.dispose();
});

const textOf = ({ body }: SeenRequest) => JSON.stringify(body.messages);

/** The candidate ruins every enterprise answer but each tenth. */
const isRuined = (request: SeenRequest) =>
  textOf(request).includes('Escalate') && /enterprise \d*[1-9]"/.test(textOf(request));

type Options = { policy: string; says?: string; store?: string; offline?: boolean; signal?: AbortSignal };

async function compare(options: Options) {
  server.seen.length = 0;
  await repository.write({ [PROMPT]: promptFile('Help.'), [CONFIG]: options.policy });
  await repository.commit('policy');
  await repository.write({ [PROMPT]: promptFile(options.says ?? 'Escalate.') });
  stores += 1;
  const progress: string[] = [];
  const result: Result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'worktree' },
    configPath: CONFIG,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: 'key', baseUrl: server.anthropic },
      },
    },
    storeDirectory: options.store ?? `${repository.root}/.git/store-${stores}`,
    offline: options.offline ?? false,
    version: '0.0.0',
    log: (line, kind) => void (kind === 'progress' && progress.push(line)),
    ...(options.signal && { signal: options.signal }),
  });
  return { result, prompt: result.prompts[0], calls: server.seen.length, seen: [...server.seen], progress };
}

/** What must be the same however often a run is repeated from its answers. */
const decided = ({ prompts, verdict }: Result) => ({
  verdict,
  prompts: prompts.map(({ usage, ...rest }) => ({ ...rest, saved: usage.savedTrials })),
});
const named = ({ prompts }: Result) => prompts[0]?.reasons.filter(({ kind }) => kind === 'regression');
const storeOf = (name: string) => `${repository.root}/.git/${name}`;

test('a segment that collapses is asked no further, and the report says what was saved', async () => {
  const { result, prompt, calls, seen, progress } = await compare({ policy: policy({ stops: true }) });
  const saved = result.usage.savedTrials ?? 0;
  expect(result.verdict).toBe('block');
  expect(named(result)).toEqual([{ kind: 'regression', segment: 'enterprise' }]);
  expect(saved).toBeGreaterThan(10);
  expect(calls).toBe(2 * CASES * TIERS.length - saved + AGAIN);
  const beginnings = [`0 of ${2 * CASES * TIERS.length} answers`, `0 of ${AGAIN} answers`];
  expect(progress.filter((line) => line.startsWith('0 of'))).toEqual(beginnings);

  const row = (name: string) => prompt?.segments.find((segment) => segment.name === name);
  expect(row('enterprise')).toMatchObject({ cases: CASES - saved / 2, spared: saved / 2, missing: 0 });
  expect(row('standard')).toMatchObject({ cases: CASES, missing: 0 });
  expect(row('standard')).not.toHaveProperty('spared');

  const asked = new Map<string, number>();
  for (const request of seen) {
    const question = /(?:standard|premium|enterprise) \d+/.exec(textOf(request))?.[0] ?? '';
    asked.set(question, (asked.get(question) ?? 0) + 1);
  }
  const lost = `enterprise ${CASES - 1}`;
  const times = [...asked].map(([question, count]) => (question === lost ? count - AGAIN : count));
  expect(times.every((arms) => arms === 2)).toBe(true);

  const comment = renderComment(result);
  expect(comment).toContain(`${saved} answers saved`);
  expect(comment).toContain(`${saved} saved by stop-when-decided`);
  expect(prompt?.overall?.baseline?.rate).toBe(1);
  expect(comment).toContain(`${saved / 2} of enterprise, whose figures stand on ${CASES - saved / 2} cases`);
});

test('a critical case is asked nevertheless, and reported if it fails', async () => {
  const { prompt } = await compare({ policy: policy({ stops: true }) });
  expect(prompt?.reasons).toContainEqual({ kind: 'critical-case', caseId: `enterprise ${CASES - 1}` });
});

test('by default everything is asked, and the same segment is named', async () => {
  const { result, calls } = await compare({ policy: policy({ stops: false }) });
  expect(calls).toBe(2 * CASES * TIERS.length + AGAIN);
  expect(named(result)).toEqual([{ kind: 'regression', segment: 'enterprise' }]);
  expect(result.usage).not.toHaveProperty('savedTrials');
});

test('a run repeated from its answers asks nothing, offline too, and says the same', async () => {
  for (const [at, changes] of [{ trials: 1 }, { trials: 2 }, { cases: 40 }].entries()) {
    const options = {
      policy: policy({ stops: true, ...changes }),
      store: storeOf(`repeated-${at}`),
    };
    const first = await compare(options);
    expect(first.result.usage.savedTrials, JSON.stringify(changes)).toBeGreaterThan(0);
    const again = await compare(options);
    const offline = await compare({ ...options, offline: true });
    expect([again.calls, offline.calls]).toEqual([0, 0]);
    expect(offline.result.errors).toEqual([]);
    expect(decided(again.result)).toEqual(decided(first.result));
    expect(decided(offline.result)).toEqual(decided(first.result));
  }
});

test('a run that was interrupted goes on, and ends where a whole one does', async () => {
  const options = { policy: policy({ stops: true }), store: storeOf('interrupted') };
  for (const stopAt of [40, 120]) {
    const interrupt = new AbortController();
    onRequest = (calls) => {
      if (calls >= stopAt) interrupt.abort(new Error('interrupted'));
    };
    await expect(compare({ ...options, signal: interrupt.signal })).rejects.toThrow('interrupted');
    onRequest = () => {};
  }
  const { result } = await compare(options);
  expect(named(result)).toEqual([{ kind: 'regression', segment: 'enterprise' }]);
  expect(result.usage.savedTrials).toBeGreaterThan(0);
  expect(result.usage.trials + (result.usage.savedTrials ?? 0)).toBe(2 * CASES * TIERS.length + AGAIN);
});

test('where the baseline is known from an earlier push, less has to be asked', async () => {
  const fresh = await compare({ policy: policy({ stops: true }) });
  const options = { policy: policy({ stops: true }), store: storeOf('pushed') };
  await compare({ ...options, policy: policy({ stops: false }), says: 'Help kindly.' });
  const pushed = await compare(options);
  const saved = pushed.result.usage.savedTrials ?? 0;
  expect(named(pushed.result)).toEqual([{ kind: 'regression', segment: 'enterprise' }]);
  expect(saved).toBeGreaterThan(2 * (fresh.result.usage.savedTrials ?? 0));
  expect(pushed.calls).toBe(CASES * TIERS.length - saved / 2 + AGAIN);

  const again = await compare(options);
  expect(again.calls).toBe(0);
  expect(decided(again.result)).toEqual(decided(pushed.result));
});
