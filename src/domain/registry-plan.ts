import { z } from 'zod';
import type { Notice } from './notice.ts';
import { type LooserPortfolio, type PortfolioPlan, tripSchema } from './portfolio-plan.ts';

/**
 * What the registry will do once a pull request is merged, as far as it can be told before. Times are ms.
 */

/** What stands between a version and an environment. */
const needSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('evidence') }).describe('the answers to its suite on main have to be enough'),
  z.object({ kind: z.literal('soak'), in: z.string(), forMs: z.number() }),
  z.object({ kind: z.literal('by-hand') }).describe('somebody promotes it'),
  z.object({
    kind: z.literal('held'),
    version: z.string().nullable().describe('null: every version of the prompt'),
    until: z.string().nullable(),
  }),
  z.object({ kind: z.literal('archived') }),
  z.object({ kind: z.literal('pinned-model') }).describe('its model is no dated snapshot'),
  z
    .object({ kind: z.literal('min-pass-rate') })
    .describe('nothing serves there to be compared with, and `gate.min-pass-rate` is off'),
  z.object({ kind: z.literal('cases'), has: z.number(), asked: z.number() }),
]);

const rates = z.array(z.number().nullable()).describe('fractions, one a version; null: no case');

const passRatesSchema = z
  .object({
    versions: z.array(z.string()).describe('the oldest first'),
    segments: z.array(z.object({ segment: z.string(), rates })),
    overall: rates,
  })
  .describe(
    'pass rates of the last versions on main, by their evidence; absent where fewer than two have any',
  );

export const becomesSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    part: z
      .enum(['major', 'minor', 'patch'])
      .nullable()
      .describe('of the version that is raised; null for a first version and for one that is known'),
    because: z.array(z.string()),
    known: z.boolean().describe('the registry has this content already, and this is its version'),
    onMain: z.string().nullable().describe('the version that main asks for now; null where there is none'),
    passRates: passRatesSchema.optional(),
    environments: z.array(
      z.object({
        name: z.string(),
        serves: z.array(z.string()).describe('the versions that serve there now'),
        needs: z
          .array(needSchema)
          .describe('what this version needs to serve there; none: it does, or will with the next record'),
      }),
    ),
  })
  .describe('the version that this becomes once merged; absent where there is no registry to tell');

const valueChange = z.object({ from: z.string(), to: z.string() });
const namesChange = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });

export const registryPlanSchema = z
  .object({
    change: z.enum(['added', 'edited', 'removed']).describe('of `registry:` in the policy'),
    place: valueChange.nullable().describe('branch and remote, where either is another'),
    environments: z.object({
      added: z.array(z.object({ name: z.string(), rules: z.array(z.string()) })),
      removed: z.array(
        z.object({
          name: z.string(),
          serves: z.array(z.object({ prompt: z.string(), versions: z.array(z.string()) })),
        }),
      ),
      changed: z.array(
        z.object({ name: z.string(), changes: z.array(valueChange.extend({ setting: z.string() })) }),
      ),
      last: valueChange.nullable().describe('the environment that decides the status of versions'),
    }),
    keys: z.object({ promotion: namesChange, pointer: namesChange }),
    publish: namesChange,
    promotions: z
      .array(
        z.object({
          environment: z.string(),
          prompt: z.string(),
          version: z.string(),
          outcome: z.enum(['promoted', 'waits', 'refused', 'pending']),
          missing: z.array(z.string()),
          evidence: z
            .object({
              verdict: z.enum(['pass', 'block', 'error']),
              against: z.string().nullable().describe('version; null: its own pass rate was judged'),
              cases: z.number(),
              at: z.string().nullable(),
            })
            .nullable(),
          trips: z.array(tripSchema).optional().describe('of guards on the version there, the latest first'),
        }),
      )
      .describe('of what main asks for now, other than without this pull request'),
    tooFewCases: z
      .array(z.object({ environment: z.string(), asked: z.number(), prompt: z.string(), has: z.number() }))
      .describe('suites with fewer cases than an environment newly asks for'),
  })
  .describe('what changes of `registry:` in the policy will do; absent where it has none');

export type Becomes = z.infer<typeof becomesSchema>;
export type PassRates = z.infer<typeof passRatesSchema>;
export type EnvironmentNeed = z.infer<typeof needSchema>;
export type RegistryPlan = z.infer<typeof registryPlanSchema>;

/** All that is known of the registry before the merge. */
export type RegistryOutlook = {
  /** By the path that the change calls a prompt. */
  becomes: ReadonlyMap<string, Becomes>;
  plan: RegistryPlan | null;
  /** Of the portfolios that the pull request changes. */
  portfolios: PortfolioPlan[];
  looser: LooserPortfolio[];
  notices: Notice[];
};
