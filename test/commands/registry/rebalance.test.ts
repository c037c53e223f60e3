import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { buildPortfolioTeam, observe, portfolioFile, weightsOf } from '../../kit/portfolio-team.ts';
import { answerOf } from '../../kit/registry-team.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

test('within its limits a portfolio follows what production says, and the event says by what and why', async () => {
  await using team = await buildPortfolioTeam(portfolioFile('within-limits'), models);
  await observe(team, { '1.0.0': 180, '1.1.0': 270 });
  expect(await team.json('rebalance')).toMatchObject({ portfolios: [{ outcome: 'not-due' }] });

  const planned = await team.run('rebalance --dry-run');
  expect(planned.output).toContain('support  would get new weights in production');
  expect(planned.output).toContain('all others  ███████░░░░░░░');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });

  const { portfolios } = await team.json('rebalance support');
  expect(portfolios).toMatchObject([
    {
      outcome: 'set',
      segments: [{ after: { '1.0.0': 4000, '1.1.0': 6000 }, held: [{ limit: 'step' }, { limit: 'step' }] }],
    },
  ]);
  expect(portfolios[0].seed).toBeGreaterThanOrEqual(0);
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.4, '1.1.0': 0.6 } });
  expect(await team.json('verify')).toMatchObject({ ok: true });
  // The file states other weights than serve: nobody changed it, so it sets nothing.
  expect(await team.json('record')).toMatchObject({ allocations: [] });
});

test('while an experiment runs its weights are frozen, and its result is not shown before its size', async () => {
  const experiment =
    'experiment: { metric: resolved, test: proportions-z, alpha: 0.05, power: 0.8, effect: 3, at-least: 7d, at-most: 28d }\n';
  await using team = await buildPortfolioTeam(portfolioFile('within-limits', experiment), models);
  await observe(team, { '1.0.0': 180, '1.1.0': 270 });
  const { output } = await team.run('rebalance support');
  expect(output).toContain('keeps its weights in production while its experiment runs');
  expect(output).toMatch(/experiment: running, 300 of \d+ units a version/);
  expect(output).not.toContain('adjusted p');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });
});
