import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

/** A judge that finds answers good which name the settings. */
function answering(system: string, user: string): string {
  if (!system.startsWith('You are the judge')) return answerOf(system);
  const pass = /<<<answer \w+\n[^\n]*Settings/.test(user);
  return JSON.stringify({ reason: 'It says so.', pass, score: pass ? 1 : 0.25 });
}

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answering);
});
afterEach(() => models.reset());
afterAll(() => models.stop());

const KEYS = { ANTHROPIC_API_KEY: 'sk-ant-test-0123456789' };

const registry = (metrics: string) => `registry:
  environments:
    staging: { promote: on-merge, pinned: false }
    production: { promote: on-merge, pinned: false }
  segments: [standard, enterprise]
  metrics:
    resolved: binary
${metrics}`;

const ON_TOPIC = `    on_topic:
      kind: binary
      sample: 100%
      assert: [{ type: llm-rubric, value: Names the page of the console. }]
`;

/** A team whose environments serve 1.1.0, and served 1.0.0. */
async function servingTeam(metrics = ON_TOPIC, rest = ''): Promise<RegistryTeam> {
  const environment = { ...models.environment, ...KEYS };
  const team = await buildRegistryTeam({ environment, policy: policyWith(registry(metrics) + rest) });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  models.clear();
  return team;
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

function line(id: string, rest: Record<string, unknown> = {}): string {
  return JSON.stringify({
    ...{ id, at: ago(2), environment: 'production', prompt: 'support', version: '1.1.0', serial: 2 },
    ...{ segment: 'standard', unit: `unit-${id}`, metrics: { resolved: true } },
    ...{ input: 'Where are my backups?', answer: `Open Settings, ${id}.` },
    ...rest,
  });
}

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

const written = async (team: RegistryTeam, name: string) =>
  (await readFile(join(team.clone.root, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each));

test('answers are judged once, and counted with what applications report', async () => {
  await using team = await servingTeam();
  const lines = [line('a'), line('b', { answer: 'No idea.' }), line('c', { version: '1.0.0', serial: 1 })];
  await team.clone.write({ 'a.jsonl': text(lines) });
  const first = await team.json('observe --judge --out judged.jsonl a.jsonl');
  expect(first.rows).toMatchObject({ read: 3, counted: 3, unreadable: 0 });
  expect(first.judged).toMatchObject({
    ...{ answers: 3, known: 0, usage: { calls: 3, fromStore: 0 } },
    out: { path: 'judged.jsonl', appended: 3 },
  });
  expect(first.judged.metrics).toContainEqual({
    ...{ metric: 'on_topic', prompt: 'support', environment: 'production', version: '1.1.0' },
    ...{ judge: 'anthropic:claude-haiku-4-5-20251001', sampled: 2, errored: 0, mean: 0.5 },
  });
  expect(first.observed[0].windows).toContainEqual(
    expect.objectContaining({
      ...{ version: '1.1.0', segment: 'standard', metric: 'on_topic', serial: 2, n: 2, sum: 1, units: 2 },
    }),
  );
  // A judgement is no call.
  expect(first.observed[0].windows).toContainEqual(
    expect.objectContaining({ version: '1.1.0', metric: 'calls', n: 2 }),
  );
  expect(await written(team, 'judged.jsonl')).toContainEqual({
    ...{ id: 'b#on_topic', at: expect.any(String), environment: 'production', prompt: 'support' },
    ...{ version: '1.1.0', serial: 2, segment: 'standard', unit: 'unit-b', judged: true },
    metrics: { on_topic: false },
  });
  expect(await readFile(join(team.clone.root, 'judged.jsonl'), 'utf8')).not.toMatch(/backups|idea|Settings/);

  const again = await team.json('observe --judge --out judged.jsonl a.jsonl');
  expect(again).toMatchObject({ event: null, rows: { counted: 0, repeated: 3 }, judged: { known: 3 } });
  expect(models.calls()).toBe(3);
  // Another file of judgements is filled from what is stored.
  const other = await team.json('observe --judge --out other.jsonl a.jsonl');
  expect(other).toMatchObject({ event: null, judged: { usage: { calls: 0, fromStore: 3 } } });
  expect(await written(team, 'other.jsonl')).toHaveLength(3);
  expect(models.calls()).toBe(3);
  expect((await team.json('observe other.jsonl')).rows).toMatchObject({ counted: 0, repeated: 3 });
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});
