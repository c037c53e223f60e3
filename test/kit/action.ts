import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Result, resultSchema } from '../../src/domain/result.ts';
import { runInOwnProcess, runProgram } from './program.ts';

export type ActionRun = {
  exitCode: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** The gate's result file, checked against its schema; null if none was written. */
  result: Result | null;
  /** The outcome of a command of the registry, as it was written; null if none was. */
  outcome: unknown;
  /** Contents of the files of the report directory. */
  reports: Record<'report.html' | 'report.md' | 'junit.xml', string>;
};

export type ActionStart = {
  /** The folder of the bundle. */
  dist: string;
  /** The checkout. */
  workspace: string;
  event: { name: string; payload: object };
  /** `GITHUB_SHA` and `GITHUB_REF`. */
  sha: string;
  ref: string;
  /** Inputs by their names in action.yml. */
  inputs?: Record<string, string>;
  /** `GITHUB_RUN_ID`. */
  runId?: number;
  apiUrl: string;
  /** Variables that the step's `env:` adds. */
  environment?: Record<string, string>;
  /**
   * Runs in a process of its own, which costs a second: for programs that end the process, or read its environment
   * first.
   */
  ownProcess?: boolean;
  /** When this resolves, the run is cancelled as the runner does it, in a process of its own. */
  cancelWhen?: Promise<void>;
  /** The signals by which it is cancelled; by default SIGINT. */
  cancelBy?: readonly NodeJS.Signals[];
  /** When this comes true, the run is killed, in a process of its own, and leaves whatever it has written. */
  killWhen?: Promise<void>;
};

/** The runner's files. Their paths stay the same, since a process that runs the Action again remembers them. */
const home = join(tmpdir(), `prompt-eval-gate-runner-${randomUUID()}`);

/** Starts the Action as the runner does: its Node, its files, an environment of its own and nothing else. */
export async function runAction(start: ActionStart): Promise<ActionRun> {
  await mkdir(home);
  try {
    const files = await runnerFiles(start.event.payload);
    const program = {
      file: join(start.dist, 'action.js'),
      words: [],
      directory: start.workspace,
      environment: environmentOf(start, files),
    };
    const isolated = start.ownProcess || start.cancelWhen || start.killWhen;
    const { exitCode, stdout, stderr } = await (isolated
      ? runInOwnProcess(program, {
          cancelWhen: start.cancelWhen,
          cancelBy: start.cancelBy,
          killWhen: start.killWhen,
        })
      : runProgram(program));
    const outputs = parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8'));
    const report = (name: string) =>
      readFile(join(files.RUNNER_TEMP, 'prompt-eval-gate', name), 'utf8').catch(() => '');
    const json = outputs.result === undefined ? '' : await readFile(outputs.result, 'utf8').catch(() => '');
    const isGate = outputs['exit-code'] === undefined;
    return {
      exitCode,
      log: stdout + stderr,
      outputs,
      summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
      result: json === '' || !isGate ? null : resultSchema.parse(JSON.parse(json)),
      outcome: json === '' || isGate ? null : JSON.parse(json),
      reports: {
        'report.html': await report('report.html'),
        'report.md': await report('report.md'),
        'junit.xml': await report('junit.xml'),
      },
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function runnerFiles(payload: object) {
  const files = {
    GITHUB_EVENT_PATH: join(home, 'event.json'),
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
    RUNNER_TEMP: join(home, 'temp'),
  };
  await mkdir(files.RUNNER_TEMP);
  await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(payload));
  await writeFile(files.GITHUB_OUTPUT, '');
  await writeFile(files.GITHUB_STEP_SUMMARY, '');
  return files;
}

function environmentOf(start: ActionStart, files: Record<string, string>): Record<string, string> {
  const inputs = Object.entries(start.inputs ?? {}).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  return {
    // The runner sets these too; git is found, but not configured by the machine's own settings.
    PATH: process.env.PATH ?? '',
    HOME: files.RUNNER_TEMP ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: start.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_EVENT_NAME: start.event.name,
    GITHUB_REF: start.ref,
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_RUN_ID: String(start.runId ?? 1),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: start.sha,
    GITHUB_WORKSPACE: start.workspace,
    ...files,
    ...Object.fromEntries(inputs),
    ...start.environment,
  };
}

/** `name<<delimiter`, the value's lines, `delimiter`. */
function parseOutputs(file: string): Record<string, string> {
  const found = file.matchAll(/^([^\n<]+)<<([^\n]+)\n([\s\S]*?)\n?^\2$/gm);
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value ?? '']));
}
