import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ConfigurationError, ConfigurationErrors } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { oneLine } from '../quote.ts';
import { type ScriptChild, type ScriptReply, scriptChild, type TimeLimits } from './child.ts';
import { HOST } from './host.ts';
import type { ScriptReference, ScriptSource } from './source.ts';

/** Runs a script on one answer. Never rejects. */
export type RunScript = (
  script: ScriptReference,
  input: { output: string; context: Json },
) => Promise<ScriptReply>;

/** Scripts at work. */
export type Scripts = { run: RunScript; close(): Promise<void> };

const TIME_LIMITS: TimeLimits = { load: 10_000, call: 5_000 };

const NO_SCRIPTS: Scripts = {
  run: async ({ name }) => ({ ok: false, problem: `${name} is not opened` }),
  close: async () => {},
};

/**
 * Writes scripts into a private temporary folder and loads each in a process of its own.
 * @throws ConfigurationErrors for those that cannot be loaded; nothing is left behind then.
 */
export async function openScripts(
  sources: readonly ScriptSource[],
  limits: TimeLimits = TIME_LIMITS,
): Promise<Scripts> {
  if (sources.length === 0) return NO_SCRIPTS;
  const byPath = new Map<string, ScriptChild>();
  const byReference = new Map<string, ScriptChild>();
  const home = await realpath(await mkdtemp(join(tmpdir(), 'prompt-eval-gate-script-')));
  const close = async () => {
    for (const child of byPath.values()) child.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    for (const source of sources) {
      const folder = join(home, String(byPath.size));
      const child = byPath.get(source.path) ?? scriptChild(await writeSource(source, folder), limits);
      byPath.set(source.path, child);
      for (const reference of source.references) byReference.set(keyOf(reference), child);
    }
    await loadAll(sources, byPath);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    run(reference, input) {
      const child = byReference.get(keyOf(reference));
      return child ? child.call(input) : NO_SCRIPTS.run(reference, input);
    },
    close,
  };
}

async function loadAll(
  sources: readonly ScriptSource[],
  children: ReadonlyMap<string, ScriptChild>,
): Promise<void> {
  const errors: ConfigurationError[] = [];
  for (const [path, child] of children) {
    const loaded = await child.load();
    if (loaded.ok) continue;
    const place = sources.find((source) => source.path === path)?.place;
    errors.push(
      new ConfigurationError(`The script ${path} cannot be used: ${oneLine(loaded.problem, 300)}.`, {
        place,
        remedy: 'It is an ES module whose default export takes the answer and gives true or false.',
      }),
    );
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
}

async function writeSource(
  { path, files }: ScriptSource,
  folder: string,
): Promise<{ folder: string; host: string; script: string }> {
  const own = join(folder, 'script');
  await mkdir(own, { recursive: true });
  for (const file of files) {
    const target = join(own, file.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.text);
  }
  const host = join(folder, 'host.mjs');
  await writeFile(host, HOST);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  return { folder, host, script: join(own, basename(path)) };
}

function keyOf({ from, name }: ScriptReference): string {
  return JSON.stringify([from, name]);
}
