import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GateFailure } from './base/errors.ts';
import { redact, redactText } from './base/redact.ts';
import { version } from './base/version.ts';
import type { ShardOutcome } from './commands/shard.ts';
import type { GateRequest } from './domain/request.ts';
import { credentialsFrom, secretsOf } from './model/credentials.ts';

const HELP = `prompt-eval-gate: stops a prompt edit that makes any group of users worse off

Usage
  prompt-eval-gate gate   compare the prompts as they are here with the prompts at the base
  prompt-eval-gate check  validate prompts, suites and config; say what they can detect and cost (no model calls)
  prompt-eval-gate selfcheck [PROMPT…]
                          ask the prompts twice: how noisy are the suites, how often would the gate cry wolf
  prompt-eval-gate init   find the prompts and cases of this repository; write the policy and the workflow
  prompt-eval-gate demo   see the whole gate at work, offline, on an example

Options of gate
  --base REF        what to compare with (default: the remote's main branch)
  --head REV        the candidate as a revision (default: the working tree, uncommitted edits included)
  --config FILE     policy, read at the base (default: .github/prompt-eval-gate.yml)
  --json FILE       write the result as JSON        --html FILE      as a page
  --markdown FILE   write the comment               --junit FILE     as JUnit XML
  --offline         replay stored answers, call no model
  --shard I/N       run one part of N, and leave its outcomes in --outcomes DIR
  --merge           gather what all shards left in --outcomes DIR, decide and report

Options of check and selfcheck
  --config FILE     as above, read from the working tree
  --discordance P%  check: cases that differ between two harmless versions (default 15%; selfcheck measures it)
  --fresh           selfcheck: ask anew, whatever is stored (--offline: only what is stored)

Options of init
  --dry-run         print what would be written
  --model NAME      for prompts whose own model the gate cannot ask, e.g. openai:gpt-4.1-mini-2025-04-14
  --config FILE     where the policy is written

  --help, --version

Keys: OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, and any *_API_KEY
      that the policy names as key-variable
Exit codes: 0 pass, 1 block, 2 the gate could not decide
`;

const DEFAULT_CONFIG = '.github/prompt-eval-gate.yml';

