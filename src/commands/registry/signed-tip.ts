import { ConfigurationError } from '../../base/errors.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { pointerPath } from '../../registry/files.ts';
import { pointerOf } from '../../registry/pointer.ts';
import { trustProblems } from '../../registry/pointer-trust.ts';
import { earlierTexts } from '../../repo/earlier-texts.ts';
import type { Repository } from '../../repo/git.ts';

type Signer = { repository: Repository; registry: RegistryPolicy };

/**
 * In a signed registry, a command signs only on top of what a pointer key signed before it: the next pointer would
 * otherwise bear a good signature over what somebody without a key wrote for another prompt.
 * @param signers.policy with the keys that the policy lists; where it lists any, those that only the branch lists do not
 *   count, since whoever may push can list their own
 * @param signers.signed with the branch's keys besides
 * @param of.tip the branch's tip; null: there is no branch
 * @param environments in which something is about to change
 * @throws ConfigurationError with every difference
 */
export async function requireSignedTip(
  { policy, signed }: { policy: Signer; signed: Signer },
  { tip, state }: { tip: Snapshot | null; state: RegistryState },
  environments: readonly string[],
): Promise<void> {
  const signing = policy.registry.signing ?? signed.registry.signing;
  if (signing === null || tip === null) return;
  const problems: string[] = [];
  for (const environment of new Set(environments)) {
    const path = pointerPath(environment);
    const found = trustProblems({
      environment,
      expected: pointerOf(state, environment),
      text: await tip.read(path),
      history: await earlierTexts(policy.repository, { commit: tip.revision, path }),
      pointerKeys: signing.pointer,
    });
    problems.push(...found);
  }
  if (problems.length === 0) return;
  throw new ConfigurationError(`Nothing is signed on top of this. ${problems.join(' ')}`, {
    remedy:
      'Where a key was added on main, fetch main first: `git fetch origin`. Otherwise find the commit with `git log -p` on the branch of the registry, undo it there with `git revert`, and try again. See docs/registry.md, "Signing".',
  });
}
