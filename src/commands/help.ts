import { COMMAND } from '../base/product.ts';
import { providers } from '../model/providers/table.ts';
import type { Command, Options } from './command.ts';

/** Columns where descriptions begin. */
const SUMMARY_COLUMN = 28;
const OPTION_COLUMN = 20;

const VARIABLES = Object.values(providers).flatMap(({ key, baseUrl }) => [key.variable, baseUrl.variable]);
const WIDTH = 120;

const GROUPS = [
  { group: 'gate', title: 'Gate: may a change of a prompt be merged?' },
  { group: 'registry', title: 'Registry: what serves whom, who decided it, and was it tested?' },
] as const;

/** The help of the command line: every command in one line. Its options are in its own help. */
export function wholeHelp(commands: readonly Command[]): string {
  const groups = GROUPS.map(({ group, title }) => ({
    title,
    members: commands.filter((command) => command.group === group),
  }));
  return joined([
    `${COMMAND}: stops prompt edits that make the answers worse for a group of users`,
    [
      'Usage',
      `  ${COMMAND} COMMAND [OPTION…]`,
      `  ${COMMAND} COMMAND --help   its options and exit codes`,
      `  ${COMMAND} --version`,
    ].join('\n'),
    ...groups.map(({ title, members }) =>
      members.length === 0
        ? ''
        : [title, ...members.map((each) => described(wordsOf(each), each.summary, SUMMARY_COLUMN))].join(
            '\n',
          ),
    ),
    'Exit codes: 0 pass or done, 1 block or refused, 2 it could not be decided',
    keysHelp(VARIABLES),
  ]);
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { name, summary, help, options, exitCodes, variables = { models: true, others: {} } } = command;
  const others = Object.entries(variables.others).map(([term, text]) =>
    described(term, text, SUMMARY_COLUMN),
  );
  return joined([
    `${COMMAND} ${name}: ${summary}`,
    `Usage\n  ${COMMAND} ${wordsOf(command)}${Object.keys(options).length > 0 ? ' [OPTION…]' : ''}`,
    help,
    section('Options', options),
    '  --help, --version',
    `Exit codes: ${exitCodes}`,
    others.length === 0 ? '' : ['Environment variables', ...others].join('\n'),
    variables.models ? keysHelp(VARIABLES) : '',
  ]);
}

/** The line about keys for these environment variables, wrapped to the width of the help. */
export function keysHelp(variables: readonly string[]): string {
  const text = `Keys: ${variables.join(', ')}, of other vendors (GROQ_API_KEY …), and any *_API_KEY that the policy names as key-variable`;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= WIDTH) lines.splice(-1, 1, longer);
    else lines.push(`      ${word}`);
  }
  return lines.join('\n');
}

function wordsOf({ name, positionals }: Command): string {
  return positionals === undefined ? name : `${name} ${positionals}`;
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