const OPTIONS = {
  base: { type: 'string' },
  head: { type: 'string' },
  config: { type: 'string', default: DEFAULT_CONFIG },
  json: { type: 'string' },
  html: { type: 'string' },
  markdown: { type: 'string' },
  junit: { type: 'string' },
  offline: { type: 'boolean', default: false },
  shard: { type: 'string', default: '' },
  merge: { type: 'boolean', default: false },
  outcomes: { type: 'string', default: '' },
  discordance: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  model: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

const COMMANDS: Record<string, (values: Arguments, paths: string[]) => Promise<number>> = {
  gate,
  check,
  selfcheck,
  init,
  demo,
};

type Arguments = ReturnType<typeof readArguments>['values'];

// What nobody caught anywhere is not taken for a verdict.
for (const accident of ['uncaughtException', 'unhandledRejection']) {
  process.once(accident, (problem) => {
    complain(problem instanceof Error ? problem.message : String(problem));
    process.exit(2);
  });
}
// A reader that stops reading (`| head`) does not change the verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (problem: NodeJS.ErrnoException) => {
    if (problem.code !== 'EPIPE') throw problem;
  });
}
process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code: 0 pass, 1 block, 2 the gate could not decide. */
async function main(words: string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments(words);
    if (values.version) return say(`${version()}\n`);
    const [name, ...rest] = positionals;
    if (values.help || name === undefined) return say(HELP);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) return await unknownWord(name, Object.keys(COMMANDS), 'command');
    if (rest[0] !== undefined && command !== selfcheck) return await unknownWord(rest[0], [], 'argument');
    return await command(values, rest);
  } catch (error) {
    if (isArgumentError(error)) return await unknownOption(error, words);
    complain(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

function readArguments(words: string[]) {
  return parseArgs({ args: words, options: OPTIONS, allowPositionals: true, strict: true });
}

async function gate(values: Arguments): Promise<number> {
  const [{ gate: runGate }, { shard }, { outcomesOf }, { terminalVoice }] = await Promise.all([
    import('./commands/gate.ts'),
    import('./commands/shard.ts'),
    import('./compare/shards/shard.ts'),
    import('./commands/voice.ts'),
  ]);
  const outcomes = outcomesOf(values);
  const voice = terminalVoice(process.stderr);
  const request: GateRequest = {
    directory: process.cwd(),
    base: values.base,
    head: values.head === undefined ? { kind: 'worktree' } : { kind: 'revision', ref: values.head },
    trusted: values.head === undefined,
    configPath: values.config,
    credentials: credentialsFrom(process.env),
    offline: values.offline,
    tidiesStore: true,
    version: version(),
    log: voice.log,
    signal: interruption(),
  };
  const outcome: ShardOutcome =
    outcomes?.kind === 'shard'
      ? await shard({ ...request, outcomes })
      : { kind: 'result', result: await runGate({ ...request, ...(outcomes && { outcomes }) }) };
  voice.end();
  if (outcome.kind === 'answered') {
    const { shardText } = await import('./report/terminal/shard.ts');
    return say(`${shardText(outcome.shard, outcome.usage)}\n`);
  }
  const result = redact(outcome.result, secrets());
  const { writeReports, printResult } = await import('./report/files.ts');
  printResult(result, process.stdout, process.env);
  await writeReports(result, values);
  return { pass: 0, block: 1, error: 2 }[result.verdict];
}

async function check(values: Arguments): Promise<number> {
  const [{ checkRepository }, { renderCheck }] = await Promise.all([
    import('./commands/check/check.ts'),
    import('./commands/check/tell.ts'),
  ]);
  const found = await checkRepository({
    directory: process.cwd(),
    configPath: values.config,
    credentials: credentialsFrom(process.env),
    ...(values.discordance !== undefined && { discordance: shareFrom(values.discordance) }),
  });
  say(renderCheck(found));
  const valid = found.prompts.length > 0 && found.prompts.every((prompt) => prompt.errors.length === 0);
  return valid ? 0 : 2;
}

async function selfcheck(values: Arguments, paths: string[]): Promise<number> {
  const [{ selfCheckRepository }, { renderSelfCheck }, { terminalVoice }] = await Promise.all([
    import('./commands/selfcheck/selfcheck.ts'),
    import('./commands/selfcheck/tell.ts'),
    import('./commands/voice.ts'),
  ]);
  const voice = terminalVoice(process.stderr);
  const checks = await selfCheckRepository({
    directory: process.cwd(),
    configPath: values.config,
    paths,
    credentials: credentialsFrom(process.env),
    fresh: values.fresh,
    offline: values.offline,
    log: voice.log,
    signal: interruption(),
  });
  voice.end();
  return say(renderSelfCheck(checks));
}

async function init(values: Arguments): Promise<number> {
  const [{ initRepository }, { renderInit }] = await Promise.all([
    import('./commands/init/init.ts'),
    import('./commands/init/tell.ts'),
  ]);
  const found = await initRepository({
    directory: process.cwd(),
    configPath: values.config,
    credentials: credentialsFrom(process.env),
    dryRun: values['dry-run'],
    model: values.model,
  });
  say(renderInit(found, found.secrets));
  return found.ready ? 0 : 2;
}

async function demo(): Promise<number> {
  const { runDemo } = await import('./commands/demo.ts');
  const example = fileURLToPath(new URL('../fixtures/demo', import.meta.url));
  return await runDemo({ example, output: process.stdout, environment: process.env });
}

function shareFrom(word: string): number {
  const share = /^\d+(\.\d+)?%$/.test(word) ? Number(word.slice(0, -1)) / 100 : Number(word);
  if (share >= 0 && share < 1) return share;
  throw new Error(`--discordance is a share such as 15% or 0.15, not "${word}".`);
}

function secrets(): string[] {
  return secretsOf(credentialsFrom(process.env));
}

/** Comes with the first Ctrl-C; the second ends the process at once. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  const remedy = 'Answers that came are kept: the same command goes on from there.';
  process.once('SIGINT', () => stop.abort(new GateFailure('The run was stopped.', { remedy })));
  return stop.signal;
}

function isArgumentError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

async function unknownOption(error: Error & { code: string }, words: string[]): Promise<number> {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    complain(`${error.message.split('. ')[0]}. See prompt-eval-gate --help.`);
    return 2;
  }
  const known = Object.keys(OPTIONS).map((name) => `--${name}`);
  const unknown = words
    .map((word) => word.split('=')[0] ?? word)
    .find((word) => word.startsWith('-') && !known.includes(word));
  return await unknownWord(unknown ?? '', known, 'option');
}

async function unknownWord(word: string, known: string[], what: string): Promise<number> {
  const { didYouMean } = await import('./document/suggest.ts');
  complain(`unknown ${what} "${word}".${didYouMean(word, known)} See prompt-eval-gate --help.`);
  return 2;
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

function complain(message: string): void {
  process.stderr.write(`prompt-eval-gate: ${redactText(message, secrets())}\n`);
}
