import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf } from '../../base/digest.ts';
import { isMapping } from '../../base/json.ts';
import { hasCode } from '../../base/system-error.ts';
import type { Actor, Version } from '../../domain/registry.ts';
import type { Tripped } from '../../domain/tripped.ts';
import { parseJson } from '../../registry/events.ts';
import { tripped } from '../../registry/tripped-event.ts';
import { type Repository, storeDirectoryOf } from '../../repo/git.ts';
import type { BranchPlace } from '../../repo/remote.ts';

/** A rollback that could not be recorded when it was done. Every later command that writes records it first. */
export type PendingRollback = {
  format: 1;
  prompt: string;
  environment: string;
  from: Version;
  /** The version that everything went to; null: what served before. */
  to: Version | null;
  reason: string;
  /** Guards that tripped, to be recorded with it; absent where a person took it back. */
  trips?: Tripped[];
  /** Under which it was published; absent from notes of earlier versions. */
  serial?: number;
  actor: Actor;
  /** ISO 8601. */
  at: string;
};

/** One of them, and its file. */
export type WaitingRollback = { file: string; rollback: PendingRollback };

/** Below the folder of stored answers. */
const FOLDER = 'pending';
const MAX_PENDING = 100;
const TRIPS = z.array(z.object(tripped));

/** Notes a rollback in git's own folder, for the next command that can write. */
export async function savePending(
  repository: Repository,
  place: BranchPlace,
  rollback: PendingRollback,
): Promise<void> {
  const folder = folderOf(repository, place);
  await mkdir(folder, { recursive: true });
  const name = `${rollback.at.replaceAll(/[-:.]/g, '')}-${digestOf(rollback).slice(0, 16)}.json`;
  await writeFile(join(folder, name), JSON.stringify(rollback), { flag: 'wx' }).catch(ignoreExisting);
}

/** The rollbacks that wait to be recorded, oldest first, each with its file. */
export async function readPending(repository: Repository, place: BranchPlace): Promise<WaitingRollback[]> {
  const folder = folderOf(repository, place);
  const names = await readdir(folder).catch(() => []);
  const found: WaitingRollback[] = [];
  for (const name of names
    .filter((each) => each.endsWith('.json'))
    .sort()
    .slice(0, MAX_PENDING)) {
    const file = join(folder, name);
    const rollback = pendingIn(await readFile(file, 'utf8').catch(() => ''));
    if (rollback) found.push({ file, rollback });
  }
  return found;
}

/** Forgets rollbacks that are recorded. */
export async function removePending(files: readonly string[]): Promise<void> {
  await Promise.all(files.map((file) => rm(file, { force: true })));
}

/**
 * Removes the notes that came with answers of another machine, where nobody was on call.
 * @param storeDirectory where the answers were copied to
 */
export async function dropCopiedPending(storeDirectory: string): Promise<void> {
  await rm(join(storeDirectory, FOLDER), { recursive: true, force: true });
}

function folderOf(repository: Repository, { remote, branch }: BranchPlace): string {
  return join(storeDirectoryOf(repository), FOLDER, digestOf([remote, branch]).slice(0, 16));
}

function pendingIn(text: string): PendingRollback | null {
  const value = parseJson(text);
  if (!isMapping(value) || value.format !== 1) return null;
  const { prompt, environment, from, to, reason, serial, actor, at } = value;
  if (typeof prompt !== 'string' || typeof environment !== 'string' || typeof from !== 'string') return null;
  if (typeof reason !== 'string' || typeof at !== 'string' || !isMapping(actor)) return null;
  const { name, source } = actor;
  if (typeof name !== 'string' || (source !== 'github' && source !== 'terminal')) return null;
  if (to !== null && typeof to !== 'string') return null;
  const known = typeof serial === 'number' && Number.isSafeInteger(serial) ? { serial } : {};
  const read = TRIPS.safeParse(value.trips ?? []);
  const trips = read.success && read.data.length > 0 ? { trips: read.data } : {};
  const rollback = { prompt, environment, from, to, reason, ...known, ...trips };
  return { format: 1, ...rollback, actor: { name, source }, at };
}

function ignoreExisting(problem: unknown): void {
  if (hasCode(problem, 'EEXIST')) return;
  throw problem;
}
