import { COMMAND } from '../base/product.ts';
import { allCommands, type Command, type CommandTable } from './command.ts';
import { COMMON_OPTIONS, indexOfCommand, optionsOf, unknownOption } from './options.ts';

/** A command line whose options cannot be read, as `parseArgs` throws it. */
type UsageError = Error & { code: string };

/** Whether `parseArgs` threw this because of the command line. */
export function isUsageError(problem: unknown): problem is UsageError {
  return problem instanceof Error && 'code' in problem && String(problem.code).startsWith('ERR_PARSE_ARGS');
}

/**
 * Describes the mistake in a command line whose options could not be read: which option is unknown, and what was likely
 * meant, or which command it belongs to.
 */
export async function describeUsageError(
  problem: UsageError,
  words: readonly string[],
  table: CommandTable,
): Promise<string> {
  if (problem.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `${problem.message.split('. ')[0]}. See ${COMMAND} --help.`;
  }
  const commands = await allCommands(table);
  const everyOption = optionsOf(commands);
  const name = words[indexOfCommand(words, commands)];
  const command = commands.find((one) => one.name === name);
  const options = command?.options ?? everyOption;
  const unknown = unknownOption(words, options);
  const owners = commands.filter((one) => Object.hasOwn(one.options, unknown.replace(/^--/, '')));
  if (command && owners.length > 0) {
    return `${unknown} is an option of ${named(owners)}, not of ${command.name}. See ${COMMAND} ${command.name} --help.`;
  }
  const { didYouMean } = await import('../document/suggest.ts');
  const known = [...Object.keys(options), ...COMMON_OPTIONS].map((option) => `--${option}`);
  return `unknown option "${unknown}".${didYouMean(unknown, known)} See ${COMMAND} --help.`;
}

const MOST_OWNERS = 3;

function named(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name);
  const shown = names.length > MOST_OWNERS ? [...names.slice(0, MOST_OWNERS - 1), 'others'] : names;
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter((part) => part !== '').join(' and ');
}
