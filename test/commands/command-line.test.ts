import { expect, test } from 'vitest';
import { version } from '../../src/base/version.ts';
import type { Command, CommandTable, Terminal, Values } from '../../src/commands/command.ts';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { testTerminal } from './test-terminal.ts';

const OPTIONS = {
  to: { type: 'string', value: 'STAGE', help: 'where it goes', default: 'production' },
  note: { type: 'string', value: 'TEXT', help: 'why it goes there,\nfor the log' },
  force: { type: 'boolean', help: 'even without evidence' },
} as const;

/** A command with arguments and options, and the invocations that it received. */
function promote(run: () => Promise<0 | 1 | 2> = async () => 1) {
  const asked: { values: Values<typeof OPTIONS>; positionals: readonly string[] }[] = [];
  const command: Command<typeof OPTIONS> = {
    name: 'promote',
    group: 'registry',
    summary: 'move a version to the next stage',
    positionals: '[VERSION…]',
    options: OPTIONS,
    help: 'A version without evidence stays where it is.',
    exitCodes: '0 promoted, 1 refused',
    async run({ values, positionals }) {
      asked.push({ values: { ...values }, positionals });
      return await run();
    },
  };
  return { command, asked };
}

const list: Command = {
  name: 'list',
  group: 'gate',
  summary: 'name every version',
  options: { long: { type: 'boolean', help: 'with dates' } },
  help: 'Reads only.',
  exitCodes: '0 always',
  async run(_invocation, { output }) {
    output.write('1\n2\n');
    return 0;
  },
};

function tableOf(command: Command): CommandTable {
  return { promote: async () => ({ command }), list: async () => ({ command: list }) };
}

async function run(words: string[], command: Command = promote().command, terminal?: Partial<Terminal>) {
  const stage = testTerminal(terminal);
  const exitCode = await runCommandLine(words, { commands: tableOf(command), terminal: stage });
  return { exitCode, ...stage.written };
}

test('a command of the table is run with its options, defaults and arguments, and decides the exit code', async () => {
  const { command, asked } = promote();
  const { exitCode } = await run(['promote', 'v1', '--note', 'better', 'v2', '--force'], command);
  expect(exitCode).toBe(1);
  expect(asked).toEqual([
    { values: { to: 'production', note: 'better', force: true }, positionals: ['v1', 'v2'] },
  ]);
  await run(['promote'], command);
  expect(asked[1]).toEqual({ values: { to: 'production', note: undefined, force: false }, positionals: [] });
});

test('options may precede the command, with values that are named like commands', async () => {
  const { command, asked } = promote();
  await run(['--to', 'list', '--force', 'promote', 'v1'], command);
  expect(asked).toEqual([{ values: { to: 'list', note: undefined, force: true }, positionals: ['v1'] }]);
});

test('an option that takes a value in one command only may precede either', async () => {
  const { command, asked } = promote();
  const other: Command = { ...list, options: { note: { type: 'boolean', help: 'with notes' } } };
  const commands: CommandTable = {
    promote: async () => ({ command }),
    list: async () => ({ command: other }),
  };
  const terminal = testTerminal();
  expect(await runCommandLine(['--note', 'list'], { commands, terminal })).toBe(0);
  expect(await runCommandLine(['--note', 'better', 'promote', 'v1'], { commands, terminal })).toBe(1);
  expect(asked[0]).toMatchObject({ values: { note: 'better' }, positionals: ['v1'] });
});

test('words after -- are arguments, in any form', async () => {
  const { command, asked } = promote();
  await run(['promote', '--', '--force', '--version'], command);
  expect(asked[0]?.positionals).toEqual(['--force', '--version']);
  expect(asked[0]?.values.force).toBe(false);
});

test('a command of the table is in the help in one line, under its group, without its options', async () => {
  const { exitCode, output } = await run(['--help']);
  expect(exitCode).toBe(0);
  expect(output).toContain(
    [
      'Gate: may a change of a prompt be merged?',
      '  list                      name every version',
      '',
      'Registry: what serves whom, who decided it, and was it tested?',
      '  promote [VERSION…]        move a version to the next stage',
      '',
    ].join('\n'),
  );
  expect(output).not.toContain('--to STAGE');
});

