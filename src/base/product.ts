/** The name of the installed command. */
export const COMMAND = 'prompt-eval-gate';

/** The repository on GitHub; OWNER is the owner of it, or of the fork in use. */
export const REPOSITORY = `OWNER/${COMMAND}`;

/** A page of its documentation as an address, `docs/findings.md#secret` for example. */
export function docsUrl(page: string): string {
  return `https://github.com/${REPOSITORY}/blob/main/${page}`;
}

/** The command line that runs it without installation; the package is not published on npm. */
export const NPX_COMMAND = `npx github:${REPOSITORY}`;
