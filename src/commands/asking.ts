import type { GateRequest } from '../domain/request.ts';
import { agreement } from './agreement.ts';
import type { ASKING_OPTIONS } from './asking-options.ts';
import type { Terminal, Values } from './command.ts';
import { terminalLog } from './terminal-log.ts';

/** What a command that asks models takes of the terminal. */
export type AskingRequest = { runsNodeScripts: boolean } & Pick<
  GateRequest,
  'credentials' | 'log' | 'signal' | 'agree' | 'restoreAnswers'
>;

/**
 * What a command that asks models is given, and how its progress ends.
 * @returns `end` finishes a progress line if one is still open
 */
export function askingRequest(
  values: Values<typeof ASKING_OPTIONS>,
  terminal: Terminal,
): { asking: AskingRequest; end: () => void } {
  const { log, end } = terminalLog(terminal.messages);
  return {
    asking: {
      ...{ runsNodeScripts: values.scripts, credentials: terminal.credentials, log },
      signal: terminal.interruption(),
      agree: agreement(terminal, { yes: values.yes, log }),
      restoreAnswers: terminal.restoreAnswers,
    },
    end,
  };
}
