import type { OutputStream } from '../base/output-stream.ts';
import type { Credentials } from '../domain/answer.ts';
import type { GateRequest } from '../domain/request.ts';

/** The parts of the process that a command may use. Only `cli.ts` reads the process itself. */
export type Terminal = {
  /** Where the command was started. */
  directory: string;
  environment: Readonly<NodeJS.ProcessEnv>;
  /** Keys, base URLs and proxies, from the environment. */
  credentials: Credentials;
  /** The standard input; absent: there is none. */
  input?: AsyncIterable<Uint8Array> | undefined;
  /** Where results and help are written. */
  output: OutputStream;
  /** Where progress and error messages are written. */
  messages: OutputStream;
  /** The folder of the installed package, which also holds the example of `demo`. */
  packageDirectory: string;
  /** From the first call on, the first Ctrl-C (or SIGTERM) aborts this signal instead of ending the process. */
  interruption: () => AbortSignal;
  /** Asks the person at the terminal; returns an empty text if there is no answer. Absent: not interactive. */
  ask?: ((question: string) => Promise<string>) | undefined;
  /** Is given what a command of the registry found or did, as `--json` prints it. */
  onOutcome?: ((value: object) => void) | undefined;
  /** Copies answers of earlier runs into a directory. Absent: none are kept elsewhere. */
  restoreAnswers?: GateRequest['restoreAnswers'] | undefined;
};

/** An option that takes a value. */
export type TextOption = {
  type: 'string';
  /** The placeholder of the value in help: `FILE`. */
  value: string;
  /** Its description in help; further lines are indented below the first. */
  help: string;
  default?: string;
};

/** An option that takes a value and may be given several times. */
export type ListOption = Omit<TextOption, 'default'> & { multiple: true };

/** An option without a value, which is false unless given. */
export type Flag = { type: 'boolean'; help: string };

/** Options by their long names, without `--`. */
export type Options = Readonly<Record<string, TextOption | ListOption | Flag>>;

/** The values of options as they were given, defaults filled in. */
export type Values<O extends Options = Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> };

type ValueOf<O extends TextOption | ListOption | Flag> = O extends Flag
  ? boolean
  : O extends ListOption
    ? readonly string[] | undefined
    : O extends { default: string }
      ? string
      : string | undefined;

/** The options and arguments with which a command is run. */
export type Invocation<O extends Options = Options> = {
  values: Values<O>;
  /** Empty for a command that declares no `positionals`. */
  positionals: readonly string[];
};

/** Exit codes; `exitCodes` of each command says what they mean for it. */
export type ExitCode = 0 | 1 | 2;

/** Environment variables of a command. */
export type Variables = {
  /** Whether it reads keys of models, of which help has a line of its own. */
  models: boolean;
  /** Descriptions of the others, by name. */
  others: Readonly<Record<string, string>>;
};

/** A command of the command line. */
export type Command<O extends Options = Options> = {
  /** Its name as typed; also its key in the table. */
  name: string;
  /** Under which heading the whole help lists it. */
  group: 'gate' | 'registry';
  /** Its description in one line of the whole help. */
  summary: string;
  /** The arguments besides options, as the usage shows them: `PROMPT`, `[PROMPT…]`. Absent: it takes none. */
  positionals?: string;
  options: O;
  /** What its own help says besides summary, options and exit codes; not empty. */
  help: string;
  /** The environment variables that it reads, as its help shows them; absent: only the keys of models. */
  variables?: Variables;
  /** Its exit codes and their meaning, in one line of help. */
  exitCodes: string;
  /**
   * Runs the command. Loads what it needs itself, so that help loads no command's implementation.
   * @throws any error; it is reported as a message with exit code 2.
   */
  run(invocation: Invocation<O>, terminal: Terminal): Promise<ExitCode>;
};

/** Commands by name, each loaded when it is needed. */
export type CommandTable = Readonly<Record<string, () => Promise<{ command: Command }>>>;

/** Every command of a table, in its order. */
export async function allCommands(table: CommandTable): Promise<Command[]> {
  const modules = await Promise.all(Object.values(table).map((load) => load()));
  return modules.map(({ command }) => command);
}
