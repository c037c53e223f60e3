import { ConfigurationError } from '../../base/errors.ts';
import type { RegistryState } from '../../domain/registry.ts';
import type { RegistryPolicy, SigningPolicy } from '../../domain/registry-policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { pointerPath, REGISTRY_PATH } from '../../registry/files.ts';
import { pointerOf } from '../../registry/pointer.ts';
import { signingInForce, trustProblems } from '../../registry/pointer-trust.ts';
import { earlierTexts } from '../../repo/earlier-texts.ts';
import type { Repository } from '../../repo/git.ts';
import { NO_KEYS, type SigningKeys } from './keys.ts';

type Signing = { registry: RegistryPolicy; policyPath: string | null; keys: SigningKeys };

/**
 * How a command writes on top of a commit of the branch: what main's policy was just read says counts alone; a policy
 * that this clone happens to have may be old, so the branch's own list of keys counts where that lists none.
 * @param tip null: there is no branch
 */
export async function signedWriting<T extends Signing>(writing: T, tip: Snapshot | null): Promise<T> {
  const signing = await signingAt(writing, tip);
  const keys = signing === null ? NO_KEYS : writing.keys;
  return { ...writing, registry: { ...writing.registry, signing }, keys };
}

async function signingAt(
  { registry, policyPath }: Signing,
  tip: Snapshot | null,
): Promise<SigningPolicy | null> {
  if (policyPath !== null) return registry.signing;
  return signingInForce(registry.signing, await tip?.read(REGISTRY_PATH));
}

/**
 * In a signed registry, a command signs only on top of what a pointer key signed before it: the next pointer would
 * otherwise bear a good signature over what somebody without a key wrote for another prompt.
 * @param of.tip the branch's tip; null: there is no branch
 * @param environments in which something is about to change
 * @throws ConfigurationError with every difference
 */
export async function requireSignedTip(
  { repository, registry }: { repository: Repository; registry: Pick<RegistryPolicy, 'signing'> },
  { tip, state }: { tip: Snapshot | null; state: RegistryState },
  environments: readonly string[],
): Promise<void> {
  if (registry.signing === null || tip === null) return;
  const problems: string[] = [];
  for (const environment of new Set(environments)) {
    const path = pointerPath(environment);
    const found = trustProblems({
      environment,
      expected: pointerOf(state, environment),
      text: await tip.read(path),
      history: await earlierTexts(repository, { commit: tip.revision, path }),
      pointerKeys: registry.signing.pointer,
    });
    problems.push(...found);
  }
  if (problems.length === 0) return;
  throw new ConfigurationError(`Nothing is signed on top of this. ${problems.join(' ')}`, {
    remedy:
      'Where a key was added on main, fetch main first: `git fetch origin`. Otherwise find the commit with `git log -p` on the branch of the registry, undo it there with `git revert`, and try again. See docs/registry.md, "Signing".',
  });
}
