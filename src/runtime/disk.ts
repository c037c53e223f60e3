import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../base/canonical-json.ts';
import type { BundleFile } from '../domain/bundle-file.ts';
import type { Source } from './api.ts';
import type { Taken } from './follow.ts';
import { reasonOf } from './prompt-error.ts';
import { LARGEST_FILE } from './source.ts';
import { file } from './sources/file.ts';

/** The last good state of an environment, in one file of a folder: written whole or not at all, and never a second one. */
export type Disk = {
  /** What was good last. */
  source: Source;
  /** Writes what serves now, later and in order. Never throws. */
  save(taken: Taken): void;
  /** Why it could not be written last; null: it could. */
  problem(): string | null;
  /** Resolves when everything is written. */
  settled(): Promise<void>;
};

/** A draft of this age (ms) was left by a process that died. */
const ABANDONED_AFTER_MS = 60_000;

export function openDisk(folder: string, environment: string): Disk {
  const path = join(folder, `${environment}.json`);
  const source: Source = { ...file(path), name: `cache ${path}` };
  let problem: string | null = null;
  let writing = Promise.resolve();
  let newest = 0;

  const write = async ({ pointer, bundles }: Taken): Promise<void> => {
    if (pointer.serial < newest) return;
    const objects = Object.fromEntries([...bundles].map(([digest, { bundle }]) => [digest, bundle]));
    const content: BundleFile = { format: 1, pointer, objects };
    const text = canonicalJson(content);
    if (Buffer.byteLength(text) > LARGEST_FILE)
      throw new Error(`would have more than ${LARGEST_FILE / 1e6} MB`);
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder, `${environment}.json.`);
    const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
  };

  return {
    source,
    save(taken) {
      newest = Math.max(newest, taken.pointer.serial);
      writing = writing
        .then(() => write(taken))
        .then(
          () => {
            problem = null;
          },
          (error: unknown) => {
            problem = `${path}: ${reasonOf(error)}`;
          },
        );
    },
    problem: () => problem,
    settled: () => writing,
  };
}

async function removeAbandoned(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const draft = join(folder, name);
    const modified = (await stat(draft).catch(() => null))?.mtimeMs;
    if (modified !== undefined && Date.now() - modified > ABANDONED_AFTER_MS)
      await rm(draft, { force: true });
  }
}
