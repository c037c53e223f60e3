import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, CommandTable } from '../../src/commands/command.ts';
import { reportProblem, runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { terminalLog } from '../../src/commands/terminal-log.ts';
import { testTerminal } from '../commands/test-terminal.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';

/** Pieces that act on a terminal, or hide what stands there. */
const ACTING = [
  '\u001b[31m',
  '\u001b[8m',
  '\u001b]8;;http://evil.example\u0007',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u009b2J',
  '\u0007',
  '\b\b\b',
  '\r',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u{e0041}',
  '\u00ad',
  '\u180e',
  '\n::error::evil\n',
  '\n::set-output name=a::b',
  '##[group]',
];

const hostile = fc
  .array(
    fc.oneof(fc.constantFrom(...ACTING), fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('a')),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

/** What the gate itself sends: styles, a line that replaces the last, commands that it broke. */
const ESCAPE = String.fromCodePoint(0x1b);
const OWN = new RegExp(
  `${ESCAPE}\\[(?:[0-4]|2[2-4]|3[0-79]|9[0-7])m|\r${ESCAPE}\\[2K|:\u200b(?=:)|#\u200b(?=#\\[)`,
  'g',
);
/** Between letters, and in emoji, these are part of what is read. */
const JOINERS = /\u200c|\u200d|\ufe0e|\ufe0f/g;

function expectInert(text: string): void {
  const others = text.replace(OWN, '').replace(JOINERS, '');
  expect(others).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_C}\p{DI}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(text).not.toMatch(/^\s*::|##\[/m);
}

/** A command that does with a text what any command may do. */
function commandThat(run: Command['run']): CommandTable {
  const command: Command = {
    name: 'evil',
    group: 'gate',
    summary: '',
    help: '',
    options: {},
    exitCodes: '0 always',
    positionals: 'X',
    run,
  };
  return { evil: async () => ({ command }) };
}

describe('nothing that reaches the terminal acts on it', () => {
  test('errors, however they are thrown', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const terminal = testTerminal();
        const commands = commandThat(() => Promise.reject(new Error(text)));
        expect(await runCommandLine(['evil'], { commands, terminal })).toBe(2);
        reportProblem(text, terminal);
        expectInert(terminal.written.messages);
        expect(terminal.written.messages).not.toContain('\u001b');
      }),
    );
  });

  test('what a command writes without any care', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const terminal = testTerminal();
        const commands = commandThat(async (_, { output, messages }) => {
          output.write(text);
          messages.write(text);
          return 0;
        });
        await runCommandLine(['evil'], { commands, terminal });
        expectInert(terminal.written.output);
        expectInert(terminal.written.messages);
      }),
    );
  });

  test('words of the command line that are quoted', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...Object.keys(COMMANDS)), async (text, name) => {
        for (const words of [[text], [`--${text}`], [name, `--${text}`], ['check', text], [text, '--help']]) {
          const terminal = testTerminal();
          await runCommandLine(words, { commands: COMMANDS, terminal });
          expectInert(terminal.written.output + terminal.written.messages);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('lines of progress', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.boolean(),
        fc.constantFrom('progress' as const, undefined),
        (text, isTTY, kind) => {
          let written = '';
          const progress = terminalLog({ isTTY, columns: 80, write: (part) => (written += part) });
          progress.log(text, kind);
          progress.end();
          expectInert(written);
        },
      ),
    );
  });
});

describe('every command in a repository whose names and texts act', () => {
  const EVIL = '\u001b[2J\u202eevil\u200b\u0007';
  let built: TestRepository;
  beforeAll(async () => {
    built = await buildRepository({
      '.github/prompt-eval-gate.yml': `prompts:\n  - path: "gone\\e[31m\\u202e.md"\n  - path: "a.md"\n    suite: "no\\e[31m.yml"\n`,
      'a.md': 'a\n',
      [`${EVIL}.prompt.yml`]: `messages: [{ role: user, content: "{{x}}" }]\nmodel: "evil\\e[31m\\u202e"\ntestData: [{ x: 1 }]\n`,
      [`${EVIL}\n::error::.prompt.yml`]: 'messages: [',
      'promptfooconfig.yaml': `prompts: ["file://\\e[31m\\u202e.txt"]\nproviders: ["evil\\e[31m:x"]\ntests: [{ vars: { a: 1 }, assert: [{ type: "\\e[31m" }] }]\n`,
    });
    await built.branch('edit');
    await built.write({ 'a.md': 'b\n' });
    await built.commit();
  });
  afterAll(() => built.dispose());

  test.each([
    [['check']],
    [['check', '--config', `${EVIL}.yml`]],
    [['check', '--discordance', EVIL]],
    [['selfcheck']],
    [['selfcheck', EVIL]],
    [['init', '--dry-run']],
    [['init', '--dry-run', '--config', 'other.yml', '--model', EVIL]],
    [['gate', '--base', 'main', '--offline']],
    [['gate', '--base', EVIL]],
    [['gate', '--base', 'main', '--head', `x${EVIL}`]],
    [['gate', '--shard', EVIL]],
    [['gate', '--base', 'main', '--offline', '--json', `/nowhere/${EVIL}`]],
  ])('%j', async (words) => {
    const terminal = testTerminal({ directory: built.root });
    await runCommandLine(words, { commands: COMMANDS, terminal });
    const all = terminal.written.output + terminal.written.messages;
    expect(all).not.toBe('');
    expectInert(all);
  });
});
