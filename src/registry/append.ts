import { randomBytes } from 'node:crypto';
import { ownMember } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Actor, Evaluated, Fact, Registered, RegistryEvent } from '../domain/registry.ts';
import type { EvidenceFile, RegistryFile, VersionFile } from '../domain/registry-files.ts';
import type { PromptState, RegistryState } from '../domain/registry-state.ts';
import type { ChainedEvent } from './chain.ts';
import { readEvent } from './events.ts';
import {
  eventPath,
  evidenceDigest,
  evidencePath,
  fileText,
  pointerPath,
  REGISTRY_FORMAT,
  REGISTRY_PATH,
  textDigest,
  versionPath,
} from './files.ts';
import { applyEvent, changesServing } from './fold.ts';
import { indexFiles } from './index-files.ts';
import { pointerOf, signPointer } from './pointer.ts';
import { stepProblems } from './steps.ts';

/** A fact to be written, with the content that it brings and its own reason. */
export type Entry = { reason?: string | undefined } & (
  | { fact: Registered; bundle: Bundle }
  | { fact: Evaluated; evidence: EvidenceFile }
  | { fact: Exclude<Fact, Registered | Evaluated> }
);

export type AppendRequest = {
  /** The state at the branch's tip. */
  state: RegistryState;
  /** In the order in which they happened. */
  entries: readonly Entry[];
  actor: Actor;
  /** The writer's clock. */
  now: Date;
  /** What `registry.json` is to say beside the repository, which the log knows; null: what it says already. */
  registry: Omit<RegistryFile, 'repository'> | null;
  /** Private pointer keys; none: pointers are not signed. */
  pointerKeys: readonly string[];
  /** Gives 16 new hex digits; by default random ones. */
  newId?: (() => string) | undefined;
};

export type Appended = {
  events: ChainedEvent[];
  /** The state after them. */
  state: RegistryState;
  /** All files to write, by path: events, versions, evidence, pointers, index, perhaps `registry.json`. */
  files: Record<string, string>;
};

/**
 * Puts facts into the chain. Nothing is written here; the state that is given stays as it is.
 * @throws Error where a fact is not allowed after the state: the caller has to decide by the state first
 */
export function append(request: AppendRequest): Appended {
  const state = withOwnPrompts(request.state, request.entries);
  const events: ChainedEvent[] = [];
  const files: Record<string, string> = {};
  for (const entry of request.entries) {
    const reading = readEvent(fileText(eventOf(entry, state, request)));
    if (reading.kind !== 'event') throw new Error(`an event that nobody could read: it ${reading.problem}`);
    const { event } = reading;
    const text = fileText(event);
    const problems = stepProblems(state, event);
    if (problems.length > 0) throw new Error(`an event that is not allowed: ${problems.join(' ')}`);
    const chained = { path: eventPath(event), digest: textDigest(text), event };
    files[chained.path] = text;
    Object.assign(files, contentFiles(entry));
    applyEvent(state, chained);
    events.push(chained);
  }
  if (request.registry !== null) {
    const repository = state.main?.repository ?? null;
    files[REGISTRY_PATH] = fileText({ ...request.registry, repository } satisfies RegistryFile);
  }
  Object.assign(files, pointerFiles(request, state), indexFiles(state, request.state));
  return { events, state, files };
}

/** A state whose prompts are copies where the facts change them; the others are shared with the state that is given. */
function withOwnPrompts(state: RegistryState, entries: readonly Entry[]): RegistryState {
  const changes = (name: string, prompt: PromptState) =>
    entries.some(({ fact }) => {
      if (fact.type === 'observed') return Object.hasOwn(fact.prompts, name);
      if (fact.type !== 'recorded') return fact.prompt === name;
      return (ownMember(fact.prompts, name) ?? null) !== prompt.onMain;
    });
  const prompts = Object.entries(state.prompts).map(([name, prompt]) => {
    return [name, changes(name, prompt) ? structuredClone(prompt) : prompt] as const;
  });
  return { ...state, serials: { ...state.serials }, prompts: Object.fromEntries(prompts) };
}

/** A time is later than the predecessor's, whatever the writer's clock says; then that is kept beside it. */
function eventOf({ fact, reason }: Entry, state: RegistryState, request: AppendRequest): RegistryEvent {
  const { now, actor, newId = () => randomBytes(8).toString('hex') } = request;
  const clock = now.toISOString();
  const last = state.last?.at;
  const at = last === undefined || clock > last ? clock : new Date(Date.parse(last) + 1).toISOString();
  const startedBehind = request.state.last !== null && clock <= request.state.last.at;
  return {
    format: REGISTRY_FORMAT,
    id: newId(),
    at,
    ...(startedBehind ? { clock } : {}),
    actor,
    ...(reason === undefined ? {} : { reason }),
    previous: state.last?.digest ?? null,
    ...fact,
  };
}

/** The files that a fact brings with it. */
function contentFiles(entry: Entry): Record<string, string> {
  if ('bundle' in entry) {
    return {
      [versionPath(entry.fact.prompt, entry.fact.version)]: fileText(versionFile(entry.fact, entry.bundle)),
    };
  }
  if (!('evidence' in entry)) return {};
  const { fact, evidence } = entry;
  if (evidenceDigest(evidence) !== fact.evidenceDigest) {
    throw new Error(`evidence ${fact.evidence} is not what its event names`);
  }
  return { [evidencePath(fact.digest, fact.evidence)]: fileText(evidence) };
}

/** What `prompts/<name>/<version>.json` says. */
export function versionFile(fact: Registered, bundle: Bundle): VersionFile {
  const { prompt, version, digest, source } = fact;
  if (textDigest(fileText(bundle)) !== digest) {
    throw new Error(`the bundle of ${prompt} ${version} is not what its event names`);
  }
  return { format: REGISTRY_FORMAT, prompt, version, digest, bundle, source };
}

function pointerFiles({ entries, pointerKeys }: AppendRequest, state: RegistryState): Record<string, string> {
  const changed = entries.flatMap(({ fact }) => (changesServing(fact) ? [fact.environment] : []));
  const files: Record<string, string> = {};
  for (const environment of new Set(changed)) {
    const pointer = pointerOf(state, environment);
    if (pointer) files[pointerPath(environment)] = fileText(signPointer(pointer, pointerKeys));
  }
  return files;
}
