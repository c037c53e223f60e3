import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Result, resultSchema } from '../../src/report/result.ts';

export type ActionRun = {
  exitCode: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** The result file, checked against its schema; null when none was written. */
  result: Result | null;
  /** Wall clock of the process, ms. */
  elapsedMs: number;
  /** What the files of the report directory hold. */
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
  /** By their names in action.yml. */
  inputs?: Record<string, string>;
  /** `GITHUB_RUN_ID`. */
  runId?: number;
  apiUrl: string;
  /** What the step's `env:` adds. */
  environment?: Record<string, string>;
  /** When this comes true, the run is cancelled as the runner does it. */
  cancelWhen?: Promise<void>;
};

/** Starts the Action as the runner does: its Node, its files, an environment of its own and nothing else. */
export async function runAction(start: ActionStart): Promise<ActionRun> {
  const home = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-runner-'));
  try {
    const files = await runnerFiles(home, start.event.payload);
    const startedAt = performance.now();
    const child = spawn(process.execPath, [join(start.dist, 'action.js')], {
      cwd: start.workspace,
      env: environmentOf(start, files),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    void start.cancelWhen?.then(() => child.kill('SIGINT'));
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [exitCode, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    const elapsedMs = performance.now() - startedAt;
    const outputs = parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8'));
    const report = (name: string) =>
      readFile(join(files.RUNNER_TEMP, 'prompt-eval-gate', name), 'utf8').catch(() => '');
    const json = outputs.result === undefined ? '' : await readFile(outputs.result, 'utf8').catch(() => '');
    return {
      exitCode,
      log: out + err,
      outputs,
      summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
      result: json === '' ? null : resultSchema.parse(JSON.parse(json)),
      elapsedMs,
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

async function runnerFiles(home: string, payload: object) {
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
    // The runner has these too; git is found and kept from the machine's own settings.
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
