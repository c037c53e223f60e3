import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { buildCloneOfBare, type Team } from './bare.ts';
import type { Files, TestRepository } from './repository.ts';
import { CONFIG, PROMPT, promptFile, SUITE, SUITE_FILE } from './support.ts';

/** What a command of the registry ended with, as a person sees it. */
export type Ended = { code: number; output: string; messages: string };

/** A bare remote with a registry policy on main, a clone of it, and how its people work. */
export type RegistryTeam = Team & {
  /** Runs a command as typed in the clone (or another one): `run('rollback support --env production')`. */
  run(line: string | readonly string[], how?: HowToRun): Promise<Ended>;
  /** The same with `--json`: what it prints. */
  json<T = Printed>(line: string | readonly string[], how?: HowToRun): Promise<T>;
  /** Commits these files on main and pushes it. */
  merge(files: Files, message?: string): Promise<string>;
};

export type HowToRun = {
  clone?: TestRepository;
  /** Besides the address of the model, and a key for it. */
  environment?: Record<string, string>;
  /** No key for any model. */
  withoutKey?: boolean;
  /** What comes in by the standard input. */
  input?: string;
  /** Ends a command that stays. */
  signal?: AbortSignal;
};

/** What `--json` prints; each test looks at the members that it is about. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes have schemas of their own, which other tests check.
export type Printed = any;

export const REGISTRY_POLICY = `registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: on-pass }
`;

/** A policy for the support prompt; `rest` is the registry's part and whatever else it says. */
export function policyWith(rest: string = REGISTRY_POLICY): string {
  return `prompts:
  - { path: ${PROMPT}, suite: ${SUITE}, segment-by: vars.customer_tier }
gate: { min-pass-rate: 50% }
${rest}`;
}

/** A prompt that answers well, and says this besides. */
export function goodPrompt(saying = 'Name the page of the console that helps.'): string {
  return promptFile(saying);
}

/** A prompt whose answers fail the suite: {@link answerOf} gives bad ones. */
export function badPrompt(saying = ''): string {
  return promptFile(`Be BROKEN. ${saying}`);
}

/** The simulated model's answer. */
export function answerOf(system: string): string {
  return system.includes('BROKEN') ? 'I do not know.' : 'Open Settings > Backups.';
}

const KEY = 'sk-test-0123456789abcdef';

/** Sets up a team whose prompts are answered by the model behind `environment`. */
export async function buildRegistryTeam({
  environment,
  policy = policyWith(),
  files = {},
}: {
  environment: Record<string, string>;
  policy?: string;
  files?: Files;
}): Promise<RegistryTeam> {
  const team = await buildCloneOfBare({
    [CONFIG]: policy,
    [PROMPT]: goodPrompt(),
    [SUITE]: SUITE_FILE,
    ...files,
  });
  const { clone } = team;
  await clone.git('config', 'user.name', 'Grace');
  await clone.git('config', 'user.email', 'grace@example.com');
  const run = (line: string | readonly string[], how: HowToRun = {}) =>
    runIn(how.clone ?? clone, wordsOf(line), how, {
      ...environment,
      ...(how.withoutKey ? {} : { OPENAI_API_KEY: KEY }),
      ...how.environment,
    });
  return {
    ...team,
    run,
    async json<T>(line: string | readonly string[], how?: HowToRun): Promise<T> {
      const { output, messages } = await run([...wordsOf(line), '--json'], how);
      if (output === '') throw new Error(`nothing was printed: ${messages}`);
      return JSON.parse(output);
    },
    async merge(changed, message = 'change') {
      await clone.write(changed);
      const commit = await clone.commit(message);
      await clone.git('push', '--quiet', 'origin', 'HEAD:main');
      return commit;
    },
  };
}

function wordsOf(line: string | readonly string[]): readonly string[] {
  return typeof line === 'string' ? line.split(' ') : line;
}

async function runIn(
  { root }: TestRepository,
  words: readonly string[],
  { input, signal = new AbortController().signal }: HowToRun,
  environment: Record<string, string>,
): Promise<Ended> {
  const written = { output: '', messages: '' };
  const code = await runCommandLine(words, {
    commands: COMMANDS,
    terminal: {
      directory: root,
      environment,
      credentials: credentialsFrom(environment),
      ...(input === undefined ? {} : { input: Readable.from([Buffer.from(input)]) }),
      output: { write: (text) => (written.output += text) },
      messages: { write: (text) => (written.messages += text) },
      packageDirectory: root,
      interruption: () => signal,
    },
  });
  return { code, ...written };
}
