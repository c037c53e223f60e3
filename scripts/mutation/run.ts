import { readFileSync } from 'node:fs';
import known from './equivalents.json' with { type: 'json' };
import { type Equivalent, withoutEquivalents } from './equivalents.ts';
import { type TestedFile, testedFiles } from './files.ts';
import { describeChange, type Mutant, mutantsOf } from './mutants.ts';
import { sampleOf } from './sample.ts';
import { isGoodEnough, type Row, scoreOf, table } from './score.ts';
import { newWorker, type Worker } from './worker-process.ts';

/**
 * How good the tests of the decision core are: changes the source in one place at a time (a mutant) and looks whether
 * a test fails. `npm run test:mutation` tries a fixed sample of all files; `-- verdict/cost` that of the files whose
 * path contains it, and `-- verdict/cost --all` every mutant of them.
 */
type Plan = TestedFile & { tried: Mutant[]; equivalent: number };

const AT_ONCE = 2;

const words = process.argv.slice(2);
const takesAll = words.includes('--all');
const [part = ''] = words.filter((word) => !word.startsWith('--'));
const plans = testedFiles.filter(({ file }) => file.includes(part)).map(planOf);
if (plans.length === 0) throw new Error(`no tested file has ${part} in its path`);

const rows = plans.map(
  ({ file, tried, equivalent }): Row => ({
    file,
    tried: tried.length + equivalent,
    equivalent,
    killed: 0,
    timedOut: 0,
    survivors: [],
  }),
);
const limits = new Map<string, Promise<number>>();
const queue = plans.flatMap((plan, index) =>
  plan.tried.map((mutant) => ({ plan, mutant, row: rows[index] })),
);
const all = queue.length;
const workers = Array.from({ length: AT_ONCE }, newWorker);
await Promise.all(workers.map(work));

process.stdout.write(`\n${table(rows)}\n`);
if (!part && !takesAll && !isGoodEnough(rows)) {
  process.stdout.write('\nThe goal is 90 % of all and 80 % of each file.\n');
  process.exitCode = 1;
}

function planOf(tested: TestedFile): Plan {
  const mutants = mutantsOf(readFileSync(tested.file, 'utf8'));
  const sample = takesAll ? mutants : sampleOf(mutants);
  const list: Equivalent[] = known;
  const { tried, equivalent, stale } = withoutEquivalents(tested.file, { all: mutants, sample, known: list });
  for (const { line, change } of stale) {
    throw new Error(`equivalents.json: ${tested.file} has no mutant ${change} in the line ${line}`);
  }
  return { ...tested, tried, equivalent };
}

async function work(worker: Worker): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { plan, mutant, row } = next;
    const limitMs = await limitOf(worker, plan);
    const outcome = await worker.run({ file: plan.file, tests: plan.tests, change: mutant }, limitMs);
    if (!row) continue;
    if (!outcome) row.timedOut += 1;
    else if (outcome.failed !== null) row.killed += 1;
    else {
      row.survivors.push(mutant);
      process.stdout.write(`survived ${plan.file}:${mutant.line} ${describeChange(mutant)}\n`);
    }
    const done = all - queue.length;
    if (done % 20 === 0) process.stdout.write(`${done} of ${all}: ${scoreOf(rows)}\n`);
  }
  worker.close();
}

/** How long the tests of a file may take: much longer than with the file as it is. */
function limitOf(worker: Worker, { file, tests }: Plan): Promise<number> {
  const key = tests.join();
  const limit = limits.get(key) ?? measure(worker, { file, tests });
  limits.set(key, limit);
  return limit;
}

async function measure(worker: Worker, { file, tests }: TestedFile): Promise<number> {
  const started = performance.now();
  const outcome = await worker.run({ file, tests, change: null }, 600_000);
  if (outcome?.failed !== null)
    throw new Error(`without a mutant, this fails: ${outcome?.failed ?? 'in time'}`);
  return 10_000 + 4 * (performance.now() - started);
}
