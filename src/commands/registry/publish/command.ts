import { resolve } from 'node:path';
import { ConfigurationError, ConfigurationErrors } from '../../../base/errors.ts';
import { USUAL_REDIS_VARIABLE } from '../../../domain/redis.ts';
import type { Command } from '../../command.ts';
import { PROGRAMS_OPTION, REGISTRY_OPTIONS } from '../options.ts';
import { PUBLISHING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  out: { type: 'string', value: 'DIR', help: 'a folder of your own instead of what the policy names' },
  redis: {
    type: 'boolean',
    help: `only the Redis of the policy, else the one of ${USUAL_REDIS_VARIABLE}`,
  },
  programs: PROGRAMS_OPTION,
  bundle: {
    type: 'string',
    value: 'FILE',
    help: 'write one environment into this file instead, for an image',
  },
  env: {
    type: 'string',
    value: 'ENV',
    help: 'the environment of --bundle (default: the last of the policy)',
  },
  ...REGISTRY_OPTIONS,
  offline: { type: 'boolean', help: 'do not ask the remote: publish what this clone has' },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

/** Publishes what serves. */
export const command: Command<typeof OPTIONS> = {
  name: 'publish',
  group: 'registry',
  summary: 'write what serves into folders, Redis, or a file for an image',
  options: OPTIONS,
  variables: { models: false, others: PUBLISHING_VARIABLES },
  help: `Every command that changes what serves publishes too; this one repeats it. A pointer with a higher serial is never
replaced. \`--out\` and \`--redis\` can be given together. \`--bundle\` writes one environment,
pointer and prompts, into one file that applications carry in their image.`,
  exitCodes: '0 published, or it was current, 1 a higher serial is served somewhere, 2 it could not be done',
  async run({ values }, terminal) {
    const [
      { openReading },
      { readLog },
      { publish, publishBundle },
      { chosenTargets },
      { renderBundle, renderPublished },
      { printOutcome },
      { requireEnvironment },
      { doubtNotes },
    ] = await Promise.all([
      import('../reading.ts'),
      import('../log.ts'),
      import('./publish.ts'),
      import('./targets.ts'),
      import('./render.ts'),
      import('../print.ts'),
      import('../lookup.ts'),
      import('../known-policy.ts'),
    ]);
    const { out, redis, bundle, env, json } = values;
    const { directory } = terminal;
    if (bundle === undefined ? env !== undefined : out !== undefined || redis) {
      throw new ConfigurationError(
        '`--out` and `--redis` write all environments, `--bundle` the one of `--env`.',
        {
          remedy: 'Give either --out DIR or --redis, or --bundle FILE and --env ENV.',
        },
      );
    }
    using reading = await openReading(terminal.directory, values);
    const { registry } = reading;
    if (bundle !== undefined) {
      const log = { ...(await readLog(reading.snapshot, null)), signing: registry.signing };
      const named = env ?? registry.environments.at(-1)?.name;
      const environment = requireEnvironment(registry, named, { option: '--env', state: log.state }).name;
      const file = resolve(directory, bundle);
      const written = { file, environment, serial: await publishBundle(log, environment, file) };
      const value = { schemaVersion: 1, bundle: written };
      printOutcome(terminal, { json, value, text: () => renderBundle(written) });
      return 0;
    }
    const publishing = { ...reading, environment: terminal.environment, runsPrograms: values.programs };
    await using open = chosenTargets(publishing, { folder: out && resolve(directory, out), redis });
    const { doubt } = reading;
    if (open.targets.length === 0 && doubt !== null && doubt.from === null) {
      if (doubt.mistakes.length > 0) throw new ConfigurationErrors(doubt.mistakes);
      throw new ConfigurationError(`Nothing is published: ${doubt.problem}.`, {
        remedy: 'Name its file as --config FILE, or give a folder as --out DIR.',
      });
    }
    if (open.targets.length === 0) {
      throw new ConfigurationError('The policy names nothing to publish to.', {
        remedy: 'Give a folder as --out DIR, or add `publish: [{ directory: … }]` under `registry:`.',
      });
    }
    const { published, failures } = await publish(
      { ...(await readLog(reading.snapshot, null)), signing: registry.signing },
      open.targets,
    );
    const notes = doubtNotes(doubt);
    const value = { schemaVersion: 1, published, failures, notes };
    printOutcome(terminal, { json, value, text: () => renderPublished({ published, failures, notes }) });
    if (failures.length > 0) return 2;
    return published.some(({ outcome }) => outcome === 'newer') ? 1 : 0;
  },
};
