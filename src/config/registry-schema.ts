import { z } from 'zod';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { REDIS_VARIABLE } from '../domain/redis.ts';
import { PUBLIC_KEY } from '../domain/registry.ts';
import type { Destination, EnvironmentPolicy, RegistryPolicy } from '../domain/registry-policy.ts';
import { metricsSchema, segmentName } from './metrics-schema.ts';
import { duration, repositoryPath } from './units.ts';

const DEFAULT_BRANCH = 'prompt-registry';
/** The longest time that evidence may be valid, and a version may have to soak: a year. */
const MAX_HOURS = 366 * 24;

const branchName = () =>
  z
    .string()
    .max(200)
    .regex(
      /^(?!-)(?!.*(?:\.\.|\/\/|\.lock(?:\/|$)))[\w][\w./-]*(?<![./])$/,
      'expected the name of a branch, such as prompt-registry.',
    );

const remoteName = () =>
  z
    .string()
    .max(500)
    .regex(
      /^(?![-+])[\w@:/.~+%-]+$/,
      'expected the name of a remote, or the URL of a repository, such as git@github.com:acme/prompts.git.',
    )
    .refine((value) => !value.includes('::') && !/^ext:/i.test(value), {
      error: 'expected a remote that git itself reaches (https, ssh, file).',
    });

const environmentName = () =>
  z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      'expected the name of an environment: a letter, then letters, digits, -.',
    );

const publicKey = () =>
  z.string().regex(PUBLIC_KEY, 'expected a public key as `registry keys` prints it: ed25519:…');

const environmentSchema = () =>
  z.strictObject({
    promote: z
      .enum(['on-merge', 'on-pass', 'by-hand'])
      .default('by-hand')
      .describe('when `record` promotes: what main has, what passed the evidence, or nothing'),
    evidence: z
      .strictObject({
        'max-age': duration({ hours: MAX_HOURS }).optional().describe('how old it may be, e.g. 30d'),
        'min-cases': z.int().min(1).max(1_000_000).optional().describe('cases, over all segments'),
      })
      .optional()
      .describe('what evidence must be like; `promote: on-merge` asks for none without it'),
    soak: z
      .strictObject({
        in: environmentName().describe('an environment that comes before'),
        for: duration({ hours: MAX_HOURS }).describe('without interruption, e.g. 24h'),
      })
      .optional()
      .describe('where a version has to have served before, and how long'),
    pinned: z
      .boolean()
      .optional()
      .describe('whether only dated models may serve here; by default in the last environment'),
  });

const program = () =>
  z
    .array(z.string().min(1).max(1000))
    .min(1)
    .max(50)
    .refine(([first = '']) => !first.includes('{'), {
      error: 'expected the name of a program() as the first word.',
    })
    .refine((words) => words.some((word) => word.includes('{directory}')), {
      error: 'expected `{directory}` in one of the words: the folder to upload is put there.',
    });

const destinationSchema = () =>
  z
    .strictObject({
      directory: repositoryPath().optional().describe('a folder in the repository, which need not exist'),
      redis: z
        .string()
        .regex(
          REDIS_VARIABLE,
          'expected the name of an environment variable that ends in _REDIS_URL, such as PROMPTS_REDIS_URL: never the URL itself.',
        )
        .optional()
        .describe('the environment variable with the URL of a Redis, …_REDIS_URL'),
      run: program()
        .optional()
        .describe('a program that uploads the folder `{directory}`; run twice, pointers last'),
    })
    .transform(({ directory, redis, run }, context): Destination => {
      const stated: Destination[] = [
        ...(directory === undefined ? [] : [{ kind: 'directory' as const, path: directory }]),
        ...(redis === undefined ? [] : [{ kind: 'redis' as const, variable: redis }]),
        ...(run === undefined ? [] : [{ kind: 'program' as const, words: run }]),
      ];
      const [only, ...others] = stated;
      if (only && others.length === 0) return only;
      const message = 'expected one of `directory`, `redis` and `run` in each entry.';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

/** `registry:` of the policy: the branch with the log, and the environments that it serves. Built where a policy has it. */
export const registrySchema = z.lazy(() => registryKeys());

const registryKeys = () =>
  z
    .strictObject({
      branch: branchName()
        .default(DEFAULT_BRANCH)
        .describe('belongs to one policy; another policy names another'),
      remote: remoteName()
        .nullable()
        .default(null)
        .describe('name or URL of the remote with it; by default origin'),
      environments: z
        .record(environmentName(), environmentSchema().nullable())
        .refine((environments) => Object.keys(environments).length > 0, 'expected at least one environment.')
        .prefault({ production: {} })
        .superRefine(checkSoaks)
        .describe('in the order in which versions pass through them'),
      signing: z
        .strictObject({ promotion: z.array(publicKey()).min(1), pointer: z.array(publicKey()).min(1) })
        .nullable()
        .default(null)
        .describe('public halves of the keys; without it nothing is signed'),
      publish: z
        .array(destinationSchema())
        .max(20)
        .default([])
        .describe('where pointers and prompts are published'),
      metrics: metricsSchema()
        .nullable()
        .default(null)
        .describe('what production reports; counted by `observe`'),
      segments: z
        .array(segmentName)
        .max(50)
        .default([])
        .describe('segments that `observe` counts, besides those of weights and suites'),
    })
    .transform(
      ({ environments, ...rest }): RegistryPolicy => ({
        ...rest,
        environments: Object.entries(environments).map(([name, stated], index, all) => {
          return environmentOf(name, stated ?? environmentSchema().parse({}), index === all.length - 1);
        }),
      }),
    );

function environmentOf(
  name: string,
  { promote, evidence, soak, pinned }: z.infer<ReturnType<typeof environmentSchema>>,
  isLast: boolean,
): EnvironmentPolicy {
  return {
    name,
    promote,
    evidence: {
      required: promote !== 'on-merge' || evidence !== undefined,
      maxAgeMs: evidence?.['max-age'] ?? null,
      minCases: evidence?.['min-cases'] ?? null,
    },
    soak: soak ? { in: soak.in, forMs: soak.for } : null,
    pinned: pinned ?? isLast,
  };
}

function checkSoaks(
  environments: Record<string, z.infer<ReturnType<typeof environmentSchema>> | null>,
  context: z.RefinementCtx,
): void {
  const before: string[] = [];
  for (const [name, settings] of Object.entries(environments)) {
    const soaksIn = settings?.soak?.in;
    if (soaksIn !== undefined && !before.includes(soaksIn)) {
      const those = before.length === 0 ? 'none comes before it' : `those are ${before.join(', ')}`;
      const message = `expected an environment that comes before ${name} (${those}), found ${describeValue(soaksIn)}.${didYouMean(soaksIn, before)}`;
      context.addIssue({ code: 'custom', path: [name, 'soak', 'in'], message });
    }
    before.push(name);
  }
}
