import { randomUUID } from 'node:crypto';
import { buildRegistryTeam, goodPrompt, policyWith, type RegistryTeam } from './registry-team.ts';
import { PROMPT } from './support.ts';

export const PORTFOLIO = '.github/prompt-portfolios/support.yml';

/** A portfolio of two versions for everybody, and 1.0.0 alone for enterprise. */
export const portfolioWith = (
  guards: string,
  weights = '{ 1.0.0: 50%, 1.1.0: 50% }',
) => `owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
  "*": ${weights}
  enterprise: { 1.0.0: 100% }
guards:
${guards}`;

export const BACK = '  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }\n';

/** Production serves what a portfolio says. */
export async function guardedTeam(
  environment: Record<string, string>,
  { portfolio = portfolioWith(BACK), metrics = '{ resolved: binary, cost_usd: money }', more = '' } = {},
): Promise<RegistryTeam> {
  const policy = policyWith(`registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  metrics: ${metrics}
${more}`);
  const team = await buildRegistryTeam({ environment, policy });
  await team.run('record');
  await team.run('promote support --to production --reason first');
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  await team.run('record');
  await team.merge({ [PORTFOLIO]: portfolio });
  await team.run('record');
  return team;
}

let last = 0;

/** One line as the runtime records it: now, and each at least a millisecond after the one before. */
export function line(version: string, rest: Record<string, unknown> = {}): string {
  last = Math.max(last + 1, Date.now());
  return JSON.stringify({
    ...{
      id: randomUUID(),
      at: new Date(last).toISOString(),
      environment: 'production',
      prompt: 'support',
    },
    ...{ version, segment: '*', unit: randomUUID(), metrics: { resolved: true } },
    ...rest,
  });
}

/** So many users of each version, of whom every so-manieth is not helped. */
export function lines(count: number, badEvery: Record<string, number>): string {
  const all = Array.from({ length: count }, (_, index) =>
    Object.entries(badEvery).map(([version, every]) =>
      line(version, { metrics: { resolved: index % every !== 0 } }),
    ),
  );
  return `${all.flat().join('\n')}\n`;
}
