import { redact } from '../base/redact.ts';
import { version } from '../base/version.ts';
import { DEFAULT_POLICY_PATH } from '../domain/policy.ts';
import type { GateRequest } from '../domain/request.ts';
import { secretsOf } from '../model/credentials.ts';
import { RENDERING_OPTIONS } from '../report/renderings.ts';
import { redactedCases } from '../result/redacted-cases.ts';
import type { Command } from './command.ts';
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
  ...RENDERING_OPTIONS,
  offline: { type: 'boolean', help: 'replay stored answers, call no model' },
  yes: {
    type: 'boolean',
    help: 'send keys to hosts that only the policy of this repository names, without asking',
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

/** The gate in a terminal: progress while it runs, the result as text, and the requested report files. */
export const command: Command<typeof OPTIONS> = {
  name: 'gate',
  group: 'gate',
  summary: 'compare the changed prompts with their versions at the base',
  options: OPTIONS,
  help: `Asks a model the same cases with both versions of every changed prompt, and says which groups of users get worse
answers. Answers are kept in the git directory: the same command asks only what is missing.`,
  exitCodes: '0 pass, 1 block, 2 the gate could not decide',
  async run({ values }, terminal) {
    const [{ gateWithCases }, { shard }, { outcomesOf }, { terminalLog }, { agreement }] = await Promise.all([
      import('./gate.ts'),
      import('./shard.ts'),
      import('../compare/shards/shard.ts'),
      import('./terminal-log.ts'),
      import('./agreement.ts'),
    ]);
    const outcomes = outcomesOf(values, (option) => `--${option}`);
    const progress = terminalLog(terminal.messages);
    const request: GateRequest = {
      directory: terminal.directory,
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
      agree: agreement(terminal, { yes: values.yes, log: progress.log }),
    };
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
    const { writeReports, printResult } = await import('../report/files.ts');
    printResult(result, terminal.output, terminal.environment);
    await writeReports(result, values, cases);
    return ({ pass: 0, block: 1, error: 2 } as const)[result.verdict];
  },
};
