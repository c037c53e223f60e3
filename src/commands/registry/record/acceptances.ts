import type { Acceptor } from '../../../domain/acceptance.ts';
import type { Registered } from '../../../domain/registry.ts';

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
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: name = '', GITHUB_API_URL: apiUrl } = environment;
  const [owner, repo] = name.split('/');
  if (label === null || !token || !owner || !repo) return nobody;
  const known = new Map<number, Promise<Acceptor | null>>();
  let isSilent = false;
  const ask = async (number: number): Promise<Acceptor | null> => {
    if (isSilent) return null;
    const [{ connect }, { acceptanceOfMerged }] = await Promise.all([
      import('../../../github/api.ts'),
      import('../../../github/acceptance.ts'),
    ]);
    try {
      const github = await connect(token, apiUrl || 'https://api.github.com');
      return await acceptanceOfMerged(github, { repository: { owner, repo }, number, label });
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
