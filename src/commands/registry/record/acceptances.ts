import type { Acceptor } from '../../../domain/acceptance.ts';
import type { Registered } from '../../../domain/registry.ts';
import { gitHubAccess } from '../github-access.ts';

/** Who accepted a merged pull request by the label; null where nobody is known to have. */
export type MergedAcceptances = (pullRequest: number) => Promise<Acceptor | null>;

/** Where GitHub is not asked. */
export const nobody: MergedAcceptances = async () => null;

/**
 * Asks GitHub, in a workflow that has its token, once a pull request. Once GitHub has not answered it is not asked
 * again: no version waits for a remark.
 *
 * @param label the policy's; null: nothing is accepted by a label
 */
export function mergedAcceptances(
  environment: Readonly<NodeJS.ProcessEnv>,
  label: string | null,
): MergedAcceptances {
  const access = gitHubAccess(environment);
  if (label === null || access === null) return nobody;
  const known = new Map<number, Promise<Acceptor | null>>();
  let isSilent = false;
  const ask = async (number: number): Promise<Acceptor | null> => {
    if (isSilent) return null;
    const [{ connect }, { acceptanceOfMerged }] = await Promise.all([
      import('../../../github/api.ts'),
      import('../../../github/acceptance.ts'),
    ]);
    try {
      const github = await connect(access.token, access.apiUrl);
      return await acceptanceOfMerged(github, { repository: access.repository, number, label });
    } catch {
      isSilent = true;
      return null;
    }
  };
  return (number) => {
    const asked = known.get(number) ?? ask(number);
    known.set(number, asked);
    return asked;
  };
}

/** The versions, each with who accepted the pull request that it came from. */
export async function withAcceptances(
  registered: readonly Registered[],
  acceptedBy: MergedAcceptances,
): Promise<Registered[]> {
  const known: Registered[] = [];
  for (const fact of registered) {
    const { pullRequest } = fact.source;
    const accepted = pullRequest === null ? null : await acceptedBy(pullRequest);
    known.push(accepted ? { ...fact, source: { ...fact.source, accepted: inLog(accepted) } } : fact);
  }
  return known;
}

/** The log's times have milliseconds. */
function inLog({ by, at }: Acceptor): Acceptor {
  return { by, at: new Date(at).toISOString() };
}
