import { redact } from '../base/redact.ts';
import { version } from '../base/version.ts';
import { findingOf } from '../domain/part.ts';
import { DEFAULT_POLICY_PATH } from '../domain/policy.ts';
import type { GateRequest } from '../domain/request.ts';
import { secretsOf } from '../model/credentials.ts';
import { RENDERING_OPTIONS, usesStandardOutput } from '../report/renderings.ts';
import type { Command, ExitCode, Terminal, Values } from './command.ts';
import type { Judged } from './gate.ts';
import { PART_OPTIONS, partFrom, refusePartOfShards, refuseWatch } from './part-options.ts';
import { redactedCases } from './redacted-cases.ts';
import type { ShardOutcome } from './shard.ts';

const OPTIONS = {
  base: {
    type: 'string',
    value: 'REF',
    help: "what to compare with (default: the remote's main branch)",
  },
  head: {
    type: 'string',
    value: 'REV',
    help: 'the candidate as a revision (default: the working tree, uncommitted edits included)',
  },
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read at the base (default: ${DEFAULT_POLICY_PATH})`,
  },
  ...PART_OPTIONS,
  watch: {
    type: 'boolean',
    help: 'run again for the prompts concerned whenever a file is saved, until Ctrl-C',
  },
  ...RENDERING_OPTIONS,
  offline: { type: 'boolean', help: 'replay stored answers, call no model' },
  yes: {
    type: 'boolean',
    help: 'send keys to hosts that only the policy of this repository names, without asking;\nwith --watch, to those of the first run',
  },
  'any-cost': {
    type: 'boolean',
    help: 'watch where the policy states no limit of cost, without asking',
  },
  scripts: {
    type: 'boolean',
    help: "run scripts in Node where the base's policy says `runtime: node`",
  },
  shard: {
    type: 'string',
    value: 'I/N',
    default: '',
    help: 'run one part of N, and write its outcomes to --outcomes DIR',
  },
  merge: {
    type: 'boolean',
    help: 'combine the outcomes of all shards from --outcomes DIR, decide and report',
  },
  outcomes: {
    type: 'string',
    value: 'DIR',
    default: '',
    help: 'where shards write, and --merge reads, outcomes',
  },
} as const;

type GateValues = Values<typeof OPTIONS>;

/** The gate in a terminal: progress while it runs, the result as text, and the requested report files. */
export const command: Command<typeof OPTIONS> = {
  name: 'gate',
  group: 'gate',
  summary: 'compare the changed prompts with their versions at the base',
  positionals: '[PROMPT…]',
  options: OPTIONS,
  help: `Asks a model the same cases with both versions of every changed prompt, and says which groups of users get worse
answers. Answers are kept in the git directory: the same command asks only what is missing.
PROMPT (a path or a name), --segment, --case and --failing run a part of that, which says so and is no verdict of the
gate: it ends with 1 if something in it got worse, where single cases are chosen if one of them newly fails.`,
  exitCodes: '0 pass, 1 block, 2 the gate could not decide',
  async run({ values, positionals }, terminal) {
    const [{ gateWithCases }, { shard }, { outcomesOf }, { terminalLog }, { agreements }, files] =
      await Promise.all([
        import('./gate.ts'),
        import('./shard.ts'),
        import('../compare/shards/shard.ts'),
        import('./terminal-log.ts'),
        import('./agreement.ts'),
        import('../report/files.ts'),
      ]);
    files.refuseMixedOutput(values);
    const outcomes = outcomesOf(values, (option) => `--${option}`);
    refuseWatch(values, outcomes);
    const { directory } = terminal;
    const part = await partFrom(values, { prompts: positionals, directory });
    refusePartOfShards(part, outcomes);
    const progress = terminalLog(terminal.messages);
    if (terminal.messages.isTTY) progress.log('Reading what changed …', 'progress');
    const agree = agreements(terminal, { yes: values.yes, log: progress.log });
    const request: GateRequest = {
      directory,
      part,
      base: values.base,
      head: values.head === undefined ? { kind: 'worktree' } : { kind: 'revision', ref: values.head },
      trusted: values.head === undefined,
      runsNodeScripts: values.scripts && values.head === undefined,
      configPath: values.config,
      credentials: terminal.credentials,
      offline: values.offline,
      tidiesStore: true,
      version: version(),
      log: progress.log,
      signal: terminal.interruption(),
      agree: agree.first,
    };
    if (values.watch)
      return await watch(request, values, { terminal, agree: agree.later, onPrint: progress.end });
    const outcome: ShardOutcome =
      outcomes?.kind === 'shard'
        ? await shard({ ...request, outcomes })
        : { kind: 'result', ...(await gateWithCases({ ...request, outcomes })) };
    progress.end();
    if (outcome.kind === 'answered') {
      const { shardText } = await import('../report/terminal/shard.ts');
      terminal.output.write(`${shardText(outcome.shard, outcome.usage)}\n`);
      return 0;
    }
    const secrets = secretsOf(terminal.credentials);
    const result = redact(outcome.result, secrets);
    const cases = outcome.cases && redactedCases(outcome.cases, secrets);
    const { output, messages, environment } = terminal;
    files.printResult(result, usesStandardOutput(values) ? messages : output, environment, {
      allCases: values.html === undefined ? undefined : `\`${values.html}\` has all`,
    });
    await deliver({ ...outcome, result, cases }, values, terminal);
    return ({ pass: 0, block: 1, error: 2 } as const)[findingOf(result)];
  },
};

async function watch(
  request: GateRequest,
  values: GateValues,
  { terminal, agree, onPrint }: { terminal: Terminal; agree: GateRequest['agree']; onPrint: () => void },
): Promise<ExitCode> {
  const [{ watchGate }, { renderCompact }, files] = await Promise.all([
    import('./watch/watch.ts'),
    import('../report/terminal/compact.ts'),
    import('../report/files.ts'),
  ]);
  const { output, environment, credentials } = terminal;
  const ended = await watchGate(request, {
    terminal,
    agreed: values['any-cost'] || values.offline,
    agree,
    async onResult(found) {
      const secrets = secretsOf(credentials);
      const result = redact(found.result, secrets);
      onPrint();
      files.printResult(result, output, environment, { render: renderCompact });
      const cases = found.cases && redactedCases(found.cases, secrets);
      await deliver({ ...found, result, cases }, values, terminal);
    },
  });
  return ended ? 0 : 2;
}

/** Writes the files that are asked for, and keeps the result in this clone. */
async function deliver(judged: Judged, values: GateValues, terminal: Terminal): Promise<void> {
  const { result, cases } = judged;
  const { output, messages, directory } = terminal;
  const { writeReports } = await import('../report/files.ts');
  await writeReports(result, values, {
    cases,
    output,
    onWritten: (path) => messages.write(`Wrote ${path}.\n`),
  });
  if (result.prompts.length > 0) await keep(judged, directory, (line) => messages.write(`${line}\n`));
}

/** The result stays in this clone, for `--failing` and `view`; where it cannot, the verdict stands. */
async function keep(judged: Judged, directory: string, log: (line: string) => void): Promise<void> {
  const [{ keepResult }, { openRepository, storeDirectoryOf }] = await Promise.all([
    import('./last-result.ts'),
    import('../repo/git.ts'),
  ]);
  try {
    const folder = judged.storeDirectory ?? storeDirectoryOf(await openRepository(directory));
    await keepResult(folder, judged);
  } catch (problem) {
    const why = problem instanceof Error ? ` ${problem.message}` : '';
    log(`The result is not kept for \`--failing\` and \`view\`.${why}`);
  }
}
