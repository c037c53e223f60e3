import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const REGISTRY = `registry:
  environments:
    staging: { promote: on-merge, pinned: false }
    production: { promote: on-merge, pinned: false }
  segments: [standard, enterprise]
  metrics:
    resolved: binary
    csat: { kind: score, from: 1, to: 5 }
    cost_usd: money
`;

/** A team whose environments serve 1.1.0, and served 1.0.0. */
async function servingTeam(registry = REGISTRY): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: models.environment, policy: policyWith(registry) });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  return team;
}

const HOUR_MS = 3_600_000;
const now = Date.now();
/** A time so many hours ago. */
const ago = (hours: number) => new Date(now - hours * HOUR_MS).toISOString();

let ids = 0;
/** One line as the runtime records it. */
function line(rest: Record<string, unknown> = {}): string {
  ids += 1;
  return JSON.stringify({
    ...{ id: `id-${ids}`, at: ago(2), environment: 'production', prompt: 'support', version: '1.1.0' },
    ...{ serial: 2, segment: 'standard', unit: `unit-${ids}`, propensity: 1, metrics: { resolved: true } },
    ...rest,
  });
}

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

test('lines that the runtime recorded are counted once, however often they are observed', async () => {
  await using team = await servingTeam();
  const lines = [
    line(),
    line({ metrics: { resolved: false, cost_usd: 0.5 } }),
    line({ version: '1.0.0', segment: 'enterprise', metrics: { csat: 4 } }),
  ];
  await team.clone.write({ 'a.jsonl': text([...lines, lines[0] ?? '']) });
  const first = await team.json('observe a.jsonl');
  expect(first.rows).toMatchObject({ read: 4, counted: 3, repeated: 1, unreadable: 0 });
  expect(first.observed).toMatchObject([{ prompt: 'support', environment: 'production', observations: 3 }]);
  expect(first.observed[0].windows).toContainEqual(
    expect.objectContaining({
      ...{ version: '1.1.0', segment: 'standard', metric: 'resolved', serial: 2 },
      ...{ n: 2, sum: 1, squares: 1, units: 2 },
    }),
  );
  await team.clone.write({ 'a.jsonl': text([...lines, line()]) });
  const second = await team.json('observe a.jsonl');
  expect(second.rows).toMatchObject({ read: 4, counted: 1, repeated: 3 });
  const third = await team.json('observe a.jsonl');
  expect(third).toMatchObject({ rows: { counted: 0, repeated: 4 }, event: null });
  const status = await team.json('status');
  expect(status.environments.production.prompts.support.observed).toMatchObject({ observations: 4 });
  expect((await team.run('status')).output).toMatch(/support +1\.1\.0 +resolved +3 +0\.6667/);
  const history = await team.json('history support');
  expect(history.versions[0].observed).toContainEqual(
    expect.objectContaining({ environment: 'production', metric: 'resolved', n: 3 }),
  );
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});
