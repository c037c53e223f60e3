import type { Command } from '../../command.ts';
import { READING_OPTIONS } from '../options.ts';

/** Replays the log and compares everything that is derived from it. */
export const command: Command<typeof READING_OPTIONS> = {
  name: 'verify',
  group: 'registry',
  summary: 'replay the log; find what was edited, removed, reordered, forged or never tested',
  options: READING_OPTIONS,
  variables: { models: false, others: {} },
  help: 'Checks the chain, every digest, signatures, the evidence of every rise, and what the pointers say.',
  exitCodes: '0 everything holds, 1 something does not, 2 it could not be read',
  async run({ values }, terminal) {
    const [{ openReading, readFrom }, { verify }, { counted }, { inertTerminal }, { printOutcome }] =
      await Promise.all([
        import('../reading.ts'),
        import('./verify.ts'),
        import('../../../prose/numbers.ts'),
        import('../../../prose/inert.ts'),
        import('../print.ts'),
      ]);
    const { json } = values;
    using reading = await openReading(terminal.directory, values);
    const found = await verify(reading, { offline: values.offline });
    const { ok, signed, events, problems } = found;
    const { notes } = reading;
    const value = { schemaVersion: 1, ok, signed, events, problems, from: readFrom(reading), notes };
    const lines = [
      ok
        ? `${counted(events, 'event')}: the chain, every digest and every pointer hold.`
        : `${counted(events, 'event')}, ${counted(problems.length, 'problem')}:`,
      ...problems.map(({ problem }) => `  ✖ ${problem}`),
      ...notes,
      ...(signed ? [] : ['Unsigned: this log is as true as those who may push it.']),
    ];
    printOutcome(terminal, { json, value, text: () => `${lines.map(inertTerminal).join('\n')}\n` });
    return ok ? 0 : 1;
  },
};
