import type { Command } from '../../command.ts';
import { REASON_OPTION, WRITING_OPTIONS } from '../options.ts';
import { SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = { reason: REASON_OPTION, ...WRITING_OPTIONS } as const;

/** Lets a version, or a prompt that main no longer has, serve nowhere any more. */
export const command: Command<typeof OPTIONS> = {
  name: 'archive',
  group: 'registry',
  summary: 'let a version, or a prompt that main no longer has, never serve again',
  positionals: 'PROMPT[@VERSION]',
  options: OPTIONS,
  variables: { models: false, others: SERVING_VARIABLES },
  help: 'A version must serve nowhere. Without @VERSION, the prompt must be gone from main; where it serves, that ends.',
  exitCodes: '0 it is archived, 2 it could not be written',
  async run(invocation, terminal) {
    const [{ archive }, { holdRequest, printHold }] = await Promise.all([
      import('./hold.ts'),
      import('./shared.ts'),
    ]);
    const outcome = await archive(holdRequest(invocation, terminal, 'archive'));
    const { json } = invocation.values;
    return printHold(outcome, { done: 'is archived', already: 'is archived already', json }, terminal);
  },
};
