import { ConfigurationErrors } from '../base/errors.ts';
import { COMMAND } from '../base/product.ts';
import { redactText } from '../base/redact.ts';
import { version } from '../base/version.ts';
import { secretsOf } from '../model/credentials.ts';
import { inertTerminal } from '../prose/inert.ts';
import { allCommands, type CommandTable, type ExitCode, type Terminal } from './command.ts';
import { inertStream } from './inert-stream.ts';
import { asksForVersion, indexOfCommand, optionsOf, readInvocation } from './options.ts';
import { describeUsageError, isUsageError } from './usage-error.ts';

type Context = { commands: CommandTable; terminal: Terminal };

/**
 * Runs a command line. Only the command that it names is loaded.
 *
 * @param words the arguments of the process, without Node's own.
 * @returns the exit code: 0 pass, 1 block, 2 the gate could not decide. Any error is reported and gives 2.
 */
export async function runCommandLine(
  words: readonly string[],
  { commands, terminal: raw }: Context,
): Promise<ExitCode> {
  const terminal = { ...raw, output: inertStream(raw.output), messages: inertStream(raw.messages) };
  try {
    if (words[0]?.startsWith('-') && asksForVersion(words)) return print(`${version()}\n`, terminal);
    const index = await indexOfName(words, commands);
    const name = words[index];
    const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) return await runWithoutCommand(words, name, { commands, terminal });
    const { command } = await load();
    const hasOwnVersion = Object.hasOwn(command.options, 'version');
    if (!hasOwnVersion && asksForVersion(words)) return print(`${version()}\n`, terminal);
    const { help, ...invocation } = readInvocation(words.toSpliced(index, 1), command.options);
    if (help) {
      const { commandHelp } = await import('./help.ts');
      return print(commandHelp(command), terminal);
    }
    const [argument] = invocation.positionals;
    if (argument !== undefined && command.positionals === undefined) {
      return complain(`unknown argument "${argument}". See ${COMMAND} --help.`, terminal);
    }
    return await command.run(invocation, terminal);
  } catch (problem) {
    if (!isUsageError(problem)) return complain(await problemText(problem), terminal);
    return complain(await describeUsageError(problem, words, commands), terminal);
  }
}

/** Writes an error that nobody caught to the terminal, with keys redacted and control sequences made visible. */
export function reportProblem(problem: unknown, terminal: Terminal): ExitCode {
  return complain(problem instanceof Error ? problem.message : String(problem), terminal);
}

/** An error in one line, or in one for each mistake. */
export async function problemText(problem: unknown): Promise<string> {
  if (problem instanceof ConfigurationErrors) {
    const { mistakeLines } = await import('./mistake-lines.ts');
    return mistakeLines(problem.errors).join('\n');
  }
  return problem instanceof Error ? problem.message : String(problem);
}

/** Index of the command's name among the words; -1 if there is none. Options may come before it. */
async function indexOfName(words: readonly string[], commands: CommandTable): Promise<number> {
  if (words[0] === undefined) return -1;
  if (!words[0].startsWith('-')) return 0;
  return indexOfCommand(words, await allCommands(commands));
}

async function runWithoutCommand(
  words: readonly string[],
  name: string | undefined,
  { commands, terminal }: Context,
): Promise<ExitCode> {
  const all = await allCommands(commands);
  const { help } = readInvocation(words, optionsOf(all));
  if (help || name === undefined) {
    const { wholeHelp } = await import('./help.ts');
    return print(wholeHelp(all), terminal);
  }
  const { didYouMean } = await import('../document/suggest.ts');
  const suggestion = didYouMean(name, Object.keys(commands));
  return complain(`unknown command "${name}".${suggestion} See ${COMMAND} --help.`, terminal);
}

function print(text: string, { output }: Terminal): ExitCode {
  output.write(text);
  return 0;
}

function complain(message: string, { messages, credentials }: Terminal): ExitCode {
  messages.write(`${COMMAND}: ${inertTerminal(redactText(message, secretsOf(credentials)))}\n`);
  return 2;
}
