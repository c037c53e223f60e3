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
