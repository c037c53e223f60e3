import type { Command } from '../../command.ts';
import { REASON_OPTION, WRITING_OPTIONS } from '../options.ts';
import { SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  env: { type: 'string', value: 'ENV', help: 'the environment' },
  reason: REASON_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Ends a hold. */
export const command: Command<typeof OPTIONS> = {
  name: 'release',
  group: 'registry',
  summary: 'end a hold, also the one that a rollback left',
  positionals: 'PROMPT[@VERSION]',
  options: OPTIONS,
  variables: { models: false, others: SERVING_VARIABLES },
  help: 'Nothing that serves changes: a released version may be promoted again.',
  exitCodes: '0 it is not held, 2 it could not be written',
  async run(invocation, terminal) {
    const [{ release }, { holdRequest, printHold }] = await Promise.all([
      import('./hold.ts'),
      import('./shared.ts'),
    ]);
    const { env, json } = invocation.values;
    const outcome = await release({ ...holdRequest(invocation, terminal, 'release'), env });
    return printHold(outcome, { done: 'is released', already: 'was not held', json }, terminal);
  },
};
