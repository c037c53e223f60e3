import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, badPrompt, buildRegistryTeam, goodPrompt, policyWith } from '../../kit/registry-team.ts';
import { CONFIG, PROMPT, promptFile, SUITE, SUITE_FILE } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());
afterEach(() => {
  vi.useRealTimers();
});

/** From now on it is this time, for our own clock and no other. */
function setClock(time: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
}

const production = (settings: string) =>
  policyWith(`registry:\n  environments:\n    staging: { promote: on-merge }\n    production: ${settings}\n`);

/** Each promotion that was due, as `environment outcome`, and what was missing. */
function told({ due }: { due: { environment: string; outcome: string; missing: { text: string }[] }[] }) {
  return due.map(({ environment, outcome, missing }) =>
    [`${environment} ${outcome}`, ...missing.map(({ text }) => text)].join(': '),
  );
}

test('a version soaks without interruption before it serves everybody, and a newer one begins anew', async () => {
  setClock('2026-11-20T10:00:00Z');
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: production('{ promote: on-pass, soak: { in: staging, for: 24h } }'),
  });
  const first = await team.run('record --json');
  expect(told(JSON.parse(first.output))).toEqual([
    'staging promoted',
    'production waits: support 1.0.0 soaks in staging from now on.',
  ]);
  expect(first.code).toBe(0);
  setClock('2026-11-21T09:59:00Z');
  const early = await team.run('record');
  expect(early.code).toBe(0);
  expect(early.output).toMatch(
    /support 1\.0\.0 {2}waits for production\n {4}support 1\.0\.0 soaks in staging until 2026-11-21T10:00/,
  );
  setClock('2026-11-21T10:01:00Z');
  expect(told(await team.json('record'))).toEqual(['production promoted']);
  await team.merge({ [PROMPT]: goodPrompt('More.') });
  await team.run('record');
  setClock('2026-11-22T10:30:00Z');
  await team.run(['rollback', 'support', '--env', 'staging', '--reason', 'odd']);
  await team.run('release support@1.1.0 --env staging');
  await team.run('record');
  setClock('2026-11-23T10:00:00Z');
  const [soaking] = told(await team.json('record'));
  expect(soaking).toMatch(/^production waits: support 1\.1\.0 soaks in staging until 2026-11-23T10:30/);
  setClock('2026-11-23T11:00:00Z');
  expect(told(await team.json('record'))).toEqual(['production promoted']);
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('evidence that is too old for an environment is made anew, for the whole suite', async () => {
  setClock('2026-11-20T10:00:00Z');
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: production('{ promote: by-hand, evidence: { max-age: 2d } }'),
  });
  await team.run('record');
  setClock('2026-11-24T10:00:00Z');
  const late = await team.run('promote support --to production');
  expect(late.code).toBe(1);
  expect(late.output).toContain('is of 2026-11-20T10:00');
  expect(late.output).toContain('older than production accepts (2 days)');
  models.clear();
  expect((await team.json('record')).evaluated).toEqual([{ prompt: 'support', version: '1.0.0', cases: 40 }]);
  expect(models.calls()).toBe(40);
  expect((await team.run('promote support --to production')).code).toBe(0);
});

