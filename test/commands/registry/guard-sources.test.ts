import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listening } from '../../../src/commands/registry/guard/listening.ts';
import type { GuardReport } from '../../../src/commands/registry/guard/outcome.ts';
import { watchedSource } from '../../../src/commands/registry/guard/sources.ts';
import { guardWatch } from '../../../src/commands/registry/guard/watch.ts';
import { NO_KEYS } from '../../../src/commands/registry/keys.ts';
import { guardedTeam, lines } from '../../kit/guarded-team.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { hasRedisServer, startRedis } from '../../kit/redis.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';

const WAIT = { timeout: 60_000 };

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

/** A guard that follows a source until the end of the test. */
function watch(team: RegistryTeam, source: string, environment: Record<string, string> = {}) {
  const ending = new AbortController();
  const reports: GuardReport[] = [];
  const troubles: string[] = [];
  const onTrouble = (problem: string) => void troubles.push(problem);
  const watched = watchedSource(source, { directory: team.clone.root, environment });
  const ended = guardWatch({
    ...{ directory: team.clone.root, configPath: '.github/prompt-eval-gate.yml', remote: undefined },
    ...{ base: undefined, env: undefined, webhook: null, dryRun: false },
    ...{ environment, keys: NO_KEYS, runsPrograms: false, source: watched, signal: ending.signal },
    onBegin: () => {},
    onTrouble,
    onReport: async (report) => void reports.push(report),
  });
  return {
    ...{ reports, troubles, watched, onTrouble, ended },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await ended;
    },
  };
}

const servingOf = async (team: RegistryTeam) =>
  (await team.json('status --offline')).environments.production.prompts.support;

const bad = () => lines(300, { '1.0.0': 10, '1.1.0': 2 });

test.skipIf(!hasRedisServer)(
  'what a stream says takes the version back, also over a connection that broke (skipped without redis-server)',
  async () => {
    await using team = await guardedTeam(models.environment);
    await using server = await startRedis();
    const client = await createClient({ url: server.url }).connect();
    client.on('error', () => {});
    const add = async (rows: string) => {
      for (const row of rows.trimEnd().split('\n'))
        await client.xAdd('observations', '*', { observation: row });
    };
    await client.xAdd('observations', '*', { observation: 'garbage' });
    await add(lines(20, { '1.0.0': 10, '1.1.0': 10 }));
    await using watching = watch(team, 'PROMPTS_REDIS_URL#observations', { PROMPTS_REDIS_URL: server.url });
    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await add(bad());
    await expect.poll(() => watching.reports.length, WAIT).toBeGreaterThan(0);
    client.destroy();
    expect(watching.reports[0]).toMatchObject({
      rollbacks: [{ kind: 'rolled-back', from: '1.1.0', to: '1.0.0', recorded: true }],
      told: { rows: { unreadable: 1 }, problems: [{ place: { line: 1 }, problem: 'is not valid JSON' }] },
    });
    expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 1 });
    expect(watching.troubles).toContainEqual(
      expect.stringMatching(/^1 row cannot be read, and is left out\. The first: .*:1 is not valid JSON\.$/),
    );
  },
);

test('what is posted takes the version back, and is in the file for whoever starts again', async () => {
  await using team = await guardedTeam(models.environment);
  const file = join(team.clone.root, '.git', 'posted.jsonl');
  await writeFile(file, '');
  await using watching = watch(team, file);
  await using receiver = await listening('0', {
    ...{ ...watching, source: watching.watched, directory: team.clone.root, environment: {} },
  });
  const post = (body: string) =>
    fetch(receiver?.address ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body,
    });
  expect((await post('garbage')).status).toBe(400);
  const timeless = await post('{"prompt":"support","at":"?","metrics":{"resolved":true}}');
  expect([timeless.status, await timeless.text()]).toEqual([
    400,
    expect.stringContaining('line 1 has no time'),
  ]);
  expect((await post(bad())).status).toBe(200);
  await expect.poll(() => watching.reports.length, WAIT).toBeGreaterThan(0);
  expect(watching.reports[0]?.rollbacks).toMatchObject([
    { kind: 'rolled-back', from: '1.1.0', recorded: true },
  ]);
  const again = await team.run(['guard', file]);
  expect(again.output).toContain('of 600 rows judged');
});
