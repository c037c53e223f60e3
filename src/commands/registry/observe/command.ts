import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { WRITING_OPTIONS } from '../options.ts';
import { PUBLISHING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  env: { type: 'string', value: 'ENV', help: 'the environment of rows that name none' },
  from: {
    type: 'string',
    value: 'SOURCE',
    help: 'jsonl, csv, otlp, langfuse, posthog or langsmith (default: by the first row)',
  },
  columns: {
    type: 'string',
    value: 'LIST',
    help: 'fields of other files: at=time,prompt=name,version=v,metrics.resolved=ok',
  },
  overlapping: {
    type: 'boolean',
    help: 'count rows of times that a run from another clone counted: they are others',
  },
  judge: {
    type: 'boolean',
    help: "judge a sample of the files' answers by the metrics of main's policy that have `assert`",
  },
  out: {
    type: 'string',
    value: 'FILE',
    help: 'with --judge: append the judgements to this file, as JSON lines for `guard`',
  },
  yes: {
    type: 'boolean',
    help: 'with --judge: send keys to hosts that only the policy of this repository names, without asking',
  },
  ...WRITING_OPTIONS,
} as const;

/** Counts what production reported. */
export const command: Command<typeof OPTIONS> = {
  name: 'observe',
  group: 'registry',
  summary: 'count what production reported, by version, segment, metric and day',
  positionals: 'FILE…',
  options: OPTIONS,
  variables: { models: true, others: PUBLISHING_VARIABLES },
  help: 'FILE is - for the standard input. Counts only: no text and no user is kept. See docs/observations.md.',
  exitCodes:
    '0 counted, 2 most rows cannot be read, too many answers could not be judged, or it could not be written',
  async run({ values, positionals }, terminal) {
    const [
      { observe },
      { observeJson, renderObserve },
      { writingRequest },
      { printOutcome },
      { isPublished },
      { terminalLog },
      { agreement },
    ] = await Promise.all([
      import('./observe.ts'),
      import('./render.ts'),
      import('../requests.ts'),
      import('../print.ts'),
      import('../publish/report.ts'),
      import('../../terminal-log.ts'),
      import('../../agreement.ts'),
    ]);
    if (positionals.length === 0) {
      throw new ConfigurationError('`observe` takes at least one file.', {
        remedy: 'For example: observe observations.jsonl, or - for the standard input.',
      });
    }
    const { env, from, columns, overlapping, json, out } = values;
    if (!values.judge && (out !== undefined || values.yes)) {
      throw new ConfigurationError(`--${out === undefined ? 'yes' : 'out'} belongs to --judge.`, {
        remedy: 'Add --judge, or leave it out.',
      });
    }
    const progress = terminalLog(terminal.messages);
    const report = await observe({
      ...writingRequest(values, terminal),
      files: positionals,
      input: terminal.input,
      ...{ env, from, columns, overlapping },
      judging: values.judge
        ? {
            out,
            credentials: terminal.credentials,
            log: progress.log,
            signal: terminal.interruption(),
            agree: agreement(terminal, { yes: values.yes, log: progress.log }),
            restoreAnswers: terminal.restoreAnswers,
          }
        : null,
    });
    progress.end();
    printOutcome(terminal, {
      json,
      value: observeJson(report),
      text: () => renderObserve(report, terminal.directory),
    });
    return isPublished(report.publication) ? 0 : 2;
  },
};
