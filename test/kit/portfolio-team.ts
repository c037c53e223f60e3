import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { rebalanceSchema } from '../../src/domain/rebalance-json.ts';
import {
  buildRegistryTeam,
  goodPrompt,
  type HowToRun,
  policyWith,
  type RegistryTeam,
} from './registry-team.ts';
import { PROMPT } from './support.ts';

export const PORTFOLIO = '.github/prompt-portfolios/support.yml';

/** A portfolio of two versions by halves, whose file is changed so. */
export const portfolioFile = (apply: string, more = '') => `# Weights of support.
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
export async function buildPortfolioTeam(
  text: string,
  { environment }: { environment: Record<string, string> },
): Promise<RegistryTeam> {
  const policy = policyWith(`registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  metrics: { resolved: binary }
`);
  const team = await buildRegistryTeam({ environment, policy });
  await team.run('record');
  await team.run('promote support --to production --reason first');
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  await team.run('record');
  await team.merge({ [PORTFOLIO]: text });
  await team.run('record');
  return team;
}

/** So many users a version (300 by default), of whom so many have their question resolved, counted into the registry. */
export async function observe(
  team: RegistryTeam,
  resolved: Record<string, number>,
  users: Record<string, number> = {},
): Promise<void> {
  const { environments } = await team.json('status --offline');
  const { serial } = environments.production;
  const rows = Object.entries(resolved).flatMap(([version, count]) =>
    Array.from({ length: users[version] ?? 300 }, (_, index) =>
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

/** What production serves, by segment and version. */
export const weightsOf = async (team: RegistryTeam) =>
  (await team.json('status --offline')).environments.production.prompts.support.segments;

/** What `rebalance` prints as JSON, which its published schema has to describe without a field left out. */
export async function rebalanced(team: RegistryTeam, line: string, how?: HowToRun) {
  const printed = await team.json(line, how);
  expect(rebalanceSchema.parse(printed)).toEqual(printed);
  return printed;
}
