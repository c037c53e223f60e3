import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { NOW } from '../test/kit/observations.ts';
import { median } from './median.ts';

/*
 * npm run bench -- observe [--rounds 3] [--rows 1000000]: what a row costs `observe`, beside JSON.parse of the same lines,
 * and how its memory grows with the rows. Never fails.
 */

const { values: given } = parseArgs({
  // The name of this part.
  allowPositionals: true,
  options: { rounds: { type: 'string' }, rows: { type: 'string' } },
});
const rounds = Number(given.rounds ?? 3);
const most = Number(given.rows ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-bench-'));

type Way = 'parse' | 'observe';
type Measured = { rows: number; cpuMs: number; peakMb: number };

/** Lines as the runtime records them: every fifth call is of a unit of its own, over two days. */
async function writeRows(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  for (let row = 0; row < count; row += 1) {
    const unit = createHash('sha256')
      .update(String(row % Math.ceil(count / 5)))
      .digest('hex');
    const line = JSON.stringify({
      id: `${unit.slice(0, 8)}-${unit.slice(8, 12)}-4000-8000-${String(row).padStart(12, '0')}`,
      at: new Date(NOW - (row % 172_800) * 1000).toISOString(),
      ...{ environment: 'production', prompt: 'support', version: row % 10 === 0 ? '1.1.0' : '1.0.0' },
      ...{ serial: 2, segment: ['standard', 'enterprise', '*'][row % 3], unit },
      ...{ propensity: 0.9, metrics: { resolved: row % 4 !== 0, cost_usd: (row % 97) / 10_000 } },
    });
    if (!file.write(`${line}\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => file.end(() => resolve()));
}

async function measure(way: Way, path: string): Promise<Measured> {
  const script = join(import.meta.dirname, 'observe-rows.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, way, path]);
  return JSON.parse(stdout);
}

function tell(what: string, value: string): void {
  process.stdout.write(`| ${what} | ${value} |\n`);
}

try {
  const [small, large] = [join(folder, 'small.jsonl'), join(folder, 'large.jsonl')];
  await writeRows(small, most / 10);
  await writeRows(large, most);
  const runs: { parse: Measured; observe: Measured; few: Measured; parseFew: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    runs.push({
      parse: await measure('parse', large),
      observe: await measure('observe', large),
      parseFew: await measure('parse', small),
      few: await measure('observe', small),
    });
  }
  const of = (value: (run: (typeof runs)[number]) => number) => median(runs.map(value));
  tell(`measured (medians of ${rounds} rounds, ${most} rows)`, 'value');
  tell('---', '---');
  tell(
    'CPU of a row / reading the file and `JSON.parse` of its lines',
    of(({ parse, observe }) => observe.cpuMs / parse.cpuMs).toFixed(2),
  );
  tell('– one row', `${of(({ observe }) => (observe.cpuMs * 1000) / observe.rows).toFixed(1)} µs of CPU`);
  tell(
    'peak memory / that of a tenth of the rows',
    of(({ few, observe }) => observe.peakMb / few.peakMb).toFixed(2),
  );
  tell(
    '– of all rows',
    `${of(({ observe }) => observe.peakMb).toFixed(0)} MB (parsing alone ${of(({ parse }) => parse.peakMb).toFixed(0)} MB)`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
