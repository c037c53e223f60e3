import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { BASE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { ISSUE_VARIABLES, LISTENING_VARIABLES, SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  watch: {
    type: 'string',
    value: 'SOURCE',
    help: 'follow a growing file, or redis://…#stream, and act as soon as a guard trips',
  },
  listen: {
    type: 'string',
    value: 'ADDRESS',
    help: 'take observations by HTTP, and append them to the file that --watch follows',
  },
  env: { type: 'string', value: 'ENV', help: 'the environment of rows that name none' },
  webhook: { type: 'string', value: 'URL', help: 'post JSON there when a guard trips (https)' },
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Takes versions back that production says are worse. */
export const command: Command<typeof OPTIONS> = {
  name: 'guard',
  group: 'registry',
  summary: 'take back versions that production says are worse, as portfolios ask for',
  positionals: '[FILE…]',
  options: OPTIONS,
  variables: { models: false, others: { ...SERVING_VARIABLES, ...ISSUE_VARIABLES, ...LISTENING_VARIABLES } },
  help: `Guards are those of main's portfolios. FILE is what observe reads, - the standard input: all observations since the
version began to serve. Nothing goes up by a guard. Until \`release\` one rollback a prompt and environment, and one hold,
which a rollback may follow. See docs/guards.md.`,
  exitCodes: '0 nothing tripped, 1 a guard tripped, 2 nobody knows how a version does, or not all was done',
  async run({ values, positionals }, terminal) {
    const [{ guardExitCode, renderGuards }, { guardJson }, { webhookAddress }, { writingRequest }] =
      await Promise.all([
        import('./render.ts'),
        import('./json.ts'),
        import('../../../delivery/webhook.ts'),
        import('../requests.ts'),
      ]);
    const { watch, listen, env, base, json, webhook } = values;
    if (watch === undefined && listen !== undefined) {
      throw new ConfigurationError('--listen needs --watch: the file to write what it takes.', {
        remedy: 'Name it: guard --watch observations.jsonl --listen 4318.',
      });
    }
    if ((watch === undefined) === (positionals.length === 0)) {
      throw new ConfigurationError('`guard` takes files, or one source to follow.', {
        remedy: 'For example: guard observations.jsonl, or guard --watch observations.jsonl.',
      });
    }
    const request = {
      ...writingRequest(values, terminal),
      ...{ env, base, webhook: webhook === undefined ? null : webhookAddress(webhook) },
    };
    if (watch === undefined) {
      const [{ guardOnce }, { printOutcome }] = await Promise.all([
        import('./guard.ts'),
        import('../print.ts'),
      ]);
      const report = await guardOnce({ ...request, files: positionals, input: terminal.input });
      const text = () => renderGuards(report, terminal.directory);
      printOutcome(terminal, { json, value: guardJson(report), text });
      return guardExitCode(report);
    }
    const [{ guardWatch }, { watchedSource }, { listening }, { gitHubAccess }, { standingText }] =
      await Promise.all([
        import('./watch.ts'),
        import('./sources.ts'),
        import('./listening.ts'),
        import('../github-access.ts'),
        import('./words.ts'),
      ]);
    const { messages, output } = terminal;
    const onTrouble = (problem: string) => messages.write(`${problem}\n`);
    const source = watchedSource(watch, terminal);
    await using receiver = await listening(listen, {
      ...{ source, directory: terminal.directory, environment: terminal.environment, onTrouble },
    });
    const access = gitHubAccess(terminal.environment);
    const issues =
      access === null
        ? 'No issue is opened: there is no GITHUB_TOKEN, or no GITHUB_REPOSITORY.'
        : `What trips opens an issue in ${access.repository.owner}/${access.repository.repo}.`;
    let hasTripped = false;
    const last = await guardWatch({
      ...request,
      source,
      signal: terminal.interruption(),
      onBegin(guards) {
        messages.write(`${standingText(guards, source.name)} ${issues} Ctrl-C ends it.\n`);
        if (receiver !== null) messages.write(`Observations are taken at ${receiver.address}.\n`);
      },
      onTrouble,
      async onReport(report) {
        hasTripped ||= report.guards.some(({ action }) => action !== null);
        output.write(
          json ? `${JSON.stringify(guardJson(report))}\n` : renderGuards(report, terminal.directory),
        );
      },
    });
    const code = guardExitCode(last);
    return code === 2 || !hasTripped ? code : 1;
  },
};
