import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { type Client, type Measured, runCommand, type Settings, startBench, type Value } from './measure.ts';
import { median } from './median.ts';
import { makeQuietScene, makeSharedSuiteScene, makeSuiteScene, type Scene } from './scene.ts';

/*
 * npm run bench -- gate [--rounds 5]: prints ratios of the gate and its engine to bare node:http and to the SDK's own loop,
 * measured side by side in one run (bench/README.md). Needs dist/ built. Never fails.
 */

const run = promisify(execFile);
const { values: given } = parseArgs({
  // The name of this part.
  allowPositionals: true,
  options: { rounds: { type: 'string' }, dist: { type: 'string' }, promptfoo: { type: 'string' } },
});
const rounds = Number(given.rounds ?? 3);
const scratch = mkdtempSync(join(tmpdir(), 'prompt-eval-gate-bench-'));
const dist = given.dist ?? join(import.meta.dirname, '..', 'dist');
const cli = join(dist, 'cli.js');

/** The clients bundled as the gate is, each with no more than it needs, so that all are loaded in the same way. */
async function bundleClients(): Promise<{ floor: string; client: string }> {
  const [floor, client] = ['floor', 'client'] as const;
  for (const name of [floor, client]) {
    const bundle = await rolldown({ input: join(import.meta.dirname, `${name}.ts`), platform: 'node' });
    await bundle.write({ dir: scratch, format: 'esm', minify: true, entryFileNames: '[name].mjs' });
    await bundle.close();
  }
  return { floor: join(scratch, `${floor}.mjs`), client: join(scratch, `${client}.mjs`) };
}

const bench = await startBench({
  ...(await bundleClients()),
  cli,
  promptfoo: given.promptfoo,
  concurrency: 100,
});

/** Measures several clients, round after round, so that each round runs on the same machine state; returns medians. */
async function compare(clients: Client[], cases: number, settings: Settings, times = rounds) {
  const all = new Map<Client, Measured[]>(clients.map((client) => [client, []]));
  for (let round = 0; round < times; round += 1) {
    for (const client of clients) all.get(client)?.push(await bench.measure(client, cases, settings));
  }
  return (client: Client, value: Value) => median((all.get(client) ?? []).map((measured) => measured[value]));
}

/** How much longer a command takes than `node -e 0`. */
async function startRatio(args: string[], environment: Record<string, string> = {}): Promise<number> {
  const time = async (given: string[]) => {
    const started = performance.now();
    await run(process.execPath, given, { env: { ...process.env, ...environment } });
    return performance.now() - started;
  };
  const ratios: number[] = [];
  for (let round = 0; round < rounds * 3; round += 1)
    ratios.push((await time(args)) / (await time(['-e', '0'])));
  return median(ratios);
}

/** The same for the Action, on a pull request that changes no prompt. */
async function quietRatio(): Promise<number> {
  const scene = makeQuietScene();
  try {
    return await startRatio([join(dist, 'action.js')], scene.environment);
  } finally {
    scene.remove();
  }
}

/** CPU time, s, and peak memory, MB, of a command in a repository made for it: medians. */
async function commandCost(args: string[], scene: Scene): Promise<{ cpu: number; peakMb: number }> {
  try {
    const all = [];
    for (let round = 0; round < rounds; round += 1) all.push(await runCommand(cli, args, scene));
    const cpu = median(all.map(({ cpuMs }) => cpuMs)) / 1000;
    return { cpu, peakMb: median(all.map(({ peakMb }) => peakMb)) };
  } finally {
    scene.remove();
  }
}

async function tellCommands(): Promise<void> {
  const checked = await commandCost(['check'], makeSuiteScene(15_000));
  tell('CPU of `check`, 15,000 cases in YAML', checked.cpu, '≤ 2.5 s', ' s');
  tell('– its peak memory', checked.peakMb, '', ' MB');
  const shared = { prompts: 100, cases: 1000 };
  for (const args of [['check'], ['init', '--dry-run']]) {
    const { cpu } = await commandCost(args, makeSharedSuiteScene(shared));
    tell(`CPU of \`${args[0]}\`, 100 prompts that share 1,000 cases`, cpu, '≤ 1.5 s', ' s');
  }
}

function tell(what: string, value: number, goal: string, unit = ''): void {
  process.stdout.write(`| ${what} | ${value.toFixed(2)}${unit} | ${goal} |\n`);
}

