import { once } from 'node:events';
import { appendFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GuardReport } from '../../../src/commands/registry/guard/outcome.ts';
import { guardExitCode } from '../../../src/commands/registry/guard/render.ts';
import { watchedSource } from '../../../src/commands/registry/guard/sources.ts';
import { guardWatch } from '../../../src/commands/registry/guard/watch.ts';
import { NO_KEYS } from '../../../src/commands/registry/keys.ts';
import { guardSchema } from '../../../src/domain/guard-json.ts';
import { publishedSchemas } from '../../../src/result/json-schema.ts';
import { BACK, guardedTeam, line, lines, PORTFOLIO, portfolioWith } from '../../kit/guarded-team.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const servingOf = async (team: RegistryTeam) =>
  (await team.json('status --offline')).environments.production.prompts.support;

/** A guard's file outside of what is committed. */
const fileOf = (team: RegistryTeam) => join(team.clone.root, '.git', 'observations.jsonl');

async function judge(team: RegistryTeam, rows: string, words = 'guard') {
  await writeFile(fileOf(team), rows);
  return await team.run([...words.split(' '), fileOf(team)]);
}

test('a version that is worse than the one beside it goes back, in one commit with why, and acts once until released', async () => {
  await using team = await guardedTeam(models.environment);
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });
  const dry = await judge(team, bad, 'guard --dry-run');
  expect(dry.code).toBe(1);
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 0.5, '1.1.0': 0.5 });

  const { code, output } = await judge(team, bad);
  expect(output).toMatch(/resolved of support 1\.1\.0 for all others in production: tripped\./);
  expect(output).toMatch(
    /(?:49|50|51)\s% in \d+ answers, against [89]\d\s% of 1\.0\.0 \(e = [\d\s]+, limit 200\)/u,
  );
  expect(output).toMatch(/It cost \d+ bad answers more of those reported\./);
  expect(output).toMatch(/ {2}1\.1\.0 +[▁-█┆ ]+\n {2}1\.0\.0 +[▁-█┆ ]+\n/);
  expect(output).toContain('support in production: 1.1.0 → 1.0.0');
  expect(code).toBe(1);
  const after = await servingOf(team);
  expect(after.segments['*']).toEqual({ '1.0.0': 1 });
  expect(after.held).toMatchObject([{ version: '1.1.0', until: null }]);
  expect(after.held[0].reason).toMatch(
    /^Guard on resolved for all others: (?:49|50|51)\s% against [89]\d\s% of 1\.0\.0/u,
  );
  const changed = await team.clone.git(
    'show',
    '--name-only',
    '--format=',
    'origin/prompt-registry',
    '--',
    'events',
  );
  expect(changed.trim().split('\n')).toHaveLength(2);
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });

  expect((await team.run('status')).output).toContain('rolled-back by a guard');

  // A person looks at it and lets it serve again: what was observed before trips nothing.
  await team.run('release support@1.1.0 --env production');
  const { output: released } = await team.run('status');
  expect(released).toContain(`a rollback is later than the weights of ${PORTFOLIO}, which do not serve.`);
  await team.merge({ [PORTFOLIO]: portfolioWith(BACK, '{ 1.0.0: 60%, 1.1.0: 40% }') });
  await team.run('record');
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 0.6, '1.1.0': 0.4 });
  const again = await judge(team, `${bad}${lines(300, { '1.0.0': 10, '1.1.0': 10 })}`);
  expect(again.output).not.toContain('tripped');
  expect(again.output).toMatch(/600 of 1.200 rows judged\.\n600 rows left out: older than/);
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 0.6, '1.1.0': 0.4 });
});

test('versions that do alike stay, and JSON says what is known of each, by its published schema', async () => {
  await using team = await guardedTeam(models.environment);
  await writeFile(fileOf(team), lines(400, { '1.0.0': 5, '1.1.0': 5 }));
  const { code, output } = await team.run(['guard', '--json', fileOf(team)]);
  const printed = JSON.parse(output);
  expect(guardSchema.parse(printed)).toEqual(printed);
  const validate = new Ajv2020({ strict: false }).compile(
    JSON.parse(publishedSchemas()['guard.schema.json'] ?? ''),
  );
  expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  const ofVersion = printed.guards.filter((each: { version: string }) => each.version === '1.1.0');
  expect(ofVersion).toMatchObject([
    {
      ...{ segment: '*', control: '1.0.0', test: 'new', outcome: 'watching', action: null },
      figures: { pairs: 400, version: { answers: 400, mean: 0.8 }, limit: 200 },
    },
  ]);
  expect(printed).toMatchObject({ rollbacks: [], held: [], rows: { read: 800, taken: 800 } });
  expect(code).toBe(0);
});

