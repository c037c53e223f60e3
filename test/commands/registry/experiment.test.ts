import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readLog } from '../../../src/commands/registry/log.ts';
import type { ExperimentEnd } from '../../../src/domain/experiment.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { append } from '../../../src/registry/append.ts';
import { updateBranch } from '../../../src/repo/commit.ts';
import { openRepository } from '../../../src/repo/git.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  buildPortfolioTeam,
  observe,
  PORTFOLIO,
  portfolioFile,
  rebalanced,
  weightsOf,
} from '../../kit/portfolio-team.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';
import { CONFIG } from '../../kit/support.ts';

const DAY_MS = 86_400_000;
const BRANCH = 'prompt-rebalance/support';
const EXPERIMENT = 'experiment: { metric: resolved, effect: 10, guardrails: [resolved] }\n';
const GUARDS = 'guards: [{ metric: resolved, worse-by: 2, alpha: 0.01, action: rollback }]\n';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
afterEach(() => {
  vi.useRealTimers();
});

/** A portfolio by halves whose experiment began so many days ago. */
async function teamWithExperiment(daysAgo: number, apply = 'pull-request'): Promise<RegistryTeam> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - daysAgo * DAY_MS });
  const team = await buildPortfolioTeam(portfolioFile(apply, `${GUARDS}${EXPERIMENT}`), models);
  vi.useRealTimers();
  return team;
}

/** The events of a type, oldest first. */
async function eventsOf(team: RegistryTeam, type: string) {
  const paths = (await team.bare.git('ls-tree', '-r', '--name-only', 'prompt-registry', 'events/')).split(
    '\n',
  );
  const texts = await Promise.all(paths.map((path) => team.bare.git('show', `prompt-registry:${path}`)));
  return texts.map((text) => JSON.parse(text)).filter((event) => event.type === type);
}

test('a merge that sets the weights begins the experiment, with its size fixed, and no later run begins it again', async () => {
  await using team = await teamWithExperiment(0);
  const { environments } = await team.json('status --offline');
  const started = { environment: 'production', prompt: 'support', control: '1.0.0', metric: 'resolved' };
  const { serial } = environments.production;
  expect(await eventsOf(team, 'experiment-started')).toMatchObject([
    { ...started, epoch: serial, size: 500 },
  ]);
  expect(await rebalanced(team, 'rebalance support')).toMatchObject({
    portfolios: [{ outcome: 'frozen', experiment: { state: 'running', units: { has: 0, asked: 500 } } }],
  });
  await observe(team, { '1.0.0': 290, '1.1.0': 290 });
  await team.run('record');
  const { output } = await team.run('rebalance support');
  expect(output).toContain('The experiment runs: 300 of 500 units a version.');
  expect(output).not.toContain('adjusted p');
  expect(await eventsOf(team, 'experiment-started')).toMatchObject([{ size: 500 }]);
  expect(await eventsOf(team, 'experiment-decided')).toEqual([]);
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});

test('an experiment that is added to weights that serve already begins anew with them', async () => {
  await using team = await buildPortfolioTeam(portfolioFile('pull-request'), models);
  const before = await team.json('status --offline');
  await team.merge({ [PORTFOLIO]: portfolioFile('pull-request', `${GUARDS}${EXPERIMENT}`) });
  expect(await rebalanced(team, 'rebalance support')).toMatchObject({ portfolios: [{ outcome: 'waits' }] });
  await team.run('record');
  const epoch = before.environments.production.serial + 1;
  expect(await eventsOf(team, 'experiment-started')).toMatchObject([{ epoch }]);
  expect(await team.json('record')).toMatchObject({ allocations: [] });
});

