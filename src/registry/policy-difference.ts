import type { RegistryPlan } from '../domain/registry-plan.ts';
import type { Destination, EnvironmentPolicy, RegistryPolicy } from '../domain/registry-policy.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { servingIn } from './promotion.ts';

type PolicyDifference = Omit<RegistryPlan, 'promotions' | 'tooFewCases'>;

const NOT_SET = 'not set';
/** Where a policy names no remote. */
const USUAL_REMOTE = 'origin';

/**
 * What an edit of `registry:` changes.
 * @param state what the registry has recorded; null: nothing that is known
 */
export function differenceOf(
  before: RegistryPolicy | null,
  after: RegistryPolicy | null,
  state: RegistryState | null,
): PolicyDifference {
  const [former, now] = [before?.environments ?? [], after?.environments ?? []];
  const places = [before, after].map((policy) => policy && placeText(policy));
  const [from = null, to = null] = places;
  return {
    change: before === null ? 'added' : after === null ? 'removed' : 'edited',
    place: from === null || to === null || from === to ? null : { from, to },
    environments: {
      added: now
        .filter(({ name }) => !named(former, name))
        .map((environment) => ({
          name: environment.name,
          rules: [...settingsOf(environment)].map(([setting, value]) => `${setting}: ${value}`),
        })),
      removed: former
        .filter(({ name }) => !named(now, name))
        .map(({ name }) => ({ name, serves: servesIn(state, name) })),
      changed: now.flatMap((environment) => {
        const known = named(former, environment.name);
        const changes = known ? changesBetween(known, environment) : [];
        return changes.length > 0 ? [{ name: environment.name, changes }] : [];
      }),
      last: lastOf(former, now),
    },
    keys: {
      promotion: difference(before?.signing?.promotion, after?.signing?.promotion),
      pointer: difference(before?.signing?.pointer, after?.signing?.pointer),
    },
    publish: difference(before?.publish.map(destinationText), after?.publish.map(destinationText)),
  };
}

/** `prompt-registry at origin` */
export function placeText({ branch, remote }: Pick<RegistryPolicy, 'branch' | 'remote'>): string {
  return `${branch} at ${remote ?? USUAL_REMOTE}`;
}

function named(environments: readonly EnvironmentPolicy[], name: string): EnvironmentPolicy | undefined {
  return environments.find((environment) => environment.name === name);
}

function lastOf(
  former: readonly EnvironmentPolicy[],
  now: readonly EnvironmentPolicy[],
): { from: string; to: string } | null {
  const [from, to] = [former.at(-1)?.name, now.at(-1)?.name];
  return from === undefined || to === undefined || from === to ? null : { from, to };
}

function changesBetween(before: EnvironmentPolicy, after: EnvironmentPolicy) {
  const [former, now] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...former.keys(), ...now.keys()])].flatMap((setting) => {
    const [from, to] = [former.get(setting) ?? NOT_SET, now.get(setting) ?? NOT_SET];
    return from === to ? [] : [{ setting, from, to }];
  });
}

/** As the policy writes them. */
function settingsOf({ promote, evidence, soak, pinned }: EnvironmentPolicy): Map<string, string> {
  const { required, maxAgeMs, minCases } = evidence;
  return new Map([
    ['promote', promote],
    ['evidence', required ? 'asked for' : 'not asked for'],
    ...(maxAgeMs === null ? [] : [['evidence.max-age', timeText(maxAgeMs)] as const]),
    ...(minCases === null ? [] : [['evidence.min-cases', String(minCases)] as const]),
    ...(soak === null ? [] : [['soak', `${timeText(soak.forMs)} in ${soak.in}`] as const]),
    ['pinned', String(pinned)],
  ]);
}

function servesIn(state: RegistryState | null, environment: string) {
  return Object.entries(state?.prompts ?? {}).flatMap(([prompt, known]) => {
    const versions = servingVersions(servingIn(known, environment)?.served.at(-1)?.allocation ?? {});
    return versions.length > 0 ? [{ prompt, versions }] : [];
  });
}

function difference(before: readonly string[] = [], after: readonly string[] = []) {
  return {
    added: after.filter((each) => !before.includes(each)),
    removed: before.filter((each) => !after.includes(each)),
  };
}

function destinationText(destination: Destination): string {
  switch (destination.kind) {
    case 'directory':
      return `directory ${destination.path}`;
    case 'redis':
      return `redis ${destination.variable}`;
    case 'program':
      return `run ${destination.words.join(' ')}`;
  }
}

/** `90s`, `15m`, `36h`, `30d` */
export function timeText(ms: number): string {
  const [day, hour, minute] = [86_400_000, 3_600_000, 60_000];
  if (ms >= 2 * day && ms % day === 0) return `${ms / day}d`;
  if (ms >= hour && ms % hour === 0) return `${ms / hour}h`;
  return ms >= minute && ms % minute === 0 ? `${ms / minute}m` : `${ms / 1000}s`;
}
