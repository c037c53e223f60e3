/** The name of the command as it is installed. */
export const COMMAND = 'prompt-eval-gate';

/** The repository on GitHub; OWNER is whoever it, or the fork in use, belongs to. */
export const REPOSITORY = `OWNER/${COMMAND}`;

/** Runs the command where it is not installed; the package is not published on npm. */
export const NPX_COMMAND = `npx github:${REPOSITORY}`;
