import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { REGISTRY_OPTIONS } from '../options.ts';

const OPTIONS = {
  out: { type: 'string', value: 'DIR', help: 'a folder of your own instead of those of the policy' },
  ...REGISTRY_OPTIONS,
  offline: { type: 'boolean', help: 'do not ask the remote: publish what this clone has' },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

/** Publishes what serves into folders. */
export const command: Command<typeof OPTIONS> = {
  name: 'publish',
  group: 'registry',
  summary: 'write what serves into folders for a static host: objects first, pointers last',
  options: OPTIONS,
  help: `Every command that changes what serves publishes too; this one repeats it. A pointer with a higher serial is never
replaced.`,
  exitCodes: '0 published, or it was current, 1 a folder serves a higher serial, 2 it could not be done',
  async run({ values }, terminal) {
    const [
      { openReading },
      { readLog },
      { folderAt, foldersOf, publish },
      { renderPublished },
      { printOutcome },
    ] = await Promise.all([
      import('../reading.ts'),
      import('../log.ts'),
      import('./publish.ts'),
      import('./render.ts'),
      import('../print.ts'),
    ]);
    const { out, offline, json } = values;
    const { directory } = terminal;
    using reading = await openReading({
      directory,
      configPath: values.config,
      remote: values.remote,
      offline,
    });
    const { repository, registry } = reading;
    const folders = out === undefined ? foldersOf(repository, registry) : [folderAt(directory, out)];
    if (folders.length === 0) {
      throw new ConfigurationError('The policy names no folder to publish to.', {
        remedy: 'Give one as --out DIR, or add `publish: [{ directory: … }]` under `registry:`.',
      });
    }
    const published = await publish(await readLog(reading.snapshot, null), folders);
    const value = { schemaVersion: 1, published };
    printOutcome(terminal, { json, value, text: () => renderPublished(published) });
    return published.some(({ outcome }) => outcome === 'newer') ? 1 : 0;
  },
};
