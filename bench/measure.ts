import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { makeScene } from './scene.ts';

/** Ways of asking: bare node:http, the SDK in a loop, our engine (once, or twice with one store), the whole gate. */
export type Client = 'http' | 'sdk' | 'engine' | 'engine-again' | 'gate';

export type Settings = { latencyMs: number; perSecond?: number };

export type Measured = {
  /** Of the process, from its start to its end. */
  processMs: number;
  /** Of the asking alone; of the gate: the same as `processMs`. */
  wallMs: number;
  /** Of the asking alone, all threads; of the gate: of the whole process. */
  cpuMs: number;
  peakMb: number;
  /** As the server saw it. */
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

/** Starts the server in a process of its own. `client` and `cli` are the bundled files to run. */
export async function startBench(means: {
  client: string;
  cli: string;
  concurrency: number;
}): Promise<Bench> {
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
      const own =
        client === 'gate'
          ? await runGate(means.cli, cases, means.concurrency, baseUrl)
          : await runClient(means.client, [client, baseUrl, String(cases), String(means.concurrency)]);
      const processMs = own.processMs ?? performance.now() - started;
      const seen: ServerCounts = JSON.parse(await (await fetch(control)).text());
      return { ...own, ...seen, processMs };
    },
    close: () => server.kill(),
  };
}

type ServerCounts = Pick<Measured, 'seen' | 'refused' | 'meanInFlight' | 'spanMs'>;

type Own = Pick<Measured, 'wallMs' | 'cpuMs' | 'peakMb'> & { processMs?: number };

async function runClient(script: string, args: string[]): Promise<Own> {
  const { output } = await node([script, ...args], process.cwd(), {});
  return JSON.parse(output);
}

/** Runs the gate on a repository made for it. What it used is told by a hook at its exit. */
async function runGate(cli: string, cases: number, concurrency: number, baseUrl: string): Promise<Own> {
  const scene = makeScene(cases, concurrency);
  const hook = `data:text/javascript,${encodeURIComponent(tellUsage)}`;
  const files = ['json', 'html', 'markdown', 'junit'].flatMap((kind) => [`--${kind}`, `report.${kind}`]);
  try {
    const started = performance.now();
    const { output, code } = await node(
      ['--import', hook, cli, 'gate', '--base', 'main', ...files],
      scene.directory,
      {
        OPENAI_API_KEY: 'key',
        OPENAI_BASE_URL: baseUrl,
      },
    );
    const processMs = performance.now() - started;
    const told = /usage (\{.*\})/.exec(output)?.[1];
    if (code !== 0 || told === undefined) throw new Error(`the gate ended with ${code}:\n${output}`);
    return { ...JSON.parse(told), wallMs: processMs, processMs };
  } finally {
    scene.remove();
  }
}

const tellUsage = `
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
  process.stderr.write('usage ' + JSON.stringify(usage) + '\\n');
});`;

function node(
  args: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ output, code }));
  });
}
