import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';

/** Options of every command of the registry. */
export const REGISTRY_OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read on the main branch (default: ${DEFAULT_POLICY_PATH})`,
  },
  remote: {
    type: 'string',
    value: 'NAME',
    help: 'remote with the registry (default: registry.remote of the policy, else origin)',
  },
} as const;

/** Options of the commands that only read. */
export const READING_OPTIONS = {
  ...REGISTRY_OPTIONS,
  offline: { type: 'boolean', help: 'do not ask the remote: read what this clone has' },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

export const PROGRAMS_OPTION = {
  type: 'boolean',
  help: "run the programs that main's policy publishes with (`publish: [{ run: … }]`)",
} as const;

/** The option of the commands that read main. */
export const BASE_OPTION = {
  type: 'string',
  value: 'REF',
  help: "the main branch (default: the remote's)",
} as const;

/** Options of the commands that write. */
export const WRITING_OPTIONS = {
  ...REGISTRY_OPTIONS,
  programs: PROGRAMS_OPTION,
  'dry-run': { type: 'boolean', help: 'print what would be written, and write nothing' },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

export const SERIAL_ABOVE_OPTION = {
  type: 'string',
  value: 'N',
  help: 'a serial that applications have already: the next one is above it (where its note is lost)',
} as const;

export const REASON_OPTION = {
  type: 'string',
  value: 'TEXT',
  help: 'why, in one line of at most 300 characters; kept in the log',
} as const;
