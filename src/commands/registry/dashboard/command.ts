import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { READING_OPTIONS, REGISTRY_OPTIONS } from '../options.ts';

const OPTIONS = {
  out: {
    type: 'string',
    value: 'DIR',
    help: 'folder that is filled: empty, not there yet, or of an earlier run',
  },
  env: { type: 'string', value: 'ENV', help: 'environment that is shown (default: all)' },
  days: {
    type: 'string',
    value: 'N',
    help: 'days that plots show at most, 7 to 400 (default: 60)',
    default: '60',
  },
  ...REGISTRY_OPTIONS,
  offline: READING_OPTIONS.offline,
  'dry-run': { type: 'boolean', help: 'print which files would be written, and write nothing' },
} as const;

/** The registry as a static site. */
export const command: Command<typeof OPTIONS> = {
  name: 'dashboard',
  group: 'registry',
  summary: 'the registry as a static site: quality, weights, latency, cost, events',
  options: OPTIONS,
  variables: { models: false, others: {} },
  help: 'The pages load nothing, so they can be opened as files, or be published by any host.',
  exitCodes: '0 written, 2 it could not be',
  async run({ values }, { directory, output }) {
    const [{ readDays, writeDashboard }, { renderOutcome }] = await Promise.all([
      import('./dashboard.ts'),
      import('./render.ts'),
    ]);
    const { out, env, config, remote, offline, days } = values;
    if (!out) {
      throw new ConfigurationError('--out is missing.', { remedy: 'For example: dashboard --out site.' });
    }
    const dryRun = values['dry-run'];
    const request = { directory, out, env, config, remote, offline, days: readDays(days), dryRun };
    output.write(renderOutcome(await writeDashboard(request), { out, dryRun }));
    return 0;
  },
};
