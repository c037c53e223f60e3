import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';

/** What the worker is asked: the tests with the file as it is, or with one change in it. */
export type Task = {
  file: string;
  tests: readonly string[];
  change: { start: number; end: number; replacement: string } | null;
};

/** `failed` names the first test that failed; null where all passed. */
export type Outcome = { failed: string | null };

let current: { path: string; text: string } | null = null;

const vitest = await createVitest(
  'test',
  {
    config: resolve(import.meta.dirname, 'vitest.config.ts'),
    watch: false,
    bail: 1,
    pool: 'threads',
    maxWorkers: 1,
    // It is kept by what is on disk, where no mutant is.
    fsModuleCache: false,
    reporters: [{}],
    onConsoleLog: () => false,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => (current && id.split('?')[0] === current.path ? current.text : null),
      },
    ],
  },
);

/** Runs the tests of one task. */
async function run({ file, tests, change }: Task): Promise<Outcome> {
  const path = resolve(file);
  const source = readFileSync(path, 'utf8');
  const text = change
    ? source.slice(0, change.start) + change.replacement + source.slice(change.end)
    : source;
  if (current) vitest.invalidateFile(current.path);
  current = { path, text };
  vitest.invalidateFile(path);
  // Else the outcome of tests that ran before would count too.
  vitest.state.filesMap.clear();
  const { testModules, unhandledErrors } = await vitest.start([...tests]);
  if (testModules.length === 0) throw new Error(`no tests among ${tests.join(', ')}`);
  for (const module of testModules) {
    for (const test of module.children.allTests('failed')) return { failed: test.fullName };
    if (!module.ok()) return { failed: module.moduleId };
  }
  return { failed: unhandledErrors.length > 0 ? 'an error outside of the tests' : null };
}

process.on('message', async (task: Task) => {
  const outcome = await run(task);
  process.send?.(outcome);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
