import { canonicalJson } from '../../base/canonical-json.ts';
import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json, ownMember } from '../../base/json.ts';
import { NPX_COMMAND } from '../../base/product.ts';
import type { Bundle } from '../../domain/bundle.ts';
import type { Version } from '../../domain/registry.ts';
import type { EvidenceFile } from '../../domain/registry-files.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { type ChainedEvent, orderedEvents } from '../../registry/chain.ts';
import { parseJson } from '../../registry/events.ts';
import {
  evidencePath,
  isEventPath,
  REGISTRY_FORMAT,
  REGISTRY_PATH,
  type StoredFile,
  textDigest,
  versionPath,
} from '../../registry/files.ts';
import { emptyState, foldEvents } from '../../registry/fold.ts';
import { readIndex } from '../../registry/index-files.ts';
import type { KnownEvidence } from '../../registry/promotion.ts';
import { readTip, type TipReading } from '../../repo/branch.ts';
import type { Repository } from '../../repo/git.ts';
import type { BranchPlace } from '../../repo/remote.ts';
import { snapshotAt } from '../../repo/snapshots.ts';

/** Writing commands wait longer for a remote than reading ones. */
const TIP_TIMEOUT_MS = 30_000;

/** Where a log is kept, and the policy that it belongs to; null: whatever the branch says. */
export type LogPlace = { repository: Repository; place: BranchPlace; policyPath: string | null };

/** The log at one commit of the registry's branch. */
export type Log = {
  events: ChainedEvent[];
  state: RegistryState;
  snapshot: Snapshot | null;
};

/** What was recorded, without the single events. */
export type KnownLog = Pick<Log, 'state' | 'snapshot'>;

/**
 * Reads the whole log, event by event.
 * @param snapshot of the branch's tip; null: there is no branch yet
 * @throws ConfigurationError: the branch is no registry, one of another policy, of a later version of the product, or
 *   its log is not sound
 */
export async function readLog(snapshot: Snapshot | null, policyPath: string | null): Promise<Log> {
  if (snapshot === null) return { events: [], state: emptyState(), snapshot };
  await requireOurs(snapshot, policyPath);
  const events = orderedEvents(await readEvents(snapshot));
  return { events, state: foldEvents(events), snapshot };
}

/** The state by the index, where that may be used, else by the whole log. Throws as `readLog` does. */
export async function readState(
  snapshot: Snapshot | null,
  policyPath: string | null,
): Promise<RegistryState> {
  if (snapshot === null) return emptyState();
  await requireOurs(snapshot, policyPath);
  return (await readIndex(snapshot)) ?? (await readLog(snapshot, policyPath)).state;
}

/** The files of all events, in any order. */
export async function readEvents(snapshot: Snapshot): Promise<StoredFile[]> {
  const paths = (await snapshot.list()).filter(isEventPath);
  return Promise.all(paths.map(async (path) => ({ path, text: (await snapshot.read(path)) ?? '' })));
}

/**
 * The bundle of a registered version.
 * @throws ConfigurationError: its file is missing, or is not what the log names
 */
export async function readBundle(log: KnownLog, prompt: string, version: Version): Promise<Bundle> {
  const path = versionPath(prompt, version);
  const known = ownMember(ownMember(log.state.prompts, prompt)?.versions ?? {}, version);
  const value = parseJson((await log.snapshot?.read(path)) ?? '');
  const bundle = isMapping(value) ? value.bundle : undefined;
  if (known === undefined || !isBundle(bundle, known.digest)) throw notWhatTheLogNames(path);
  return bundle;
}

/**
 * A version's newest evidence, or the one with an id; undefined where it has none. Throws as `readBundle` does.
 * @param wanted the id; undefined: the newest
 */
export async function readEvidence(
  log: KnownLog,
  prompt: string,
  version: Version,
  wanted?: string,
): Promise<KnownEvidence | undefined> {
  const known = ownMember(ownMember(log.state.prompts, prompt)?.versions ?? {}, version);
  const last =
    wanted === undefined ? known?.evidence.at(-1) : known?.evidence.find(({ id }) => id === wanted);
  if (!known || !last) return undefined;
  const path = evidencePath(known.digest, last.id);
  const text = (await log.snapshot?.read(path)) ?? '';
  const value = parseJson(text);
  if (textDigest(text) !== last.digest || !isEvidence(value)) throw notWhatTheLogNames(path);
  return { id: last.id, file: value };
}

/** A bundle's bytes hash to the digest that the log names, so it is what the writer checked. */
function isBundle(value: Json | undefined, digest: string): value is Bundle & Json {
  return value !== undefined && textDigest(canonicalJson(value)) === digest;
}

/** Its bytes hash to what the log names. */
function isEvidence(value: unknown): value is EvidenceFile {
  return typeof value === 'object' && value !== null && 'cases' in value;
}

async function requireOurs(snapshot: Snapshot, policyPath: string | null): Promise<void> {
  const text = await snapshot.read(REGISTRY_PATH);
  const value = text === undefined ? undefined : parseJson(text);
  if (!isMapping(value) || typeof value.format !== 'number') {
    throw new ConfigurationError('This branch is no prompt registry: it has no registry.json of ours.', {
      remedy: 'Name another branch as `registry.branch` in the policy.',
    });
  }
  if (value.format > REGISTRY_FORMAT) {
    throw new ConfigurationError(
      `The registry is of format ${value.format}, and this version of prompt-eval-gate knows ${REGISTRY_FORMAT}.`,
      { remedy: 'Update prompt-eval-gate.' },
    );
  }
  if (policyPath !== null && value.policy !== policyPath) {
    throw new ConfigurationError(
      `This registry belongs to the policy ${JSON.stringify(value.policy)}, not to ${policyPath}.`,
      {
        remedy:
          'Name a branch of its own as `registry.branch` in this policy, or name the other with --config.',
      },
    );
  }
}

function notWhatTheLogNames(path: string): ConfigurationError {
  return new ConfigurationError(
    `${path} is missing on the registry's branch, or is not what the log names.`,
    {
      remedy: `\`${NPX_COMMAND} verify\` lists everything that is wrong.`,
    },
  );
}

/** A log that holds a process until it is disposed of. */
export type OpenLog = Log & {
  /** Where the branch is, and how that is known. */
  reading: TipReading;
  [Symbol.dispose](): void;
};

/** The log at the branch's tip, after the remote was asked. Throws as `readTip` and `readLog` do. */
export async function openLog(
  { repository, place, policyPath }: LogPlace,
  options: Parameters<typeof readTip>[2] = { timeoutMs: TIP_TIMEOUT_MS },
): Promise<OpenLog> {
  const reading = await readTip(repository, place, options);
  const snapshot = reading.commit === null ? null : snapshotAt(repository, reading.commit);
  const close = () => snapshot?.close();
  try {
    return { ...(await readLog(snapshot, policyPath)), reading, [Symbol.dispose]: close };
  } catch (problem) {
    close();
    throw problem;
  }
}
