import { z } from 'zod';
import type { Refined, RefinedState } from '../domain/refined.ts';
import type { RegistryEvent } from '../domain/registry.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { count, digest, name, version } from './event-parts.ts';

const share = z.number().min(0).max(1);
const difference = z.number().min(-1).max(1);
const half = { cases: count, before: share, after: share };

/** Changes that one run may try. */
const MOST_TRIES = 10;
/** Latest tries that the state keeps of a prompt. */
const KEPT_TRIES = 100;

export const refined = {
  type: z.literal('refined'),
  prompt: name,
  version,
  digest,
  suite: digest,
  tries: z
    .array(
      z.object({
        kind: z.enum(['edit', 'examples']),
        digest,
        training: z.object(half),
        test: z
          .object({
            ...half,
            number: z.int().min(1),
            low: difference,
            high: difference,
            p: share,
            level: share,
          })
          .nullable(),
      }),
    )
    .max(MOST_TRIES),
  cases: count,
  proposed: digest.nullable(),
};

type RefinedEvent = Extract<RegistryEvent, Refined>;

/** Why a run of `refine` may not follow this state, as sentences; none where it may. */
export function refinedProblems(
  { refined: before }: Pick<PromptState, 'refined'>,
  { prompt, tries, proposed }: RefinedEvent,
): string[] {
  const numbers = tries.flatMap(({ test }) => (test === null ? [] : [test.number]));
  const first = (before?.tested ?? 0) + 1;
  const isCounted = numbers.every((number, index) => number === first + index);
  const known = [...tries, ...(before?.tries ?? [])];
  const isTried = proposed === null || known.some((one) => one.digest === proposed && one.test !== null);
  return [
    ...(isCounted ? [] : [`the tries of ${prompt} are not counted on from ${first - 1}.`]),
    ...(isTried ? [] : [`a change of ${prompt} was proposed that was not tried.`]),
  ];
}

/** The tries of a prompt after one more run. */
export function refinedWith(
  before: RefinedState | undefined,
  { tries, suite, version: of, at }: RefinedEvent,
): RefinedState {
  const added = tries.map((one) => ({ ...one, suite, version: of, at }));
  return {
    tested: (before?.tested ?? 0) + added.filter(({ test }) => test !== null).length,
    tries: [...(before?.tries ?? []), ...added].slice(-KEPT_TRIES),
  };
}
