import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Allocated } from '../../../src/domain/registry.ts';
import { wholeShare } from '../../../src/registry/slots.ts';
import { forgeEvent } from '../../kit/forged-event.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  badPrompt,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CASES, PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

const PORTFOLIO = '.github/prompt-portfolios/support.yml';

/** Weights as the file states them: `{ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' }`. */
function portfolioFile(weights: Record<string, string>, safe = '1.0.0'): string {
  const segments = Object.entries(weights).map(([segment, ofSegment]) => `  "${segment}": ${ofSegment}\n`);
  return `owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: ${safe}
weights:
${segments.join('')}allocator: { kind: fixed }
`;
}

/** Production serves 1.0.0, and 1.1.0 is registered and not promoted. */
async function teamWithTwoVersions(second = goodPrompt('Second.')): Promise<RegistryTeam> {
  const policy = policyWith(
    'registry: { environments: { production: { promote: by-hand, evidence: {} } } }\n',
  );
  const team = await buildRegistryTeam({ environment: models.environment, policy });
  await team.run('record');
  await team.run('promote support --to production --reason first');
  await team.merge({ [PROMPT]: second });
  await team.run('record');
  return team;
}

async function weightsOf(team: RegistryTeam): Promise<Record<string, Record<string, number>>> {
  const { environments } = await team.json('status --offline');
  return environments.production.prompts.support.segments;
}

test('a merge that changes the weights sets them, and none that leaves them as they are', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({
    [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }', enterprise: '{ 1.0.0: 100% }' }),
  });
  const recorded = await team.run('record');
  expect(recorded.output).toContain('support  weights set in production');
  expect(recorded.code).toBe(0);
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.9, '1.1.0': 0.1 }, enterprise: { '1.0.0': 1 } });
  expect(await team.json('verify')).toMatchObject({ ok: true });

  await team.run(['rollback', 'support', '--env', 'production', '--version', '1.1.0', '--reason', 'bad']);
  await team.merge({
    [PORTFOLIO]: `# The same weights.\n${portfolioFile({ '*': '{ 1.1.0: 10%, 1.0.0: 90% }', enterprise: '{ 1.0.0: 100% }' })}`,
  });
  expect(await team.json('record')).toMatchObject({ allocations: [] });
  expect(await weightsOf(team)).toMatchObject({ '*': { '1.0.0': 1 } });
});

test('a run that read an older main does not bring back the weights that it had', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 10%, 1.1.0: 90% }' }) });
  await team.run('record');
  const older = await team.bare.git('rev-parse', 'main');
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' }) });
  await team.run('record');
  expect(await team.json(`record --base ${older}`)).toMatchObject({ allocations: [{ outcome: 'waits' }] });
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.9, '1.1.0': 0.1 } });
  const rebalanced = await team.run(`rebalance --base ${older}`);
  expect(rebalanced.code).toBe(2);
  expect(rebalanced.messages).toContain('which is later, was recorded already');
});

test('a version that is held does not rise by a merge: its share goes to the safe one', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' }) });
  await team.run('record');
  await team.run(['hold', 'support@1.1.0', '--env', 'production', '--reason', 'odd answers']);
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 40%, 1.1.0: 60% }' }) });
  const { output } = await team.run('record');
  expect(output).toContain(`weights set in production, but not all as ${PORTFOLIO} states`);
  expect(output).toMatch(
    /1\.1\.0 is held: it has 10\s%? of all other segments instead of 60\s%?, and 1\.0\.0 has/,
  );
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.9, '1.1.0': 0.1 } });
  const held = (await team.run('status --offline')).output;
  expect(held).toMatch(/support\.yml states 1\.0\.0 40\s%, 1\.1\.0 60\s% .*: 1\.1\.0 is held/);

  const released = await team.run('release support@1.1.0 --env production');
  expect(released.output).toContain(`only a commit that changes the weights of ${PORTFOLIO}`);
  expect(await team.json('record')).toMatchObject({ allocations: [] });
  const after = (await team.run('status --offline')).output;
  expect(after).toMatch(/it was held when they were set/);
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 41%, 1.1.0: 59% }' }) });
  expect((await team.run('record')).output).toContain(`weights set in production, as ${PORTFOLIO} states`);
  expect((await team.run('status --offline')).output).not.toContain('states 1.0.0');
});

test('a version whose evidence is worse may not serve, and what serves goes on', async () => {
  await using team = await teamWithTwoVersions(badPrompt());
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' }) });
  const recorded = await team.run('record');
  expect(recorded.code).toBe(1);
  expect(recorded.output).toContain('1.1.0 may not serve by its evidence in all other segments');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 1 } });
});

