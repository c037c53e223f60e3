import type { RepositoryName } from '../../github/event.ts';
import { apiUrlOf } from '../../github/runner.ts';

/** With what GitHub may be asked about the repository. */
export type GitHubAccess = { token: string; apiUrl: string; repository: RepositoryName };

/** What a workflow gives a command, or a person sets; null where the token or the repository is not known. */
export function gitHubAccess(environment: Readonly<NodeJS.ProcessEnv>): GitHubAccess | null {
  const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: name = '' } = environment;
  const [owner, repo] = name.split('/');
  if (!token || !owner || !repo) return null;
  return { token, apiUrl: apiUrlOf(environment), repository: { owner, repo } };
}
