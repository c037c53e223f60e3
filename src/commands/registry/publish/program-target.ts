import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigurationError, GateFailure } from '../../../base/errors.ts';
import { hasCode } from '../../../base/system-error.ts';
import type { Target } from '../../../delivery/target.ts';
import { KEY_VARIABLE } from '../../../model/key-variable.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import type { Publication } from '../../../registry/publication.ts';
import type { Repository } from '../../../repo/git.ts';
import { isTrustedEvent } from '../action/event.ts';
import type { PolicyOrigin } from '../known-policy.ts';
import { refuseOwnFiles } from './program-words.ts';

/** How long one run of a program is waited for, ms. */
const TIME_LIMIT_MS = 60_000;
/** How long its last output is waited for after it ended, ms. */
const OUTPUT_LEFT_MS = 1000;
/** What ends the gate, and with it the program. */
const ENDING = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Of what a program prints, the last characters are shown when it fails. */
const SHOWN_OUTPUT = 500;

/** What a program is to say of the files, as web servers do: bundles never change, … */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** … pointers and flags are asked for anew each time. */
const NO_CACHE = 'no-cache';

/**
 * Variables of a workflow that a program has no business with, besides all keys: inputs, tokens of GitHub, and what a job
 * asks for tokens of its own identity with.
 */
const WORKFLOW_SECRETS =
  /^(?:INPUT_.*|(?:GITHUB|GH)(?:_ENTERPRISE)?_TOKEN|ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST)_(?:TOKEN|URL))$/;
/** Signing keys and tokens, also those that are numbered, and the URL of any Redis. */
const OWN_SECRETS = /^PROMPT_.*_(?:KEY|TOKEN)(?:_.*)?$|(?:^|_)REDIS_URL$/;

/** Whether a program and all that it starts can be ended together. */
const HAS_GROUPS = process.platform !== 'win32';

/** What a program is run with. */
export type ProgramContext = {
  repository: Pick<Repository, 'root'>;
  policyFrom: PolicyOrigin;
  /** Whether somebody agreed to it. */
  runsPrograms: boolean;
  environment: Readonly<NodeJS.ProcessEnv>;
  /** ms. For tests. */
  timeLimitMs?: number | undefined;
};

/**
 * A program that uploads a folder. No program promises an order, so it is run twice: first with all bundles, then, when
 * those are there, with flags and pointers. It is run without a shell, in an empty folder, and gets none of the gate's
 * keys.
 */
