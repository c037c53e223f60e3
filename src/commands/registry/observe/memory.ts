import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../../base/digest.ts';
import { type Repository, storeDirectoryOf } from '../../../repo/git.ts';
import type { BranchPlace } from '../../../repo/remote.ts';

/** Ids that this clone counted: their hashes, and the events that counted them. */
export type KnownIds = { hashes: Float64Array[]; events: ReadonlySet<string> };

/** Below the folder of stored answers. */
const FOLDER = 'observed';
const FILE = /^\d{8}T\d{9}Z-([0-9a-f]{16})\.ids$/;
/** Hashes that are kept, of 8 bytes each: those of the latest runs. */
const MOST_HASHES = 2_000_000;

/** What earlier runs from this clone counted. Nothing of it leaves the clone. */
export async function readKnownIds(repository: Repository, place: BranchPlace): Promise<KnownIds> {
  const folder = folderOf(repository, place);
  const names = (await readdir(folder).catch(() => [])).filter((name) => FILE.test(name));
  const hashes: Float64Array[] = [];
  const events = new Set<string>();
  let count = 0;
  for (const name of names.sort().reverse()) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes === null || bytes.length % 8 !== 0) continue;
    count += bytes.length / 8;
    if (count > MOST_HASHES) {
      await rm(join(folder, name), { force: true });
      continue;
    }
    const own = new Float64Array(bytes.length / 8);
    for (let at = 0; at < own.length; at += 1) own[at] = bytes.readDoubleLE(at * 8);
    hashes.push(own);
    events.add(FILE.exec(name)?.[1] ?? '');
  }
  return { hashes, events };
}

/** Remembers the ids that an event counted. */
export async function saveKnownIds(
  { repository, place }: { repository: Repository; place: BranchPlace },
  { id, at }: { id: string; at: string },
  hashes: Float64Array,
): Promise<void> {
  const folder = folderOf(repository, place);
  await mkdir(folder, { recursive: true });
  const bytes = Buffer.alloc(hashes.length * 8);
  for (const [index, hash] of hashes.entries()) bytes.writeDoubleLE(hash, index * 8);
  const file = join(folder, `${at.replaceAll(/[-:.]/g, '')}-${id}.ids`);
  // A file that is half written would say that the event's ids are known.
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

function folderOf(repository: Repository, { remote, branch }: BranchPlace): string {
  return join(storeDirectoryOf(repository), FOLDER, digestOf([remote, branch]).slice(0, 16));
}
