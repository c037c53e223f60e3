import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { makePromptfooScene, makeScene, type Scene, type SceneSize } from './scene.ts';

/**
 * The kinds of client: bare node:http, the SDK in a loop, our engine, the whole gate (its cases in JSON lines, in YAML, or
 * run a second time when all answers are stored), promptfoo.
 */
export type Client = 'http' | 'sdk' | 'engine' | 'gate' | 'gate-yaml' | 'gate-again' | 'promptfoo';

export type Settings = {
  latencyMs: number;
  perSecond?: number;
  faults?: boolean;
  outage?: { fromMs: number; lastsMs: number };
};

export type Measured = {
  /** Time of the process, from its start to its end. */
  processMs: number;
  /** Time of the asking alone; for the gate: the same as `processMs`. */
  wallMs: number;
  /** CPU time of the asking alone, all threads; for the gate: of the whole process. */
  cpuMs: number;
  peakMb: number;
  /** Measured by the server. */
  seen: number;
  refused: number;
  meanInFlight: number;
  /** From the first call to the last answer. */
  spanMs: number;
};

export type Value = keyof Measured;

export type Bench = {
  measure(client: Client, cases: number, settings: Settings): Promise<Measured>;
  close(): void;
};

/** The bundled files to run, and where promptfoo is installed, if it is. */
export type Means = {
  floor: string;
  client: string;
  cli: string;
  promptfoo: string | undefined;
  concurrency: number;
};

/** Starts the server in a process of its own. */
export async function startBench(means: Means): Promise<Bench> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  const control = `http://127.0.0.1:${port}/control`;
  const baseUrl = `http://127.0.0.1:${port}/v1`;

  return {
    async measure(client, cases, settings) {
      await fetch(control, { method: 'POST', body: JSON.stringify(settings) });
      const started = performance.now();
      const own = await runWay(client, cases, baseUrl, means);
      const processMs = own.processMs ?? performance.now() - started;
      const seen: ServerCounts = JSON.parse(await (await fetch(control)).text());
      return { ...own, ...seen, processMs };
    },
    close: () => server.kill(),
  };
}

type ServerCounts = Pick<Measured, 'seen' | 'refused' | 'meanInFlight' | 'spanMs'>;

type Own = Pick<Measured, 'wallMs' | 'cpuMs' | 'peakMb'> & { processMs?: number };

function runWay(client: Client, cases: number, baseUrl: string, means: Means): Promise<Own> {
  const { concurrency } = means;
  if (client === 'gate') return runGate(means.cli, { cases, concurrency, format: 'jsonl' }, baseUrl);
  if (client === 'gate-yaml') return runGate(means.cli, { cases, concurrency, format: 'yaml' }, baseUrl);
  if (client === 'gate-again')
    return runGateAgain(means.cli, { cases, concurrency, format: 'yaml' }, baseUrl);
  if (client === 'promptfoo') return runPromptfoo(means.promptfoo ?? '', cases, concurrency, baseUrl);
  const counts = [baseUrl, String(cases), String(concurrency)];
  if (client === 'http') return runClient(means.floor, counts);
  return runClient(means.client, [client, ...counts]);
}

async function runClient(script: string, args: string[]): Promise<Own> {
  const { output } = await node([script, ...args], process.cwd(), {});
  return JSON.parse(output);
}

/** Runs the gate on a repository made for it, with all its reports. */
async function runGate(cli: string, size: SceneSize, baseUrl: string): Promise<Own> {
  const scene = makeScene(size);
  try {
    return await runGateIn(scene, cli, baseUrl);
  } finally {
    scene.remove();
  }
}

/** The second of two runs: every answer is stored. */
async function runGateAgain(cli: string, size: SceneSize, baseUrl: string): Promise<Own> {
  const scene = makeScene(size);
  try {
    await runGateIn(scene, cli, baseUrl);
    return await runGateIn(scene, cli, baseUrl);
  } finally {
    scene.remove();
  }
}

function runGateIn({ directory }: Scene, cli: string, baseUrl: string): Promise<Own> {
  const files = ['json', 'html', 'markdown', 'junit'].flatMap((kind) => [`--${kind}`, `report.${kind}`]);
  const env = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: baseUrl };
  return runTelling([cli, 'gate', '--base', 'main', ...files], directory, env);
}

/** Runs promptfoo on the same prompts and cases. */
async function runPromptfoo(
  installed: string,
  cases: number,
  concurrency: number,
  baseUrl: string,
): Promise<Own> {
  const scene = makePromptfooScene(cases, baseUrl);
  const cli = join(installed, 'node_modules', '.bin', 'promptfoo');
  const flags = ['--no-cache', '--no-table', '--no-write', '--no-progress-bar'];
  const env = {
    OPENAI_API_KEY: 'key',
    PROMPTFOO_CONFIG_DIR: scene.directory,
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
  };
  try {
    const args = [
      cli,
      'eval',
      '-c',
      'promptfooconfig.json',
      '--max-concurrency',
      String(concurrency),
      ...flags,
    ];
    return await runTelling(args, scene.directory, env);
  } finally {
    scene.remove();
  }
}

/** Runs a command of the terminal once, without a model. */
export function runCommand(cli: string, args: string[], { directory }: Scene): Promise<Own> {
  return runTelling([cli, ...args], directory, { OPENAI_API_KEY: 'key' });
}

/** Runs a script with a hook that reports its resource usage when it exits. */
async function runTelling(args: string[], cwd: string, env: Record<string, string>): Promise<Own> {
  const hook = join(import.meta.dirname, 'usage.cjs');
  const started = performance.now();
  const { output } = await node(['--require', hook, ...args], cwd, env);
  const processMs = performance.now() - started;
  const told = /usage (\{.*\})/.exec(output)?.[1];
  if (told === undefined) throw new Error(`${args[0]} ended without a word:\n${output}`);
  return { ...JSON.parse(told), wallMs: processMs, processMs };
}

function node(args: string[], cwd: string, env: Record<string, string>): Promise<{ output: string }> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve({ output }));
  });
}