test('a command has a help of its own, and is not run for it', async () => {
  const { command, asked } = promote();
  for (const words of [
    ['promote', '--help'],
    ['-h', 'promote'],
    ['promote', 'v1', '-h'],
  ]) {
    const { exitCode, output } = await run(words, command);
    expect(exitCode).toBe(0);
    expect(output).toContain('prompt-eval-gate promote: move a version to the next stage\n');
    expect(output).toContain('\n  prompt-eval-gate promote [VERSION…] [OPTION…]\n');
    expect(output).toContain('\nA version without evidence stays where it is.\n');
    expect(output).toContain(
      [
        'Options',
        '  --to STAGE        where it goes',
        '  --note TEXT       why it goes there,',
        '                    for the log',
        '  --force           even without evidence',
        '',
      ].join('\n'),
    );
    expect(output).toContain('\nExit codes: 0 promoted, 1 refused\n');
    expect(output).not.toContain('name every version');
  }
  expect(asked).toEqual([]);
});

test('without a command there is the whole help', async () => {
  const whole = await run(['--help']);
  expect(await run([])).toEqual(whole);
  expect(await run(['--force'])).toEqual(whole);
  expect(await run(['frobnicate', '--help'])).toEqual(whole);
});

test.for([
  {
    words: ['promte'],
    says: 'unknown command "promte". Did you mean "promote"? See prompt-eval-gate --help.',
  },
  {
    words: ['list', '--lnog'],
    says: 'unknown option "--lnog". Did you mean "--long"? See prompt-eval-gate --help.',
  },
  { words: ['--lnog'], says: 'unknown option "--lnog". Did you mean "--long"? See prompt-eval-gate --help.' },
  {
    words: ['list', '--to', 'x'],
    says: '--to is an option of promote, not of list. See prompt-eval-gate list --help.',
  },
  { words: ['list', 'v1'], says: 'unknown argument "v1". See prompt-eval-gate --help.' },
  { words: ['list', '-x'], says: 'unknown option "-x". See prompt-eval-gate --help.' },
])('$words ends with 2 and one sentence about the mistake', async ({ words, says }) => {
  expect(await run(words)).toEqual({ exitCode: 2, output: '', messages: `prompt-eval-gate: ${says}\n` });
});

test.for(['--version', '-v'])('%s loads no command', async (word) => {
  const loaded = () => Promise.reject(new Error('a command was loaded'));
  const terminal = testTerminal();
  const exitCode = await runCommandLine([word], { commands: { promote: loaded, list: loaded }, terminal });
  expect({ exitCode, ...terminal.written }).toEqual({
    exitCode: 0,
    output: `${version()}\n`,
    messages: '',
  });
});

test('--version of a command without such an option is the version of the product', async () => {
  const { command, asked } = promote();
  expect(await run(['promote', 'v1', '--version'], command)).toMatchObject({
    exitCode: 0,
    output: `${version()}\n`,
  });
  expect(asked).toEqual([]);
});

test('only the command that is asked for is loaded', async () => {
  const loaded = () => Promise.reject(new Error('another command was loaded'));
  const terminal = testTerminal();
  const commands: CommandTable = { promote: loaded, list: async () => ({ command: list }) };
  expect(await runCommandLine(['list'], { commands, terminal })).toBe(0);
  expect(terminal.written.output).toBe('1\n2\n');
});

test('what a command throws is reported without keys, and ends with 2', async () => {
  const key = 'sk-0123456789abcdef';
  const { command } = promote(() => Promise.reject(new Error(`the provider refused ${key}`)));
  const credentials = credentialsFrom({ OPENAI_API_KEY: key });
  const { exitCode, messages } = await run(['promote'], command, { credentials });
  expect(exitCode).toBe(2);
  expect(messages).toBe('prompt-eval-gate: the provider refused ***\n');
});
