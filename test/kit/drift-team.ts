import { expect } from 'vitest';
import { type DriftJson, driftSchema } from '../../src/domain/drift-json.ts';
import { type AskedModel, startModels } from './models.ts';
import { buildRegistryTeam, type HowToRun, policyWith, type RegistryTeam } from './registry-team.ts';
import { SUITE, SUITE_FILE } from './support.ts';

/** A provider whose model and whose judge can change from one day to the next. */
export type Provider = {
  models: AskedModel;
  /** Whether the model answers customers of this tier as they need it. */
  isHelpful: (tier: string) => boolean;
  /** Whether the judge accepts an answer. */
  accepts: (answer: string) => boolean;
};

export const HELPFUL = 'Open Settings > Backups.';

export async function startProvider(): Promise<Provider> {
  const provider: Provider = {
    models: await startModels((system, user) => {
      if (!system.startsWith('You are the judge')) {
        const tier = /\[(\w+)\]/.exec(user)?.[1] ?? '';
        return provider.isHelpful(tier) ? HELPFUL : 'I do not know.';
      }
      const answer = /<<<answer (\w+)\n([\s\S]*?)\nanswer \1>>>/.exec(user)?.[2] ?? '';
      const pass = provider.accepts(answer);
      return JSON.stringify({ reason: 'Because.', pass, score: pass ? 1 : 0 });
    }),
    ...usual,
  };
  return provider;
}

/** As on the day of the promotion. */
export const usual: Pick<Provider, 'isHelpful' | 'accepts'> = {
  isHelpful: () => true,
  accepts: (answer) => answer.includes('Settings'),
};

const REGISTRY = `judge: { model: openai:gpt-4.1-2025-04-14 }
registry:
  environments: { production: { promote: on-pass } }
  metrics: { resolved: { kind: binary } }
`;

/** A team that serves one version, promoted by evidence; a model judges the answers to enterprise customers where `isJudged`. */
export async function buildDriftTeam({ models }: Provider, { isJudged = false } = {}): Promise<RegistryTeam> {
  const rubric = '{ type: llm-rubric, value: Names the page of the console. }';
  const suite = SUITE_FILE.replace(
    /(customer_tier: enterprise.*\n\s+assert: \[)[^\]]*\]/g,
    isJudged ? `$1${rubric}]` : '$&',
  );
  const team = await buildRegistryTeam({
    environment: models.environment,
    policy: policyWith(REGISTRY),
    files: { [SUITE]: suite },
  });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  return team;
}

/** What `drift` prints as JSON, which its published schema has to describe without a field left out. */
export async function drifted(team: RegistryTeam, line = 'drift', how?: HowToRun): Promise<DriftJson> {
  const printed = await team.json<DriftJson>(line, how);
  expect(driftSchema.parse(printed)).toEqual(printed);
  return printed;
}
