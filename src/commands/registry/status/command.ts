import type { Command } from '../../command.ts';
import { READING_OPTIONS } from '../options.ts';

/** What serves now, since when, by whom, tested how; and what main asks for beside it. */
export const command: Command<typeof READING_OPTIONS> = {
  name: 'status',
  group: 'registry',
  summary: 'what serves now in every environment, and what main asks for beside it',
  positionals: '[PROMPT…]',
  options: READING_OPTIONS,
  variables: { models: false, others: {} },
  help: `Without PROMPT, all prompts but those that are archived, and what was observed over all segments.
The remote is asked for two seconds at most.`,
  exitCodes: '0 printed, 2 it could not be read',
  async run({ values, positionals }, terminal) {
    const [
      { openReading, readFrom, stateOf },
      { namesInUse, renderStatus, statusJson },
      { requirePrompt },
      { printOutcome },
    ] = await Promise.all([
      import('../reading.ts'),
      import('./render.ts'),
      import('../lookup.ts'),
      import('../print.ts'),
    ]);
    const { json } = values;
    using reading = await openReading(terminal.directory, values);
    const state = await stateOf(reading);
    for (const name of positionals) requirePrompt(state, name, reading.registry.environments);
    const names = positionals.length > 0 ? positionals : namesInUse(state);
    const environments = reading.registry.environments.map(({ name }) => name);
    const shown = { state, names, environments, bySegment: positionals.length > 0 };
    const { statedOtherwise } = await import('./stated-weights.ts');
    const { repository, registry } = reading;
    const notes = [...reading.notes, ...(await statedOtherwise(repository, { registry, state, names }))];
    const value = { ...statusJson(shown), from: readFrom(reading), notes };
    printOutcome(terminal, { json, value, text: () => renderStatus(shown, notes) });
    return 0;
  },
};
