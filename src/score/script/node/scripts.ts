import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { OpenScript, TimeLimits } from '../../../interpreter/reply.ts';
import type { ScriptSource } from '../../../interpreter/script-source.ts';
import { type ScriptChild, scriptChild } from './child.ts';
import { confined, confinementNotice, probeConfinement } from './confine.ts';
import { HOST } from './host.ts';

/**
 * Opens scripts that run in Node, each in a process of its own and a private copy of its folder.
 * `onNotice` receives what does not hold on this system.
 */
export async function nodeScripts(
  sources: readonly ScriptSource[],
  { limits, onNotice }: { limits: TimeLimits; onNotice: (notice: string) => void },
): Promise<{ scripts: OpenScript[]; close(): Promise<void> }> {
  const confinement = await probeConfinement();
  const notice = confinementNotice(confinement);
  if (notice !== null) onNotice(notice);
  const home = await realpath(await mkdtemp(join(tmpdir(), 'prompt-eval-gate-script-')));
  const scripts: ScriptChild[] = [];
  const close = async () => {
    for (const script of scripts) script.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    for (const source of sources) {
      const paths = await writeSource(source, join(home, String(scripts.length)));
      scripts.push(scriptChild(confined(confinement, paths), paths.folder, limits));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { scripts, close };
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
