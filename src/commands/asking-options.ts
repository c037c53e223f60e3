/** Options of the commands that ask models for what stands in the repository. */
export const ASKING_OPTIONS = {
  yes: {
    type: 'boolean',
    help: 'send keys to hosts that only the policy of this repository names, without asking',
  },
  scripts: { type: 'boolean', help: 'run scripts in Node where the policy says `runtime: node`' },
} as const;
