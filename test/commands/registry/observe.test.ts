import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

test('rows of a time that another clone counted are left out, for their ids are not known here', async () => {
  await using team = await servingTeam();
  const lines = [line({ at: ago(5) }), line({ at: ago(4) }), line({ at: ago(3) })];
  await team.clone.write({ 'a.jsonl': text(lines) });
  await team.json('observe a.jsonl');
  const clone = await team.another();
  const newer = line({ at: ago(1) });
  await clone.write({ 'a.jsonl': text([...lines, newer]), 'b.jsonl': text([line({ at: ago(4.5) })]) });
  expect((await team.json('observe a.jsonl', { clone })).rows).toMatchObject({ counted: 1, elsewhere: 3 });
  // Another host's file of the same time: only a person knows that it is one.
  const refused = await team.run('observe b.jsonl', { clone });
  expect(refused.output).toMatch(
    /Counted 0 of 1 row\.[\s\S]*of a time that a run from another clone counted/,
  );
  expect((await team.json('observe b.jsonl --overlapping', { clone })).rows).toMatchObject({
    counted: 1,
    late: 1,
  });
  // The first clone knows its own ids, and not those of the second.
  await team.clone.write({ 'a.jsonl': text([...lines, newer, line({ at: ago(2) })]) });
  expect((await team.json('observe a.jsonl')).rows).toMatchObject({ counted: 1, repeated: 3, elsewhere: 1 });
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a dry run says what it would count, and writes nothing, not even the ids', async () => {
  await using team = await servingTeam();
  await team.clone.write({ 'a.jsonl': text([line()]) });
  const { commit } = (await team.json('status')).from;
  const dry = await team.run('observe --dry-run a.jsonl');
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.output).toMatch(/^Dry run, nothing was written: would count 1 of 1 row\./);
  expect((await team.json('status')).from.commit).toBe(commit);
  expect((await team.json('observe a.jsonl')).rows).toMatchObject({ counted: 1 });
});

test('a run of which most rows cannot be read fails, and says where the first of them are', async () => {
  await using team = await servingTeam();
  await team.clone.write({ 'a.jsonl': text([line(), 'nonsense', '{"id": 1']) });
  const { commit } = (await team.json('status')).from;
  const failed = await team.run('observe a.jsonl');
  expect(failed.code).toBe(2);
  expect(failed.messages).toContain('2 of 3 rows cannot be read, so nothing was counted.');
  expect(failed.messages).toMatch(/a\.jsonl:2: is not valid JSON\.[\s\S]*a\.jsonl:3: /);
  expect((await team.json('status')).from.commit).toBe(commit);
  const mostly = text([line(), line(), 'nonsense']);
  const counted = await team.run('observe -', { input: mostly });
  expect(counted.code).toBe(0);
  expect(counted.output).toMatch(/1 row left out: they cannot be read:\n {2}stdin:3 is not valid JSON\./);
});

test('what the registry does not know is told with what may have been meant', async () => {
  await using team = await servingTeam();
  const failed = await team.run('observe -', { input: text([line({ prompt: 'suport' })]) });
  expect(failed.code).toBe(2);
  expect(failed.messages).toMatch(/None of 1 row is of a prompt.*"suport" \(1\)\. Did you mean "support"\?/);
  const half = await team.run('observe -', { input: text([line(), line({ version: '7.0.0' })]) });
  expect(half.output).toMatch(/Counted 1 of 2 rows[\s\S]*version support 7\.0\.0 \(1\)/);
});

test('options and files that cannot be are refused before anything is read', async () => {
  await using team = await servingTeam();
  await team.clone.write({ 'a.jsonl': text([line()]) });
  for (const [words, message] of [
    ['observe', /`observe` takes at least one file/],
    [
      'observe no.jsonl none.jsonl',
      /no\.jsonl: There is no such file\.\s+none\.jsonl: There is no such file\./,
    ],
    ['observe --from langfuze a.jsonl', /"langfuze", which is no source\. Did you mean "langfuse"\?/],
    ['observe --env prod a.jsonl', /The policy has no environment "prod"\./],
    ['observe --columns at=x a.jsonl', /--columns does not say enough/],
    ['observe --from otlp --columns at=x a.jsonl', /--columns is for other files/],
  ] as const) {
    const { code, messages } = await team.run(words);
    expect(code).toBe(2);
    expect(messages).toMatch(message);
  }
});

test('files that are packed, tables and several files are counted as one event', async () => {
  await using team = await servingTeam();
  const table = `request,when,prompt,release,tier,ok\nr1,${ago(2)},support,1.1.0,enterprise,true\n`;
  await team.clone.write({ 'a.csv': table, 'b.jsonl': text([line()]) });
  await writeFile(join(team.clone.root, 'c.jsonl.gz'), gzipSync(text([line()])));
  const { events: before } = await team.json('verify');
  await team.json('observe b.jsonl c.jsonl.gz --env production');
  const columns = 'id=request,at=when,prompt=prompt,version=release,segment=tier,metrics.resolved=ok';
  const { observed, event } = await team.json([
    'observe',
    '--env',
    'production',
    '--columns',
    columns,
    'a.csv',
  ]);
  expect(observed[0].windows).toContainEqual(
    expect.objectContaining({ segment: 'enterprise', metric: 'resolved', n: 1, sum: 1, serial: null }),
  );
  expect(event).toMatch(/^[0-9a-f]{16}$/);
  const state = await team.json('status');
  expect(state.environments.production.prompts.support.observed.observations).toBe(3);
  const { events } = await team.json('verify');
  expect(events - before).toBe(2);
});

test('two clones that observe at once both count, and never the same time twice', async () => {
  await using team = await servingTeam();
  const other = await team.another();
  await team.clone.write({ 'a.jsonl': text([line({ at: ago(4) }), line({ at: ago(3) })]) });
  await other.write({ 'a.jsonl': text([line({ at: ago(3.5) })]) });
  const ended = await Promise.all([
    team.run('observe a.jsonl'),
    team.run('observe a.jsonl', { clone: other }),
  ]);
  const { observations } = (await team.json('status')).environments.production.prompts.support.observed;
  const codes = ended.map(({ code }) => code);
  // Whoever is second either knew of the first, and left its rows out, or is told to run again.
  expect([1, 2]).toContain(observations);
  expect(codes.filter((code) => code === 0).length).toBeGreaterThan(0);
  for (const { code, messages } of ended) if (code !== 0) expect(messages).toContain('Run the command again');
  expect(await team.json('verify')).toMatchObject({ ok: true });
});
