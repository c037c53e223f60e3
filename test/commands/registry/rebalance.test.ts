import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

const PORTFOLIO = '.github/prompt-portfolios/support.yml';

const file = (apply: string, more = '') => `# Weights of support.
owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
  "*": { 1.0.0: 50%, 1.1.0: 50% } # an even start
allocator: { kind: thompson, metric: resolved, window: 28d, prior: none }
limits: { step: 10 }
rebalance: { every: 7d, apply: ${apply} }
${more}`;

/** Production serves both versions by halves. */
async function teamWithPortfolio(text: string): Promise<RegistryTeam> {
  const policy = policyWith(`registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  metrics: { resolved: binary }
`);
  const team = await buildRegistryTeam({ environment: models.environment, policy });
  await team.run('record');
  await team.run('promote support --to production --reason first');
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  await team.run('record');
  await team.merge({ [PORTFOLIO]: text });
  await team.run('record');
  return team;
}

/** 300 users a version, of whom so many have their question resolved, counted into the registry. */
async function observe(team: RegistryTeam, resolved: Record<string, number>): Promise<void> {
  const { environments } = await team.json('status --offline');
  const { serial } = environments.production;
  const rows = Object.entries(resolved).flatMap(([version, count]) =>
    Array.from({ length: 300 }, (_, index) =>
      JSON.stringify({
        ...{ id: randomUUID(), at: new Date(Date.now() - 1000).toISOString(), environment: 'production' },
        ...{ prompt: 'support', version, serial, segment: 'standard', unit: `${version}-${index}` },
        metrics: { resolved: index < count },
      }),
    ),
  );
  const path = join(team.clone.root, '.git', 'observations.jsonl');
  await writeFile(path, rows.join('\n'));
  expect(await team.run(['observe', path])).toMatchObject({ code: 0 });
}

const weightsOf = async (team: RegistryTeam) =>
  (await team.json('status --offline')).environments.production.prompts.support.segments;

test('within its limits a portfolio follows what production says, and the event says by what and why', async () => {
  await using team = await teamWithPortfolio(file('within-limits'));
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

test('a portfolio that asks for a pull request gets its file with new numbers, and nothing is written', async () => {
  await using team = await teamWithPortfolio(file('pull-request'));
  await observe(team, { '1.0.0': 270, '1.1.0': 180 });
  const { portfolios } = await team.json('rebalance support');
  expect(portfolios).toMatchObject([{ outcome: 'proposed' }]);
  expect(portfolios[0].file).toBe(file('pull-request').replace('50%, 1.1.0: 50%', '100%, 1.1.0: 0%'));
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });
});

test('while an experiment runs its weights are frozen, and its result is not shown before its size', async () => {
  const experiment =
    'experiment: { metric: resolved, test: proportions-z, alpha: 0.05, power: 0.8, effect: 3, at-least: 7d, at-most: 28d }\n';
  await using team = await teamWithPortfolio(file('within-limits', experiment));
  await observe(team, { '1.0.0': 180, '1.1.0': 270 });
  const { output } = await team.run('rebalance support');
  expect(output).toContain('keeps its weights in production while its experiment runs');
  expect(output).toMatch(/experiment: running, 300 of \d+ units a version/);
  expect(output).not.toContain('adjusted p');
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });
});