test('a guard that only tells changes nothing, says so once in the log, and goes on saying so to whoever asks', async () => {
  const alert = portfolioWith(BACK.replace('rollback', 'alert'));
  await using team = await guardedTeam(models.environment, { portfolio: alert });
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });
  const first = await judge(team, bad);
  expect(first.output).toContain('tripped; nothing is changed by it');
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 0.5, '1.1.0': 0.5 });
  const { events } = await team.json('verify');
  const second = await judge(team, bad);
  expect(second).toMatchObject({
    code: 1,
    output: expect.stringContaining('tripped before, and nobody released'),
  });
  expect(await team.json('verify')).toMatchObject({ ok: true, events });
  expect((await team.run('release support@1.1.0 --env production')).code).toBe(0);
  expect((await judge(team, bad)).code).not.toBe(1);
});

test('the version that all fall back on is never taken back: it is told', async () => {
  await using team = await guardedTeam(models.environment);
  const { code, output } = await judge(team, lines(300, { '1.0.0': 2, '1.1.0': 10 }));
  expect(output).toContain(
    'resolved of support 1.0.0 for all others in production: tripped; nothing is changed',
  );
  expect(code).toBe(1);
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 0.5, '1.1.0': 0.5 });
});

test('without a version beside it, one that gets worse than its own beginning is held, and goes on serving', async () => {
  const portfolio = portfolioWith(BACK, '{ 1.0.0: 2%, 1.1.0: 98% }');
  await using team = await guardedTeam(models.environment, { portfolio });
  const good = lines(2000, { '1.1.0': 10 });
  const alone = await judge(team, good.slice(0, 1000));
  expect(alone.output).toMatch(/1\.1\.0 +all others +resolved .*of 2.000 .*learning/);
  const { output } = await judge(team, `${good}${lines(1500, { '1.1.0': 2 })}`);
  expect(output).toContain('tripped; its exposure may not rise');
  expect(output).toContain('of its own beginning');
  const after = await servingOf(team);
  expect(after.segments['*']).toEqual({ '1.0.0': 0.02, '1.1.0': 0.98 });
  expect(after.held).toMatchObject([{ version: '1.1.0', until: null }]);
});

test('a pull request moves no guard, and a guard that nobody can judge is no good news', async () => {
  await using team = await guardedTeam(models.environment);
  // What is checked out is not main.
  await team.clone.git('checkout', '--quiet', '-b', 'mine');
  await team.clone.write({ [PORTFOLIO]: portfolioWith(BACK.replace('rollback', 'alert')) });
  await team.clone.commit('no more rollbacks');
  const { code } = await judge(team, lines(300, { '1.0.0': 10, '1.1.0': 2 }));
  expect(code).toBe(1);
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 1 });
  await team.clone.git('checkout', '--quiet', 'main');

  const wrong = '{ metric: cost_usd, better: higher, worse-by: 15%, action: rollback }';
  await team.merge({
    [PORTFOLIO]: portfolioWith(`${BACK}  - { metric: csat, action: rollback }\n  - ${wrong}\n`),
  });
  const unknown = await judge(team, lines(5, { '1.0.0': 5 }));
  expect(unknown.output).toContain(
    'The guard on csat cannot be judged: `registry.metrics` of the policy does not',
  );
  expect(unknown.output).toContain(
    'The guard on cost_usd cannot be judged: a higher cost_usd counts as better here',
  );
  expect(unknown.output).not.toMatch(/all others +cost_usd/);
  expect(unknown.code).toBe(2);
});

test('rows that cannot be read, or that nobody knows, are told and leave the exit code at 2', async () => {
  await using team = await guardedTeam(models.environment);
  const { code, output } = await judge(team, `nonsense\n{"at": 3}\n${line('7.7.7')}\n`);
  expect(output).toContain('0 of 3 rows judged.');
  expect(output).toContain('observations.jsonl:1 is not valid JSON.');
  expect(output).toContain('version support 7.7.7 (1)');
  expect(code).toBe(2);
  expect((await team.run('guard')).messages).toContain('`guard` takes files, or one source to follow.');
  expect((await team.run('guard nowhere.jsonl')).messages).toContain('There is no such file.');
  const absent = await team.run('guard --watch nowhere.jsonl');
  expect(absent).toMatchObject({ code: 2, messages: expect.stringContaining('There is no such file.') });
  expect(absent.messages).not.toContain(' watch');
});