test('what an environment asks for is told in full, a reason overrides it, and that stays visible everywhere', async () => {
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: production('{ promote: on-pass, evidence: { min-cases: 100 }, pinned: true }'),
    files: { [PROMPT]: promptFile('Name the page.', 'openai/gpt-4.1-mini') },
  });
  expect((await team.run('record')).code).toBe(1);
  const refused = await team.run('promote support --to production');
  expect([refused.code, refused.output]).toEqual([
    1,
    `support 1.0.0 was not promoted to production:
  ✖ The model of support 1.0.0 is not pinned to a dated snapshot, which production asks for.
  ✖ The evidence of support 1.0.0 has 40 answered cases, and production asks for 100.
Override it by hand with --reason "why"; the log keeps that and what was missing.
`,
  ]);
  const reason = 'the launch is today';
  const dry = await team.run(['promote', 'support', '--to', 'production', '--reason', reason, '--dry-run']);
  expect(dry.output).toContain('Dry run, nothing was written: support 1.0.0 would serve');
  expect((await team.json('status')).environments.production.serial).toBe(0);
  expect((await team.run(['promote', 'support', '--to', 'production', '--reason', reason])).code).toBe(0);
  expect((await team.run('status')).output).toMatch(
    /pass on 40 cases by its own pass rate,[^\n]*\n\s+overridden/,
  );
  expect((await team.run('history support')).output).toContain('overridden');
  const at = await team.json('at now support');
  expect(at.event).toMatchObject({ type: 'promoted', reason });
  expect(at.event.overridden).toHaveLength(2);
  expect((await team.run('at now support')).output).toContain(
    'overridden: The model of support 1.0.0 is not pinned',
  );
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('an override without any evidence is told by status as well', async () => {
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: production('{ promote: by-hand }'),
  });
  await team.run('record', { withoutKey: true });
  const words = ['promote', 'support', '--to', 'production'];
  expect((await team.run(words)).output).toContain('There is no evidence of support 1.0.0.');
  await team.run([...words, '--reason', 'incident']);
  expect((await team.run('status')).output).toMatch(/no evidence, overridden/);
});

test('evidence is judged against what serves there, not against what main had before', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  await team.merge({ [PROMPT]: badPrompt() });
  expect((await team.run('record')).code).toBe(1);
  // As bad as its predecessor on main, and still worse than what serves.
  await team.merge({ [PROMPT]: badPrompt('Differently.') });
  const { output, code } = await team.run('record');
  expect(code).toBe(1);
  expect(output).toContain('support 1.2.0 is worse than what serves in production for standard, enterprise.');
  await team.merge({ [PROMPT]: goodPrompt() }, 'Revert');
  expect((await team.run('record')).code).toBe(0);
  expect((await team.run('status')).output).toMatch(/support {2}1\.0\.0 .* the same/);
});

test('a first version is held against gate.min-pass-rate, and where that is off, promoted by hand only', async () => {
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: policyWith().replace('50%', 'off'),
  });
  const { output, code } = await team.run('record');
  expect(code).toBe(1);
  expect(output).toContain(
    '`gate.min-pass-rate`, which is off. State it in the policy, or `min-pass-rate` for each segment under `segments`, or promote it by hand: `promote support@1.0.0 --to production --reason …`.',
  );
  await team.merge({ [CONFIG]: policyWith().replace('50%', '80%') });
  expect((await team.run('record')).code).toBe(0);
});

test('a rate of some segments alone lets no first version in; one of every segment does', async () => {
  const rated = (segments: string) =>
    policyWith()
      .replace('gate: { min-pass-rate: 50% }\n', '')
      .replace('segment-by: vars.customer_tier', `segment-by: vars.customer_tier, segments: ${segments}`);
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: rated('{ enterprise: { min-pass-rate: 80% } }'),
  });
  const { output, code } = await team.run('record');
  expect(code).toBe(1);
  expect(output).toContain('`gate.min-pass-rate`, which is off, and standard has no rate of its own.');
  const every = '{ enterprise: { min-pass-rate: 80% }, standard: { min-pass-rate: 50% } }';
  await team.merge({ [CONFIG]: rated(every) });
  expect((await team.run('record')).code).toBe(0);
});

test('a larger suite makes evidence of both versions anew, so that they share its cases', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  const more = `${SUITE_FILE}  - description: one more\n    vars: { customer_tier: standard, user_message: more }\n    assert: [{ type: icontains, value: backups }]\n`;
  await team.merge({ [SUITE]: more, [PROMPT]: goodPrompt('More.') });
  const { evaluated, due } = await team.json('record');
  expect(evaluated).toMatchObject([
    { version: '1.1.0', cases: 41 },
    { version: '1.0.0', cases: 41 },
  ]);
  expect(due.at(-1)).toMatchObject({
    environment: 'production',
    outcome: 'promoted',
    judgement: { cases: 41 },
  });
});