test('a decided experiment is written once with what it showed, and the better version is proposed, never set', async () => {
  await using team = await teamWithExperiment(8, 'within-limits');
  await observe(team, { '1.0.0': 360, '1.1.0': 480 }, { '1.0.0': 600, '1.1.0': 600 });
  const { portfolios } = await rebalanced(team, 'rebalance');
  expect(portfolios).toMatchObject([{ outcome: 'proposed', experiment: { state: 'decided' } }]);
  expect(await eventsOf(team, 'experiment-decided')).toMatchObject([
    {
      end: {
        state: 'decided',
        units: { has: 600, asked: 500 },
        result: { control: '1.0.0', versions: [{ version: '1.1.0', finding: 'better' }] },
      },
    },
  ]);
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });
  const proposed = await team.bare.git('show', `${BRANCH}:${PORTFOLIO}`);
  expect(proposed).toContain('"*": { 1.0.0: 0%, 1.1.0: 100% } # an even start');
  expect(proposed).not.toContain('experiment:');
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });

  const branch = await team.bare.git('rev-parse', BRANCH);
  await team.run('rebalance');
  expect(await team.bare.git('rev-parse', BRANCH)).toBe(branch);
  expect(await eventsOf(team, 'experiment-decided')).toHaveLength(1);

  await team.merge({ [PORTFOLIO]: `${proposed}\n` });
  await team.run('record');
  expect(await weightsOf(team)).toEqual({ '*': { '1.1.0': 1 } });
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});

test('a broken guardrail stops it before its size, and everything is proposed for the safe version', async () => {
  await using team = await teamWithExperiment(0);
  await observe(team, { '1.0.0': 270, '1.1.0': 120 });
  const { output } = await team.run('rebalance');
  expect(output).toContain('The guardrail resolved is broken by 1.1.0.');
  expect(await eventsOf(team, 'experiment-decided')).toMatchObject([
    { end: { state: 'stopped', result: null } },
  ]);
  expect(await team.bare.git('show', `${BRANCH}:${PORTFOLIO}`)).toContain('1.0.0: 100%, 1.1.0: 0%');
});

test('where units did not come in the shares of the weights nothing is concluded or proposed', async () => {
  await using team = await teamWithExperiment(8);
  await observe(team, { '1.0.0': 500, '1.1.0': 700 }, { '1.0.0': 600, '1.1.0': 900 });
  const { portfolios } = await rebalanced(team, 'rebalance --dry-run');
  expect(portfolios).toMatchObject([{ experiment: { state: 'stopped', result: null } }]);
  expect(await eventsOf(team, 'experiment-decided')).toEqual([]);
  await team.run('rebalance');
  expect(await eventsOf(team, 'experiment-decided')).toMatchObject([
    { end: { state: 'stopped', sampleRatio: { isBroken: true } } },
  ]);
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});

test('an end that the observations do not show is found by verify', async () => {
  await using team = await teamWithExperiment(0);
  await observe(team, { '1.0.0': 240, '1.1.0': 240 });
  const { size, epoch } = (await eventsOf(team, 'experiment-started'))[0];
  const repository = await openRepository(team.clone.root);
  const place = { remote: 'origin', branch: 'prompt-registry' };
  const author = { name: 'Mallory', email: 'mallory@example.com' };
  const forged = async (tip: Snapshot | null) => {
    const { state } = await readLog(tip, CONFIG);
    const end: ExperimentEnd = {
      ...{ state: 'decided' as const, changedBy: null, units: { has: size, asked: size }, excluded: 0 },
      ...{ sampleRatio: { p: 1, isBroken: false }, guardrails: [], result: null },
    };
    const fact = {
      type: 'experiment-decided',
      environment: 'production',
      prompt: 'support',
      epoch,
      end,
    } as const;
    const actor = { name: 'Mallory', source: 'terminal' } as const;
    const { files } = append({
      ...{ state, entries: [{ fact }], actor, now: new Date(), registry: null, pointerKeys: [] },
    });
    return { files, message: 'Decide' };
  };
  await updateBranch(repository, place, forged, { author });
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems).toMatchObject([
    { problem: expect.stringContaining('did not end as the observations before it show') },
  ]);
});

test('a rollback ends it: what serves is no longer what it compares', async () => {
  await using team = await teamWithExperiment(0);
  await team.run('rollback support --env production --reason bad');
  const { output } = await team.run('rebalance');
  expect(output).toMatch(/What serves was changed meanwhile \(serial \d+\): nothing is concluded\./);
  expect(await eventsOf(team, 'experiment-decided')).toMatchObject([{ end: { state: 'stopped' } }]);
});
