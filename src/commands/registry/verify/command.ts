import type { Command } from '../../command.ts';
import { READING_OPTIONS } from '../options.ts';

/** Replays the log and compares everything that is derived from it. */
export const command: Command<typeof READING_OPTIONS> = {
  name: 'verify',
  summary:
    'registry: replay the log; find what was edited, removed, reordered, forged, or promoted without evidence',
  options: READING_OPTIONS,
  help: 'Checks the chain, every digest, signatures, the evidence of every rise, and what the pointers say.',
  exitCodes: '0 everything holds, 1 something does not, 2 it could not be read',
  async run({ values }, terminal) {
    const [{ openReading, readFrom }, { verify }, { counted }, { inertTerminal }] = await Promise.all([
      import('../reading.ts'),
      import('./verify.ts'),
      import('../../../prose/numbers.ts'),
      import('../../../prose/inert.ts'),
    ]);
    const { offline, json } = values;
    const { directory } = terminal;
    using reading = await openReading({
      directory,
      configPath: values.config,
      remote: values.remote,
      offline,
    });
    const found = await verify(reading, { offline });
    const { ok, signed, events, problems } = found;
    if (json) {
      const shape = {
        schemaVersion: 1,
        ok,
        signed,
        events,
        problems,
        from: readFrom(reading),
        notes: reading.notes,
      };
      terminal.output.write(`${JSON.stringify(shape, null, 2)}\n`);
    } else {
      const lines = [
        ok
          ? `${counted(events, 'event')}: the chain, every digest and every pointer hold.`
          : `${counted(events, 'event')}, ${counted(problems.length, 'problem')}:`,
        ...problems.map(({ problem }) => `  ✖ ${problem}`),
        ...reading.notes,
        ...(signed ? [] : ['Unsigned: this log is as true as those who may push it.']),
      ];
      terminal.output.write(`${lines.map(inertTerminal).join('\n')}\n`);
    }
    return ok ? 0 : 1;
  },
};