export function programTarget(words: readonly string[], context: ProgramContext): Target {
  const [program = ''] = words;
  return {
    kind: 'program',
    name: program,
    // Only the program knows how to ask.
    async serials() {
      refuseForeign(program, context);
      await refuseOwnFiles(words, context.repository.root);
      return {};
    },
    async publish(publications) {
      refuseForeign(program, context);
      await refuseOwnFiles(words, context.repository.root);
      if (publications.length === 0) return [];
      const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-'));
      try {
        const cwd = join(folder, 'empty');
        await mkdir(cwd);
        const [objects, pointers] = [join(folder, 'objects-first'), join(folder, 'pointers-last')];
        await writeAll(objects, objectFiles(publications));
        await writeAll(pointers, pointerFiles(publications));
        await runProgram(filledIn(words, { directory: objects, cacheControl: FOR_EVER }), {
          ...context,
          cwd,
        });
        await runProgram(filledIn(words, { directory: pointers, cacheControl: NO_CACHE }), {
          ...context,
          cwd,
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      return publications.map(() => 'published');
    },
    async [Symbol.asyncDispose]() {},
  };
}

function refuseForeign(program: string, { policyFrom, runsPrograms, environment }: ProgramContext): void {
  if (!runsPrograms) {
    throw new ConfigurationError(
      `The program ${program}, which the policy publishes with, is not run unasked.`,
      {
        remedy: 'Add --programs, in a repository whose main branch you trust.',
      },
    );
  }
  if (policyFrom !== 'main') {
    throw new ConfigurationError(
      `The program ${program} is not run: the policy that names it is not that of the main branch, which this clone does not have.`,
      { remedy: 'Fetch the main branch first, e.g. `git fetch origin main`.' },
    );
  }
  const event = environment.GITHUB_EVENT_NAME ?? '';
  if (environment.GITHUB_ACTIONS !== 'true' || isTrustedEvent(event)) return;
  throw new ConfigurationError(
    `The program ${program} is not run on the event "${event}", which others than the repository's writers may start.`,
    { remedy: 'Publish on pushes to main, on a schedule or by hand.' },
  );
}

function filledIn(
  words: readonly string[],
  { directory, cacheControl }: { directory: string; cacheControl: string },
): string[] {
  return words.map((word) =>
    word.replaceAll('{directory}', () => directory).replaceAll('{cache-control}', () => cacheControl),
  );
}

function objectFiles(publications: readonly Publication[]): [path: string, text: string][] {
  return publications.flatMap(({ objects }) =>
    Object.entries(objects).map(([digest, text]): [string, string] => [
      `objects/sha256/${digest}.json`,
      text,
    ]),
  );
}

function pointerFiles(publications: readonly Publication[]): [path: string, text: string][] {
  return publications.flatMap(({ environment, flags, pointer }): [string, string][] => [
    [`${environment}/flags.json`, flags],
    [`${environment}/pointer.json`, pointer],
  ]);
}

async function writeAll(folder: string, files: readonly [path: string, text: string][]): Promise<void> {
  for (const [path, text] of files) {
    const whole = join(folder, path);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, text);
  }
}

/** @throws GateFailure: it could not be started, took too long, or failed */
async function runProgram(
  words: readonly string[],
  { environment, cwd, timeLimitMs = TIME_LIMIT_MS }: ProgramContext & { cwd: string },
): Promise<void> {
  const [program = '', ...args] = words;
  const end = await new Promise<string | null>((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd,
      env: withoutSecrets(environment),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it started ends with it.
      detached: HAS_GROUPS,
    });
    const stop = () => {
      killGroup(child);
      child.stdout.destroy();
      child.stderr.destroy();
      end(`takes more than ${timeLimitMs / 1000} s`);
    };
    const timer = setTimeout(stop, timeLimitMs);
    const end = (how: string | null) => {
      clearTimeout(timer);
      for (const signal of ENDING) process.off(signal, onSignal);
      resolve(how);
    };
    // The program is in a group of its own, so it would outlive a gate that is ended.
    const onSignal = (signal: NodeJS.Signals) => {
      killGroup(child);
      end(`was ended by ${signal}`);
      process.kill(process.pid, signal);
    };
    for (const signal of ENDING) process.once(signal, onSignal);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-SHOWN_OUTPUT);
      });
    }
    child.once('error', ({ message }) => {
      end(`cannot be started: ${message}`);
    });
    // Something that it left running may hold its output for ever: what it printed until then is all that is waited for.
    child.once('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, OUTPUT_LEFT_MS).unref();
    });
    child.once('close', (code, signal) => {
      const said = output.trim().replaceAll(/\s+/g, ' ');
      const how = code === null ? `was ended by ${signal}` : `ended with ${code}`;
      end(code === 0 ? null : `${how}${said === '' ? '' : `: ${said}`}`);
    });
  });
  if (end === null) return;
  throw new GateFailure(inertTerminal(`The program ${program} ${end}.`), {
    remedy: 'What it is given is written in the policy, under `publish`.',
  });
}

function killGroup(child: ChildProcess): void {
  if (!HAS_GROUPS || child.pid === undefined) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (problem) {
    if (!hasCode(problem, 'ESRCH')) throw problem;
  }
}

/** The environment without what only the gate needs. */
function withoutSecrets(environment: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => ![KEY_VARIABLE, OWN_SECRETS, WORKFLOW_SECRETS].some((secret) => secret.test(name)),
    ),
  );
}
