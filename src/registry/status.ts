import { ownMember } from '../base/json.ts';
import type { Version } from '../domain/registry.ts';
import type { PromptState, VersionStatus } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { holdsOn, servingIn } from './promotion.ts';

/**
 * A version's status. What served in the last environment, was taken back there and is held is not on its way up, though
 * main still has it.
 * @param lastEnvironment the last environment of the policy
 * @param now ms since 1970
 * @returns undefined for a version that is not registered
 */
export function statusOf(
  prompt: PromptState,
  version: Version,
  lastEnvironment: string,
  now: number,
): VersionStatus | undefined {
  const known = ownMember(prompt.versions, version);
  if (!known) return undefined;
  if (known.archived) return 'archived';
  const serves = (environment: string) =>
    servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {}).includes(version);
  if (serves(lastEnvironment)) return 'active';
  const isAsked = prompt.onMain === version && !heldIn(prompt, version, now).includes(lastEnvironment);
  const isOnItsWay = isAsked || Object.keys(prompt.environments).some(serves);
  return Object.hasOwn(known.served, lastEnvironment) && !isOnItsWay ? 'deprecated' : 'testing';
}

/** The environments in which a hold binds this version itself, at a time (ms since 1970). */
export function heldIn(prompt: PromptState, version: Version, now: number): string[] {
  return Object.keys(prompt.environments).filter((environment) => {
    const holds = servingIn(prompt, environment)?.held ?? [];
    return holdsOn(version, holds, now).some((hold) => hold.version === version);
  });
}