process.stdout.write(`| measured (median of ${rounds} rounds) | value | goal |\n| --- | --- | --- |\n`);
try {
  const calm = await compare(['http', 'sdk', 'engine', 'gate', 'gate-yaml'], 1000, { latencyMs: 200 });
  const floor = calm('http', 'processMs');
  tell(
    'time, 1,000 cases × 2, 200 ms, 100 at once: whole gate / bare http',
    calm('gate', 'processMs') / floor,
    '≤ 1.12',
  );
  tell('– with the cases in YAML', calm('gate-yaml', 'processMs') / floor, '≤ 1.12');
  tell('– the engine alone / bare http', calm('engine', 'processMs') / floor, '');
  tell('– the SDK in a loop / bare http', calm('sdk', 'processMs') / floor, '');
  tell('– mean calls in flight of 100, whole gate', calm('gate', 'meanInFlight'), '≥ 95');
  for (const [cases, latencyMs, goal] of [
    [150, 500, '≤ 500'],
    [50, 50, '≤ 450'],
  ] as const) {
    const short = await compare(['http', 'gate-yaml'], cases, { latencyMs });
    const over = short('gate-yaml', 'processMs') - short('http', 'processMs');
    tell(`time over bare http, ${cases} cases × 2, ${latencyMs} ms, YAML`, over, `${goal} ms`, ' ms');
  }
  const calmEngine = await compare(['engine'], 250, { latencyMs: 5 });
  const faulty = await compare(['engine'], 250, { latencyMs: 5, faults: true });
  tell(
    'time, 250 cases × 2, 5 ms, 8 % mixed faults / without',
    faulty('engine', 'wallMs') / calmEngine('engine', 'wallMs'),
    '≤ 1.50',
  );
  const disturbed = await compare(['engine'], 1000, { latencyMs: 200, faults: true }, 1);
  tell(
    'time, 1,000 cases × 2, 200 ms, 8 % mixed faults / without',
    disturbed('engine', 'wallMs') / calm('engine', 'wallMs'),
    '≤ 1.20',
  );
  const outage = { fromMs: 1000, lastsMs: 10_000 };
  const interrupted = await compare(['engine'], 1000, { latencyMs: 200, outage }, 1);
  tell(
    'time, 1,000 cases × 2, 200 ms, an outage of 10 s / without it and 10 s',
    interrupted('engine', 'wallMs') / (calm('engine', 'wallMs') + 10_000),
    '≤ 1.15',
  );
  const again = await compare(['gate-again'], 1000, { latencyMs: 0 });
  const againSeconds = again('gate-again', 'processMs') / 1000;
  tell('second run of the same 1,000 cases × 2, YAML, whole gate', againSeconds, '≤ 0.8 s', ' s');
  tell('– calls it makes', again('gate-again', 'seen') - 2000, '0');
  const busy = await compare(['http', 'sdk', 'engine'], 5000, { latencyMs: 0 });
  tell(
    'CPU a trial, 5,000 cases × 2, no latency: engine / SDK in a loop',
    busy('engine', 'cpuMs') / busy('sdk', 'cpuMs'),
    '≤ 1.30',
  );
  tell('– engine / bare http', busy('engine', 'cpuMs') / busy('http', 'cpuMs'), '');
  const many = await compare(['engine'], 20_000, { latencyMs: 0 }, 1);
  tell(
    '– 20,000 cases × 2 / 5,000 cases × 2',
    many('engine', 'cpuMs') / 4 / busy('engine', 'cpuMs'),
    '1 (linear)',
  );
  for (const client of ['gate', 'gate-yaml'] as const) {
    const whole = await compare([client], 5000, { latencyMs: 20 });
    const huge = await compare([client], 20_000, { latencyMs: 20 }, 1);
    const suite = client === 'gate' ? 'JSON lines' : 'YAML';
    const peak = whole(client, 'peakMb');
    tell(`peak memory of the whole gate, 5,000 cases × 2, ${suite}`, peak, '≤ 180 MB', ' MB');
    tell('– 20,000 cases × 2 / 5,000 cases × 2', huge(client, 'peakMb') / peak, '≤ 1.20');
  }
  const limited = await compare(['engine'], 500, { latencyMs: 100, perSecond: 50 }, 1);
  tell(
    'time of 1,000 trials where 50 calls a second are allowed / 20 s',
    limited('engine', 'spanMs') / 20_000,
    '≤ 1.10',
  );
  tell('– calls refused', limited('engine', 'refused') / 10, '< 5 %', ' %');
  tell('start: --version / node -e 0', await startRatio([cli, '--version']), '≤ 1.50');
  tell('the Action where no prompt changed / node -e 0', await quietRatio(), '≤ 3.50');
  await tellCommands();
  if (given.promptfoo) await comparePromptfoo();
} finally {
  bench.close();
  rmSync(scratch, { recursive: true, force: true });
}

async function comparePromptfoo(): Promise<void> {
  for (const [cases, latencyMs] of [
    [1000, 200],
    [250, 50],
  ] as const) {
    const both = await compare(['http', 'gate', 'promptfoo'], cases, { latencyMs });
    const what = `${cases} cases × 2, ${latencyMs} ms`;
    const floor = both('http', 'processMs');
    tell(`time, ${what}: promptfoo / bare http`, both('promptfoo', 'processMs') / floor, '');
    tell('– whole gate / bare http', both('gate', 'processMs') / floor, '');
    tell('– peak memory: promptfoo / whole gate', both('promptfoo', 'peakMb') / both('gate', 'peakMb'), '');
    tell('– CPU: promptfoo / whole gate', both('promptfoo', 'cpuMs') / both('gate', 'cpuMs'), '');
    tell('– mean calls in flight of 100: promptfoo', both('promptfoo', 'meanInFlight'), '');
  }
}
