import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { READING_OPTIONS } from '../options.ts';

const OPTIONS = {
  diff: { type: 'string', value: 'A..B', help: 'the difference between the contents of two versions' },
  ...READING_OPTIONS,
} as const;

/** All versions of a prompt: who, why, tested. */
export const command: Command<typeof OPTIONS> = {
  name: 'history',
  group: 'registry',
  summary: 'all versions of a prompt, who made them, why, and how they were tested',
  positionals: 'PROMPT',
  options: OPTIONS,
  variables: { models: false, others: {} },
  help: 'With --diff, what two versions ask differently.',
  exitCodes: '0 printed, 2 it could not be read',
  async run({ values, positionals }, terminal) {
    const [
      { openReading, readFrom, stateOf },
      { diffText, historyJson, renderHistory },
      lookup,
      { readBundle },
      { printOutcome },
    ] = await Promise.all([
      import('../reading.ts'),
      import('./render.ts'),
      import('../lookup.ts'),
      import('../log.ts'),
      import('../print.ts'),
    ]);
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) {
      throw new ConfigurationError('`history` takes one prompt.', {
        remedy: 'For example: history support.',
      });
    }
    const { json } = values;
    using reading = await openReading(terminal.directory, values);
    const state = await stateOf(reading);
    const prompt = lookup.requirePrompt(state, name, reading.registry.environments);
    if (values.diff !== undefined) {
      const [from = '', to = '', ...rest] = values.diff.split('..');
      if (from === '' || to === '' || rest.length > 0) {
        throw new ConfigurationError('--diff takes two versions.', {
          remedy: 'For example: --diff 1.3.0..1.4.0.',
        });
      }
      for (const version of [from, to]) lookup.requireVersion(prompt, name, version);
      const log = { state, snapshot: reading.snapshot };
      const [before, after] = [await readBundle(log, name, from), await readBundle(log, name, to)];
      const text = diffText({ name, from, to }, before, after);
      const value = { schemaVersion: 1, prompt: name, from, to, diff: text };
      printOutcome(terminal, { json, value, text: () => text });
      return 0;
    }
    const last = reading.registry.environments.at(-1)?.name ?? '';
    const { notes } = reading;
    const now = Date.now();
    const value = { ...historyJson(name, prompt, { last, now }), from: readFrom(reading), notes };
    printOutcome(terminal, { json, value, text: () => renderHistory(name, prompt, { last, now, notes }) });
    return 0;
  },
};
