import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { READING_OPTIONS } from '../options.ts';

const OPTIONS = {
  env: { type: 'string', value: 'ENV', help: 'the environment (default: the last of the policy)' },
  unit: { type: 'string', value: 'U', help: 'what the assignment sticks to: a user, an organization' },
  segment: { type: 'string', value: 'S', help: 'the segment of that unit (default: *)' },
  ...READING_OPTIONS,
} as const;

/** What served at a time. */
export const command: Command<typeof OPTIONS> = {
  name: 'at',
  group: 'registry',
  summary: 'what a prompt served at a time, who decided it, and was it tested',
  positionals: 'TIME PROMPT',
  options: OPTIONS,
  variables: { models: false, others: {} },
  help: 'TIME is ISO 8601, such as 2026-11-24T15:00Z; without a zone, UTC. `now` is this moment.',
  exitCodes: '0 printed, 2 it could not be told',
  async run({ values, positionals }, terminal) {
    const [
      { openReading, readFrom },
      { readLog },
      { atJson, renderAt },
      { requireEnvironment, requirePrompt },
      at,
      { printOutcome },
    ] = await Promise.all([
      import('../reading.ts'),
      import('../log.ts'),
      import('./render.ts'),
      import('../lookup.ts'),
      import('../../../registry/at.ts'),
      import('../print.ts'),
    ]);
    const [when, prompt, ...others] = positionals;
    if (when === undefined || prompt === undefined || others.length > 0) {
      throw new ConfigurationError('`at` takes a time and a prompt.', {
        remedy: 'For example: at 2026-11-24T15:00Z support --env production.',
      });
    }
    const time = readTime(when);
    const { json, unit, segment } = values;
    using reading = await openReading(terminal.directory, values);
    const log = await readLog(reading.snapshot, null);
    const { registry } = reading;
    const named = values.env ?? registry.environments.at(-1)?.name;
    const environment = requireEnvironment(withServed(registry, log.state.serials), named, {
      option: '--env',
      state: log.state,
    }).name;
    requirePrompt(log.state, prompt, registry.environments);
    const state = at.stateAt(log.events, time);
    const served = at.servedBy(state, { prompt, environment }, { unit, segment });
    const shown = { prompt, environment, at: time.toISOString(), served, unit, segment };
    const future = at.lastEventInFuture(log.state, new Date());
    const notes = [
      ...reading.notes,
      ...(time.getTime() > Date.now() ? ['That time is in the future: this is what serves now.'] : []),
      ...(future === null ? [] : [`The last event is of ${future}, which is in the future.`]),
    ];
    const value = { ...atJson(shown), from: readFrom(reading), notes };
    printOutcome(terminal, { json, value, text: () => renderAt(shown, notes) });
    return 0;
  },
};

/** Environments that the policy does not name any more have a past too. */
function withServed(
  registry: { environments: { name: string }[] },
  serials: Readonly<Record<string, number>>,
) {
  const others = Object.keys(serials).filter((name) =>
    registry.environments.every((each) => each.name !== name),
  );
  const blank = { promote: 'by-hand', soak: null, pinned: false } as const;
  const evidence = { required: false, maxAgeMs: null, minCases: null };
  const names = [...registry.environments.map(({ name }) => name), ...others];
  return { environments: names.map((name) => ({ ...blank, name, evidence })) };
}

function readTime(text: string): Date {
  if (text === 'now') return new Date();
  const isTime =
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text);
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const plain = text.replace(' ', 'T');
  const time = new Date(plain.length === 10 || hasZone ? plain : `${plain}Z`);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw new ConfigurationError('The first argument of `at` is no time.', {
    remedy: 'Write ISO 8601, such as 2026-11-24T15:00Z, and the prompt after it.',
  });
}
