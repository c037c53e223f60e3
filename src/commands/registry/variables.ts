import { TOKEN_VARIABLE } from '../../domain/observation.ts';
import { USUAL_REDIS_VARIABLE } from '../../domain/redis.ts';
import { KEY_VARIABLES } from './keys.ts';

/** With which every command publishes. */
export const PUBLISHING_VARIABLES = {
  [USUAL_REDIS_VARIABLE]:
    'URL of the Redis, where `registry.publish` names this variable, or another …_REDIS_URL',
} as const;

/** With which what serves is changed. */
export const SERVING_VARIABLES = {
  [KEY_VARIABLES.pointer]: 'private pointer key, where the registry is signed',
  ...PUBLISHING_VARIABLES,
} as const;

/** With which versions are allowed to serve. */
export const PROMOTING_VARIABLES = {
  [KEY_VARIABLES.promotion]: 'private promotion key, where the registry is signed',
  ...SERVING_VARIABLES,
} as const;

/** With which pull requests are opened; without both, only their branches are pushed. */
export const GITHUB_VARIABLES = gitHubVariables('token that may write pull requests');

/** With which issues are opened; without both, none are. */
export const ISSUE_VARIABLES = gitHubVariables('token that may write issues: what trips opens one');

/** With which others than this machine may post observations. */
export const LISTENING_VARIABLES = {
  [TOKEN_VARIABLE]: 'what whoever posts observations has to know, with --listen',
} as const;

function gitHubVariables(token: string) {
  return { GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'the repository on GitHub, owner/name' } as const;
}
