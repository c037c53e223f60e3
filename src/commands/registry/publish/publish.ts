import { join, resolve } from 'node:path';
import { canonicalJson } from '../../../base/canonical-json.ts';
import { ConfigurationError, GateFailure } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { type Folder, publishedIn, publishToFolder, writeWhole } from '../../../delivery/folder.ts';
import type { BundleFile } from '../../../domain/bundle-file.ts';
import type { Pointer } from '../../../domain/pointer.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import { parseJson } from '../../../registry/events.ts';
import { pointerPath, textDigest } from '../../../registry/files.ts';
import { pointerOf } from '../../../registry/pointer.ts';
import { digestsIn, publicationOf } from '../../../registry/publication.ts';
import type { Repository } from '../../../repo/git.ts';
import { type Log, readBundle } from '../log.ts';

/** What became of one environment in one folder. */
export type Published = {
  folder: string;
  environment: string;
  serial: number;
  /** `current`: it served this already; `newer`: it serves a higher serial, which stays. */
  outcome: 'published' | 'current' | 'newer';
};

/** The folders of the policy, in the repository. */
export function foldersOf({ root }: Repository, { publish }: RegistryPolicy): Folder[] {
  return publish.map(({ path }) => ({ path: join(root, path), root }));
}

/** A folder that somebody names in a terminal. */
export function folderAt(directory: string, path: string): Folder {
  const absolute = resolve(directory, path);
  return { path: absolute, root: absolute };
}

/** A log, or what is to become one: its files that are not on the branch yet, by path. */
export type Publishable = Pick<Log, 'state' | 'snapshot'> & { written?: Readonly<Record<string, string>> };

/**
 * The largest serials that the folders serve, by environment.
 * @throws as `publishedIn`
 */
export async function publishedSerials(
  folders: readonly Folder[],
  environments: readonly string[],
): Promise<Record<string, number>> {
  const serials: Record<string, number> = {};
  for (const environment of environments) {
    for (const folder of folders) {
      const there = await publishedIn(folder, environment);
      if (there) serials[environment] = Math.max(there.serial, ownMember(serials, environment) ?? 0);
    }
  }
  return serials;
}

/**
 * Publishes what a command has just written.
 * @throws GateFailure: it is on the branch, and could not be published
 */
export async function publishWritten(log: Publishable, folders: readonly Folder[]): Promise<void> {
  if (folders.length === 0) return;
  try {
    await publish(log, folders);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GateFailure(`It is recorded on the branch, and could not be published: ${why}`, {
      remedy: 'Mend that, and run `prompt-eval-gate publish`.',
      cause,
    });
  }
}

/**
 * Publishes every environment that serves something into every folder, as the branch has it.
 * @throws ConfigurationError: a pointer or bundle on the branch is not what the log says; as `publishToFolder`
 */
export async function publish(log: Publishable, folders: readonly Folder[]): Promise<Published[]> {
  const done: Published[] = [];
  for (const environment of Object.keys(log.state.serials)) {
    const serving = await servingIn(log, environment);
    if (!serving) continue;
    const texts = Object.entries(serving.objects).map(([digest, bundle]) => [digest, canonicalJson(bundle)]);
    const publication = publicationOf(serving.pointer, Object.fromEntries(texts));
    for (const folder of folders) {
      const outcome = await publishToFolder(folder, publication);
      done.push({ folder: folder.path, environment, serial: publication.serial, outcome });
    }
  }
  return done;
}

/**
 * Writes what an environment serves into one file, which applications carry in their image.
 * @returns its serial
 * @throws ConfigurationError: nothing serves there, or as `publish`
 */
export async function publishBundle(log: Publishable, environment: string, path: string): Promise<number> {
  const serving = await servingIn(log, environment);
  if (!serving) {
    throw new ConfigurationError(`Nothing serves in ${environment} yet, so there is nothing to write.`, {
      remedy: 'Promote a version first: `prompt-eval-gate promote PROMPT --to ENV`.',
    });
  }
  await writeWhole(path, canonicalJson(serving));
  return serving.pointer.serial;
}

/** An environment as the branch has it; null where nothing serves. */
async function servingIn(log: Publishable, environment: string): Promise<BundleFile | null> {
  const pointer = await pointerIn(log, environment);
  if (!pointer) return null;
  const objects: BundleFile['objects'] = {};
  for (const { prompt, version, digest } of digestsIn(pointer)) {
    objects[digest] = await readBundle(log, prompt, version);
  }
  return { format: 1, pointer, objects };
}

/** The pointer on the branch, with its signatures; it has to say what the log says. */
async function pointerIn(log: Publishable, environment: string): Promise<Pointer | null> {
  const expected = pointerOf(log.state, environment);
  if (!expected) return null;
  const path = pointerPath(environment);
  const text = ownMember(log.written ?? {}, path) ?? (await log.snapshot?.read(path));
  const found = parseJson(text ?? '');
  if (isPointerOf(found, expected)) return found;
  throw new ConfigurationError(`${path} on the registry's branch is not what the log says.`, {
    remedy: '`prompt-eval-gate verify` lists everything that is wrong.',
  });
}

function isPointerOf(found: unknown, expected: Omit<Pointer, 'signatures'>): found is Pointer {
  if (typeof found !== 'object' || found === null || !('signatures' in found)) return false;
  const { signatures, ...content } = found;
  if (!Array.isArray(signatures)) return false;
  const text = JSON.stringify(content);
  return textDigest(canonicalJson(JSON.parse(text))) === textDigest(canonicalJson(expected));
}
