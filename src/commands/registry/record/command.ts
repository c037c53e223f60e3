import { ASKING_OPTIONS } from '../../asking-options.ts';
import type { Command } from '../../command.ts';
import { BASE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { PROMOTING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
  adopt: {
    type: 'boolean',
    help: 'once, at the start: what main has serves from now on in every environment that serves nothing',
  },
  history: {
    type: 'boolean',
    help: "once, before anything is recorded: register the versions of main's whole history",
  },
  ...ASKING_OPTIONS,
} as const;

/** Records what main has: new versions, their evidence, and the promotions that the policy asks for. */
export const command: Command<typeof OPTIONS> = {
  name: 'record',
  group: 'registry',
  summary: 'register what is new on main, evaluate it, promote what the policy promotes',
  options: OPTIONS,
  variables: { models: true, others: PROMOTING_VARIABLES },
  help: `Goes on from the commit of main that was recorded last. New versions are registered first; evidence and promotions
follow, and what cannot be done now (no key, no money left) is done by any later run.`,
  exitCodes: '0 done, 1 a due promotion was refused, 2 something could not be decided',
  async run({ values }, terminal) {
    const [
      { record },
      { recordJson, renderRecord, exitCodeOf },
      { askingRequest },
      { writingRequest },
      { printOutcome },
    ] = await Promise.all([
      import('./record.ts'),
      import('./render.ts'),
      import('../../asking.ts'),
      import('../requests.ts'),
      import('../print.ts'),
    ]);
    const { asking, end } = askingRequest(values, terminal);
    const outcome = await record({
      ...writingRequest(values, terminal),
      base: values.base,
      adopt: values.adopt,
      wholeHistory: values.history,
      ...asking,
    });
    end();
    printOutcome(terminal, {
      json: values.json,
      value: recordJson(outcome),
      text: () => renderRecord(outcome, terminal.directory),
    });
    return exitCodeOf(outcome);
  },
};
