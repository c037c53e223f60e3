import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  buildPortfolioTeam,
  observe,
  PORTFOLIO,
  portfolioFile,
  rebalanced,
  weightsOf,
} from '../../kit/portfolio-team.ts';
import { answerOf } from '../../kit/registry-team.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

test('within its limits a portfolio follows what production says, and the event says by what and why', async () => {
  await using team = await buildPortfolioTeam(portfolioFile('within-limits'), models);
  await observe(team, { '1.0.0': 180, '1.1.0': 270 });
  expect(await rebalanced(team, 'rebalance')).toMatchObject({ portfolios: [{ outcome: 'not-due' }] });

  const planned = await team.run('rebalance --dry-run');
  expect(planned.output).toContain('support  would get new weights in production');
  expect(planned.output).toContain('all others  ███████░░░░░░░');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });

  const { portfolios } = await rebalanced(team, 'rebalance support');
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

test('check looks the versions of a portfolio up in the registry that the clone has', async () => {
  await using team = await buildPortfolioTeam(portfolioFile('pull-request'), models);
  const good = await team.run('check');
  expect(good).toMatchObject({ code: 0 });
  expect(good.output).not.toContain('not looked up');
  await team.clone.write({ [PORTFOLIO]: portfolioFile('pull-request').replaceAll('1.1.0', '1.2.0') });
  const { code, output } = await team.run('check');
  expect(code).toBe(2);
  expect(output).toContain('1.2.0 is not registered; the newest are 1.1.0, 1.0.0.');
});
