import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { WRITING_OPTIONS } from '../options.ts';
import { ISSUE_VARIABLES, SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  watch: { type: 'string', value: 'FILE', help: 'follow a growing file, and act as soon as a guard trips' },
  env: { type: 'string', value: 'ENV', help: 'the environment of rows that name none' },
  webhook: { type: 'string', value: 'URL', help: 'post JSON there when a guard trips (https)' },
  base: { type: 'string', value: 'REF', help: "the main branch (default: the remote's)" },
  ...WRITING_OPTIONS,
} as const;

/** Takes versions back that production says are worse. */
export const command: Command<typeof OPTIONS> = {
  name: 'guard',
  group: 'registry',
  summary: 'take back versions that production says are worse, as portfolios ask for',
  positionals: '[FILE…]',
  options: OPTIONS,
  variables: { models: false, others: { ...SERVING_VARIABLES, ...ISSUE_VARIABLES } },
  help: `Guards are those of main's portfolios. FILE is what observe reads, - the standard input: all observations since the
version began to serve. Nothing goes up by a guard, and it acts once until \`release\`. See docs/guards.md.`,
  exitCodes: '0 nothing tripped, 1 a guard tripped, 2 nobody knows how a version does, or not all was done',
  async run({ values, positionals }, terminal) {
    const [
      { guardOnce, guardWatch },
      { guardExitCode, renderGuards },
      { guardJson },
      { webhookAddress },
      { signingKeys },
      { printOutcome },
    ] = await Promise.all([
      import('./guard.ts'),
      import('./render.ts'),
      import('./json.ts'),
      import('../../../delivery/webhook.ts'),
      import('../keys.ts'),
      import('../print.ts'),
    ]);
    const { watch, env, base, json, webhook } = values;
    if ((watch === undefined) === (positionals.length === 0)) {
      throw new ConfigurationError('`guard` takes files, or one file to follow.', {
        remedy: 'For example: guard observations.jsonl, or guard --watch observations.jsonl.',
      });
    }
    const request = {
      directory: terminal.directory,
      configPath: values.config,
      remote: values.remote,
      ...{ env, base, webhook: webhook === undefined ? null : webhookAddress(webhook) },
      dryRun: values['dry-run'],
      environment: terminal.environment,
      keys: signingKeys(terminal.environment),
      runsPrograms: values.programs,
    };
    if (watch === undefined) {
      const report = await guardOnce({ ...request, files: positionals, input: terminal.input });
      const text = () => renderGuards(report, terminal.directory);
      printOutcome(terminal, { json, value: guardJson(report), text });
      return guardExitCode(report);
    }
    const { messages, output } = terminal;
    let hasTripped = false;
    await guardWatch({
      ...request,
      file: watch,
      signal: terminal.interruption(),
      onBegin: (guards) => messages.write(`${guards} guards watch ${watch}. Ctrl-C ends it.\n`),
      onTrouble: (problem) => messages.write(`${problem}\n`),
      async onReport(report) {
        hasTripped ||= report.guards.some(({ action }) => action !== null);
        output.write(
          json ? `${JSON.stringify(guardJson(report))}\n` : renderGuards(report, terminal.directory),
        );
      },
    });
    return hasTripped ? 1 : 0;
  },
};
