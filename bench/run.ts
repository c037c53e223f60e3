import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/*
 * npm run bench [-- --rounds 3]: prints ratios of the engine to the bare floor and to the SDK's own loop, measured side by
 * side in one run (bench/README.md). Never fails.
 */

type Measured = { wallMs: number; cpuMs: number; peakMb: number };
type Seen = { seen: number; refused: number; meanInFlight: number; spanMs: number };
type Client = 'http' | 'sdk' | 'engine' | 'engine-again';
type Settings = { latencyMs: number; perSecond?: number };

const run = promisify(execFile);
const concurrency = 100;
const roundsAt = process.argv.indexOf('--rounds');
const rounds = roundsAt > 0 ? Number(process.argv[roundsAt + 1]) : 3;

async function startServer(): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { process: child, url: `http://127.0.0.1:${port}` };
}

const server = await startServer();

/** Runs one client to its end against a server with these settings. */
async function measure(client: Client, cases: number, settings: Settings): Promise<Measured & Seen> {
  const control = `${server.url}/control`;
  await fetch(control, { method: 'POST', body: JSON.stringify(settings) });
  const script = join(import.meta.dirname, 'client.ts');
  const args = [script, client, `${server.url}/v1`, String(cases), String(concurrency)];
  const { stdout } = await run(process.execPath, args);
  const seen = await (await fetch(control)).json();
  return { ...JSON.parse(stdout), ...(typeof seen === 'object' ? seen : {}) };
}

/** Several clients, round after round, so that each round sees the same machine. */
async function compare(clients: Client[], cases: number, settings: Settings, times = rounds) {
  const all = new Map<Client, (Measured & Seen)[]>(clients.map((client) => [client, []]));
  for (let round = 0; round < times; round += 1) {
    for (const client of clients) all.get(client)?.push(await measure(client, cases, settings));
  }
  return (client: Client, value: keyof (Measured & Seen)) =>
    median((all.get(client) ?? []).map((measured) => measured[value]));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function tell(what: string, value: number, goal: string, unit = ''): void {
  process.stdout.write(`| ${what} | ${value.toFixed(2)}${unit} | ${goal} |\n`);
}

process.stdout.write(`| measured (median of ${rounds} rounds) | value | goal |\n| --- | --- | --- |\n`);
try {
  const calm = await compare(['http', 'sdk', 'engine'], 1000, { latencyMs: 200 });
  tell(
    'wall, 1,000 cases × 2, 200 ms: engine / bare http',
    calm('engine', 'wallMs') / calm('http', 'wallMs'),
    '≤ 1.10',
  );
  tell('wall, the same: SDK loop / bare http', calm('sdk', 'wallMs') / calm('http', 'wallMs'), '');
  tell('mean calls in flight of 100', calm('engine', 'meanInFlight'), '≥ 95');
  const short = await compare(['http', 'sdk', 'engine'], 250, { latencyMs: 50 });
  tell(
    'wall, 250 cases × 2, 50 ms: engine / bare http',
    short('engine', 'wallMs') / short('http', 'wallMs'),
    '≤ 1.25',
  );
  tell('wall, the same: SDK loop / bare http', short('sdk', 'wallMs') / short('http', 'wallMs'), '');
  const busy = await compare(['http', 'sdk', 'engine'], 5000, { latencyMs: 0 });
  tell(
    'CPU per trial, 5,000 × 2: engine / SDK loop',
    busy('engine', 'cpuMs') / busy('sdk', 'cpuMs'),
    '≤ 1.30',
  );
  tell('CPU per trial, the same: engine / bare http', busy('engine', 'cpuMs') / busy('http', 'cpuMs'), '');
  const many = await compare(['engine'], 20_000, { latencyMs: 0 }, 1);
  tell(
    'CPU per trial: 20,000 × 2 / 5,000 × 2',
    many('engine', 'cpuMs') / 4 / busy('engine', 'cpuMs'),
    '1 (linear)',
  );
  tell('peak memory, 5,000 × 2', busy('engine', 'peakMb'), '≤ 180 MB', ' MB');
  tell('peak memory: 20,000 × 2 / 5,000 × 2', many('engine', 'peakMb') / busy('engine', 'peakMb'), '≤ 1.20');
  const limited = await compare(['engine'], 500, { latencyMs: 100, perSecond: 50 }, 1);
  tell('wall, 1,000 trials at 50 calls/s / 20 s', limited('engine', 'spanMs') / 20_000, '≤ 1.10');
  tell('calls refused there', (limited('engine', 'refused') / 1000) * 100, '< 5 %', ' %');
  const again = await compare(['engine-again'], 1000, { latencyMs: 0 }, 1);
  tell('second run of the same 1,000 × 2', again('engine-again', 'wallMs') / 1000, '< 1 s', ' s');
  tell('calls it makes', again('engine-again', 'seen') - 2000, '0');
} finally {
  server.process.kill();
}
