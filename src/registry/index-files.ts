import { unlessMistaken } from '../base/errors.ts';
import { isMapping, type Json, ownMember } from '../base/json.ts';
import type { Digest } from '../domain/registry.ts';
import type { PromptState, RegistryState } from '../domain/registry-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { parseJson } from './events.ts';
import {
  fileText,
  isEventPath,
  promptIndexPath,
  REGISTRY_FORMAT,
  STATE_INDEX_PATH,
  textDigest,
} from './files.ts';
import { compareVersions } from './version.ts';

/** `index/state.json`: the state, with the digest of a file for each prompt instead of the prompt. */
type StateIndex = Omit<RegistryState, 'prompts'> & { prompts: Record<string, Digest> };

/**
 * The index of a state, by path.
 * @param before the state of the index that is there: files of prompts that it shares with this state are left out
 */
export function indexFiles(state: RegistryState, before?: RegistryState): Record<string, string> {
  const files: Record<string, string> = {};
  const prompts: Record<string, Digest> = {};
  for (const [name, prompt] of Object.entries(state.prompts)) {
    const text = fileText(prompt);
    prompts[name] = textDigest(text);
    const isThere = before !== undefined && ownMember(before.prompts, name) === prompt;
    if (!isThere) files[promptIndexPath(name)] = text;
  }
  files[STATE_INDEX_PATH] = fileText({ ...state, prompts } satisfies StateIndex);
  return files;
}

/**
 * The state that the branch's index holds, without reading the log; null where the index may not be used: it is
 * missing, of another format, not whole, or does not end with the last event of the log.
 */
export async function readIndex(snapshot: Snapshot): Promise<RegistryState | null> {
  const index = stateIndexIn(await textIn(snapshot, STATE_INDEX_PATH));
  if (!index?.last) return null;
  const events = (await snapshot.list()).filter(isEventPath);
  // Times rise along the chain, and a file's name begins with its event's time.
  const newest = events.reduce((latest, path) => (path > latest ? path : latest), '');
  const last = await textIn(snapshot, newest);
  if (events.length !== index.last.count || last === undefined) return null;
  if (textDigest(last) !== index.last.digest) return null;
  const prompts: Record<string, PromptState> = {};
  for (const [name, digest] of Object.entries(index.prompts)) {
    const text = await textIn(snapshot, promptIndexPath(name));
    if (text === undefined || textDigest(text) !== digest) return null;
    prompts[name] = inOrder(JSON.parse(text));
  }
  return { ...index, prompts };
}

/** Number of events that an index counts; undefined where there is no index. */
export function countInIndex(text: string | undefined): number | undefined {
  return stateIndexIn(text)?.last?.count;
}

/** The digest of the last event in an index; undefined where there is none. */
export function lastInIndex(text: string | undefined): Digest | undefined {
  return stateIndexIn(text)?.last?.digest;
}

async function textIn(snapshot: Snapshot, path: string): Promise<string | undefined> {
  // A file that may not be read (too large, a link) is no index: the log itself is read instead.
  return unlessMistaken(() => snapshot.read(path));
}

/** The index's own members are trusted after this: whoever may push it may push a log as well, and `verify` compares. */
function stateIndexIn(text: string | undefined): StateIndex | null {
  const value = text === undefined ? undefined : parseJson(text);
  return isMapping(value) && isStateIndex(value) ? value : null;
}

function isStateIndex(value: { [key: string]: Json }): value is StateIndex & { [key: string]: Json } {
  const { format, last, prompts, serials } = value;
  return format === REGISTRY_FORMAT && isMapping(last) && isMapping(prompts) && isMapping(serials);
}

/** Canonical JSON sorts members by their names; versions are kept in the order in which they were registered. */
function inOrder(prompt: PromptState): PromptState {
  const versions = Object.entries(prompt.versions).sort(([a], [b]) => compareVersions(a, b));
  return { ...prompt, versions: Object.fromEntries(versions) };
}
