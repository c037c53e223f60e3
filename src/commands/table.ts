import type { CommandTable } from './command.ts';

/** The commands of the command line, in the order of the help. */
export const COMMANDS: CommandTable = {
  gate: () => import('./gate-command.ts'),
  check: () => import('./check/command.ts'),
  selfcheck: () => import('./selfcheck/command.ts'),
  init: () => import('./init/command.ts'),
  demo: () => import('./demo/command.ts'),
};
