/**
 * Reads every promptfoo config below a folder, without calling a model, and counts which of them can be gated as they
 * are, which once the policy names a model, which once it names an assertion for every case too, and why not all are
 * as they are:
 *
 *     node scripts/count-promptfoo.ts FOLDER [--list]
 *
 * Configs for red teaming (with `redteam:`, or in a folder of that name) are left out, and so are results of a run.
 * `--list` names every config with its mistakes.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigurationError } from '../src/base/errors.ts';
import { ASSUMED_DISCORDANCE } from '../src/commands/check/check.ts';
import { checkFile, type PromptCheck } from '../src/commands/check/check-prompt.ts';
import { defaultConfig } from '../src/config/schema.ts';
import type { PromptEntry } from '../src/domain/policy.ts';
import type { Snapshot } from '../src/domain/snapshot.ts';
import { promptfoo } from '../src/prompt/formats/promptfoo.ts';

const MODEL = 'openai:gpt-4.1-mini-2025-04-14';
const CONFIG = /(?:^|\/)[^/]*promptfooconfig[^/]*\.(?:ya?ml|json)$/i;
const BYTES = 2_000_000;
const OUTCOMES = ['as it is', 'with a model named', 'with an assertion named too', 'refused'] as const;
/** What the owner could have every case judged by, where the config states no assertion. */
const ASSERTION = { type: 'select-best', value: 'Answers the question.' };

const [folder, option] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('Name the folder with the configs: node scripts/count-promptfoo.ts FOLDER');

const snapshot = await folderSnapshot(folder);
const configs: string[] = [];
let redteam = 0;
for (const path of await snapshot.list()) {
  if (!/\.(?:ya?ml|json)$/i.test(path)) continue;
  const text = (await snapshot.read(path)) ?? '';
  if (!CONFIG.test(path) && !promptfoo.recognises(path, text)) continue;
  if (/^\s{0,4}"(?:evalId|results)"\s*:/m.test(text)) continue;
  if (/(?:^|\/)redteam[^/]*\//i.test(path) || /^["']?redteam["']?:|^\s{0,4}"redteam"\s*:/m.test(text))
    redteam += 1;
  else configs.push(path);
}

type Outcome = (typeof OUTCOMES)[number];

type Row = {
  path: string;
  outcome: Outcome;
  errors: ConfigurationError[];
};
const rows: Row[] = [];
for (const path of configs) rows.push(await judged(path));

const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
const share = (number: number) => `${((100 * number) / rows.length).toFixed(1)} %`;
console.log(`${rows.length} configs (and ${redteam} for red teaming)\n`);
console.log('| | configs | share |\n| --- | ---: | ---: |');
for (const outcome of OUTCOMES) {
  console.log(`| ${outcome} | ${count(outcome)} | ${share(count(outcome))} |`);
}
console.log('\n| reason | configs |\n| --- | ---: |');
for (const [reason, number] of reasonsOf(rows)) console.log(`| ${reason} | ${number} |`);
if (option === '--list') {
  for (const { path, outcome, errors } of rows) {
    if (errors.length === 0) continue;
    console.log(`\n${path}: ${outcome}`);
    for (const { problem, place } of errors.slice(0, 6))
      console.log(`  ${place?.path ?? ''}:${place?.line ?? ''} ${problem}`);
  }
}

async function judged(path: string): Promise<Row> {
  const asItIs = await checked({ kind: 'entry', path });
  if (isWhole(asItIs)) return { path, outcome: 'as it is', errors: [] };
  const entry = { kind: 'entry', path, model: MODEL } as const;
  const named = await checked(entry);
  if (isWhole(named)) return { path, outcome: 'with a model named', errors: [] };
  const errors = named.flatMap((each) => each.errors);
  const asserted = await checked({ ...entry, suite: path, dataset: { assert: [ASSERTION] } });
  return { path, outcome: isWhole(asserted) ? 'with an assertion named too' : 'refused', errors };
}

function isWhole(checks: readonly PromptCheck[]): boolean {
  return checks.length > 0 && checks.every(({ found }) => found !== null);
}

async function checked(entry: PromptEntry): Promise<PromptCheck[]> {
  const config = { ...defaultConfig(), prompts: [entry] };
  return checkFile(entry.path, snapshot, {
    config,
    credentials: { providers: {} },
    discordance: ASSUMED_DISCORDANCE,
  });
}

/** The first mistake of each config decides; names, texts and numbers in it do not. What is there once is counted together. */
function reasonsOf(all: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { errors } of all) {
    const [first] = errors;
    if (first === undefined) continue;
    const reason = first.problem
      .replace(/"[^"]*"/g, '"…"')
      .replace(/\d+/g, 'N')
      .replaceAll('|', '\\|');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const several = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  const single = counts.size - several.length;
  return single === 0 ? several : [...several, ['others, one config each', single]];
}

/** The files of a folder as a revision; links are not followed. */
async function folderSnapshot(root: string): Promise<Snapshot> {
  const paths = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|\.git)\//.test(path))
    .sort();
  const all = new Set(paths);
  return {
    revision: 'worktree',
    list: async () => paths,
    has: async (path) => all.has(path),
    read: async (path) => {
      if (!all.has(path) || (await lstat(join(root, path))).size > BYTES) return undefined;
      return readFile(join(root, path), 'utf8');
    },
    blob: async (path) => (all.has(path) ? path : undefined),
  };
}
