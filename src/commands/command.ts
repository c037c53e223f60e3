import type { OutputStream } from '../base/output-stream.ts';
import type { Credentials } from '../domain/answer.ts';

/** What a command may know of the process that runs it. Only `cli.ts` reads the process itself. */
export type Terminal = {
  /** Where the command was started. */
  directory: string;
  environment: Readonly<NodeJS.ProcessEnv>;
  /** Keys, base URLs and proxies, from the environment. */
  credentials: Credentials;
  /** What was asked for: results, help. */
  output: OutputStream;
  /** Progress and error messages. */
  messages: OutputStream;
  /** The folder of the installed package, which also holds the example of `demo`. */
  packageDirectory: string;
  /** From the first call on, the first Ctrl-C aborts this signal instead of ending the process. */
  interruption: () => AbortSignal;
  /** Asks the person at the terminal; an empty answer where there is none. Absent: nobody is there. */
  ask?: ((question: string) => Promise<string>) | undefined;
};

/** An option that takes a value. */
export type TextOption = {
  type: 'string';
  /** What stands for the value in help: `FILE`. */
  value: string;
  /** What it does, for help; further lines are indented below the first. */
  help: string;
  default?: string;
};

/** An option without a value, which is false unless given. */
export type Flag = { type: 'boolean'; help: string };

/** Options by their long names, without `--`. */
export type Options = Readonly<Record<string, TextOption | Flag>>;

/** The values of options as they were given, defaults filled in. */
export type Values<O extends Options = Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> };

type ValueOf<O extends TextOption | Flag> = O extends Flag
  ? boolean
  : O extends { default: string }
    ? string
    : string | undefined;

/** What was asked of a command. */
export type Invocation<O extends Options = Options> = {
  values: Values<O>;
  /** Empty for a command that declares no `positionals`. */
  positionals: readonly string[];
};

/** Exit codes: the gate passed, it blocks, or nothing could be decided. */
export type ExitCode = 0 | 1 | 2;

/** A verb of the command line. */
export type Command<O extends Options = Options> = {
  /** As it is typed; its key in the table. */
  name: string;
  /** What it does, in one line of the whole help. */
  summary: string;
  /** Name of the arguments besides options, of which any number may be given: `PROMPT`. Absent: there are none. */
  positionals?: string;
  options: O;
  /** What its own help says besides summary and options. */
  help: string;
  /**
   * Runs the command. Loads what it needs itself, so that help loads no command's implementation.
   * @throws any error to be reported as a message with exit code 2.
   */
  run(invocation: Invocation<O>, terminal: Terminal): Promise<ExitCode>;
};

/** Commands by name, each loaded when it is asked for. */
export type CommandTable = Readonly<Record<string, () => Promise<{ command: Command }>>>;

/** Every command of a table, in its order. */
export async function allCommands(table: CommandTable): Promise<Command[]> {
  const modules = await Promise.all(Object.values(table).map((load) => load()));
  return modules.map(({ command }) => command);
}
