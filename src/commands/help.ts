import { COMMAND } from '../base/product.ts';
import { providers } from '../model/providers/table.ts';
import type { Command, Options } from './command.ts';

/** Columns where descriptions begin. */
const SUMMARY_COLUMN = 26;
const OPTION_COLUMN = 20;
const EXIT_CODE_COLUMN = 14;

const VARIABLES = Object.values(providers).flatMap(({ key, baseUrl }) => [key.variable, baseUrl.variable]);
const WIDTH = 120;

/** The help of the command line: every command with its summary and its options. */
export function wholeHelp(commands: readonly Command[]): string {
  return joined([
    `${COMMAND}: stops prompt edits that make the answers worse for a group of users`,
    [
      'Usage',
      ...commands.map((command) => described(usageOf(command), command.summary, SUMMARY_COLUMN)),
    ].join('\n'),
    ...commands.map(({ name, options }) => section(`Options of ${name}`, options)),
    '  --help, --version',
    [
      'Exit codes',
      ...commands.map(({ name, exitCodes }) => described(name, exitCodes, EXIT_CODE_COLUMN)),
    ].join('\n'),
    keysHelp(VARIABLES),
  ]);
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { name, summary, help, options, exitCodes } = command;
  return joined([
    `${COMMAND} ${name}: ${summary}`,
    `Usage\n  ${usageOf(command)}${Object.keys(options).length > 0 ? ' [OPTION…]' : ''}`,
    help,
    section('Options', options),
    '  --help, --version',
    `Exit codes: ${exitCodes}`,
    keysHelp(VARIABLES),
  ]);
}

/** The line about keys for these environment variables, wrapped to the width of the help. */
export function keysHelp(variables: readonly string[]): string {
  const text = `Keys: ${variables.join(', ')}, and any *_API_KEY that the policy names as key-variable`;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= WIDTH) lines.splice(-1, 1, longer);
    else lines.push(`      ${word}`);
  }
  return lines.join('\n');
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

/** A term and its description in two columns; on two lines if the term is too long for its column. */
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
