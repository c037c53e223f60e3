import { ownMember } from '../base/json.ts';
import type { Version } from '../domain/registry.ts';
import type { PromptState, VersionStatus } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { servingIn } from './promotion.ts';

/**
 * A version's status.
 * @param lastEnvironment the last environment of the policy
 * @returns undefined for a version that is not registered
 */
export function statusOf(
  prompt: PromptState,
  version: Version,
  lastEnvironment: string,
): VersionStatus | undefined {
  const known = ownMember(prompt.versions, version);
  if (!known) return undefined;
  if (known.archived) return 'archived';
  const serves = (environment: string) =>
    servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {}).includes(version);
  if (serves(lastEnvironment)) return 'active';
  const isOnItsWay = prompt.onMain === version || Object.keys(prompt.environments).some(serves);
  return Object.hasOwn(known.served, lastEnvironment) && !isOnItsWay ? 'deprecated' : 'testing';
}
