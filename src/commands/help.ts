import { COMMAND } from '../base/product.ts';
import { providers } from '../model/providers/table.ts';
import type { Command, Options } from './command.ts';

/** Columns where descriptions begin. */
const SUMMARY_COLUMN = 26;
const OPTION_COLUMN = 20;

const VARIABLES = Object.values(providers).flatMap(({ key, baseUrl }) => [key.variable, baseUrl.variable]);
const ENVIRONMENT = `Keys: ${VARIABLES.join(', ')}, and any *_API_KEY
      that the policy names as key-variable
Exit codes: 0 pass, 1 block, 2 the gate could not decide`;

/** The help of the command line: every command with its summary and its options. */
export function wholeHelp(commands: readonly Command[]): string {
  return joined([
    `${COMMAND}: stops a prompt edit that makes any group of users worse off`,
    [
      'Usage',
      ...commands.map((command) => described(usageOf(command), command.summary, SUMMARY_COLUMN)),
    ].join('\n'),
    ...commands.map(({ name, options }) => section(`Options of ${name}`, options)),
    '  --help, --version',
    ENVIRONMENT,
  ]);
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { name, summary, help, options } = command;
  return joined([
    `${COMMAND} ${name}: ${summary}`,
    `Usage\n  ${usageOf(command)}${Object.keys(options).length > 0 ? ' [OPTION…]' : ''}`,
    help,
    section('Options', options),
    '  --help, --version',
    ENVIRONMENT,
  ]);
}

function usageOf({ name, positionals }: Command): string {
  return `${COMMAND} ${name}${positionals === undefined ? '' : ` [${positionals}…]`}`;
}

function section(title: string, options: Options): string {
  const lines = Object.entries(options).map(([name, option]) =>
    described(`--${name}${option.type === 'string' ? ` ${option.value}` : ''}`, option.help, OPTION_COLUMN),
  );
  return lines.length === 0 ? '' : [title, ...lines].join('\n');
}

/** A term and its description in two columns; below each other where the term is too long for its column. */
function described(term: string, description: string, column: number): string {
  const indented = description.replaceAll('\n', `\n${' '.repeat(column)}`);
  const left = `  ${term}`;
  return left.length <= column - 2
    ? `${left.padEnd(column)}${indented}`
    : `${left}\n${' '.repeat(column)}${indented}`;
}

function joined(paragraphs: readonly string[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}
