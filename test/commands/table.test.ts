import { expect, test } from 'vitest';
import { allCommands } from '../../src/commands/command.ts';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { keysHelp } from '../../src/commands/help.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { testTerminal } from './test-terminal.ts';

const names = Object.keys(COMMANDS);

async function commandNamed(name: string) {
  const command = (await allCommands(COMMANDS)).find((one) => one.name === name);
  if (command === undefined) throw new Error(`no command says that its name is ${name}`);
  return command;
}

async function helpFor(...words: string[]): Promise<string> {
  const terminal = testTerminal();
  expect(await runCommandLine(words, { commands: COMMANDS, terminal })).toBe(0);
  expect(terminal.written.messages).toBe('');
  return terminal.written.output;
}

test('the help names every command once, in one line with its summary, in the order of the table', async () => {
  const lines = (await helpFor('--help')).split('\n');
  const places: number[] = [];
  for (const name of names) {
    const { positionals, summary } = await commandNamed(name);
    const words = positionals === undefined ? name : `${name} ${positionals}`;
    const found = lines.filter((line) => line.startsWith(`  ${words} `));
    expect(found).toEqual([expect.stringMatching(/^ {2}\S.* {2,}\S/)]);
    expect(found[0]?.endsWith(`  ${summary}`), found[0]).toBe(true);
    places.push(lines.indexOf(found[0] ?? ''));
  }
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('the whole help fits on a screen, and leaves options to the help of each command', async () => {
  const help = await helpFor('--help');
  expect(help.split('\n').length).toBeLessThan(45);
  expect(help).toContain('prompt-eval-gate COMMAND --help');
  expect(help).not.toContain('--config');
});

test.for(names)('every option of %s is in its help with its description', async (name) => {
  const { options } = await commandNamed(name);
  const text = await helpFor(name, '--help');
  for (const [option, { help }] of Object.entries(options)) {
    const line = new RegExp(`^  --${option} .*$`, 'm');
    const [firstLine = '', ...furtherLines] = help.split('\n');
    expect(text.match(line)?.[0]).toContain(firstLine);
    for (const further of furtherLines) expect(text).toContain(further);
  }
});

test.for(names)('the help of %s has its usage, its description and its own exit codes', async (name) => {
  const { summary, help, exitCodes } = await commandNamed(name);
  const text = await helpFor(name, '--help');
  expect(text).toContain(`prompt-eval-gate ${name}: ${summary}\n`);
  expect(text).toContain(`\nUsage\n  prompt-eval-gate ${name}`);
  expect(help).not.toBe('');
  expect(text).toContain(help);
  expect(text).toContain(`\nExit codes: ${exitCodes}\n`);
});

test.for([
  ['rollback', ['PROMPT_POINTER_KEY', 'PROMPTS_REDIS_URL', '_REDIS_URL'], ['OPENAI', 'PROMPT_PROMOTION_KEY']],
  ['promote', ['PROMPT_POINTER_KEY', 'PROMPT_PROMOTION_KEY', 'PROMPTS_REDIS_URL'], ['OPENAI']],
  ['publish', ['PROMPTS_REDIS_URL'], ['OPENAI', 'PROMPT_PROMOTION_KEY']],
  ['record', ['PROMPT_POINTER_KEY', 'PROMPT_PROMOTION_KEY', 'PROMPTS_REDIS_URL', 'OPENAI'], []],
] as const)(
  'the help of %s names the environment variables that it reads, and no others',
  async ([name, read, others]) => {
    const text = await helpFor(name, '--help');
    for (const variable of read) expect(text).toContain(variable);
    for (const variable of others) expect(text).not.toContain(variable);
  },
);

test('the lines of all helps fit in 120 columns', async () => {
  const helps = await Promise.all([helpFor('--help'), ...names.map((name) => helpFor(name, '--help'))]);
  const lines = helps.flatMap((text) => text.split('\n'));
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

test('the names of many keys are wrapped, with all of them in the help', () => {
  const variables = Array.from({ length: 12 }, (_, index) => `VENDOR_${index}_API_KEY`);
  const lines = keysHelp(variables).split('\n');
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  for (const variable of variables) expect(lines.join('\n')).toContain(`${variable},`);
});

test('only --json and --watch take a value in some commands and none in others', async () => {
  const types = new Map<string, Set<string>>();
  for (const { options } of await allCommands(COMMANDS)) {
    for (const [name, { type }] of Object.entries(options))
      types.set(name, (types.get(name) ?? new Set()).add(type));
  }
  expect([...types].flatMap(([name, kinds]) => (kinds.size > 1 ? name : []))).toEqual(['watch', 'json']);
});

test.for([
  { words: ['gate', '--bsae', 'main'], says: 'unknown option "--bsae". Did you mean "--base"?' },
  { words: ['check', '--fresh'], says: '--fresh is an option of selfcheck, not of check.' },
  {
    words: ['check', '--offline'],
    says: '--offline is an option of gate, selfcheck and others, not of check.',
  },
  {
    words: ['--base', 'main', 'init'],
    says: '--base is an option of gate, record and others, not of init.',
  },
  { words: ['gate', '--base'], says: "Option '--base <value>' argument missing." },
  { words: ['init', 'prompts/a.md'], says: 'unknown argument "prompts/a.md".' },
  { words: ['chekc'], says: 'unknown command "chekc". Did you mean "check"?' },
  { words: ['toString'], says: 'unknown command "toString".' },
])('$words is a mistake that says what is wrong', async ({ words, says }) => {
  const terminal = testTerminal();
  expect(await runCommandLine(words, { commands: COMMANDS, terminal })).toBe(2);
  expect(terminal.written.messages).toContain(`prompt-eval-gate: ${says}`);
  expect(terminal.written.messages).toMatch(/ See prompt-eval-gate (\w+ )?--help\.\n$/);
  expect(terminal.written.output).toBe('');
});

test('a self-check that asks everything anew and nothing of a model is refused', async () => {
  const terminal = testTerminal();
  const words = ['selfcheck', '--offline', '--fresh'];
  expect(await runCommandLine(words, { commands: COMMANDS, terminal })).toBe(2);
  expect(terminal.written.messages).toBe(
    'prompt-eval-gate: `--fresh` ignores stored answers, and `--offline` uses no others. Leave out one of the two.\n',
  );
});

test.for([
  [['--shard', '1/2'], '`--outcomes` is missing'],
  [['--outcomes', 'x'], '`--outcomes` is for a shard'],
  [['--merge'], 'Give `--shard` (2/8) with `--outcomes`, or `--merge` with `--outcomes`, or none of them.'],
] as const)(
  'options of shards that make no sense are named as a terminal has them: %j',
  async ([words, says]) => {
    const terminal = testTerminal();
    expect(await runCommandLine(['gate', ...words], { commands: COMMANDS, terminal })).toBe(2);
    expect(terminal.written.messages).toContain(says);
  },
);
