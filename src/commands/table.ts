import type { CommandTable } from './command.ts';

/** The commands of the command line, in the order of the help. */
export const COMMANDS: CommandTable = {
  gate: () => import('./gate-command.ts'),
  view: () => import('./view/command.ts'),
  check: () => import('./check/command.ts'),
  selfcheck: () => import('./selfcheck/command.ts'),
  init: () => import('./init/command.ts'),
  demo: () => import('./demo/command.ts'),
  record: () => import('./registry/record/command.ts'),
  status: () => import('./registry/status/command.ts'),
  history: () => import('./registry/history/command.ts'),
  at: () => import('./registry/at/command.ts'),
  promote: () => import('./registry/promote/command.ts'),
  refine: () => import('./registry/refine/command.ts'),
  rebalance: () => import('./registry/rebalance/command.ts'),
  rollback: () => import('./registry/rollback/command.ts'),
  hold: () => import('./registry/hold/hold-command.ts'),
  release: () => import('./registry/hold/release-command.ts'),
  archive: () => import('./registry/hold/archive-command.ts'),
  guard: () => import('./registry/guard/command.ts'),
  dashboard: () => import('./registry/dashboard/command.ts'),
  observe: () => import('./registry/observe/command.ts'),
  drift: () => import('./registry/drift/command.ts'),
  verify: () => import('./registry/verify/command.ts'),
  publish: () => import('./registry/publish/command.ts'),
  registry: () => import('./registry/keys/command.ts'),
};