test('a version whose bad answers are reported so that nobody can read them is no good news', async () => {
  await using team = await guardedTeam(models.environment);
  const bad = lines(200, { '1.0.0': 10, '1.1.0': 2 }).replaceAll(
    /("version":"1\.1\.0".*"resolved":)false/g,
    '$1"no idea"',
  );
  const { code, output } = await judge(team, bad);
  expect(output).toMatch(/1\.1\.0 +all others +resolved .*paused: too many of its rows cannot be read/);
  expect(output).toContain('100 rows left out: they cannot be read:');
  expect(code).toBe(2);
});

test('whoever is told by webhook gets the figures of a trip, once', async () => {
  const posted: { type: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ type: request.headers['content-type'], body: await text(request) });
    response.writeHead(posted.length === 1 ? 204 : 500).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await using team = await guardedTeam(models.environment);
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });
  const words = `guard --webhook http://127.0.0.1:${port}/hook`;
  await judge(team, bad, `${words} --dry-run`);
  expect(posted).toEqual([]);
  await judge(team, bad, words);
  await judge(team, bad, words);
  server.close();
  expect(posted).toMatchObject([{ type: 'application/json' }]);
  const body = JSON.parse(posted[0]?.body ?? '');
  expect(body.text).toMatch(/^resolved of support 1\.1\.0 for all others in production: rollback\. Guard on/);
  expect(body.guards).toMatchObject([{ version: '1.1.0', outcome: 'tripped', action: 'rollback' }]);
  expect(body.rollbacks).toMatchObject([{ from: '1.1.0', to: '1.0.0', recorded: true }]);

  for (const address of ['http://example.com/secret', 'nonsense', 'file:///etc/passwd']) {
    const refused = await judge(team, bad, `guard --webhook ${address}`);
    expect(refused).toMatchObject({
      code: 2,
      messages: expect.stringContaining('--webhook is no https address'),
    });
    expect(refused.messages).not.toContain('secret');
  }
});

test('a watch that ends while a guard cannot be judged says so, at its beginning and by its exit code', async () => {
  await using team = await guardedTeam(models.environment);
  await team.merge({ [PORTFOLIO]: portfolioWith(`${BACK}  - { metric: csat, action: rollback }\n`) });
  await writeFile(fileOf(team), lines(5, { '1.0.0': 5 }));
  const ending = new AbortController();
  const troubles: string[] = [];
  const last = await guardWatch({
    ...{ directory: team.clone.root, configPath: '.github/prompt-eval-gate.yml', remote: undefined },
    source: watchedSource(fileOf(team), { directory: team.clone.root, environment: {} }),
    ...{ base: undefined, env: undefined, webhook: null, dryRun: false, environment: {} },
    ...{ keys: NO_KEYS, runsPrograms: false, signal: ending.signal },
    onBegin: () => ending.abort(),
    onTrouble: (problem) => void troubles.push(problem),
    onReport: async () => {},
  });
  expect(troubles).toEqual([expect.stringContaining('The guard on csat cannot be judged')]);
  expect(guardExitCode(last)).toBe(2);
});

test('while a file grows, the version goes back as soon as its answers show that it is worse', async () => {
  await using team = await guardedTeam(models.environment);
  const file = fileOf(team);
  await writeFile(file, lines(100, { '1.0.0': 10, '1.1.0': 10 }));
  const ending = new AbortController();
  const reports: GuardReport[] = [];
  const watching = guardWatch({
    ...{ directory: team.clone.root, configPath: '.github/prompt-eval-gate.yml', remote: undefined },
    source: watchedSource(file, { directory: team.clone.root, environment: {} }),
    ...{
      base: undefined,
      env: undefined,
      webhook: null,
      dryRun: false,
      environment: {},
      keys: NO_KEYS,
      runsPrograms: false,
    },
    signal: ending.signal,
    onBegin: () => {},
    onTrouble: (problem) => ending.abort(new Error(problem)),
    onReport: async (report) => void reports.push(report),
  });
  for (let written = 0; reports.length === 0 && written < 100; written += 1) {
    await appendFile(file, lines(20, { '1.0.0': 10, '1.1.0': 2 }));
    await setTimeout(200);
  }
  ending.abort();
  await watching;
  expect(reports[0]?.rollbacks).toMatchObject([
    { kind: 'rolled-back', from: '1.1.0', to: '1.0.0', recorded: true },
  ]);
  expect((await servingOf(team)).segments['*']).toEqual({ '1.0.0': 1 });
});
