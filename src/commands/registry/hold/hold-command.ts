import type { Command } from '../../command.ts';
import { REASON_OPTION, WRITING_OPTIONS } from '../options.ts';
import { SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  env: { type: 'string', value: 'ENV', help: 'the environment' },
  until: {
    type: 'string',
    value: 'TIME',
    help: 'ISO 8601, or from now: 90m, 2h, 3d (default: until released)',
  },
  reason: REASON_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Lets no exposure of a version rise. */
export const command: Command<typeof OPTIONS> = {
  name: 'hold',
  group: 'registry',
  summary: 'let no exposure of a version rise until it is released; what serves goes on serving',
  positionals: 'PROMPT[@VERSION]',
  options: OPTIONS,
  variables: { models: false, others: SERVING_VARIABLES },
  help: 'Without @VERSION, no version of the prompt rises there. A hold wins over every policy.',
  exitCodes: '0 it is held, 2 it could not be written',
  async run(invocation, terminal) {
    const [{ hold }, { holdRequest, printHold }] = await Promise.all([
      import('./hold.ts'),
      import('./shared.ts'),
    ]);
    const { env, until, json } = invocation.values;
    const outcome = await hold({ ...holdRequest(invocation, terminal, 'hold'), env, until });
    const done = outcome.until === null ? 'is held until it is released' : `is held until ${outcome.until}`;
    return printHold(outcome, { done, already: 'is held already', json }, terminal);
  },
};
