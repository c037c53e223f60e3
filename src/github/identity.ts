import type { GitHub } from './api.ts';

/** Author of a comment, as GitHub's API reports it. */
export type Author = { login: string; type: string } | null;

/**
 * The account that the token posts as. `proven` if GitHub said so; a guess is only good for `GITHUB_TOKEN`, which is
 * what nearly every workflow uses.
 */
export type Identity = { login: string; bot: boolean; proven: boolean };

const GUESS: Identity = { login: 'github-actions[bot]', bot: true, proven: false };

/**
 * Finds out which account the token posts as, so that another user's comment with our marker in it is never taken for
 * ours. An app's token has no user to ask for by REST, but GraphQL's `viewer` knows it.
 */
export async function whoAmI(github: GitHub): Promise<Identity> {
  const viewer = await askViewer(github);
  if (viewer !== undefined) return { login: viewer, bot: github.installation, proven: true };
  if (github.installation) return GUESS;
  try {
    const { data } = await github.rest.users.getAuthenticated();
    return { login: data.login, bot: data.type === 'Bot', proven: true };
  } catch {
    return GUESS;
  }
}

/** Whether the author is the account the token posts as. Only an app can have the type `Bot`. */
export function isAuthor(author: Author, identity: Identity): boolean {
  if (author === null) return false;
  if (!identity.bot) return sameLogin(author.login, identity.login);
  return author.type === 'Bot' && sameLogin(bareLogin(author.login), bareLogin(identity.login));
}

/** The login of an app's account as GitHub's lists name it. */
export function botLogin({ login }: Identity): string {
  return `${bareLogin(login)}[bot]`;
}

async function askViewer(github: GitHub): Promise<string | undefined> {
  try {
    const answer: unknown = await github.graphql('query { viewer { login } }');
    if (typeof answer !== 'object' || answer === null || !('viewer' in answer)) return undefined;
    const viewer = answer.viewer;
    if (typeof viewer !== 'object' || viewer === null || !('login' in viewer)) return undefined;
    return typeof viewer.login === 'string' ? viewer.login : undefined;
  } catch {
    return undefined;
  }
}

function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function bareLogin(login: string): string {
  return login.replace(/\[bot\]$/i, '');
}