test('a version that is worse for one segment is judged for the others alone, and that stays visible', async () => {
  models.answerBy((system, user) =>
    system.includes('escalate') && user.includes('[enterprise]') ? 'I do not know.' : answerOf(system),
  );
  await using team = await teamWithTwoVersions(goodPrompt('Please escalate.'));
  const refused = await team.run('promote support@1.1.0 --to production');
  expect(refused.messages + refused.output).toMatch(/worse than .* for enterprise/);
  await team.merge({
    [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }', enterprise: '{ 1.0.0: 100% }' }),
  });
  expect((await team.run('record')).code).toBe(0);

  const judged = { verdict: 'pass', segments: ['standard'], worse: ['enterprise'], cases: CASES };
  const { versions } = await team.json('history support --offline');
  expect(versions[0].evidence[0]).toMatchObject(judged);

  const { status, history } = await shownOf(team);
  expect(status).toMatch(/1\.1\.0:\s+pass[\s\S]*worse/);
  expect(history.replaceAll(/\s+/g, ' ')).toContain(
    'pass for production (20 cases of standard, worse for enterprise)',
  );
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a rollback sends the share of the bad version to the safe one', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 10%, 1.1.0: 90% }' }, '1.1.0') });
  await team.run('record');
  const back = await team.json([
    'rollback',
    'support',
    '--env',
    'production',
    '--version',
    '1.0.0',
    '--reason',
    'x',
  ]);
  expect(back).toMatchObject({ from: '1.0.0', to: '1.1.0' });
  expect(await weightsOf(team)).toEqual({ '*': { '1.1.0': 1 } });
});

test('while a portfolio decides, nothing is promoted there, by hand or by policy', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' }) });
  await team.run('record');
  const promoted = await team.run('promote support@1.1.0 --to production');
  expect(promoted.code).toBe(2);
  expect(promoted.messages).toContain(`${PORTFOLIO} decides what support serves in production`);
  await team.merge({ [PROMPT]: goodPrompt('Third.') });
  expect(await team.json('record')).toMatchObject({ due: [], allocations: [] });
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.9, '1.1.0': 0.1 } });
});

test('a portfolio that cannot be read changes nothing, and every mistake is told with its place', async () => {
  await using team = await teamWithTwoVersions();
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.9.0: 10% }' }, '1.0.1') });
  const recorded = await team.run('record');
  expect(recorded.code).toBe(1);
  expect(recorded.output).toContain(`${PORTFOLIO}:`);
  expect(recorded.output).toContain('1.9.0 is not registered');
  expect(recorded.output).toContain('1.0.1');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 1 } });
});

test('verify finds weights that were set otherwise than a portfolio on main states', async () => {
  await using team = await teamWithTwoVersions(badPrompt());
  await team.merge({ [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 100%, 1.1.0: 0% }' }) });
  await team.run('record');
  expect(await team.json('verify')).toMatchObject({ ok: true });

  await forge(team, ({ serial, ...event }, digest) => ({
    ...{ ...event, serial: serial + 1, allocation: { '*': wholeShare('1.1.0', digest) } },
  }));
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems.map(({ problem }: { problem: string }) => problem).join('\n')).toMatch(
    /not the weights that it states[\s\S]*1\.1\.0 may not serve by its evidence in all other segments/,
  );
});

test('verify finds a rebalance that nobody reviewed where the portfolio asks for a pull request', async () => {
  await using team = await teamWithTwoVersions();
  const limited = `${portfolioFile({ '*': '{ 1.0.0: 90%, 1.1.0: 10% }' })}limits: { step: 10 }\n`;
  await team.merge({ [PORTFOLIO]: limited });
  await team.run('record');
  await forge(team, ({ serial, ...event }, digest) => ({
    ...{ ...event, serial: serial + 1, by: 'rebalance', allocation: { '*': wholeShare('1.1.0', digest) } },
  }));
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems.map(({ problem }: { problem: string }) => problem).join('\n')).toMatch(
    /lets no rebalance serve without a pull request[\s\S]*1\.1\.0 moves further than `step` allows/,
  );
});

/** What people see of it. */
async function shownOf(team: RegistryTeam): Promise<{ history: string; status: string }> {
  const { output: history } = await team.run('history support --offline');
  const { output: status } = await team.run('status --offline');
  return { history, status };
}

/** Somebody who may push the branch writes one more event like the last that set weights. */
async function forge(
  team: RegistryTeam,
  forged: (event: Allocated, digest: string) => Allocated,
): Promise<void> {
  await forgeEvent(team, (events, state) => {
    const event = events.findLast((each) => each.type === 'allocated');
    if (!event) throw new Error('no weights were set');
    return { fact: forged(event, state.prompts.support?.versions['1.1.0']?.digest ?? '') };
  });
}
