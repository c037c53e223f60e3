import type { Terminal, Values } from '../command.ts';
import { signingKeys } from './keys.ts';
import type { WRITING_OPTIONS } from './options.ts';
import type { WritingRequest } from './writing.ts';

/** What every command that writes is given, by its options. */
export function writingRequest(
  values: Values<typeof WRITING_OPTIONS>,
  terminal: Pick<Terminal, 'directory' | 'environment'>,
): WritingRequest {
  return {
    directory: terminal.directory,
    configPath: values.config,
    remote: values.remote,
    dryRun: values['dry-run'],
    environment: terminal.environment,
    keys: signingKeys(terminal.environment),
    runsPrograms: values.programs,
  };
}
