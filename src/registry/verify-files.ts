import { isMapping, type Json, ownMember } from '../base/json.ts';
import type { Pointer } from '../domain/pointer.ts';
import type { RegistryEvent } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import type { SigningPolicy } from '../domain/registry-policy.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import type { ChainedEvent, LogProblem } from './chain.ts';
import { newerFormat, parseJson } from './events.ts';
import {
  evidencePath,
  fileText,
  fileTextOfAny,
  pointerPath,
  REGISTRY_FORMAT,
  REGISTRY_PATH,
  STATE_INDEX_PATH,
  textDigest,
  versionPath,
} from './files.ts';
import { countInIndex, indexFiles, lastInIndex } from './index-files.ts';
import { pointerOf, servedEnvironments } from './pointer.ts';
import { pointerProblems } from './pointer-problems.ts';
import { isSigned } from './signatures.ts';

/** The branch's files by path. */
export type Files = ReadonlyMap<string, string>;

/** What is wrong with the file that an event brought: the bundle of a version, or evidence. */
export function contentProblems(event: RegistryEvent, files: Files): LogProblem[] {
  const problem = contentProblem(event, files);
  return problem === null ? [] : [{ event: event.id, problem }];
}

function contentProblem(event: RegistryEvent, files: Files): string | null {
  if (event.type === 'registered') {
    const path = versionPath(event.prompt, event.version);
    const text = files.get(path);
    if (text === undefined) return `${path} is missing.`;
    const { prompt, version, digest, source } = event;
    const bundle = memberOf(parseJson(text), 'bundle');
    const content = bundle === undefined ? undefined : fileTextOfAny(bundle);
    if (bundle === undefined || content === undefined || textDigest(content) !== digest) {
      return `${path} was changed: its bundle does not have the digest ${digest} that was registered.`;
    }
    const expected = fileText({ format: REGISTRY_FORMAT, prompt, version, digest, bundle, source });
    return text === expected ? null : `${path} was changed: it does not say what was registered.`;
  }
  if (event.type !== 'evaluated') return null;
  const path = evidencePath(event.digest, event.evidence);
  const text = files.get(path);
  if (text === undefined) return `${path} is missing.`;
  if (textDigest(text) !== event.evidenceDigest) return `${path} was changed since it was written.`;
  const value = parseJson(text);
  const isOfVersion =
    memberOf(value, 'digest') === event.digest &&
    memberOf(memberOf(value, 'suite'), 'digest') === event.suite;
  return isOfVersion ? null : `${path} is not evidence of ${event.prompt} ${event.version} on that suite.`;
}

/** The evidence in a file whose digest an event names; undefined where it is missing or was changed. */
export function evidenceIn(
  files: Files,
  { path, digest }: { path: string; digest: string },
): EvidenceFile | undefined {
  const text = files.get(path);
  if (text === undefined || textDigest(text) !== digest) return undefined;
  const value = parseJson(text);
  return isMapping(value) && isEvidence(value) ? value : undefined;
}

/** Pointers, index and `registry.json` against the state that the log amounts to; and files that no event names. */
export function derivedProblems(
  state: RegistryState,
  {
    files,
    events,
    signing,
  }: { files: Files; events: readonly ChainedEvent[]; signing: SigningPolicy | null },
): LogProblem[] {
  const pointers = servedEnvironments(state).flatMap((name) =>
    pointerFileProblems(state, name, files, signing),
  );
  const index = indexFiles(state);
  const expected = new Set([
    REGISTRY_PATH,
    ...Object.keys(index),
    ...servedEnvironments(state).map(pointerPath),
    ...events.flatMap(({ path, event }) => [path, ...pathOfContent(event)]),
  ]);
  const stray = [...files.keys()].filter(
    (path) => !expected.has(path) && /^(?:prompts|evidence|environments|index)\//.test(path),
  );
  return [
    ...registryFileProblems(files.get(REGISTRY_PATH)),
    ...pointers,
    ...indexProblems(index, files, events),
    ...stray.map((path) => about(`${path} is a file that no event of the log explains.`)),
  ];
}

function pathOfContent(event: RegistryEvent): string[] {
  if (event.type === 'registered') return [versionPath(event.prompt, event.version)];
  return event.type === 'evaluated' ? [evidencePath(event.digest, event.evidence)] : [];
}

function pointerFileProblems(
  state: RegistryState,
  environment: string,
  files: Files,
  signing: SigningPolicy | null,
): LogProblem[] {
  const path = pointerPath(environment);
  const text = files.get(path);
  if (text === undefined) return [about(`${path} is missing.`)];
  const value = parseJson(text);
  if (!isMapping(value)) return [about(`${path} is not a JSON object.`)];
  const expected = pointerOf(state, environment);
  if (expected === null) return [];
  const signatures = signaturesIn(value.signatures);
  if (signatures === null || fileTextOfAny({ ...expected, signatures }) !== text) {
    const serial = typeof value.serial === 'number' ? ` (serial ${value.serial})` : '';
    const says = `the log says serial ${expected.serial}`;
    return [about(`${path} serves something other${serial} than ${environment} does by the log; ${says}.`)];
  }
  const broken = signatures.filter((signature) => !isSigned(expected, signature, [signature.key]));
  return [
    ...broken.map(({ key }) => about(`${path} has a signature that is not one of ${key}.`)),
    ...(signing === null ? [] : [...pointerProblems({ ...expected, signatures }, signing)].map(about)),
  ];
}

function signaturesIn(value: Json | undefined): Pointer['signatures'] | null {
  if (!Array.isArray(value)) return null;
  const signatures = value.flatMap((one) => {
    const [key, signature] = [memberOf(one, 'key'), memberOf(one, 'signature')];
    return typeof key === 'string' && typeof signature === 'string' ? [{ key, signature }] : [];
  });
  return signatures.length === value.length ? signatures : null;
}

function indexProblems(
  expected: Record<string, string>,
  files: Files,
  events: readonly ChainedEvent[],
): LogProblem[] {
  const text = files.get(STATE_INDEX_PATH);
  if (text === undefined) return [about(`${STATE_INDEX_PATH} is missing.`)];
  const count = countInIndex(text);
  const last = events.at(-1);
  if (count !== undefined && count > events.length) {
    return [
      about(
        `The log is cut off: ${STATE_INDEX_PATH} counts ${count} events, and there are ${events.length}.`,
      ),
    ];
  }
  if (count === events.length && last && lastInIndex(text) !== last.digest) {
    const problem = `${last.path} was edited: ${STATE_INDEX_PATH} names another content.`;
    return [{ event: last.event.id, problem }];
  }
  return Object.entries(expected)
    .filter(([path, content]) => files.get(path) !== content)
    .map(([path]) => about(`${path} does not say what the log says.`));
}

function registryFileProblems(text: string | undefined): LogProblem[] {
  if (text === undefined) return [about(`${REGISTRY_PATH} is missing.`)];
  const value = parseJson(text);
  if (!isMapping(value)) return [about(`${REGISTRY_PATH} is not a JSON object.`)];
  const newer = newerFormat(value);
  if (newer !== null) return [about(`${REGISTRY_PATH} ${newer}. Update prompt-eval-gate.`)];
  return fileTextOfAny(value) === text
    ? []
    : [about(`${REGISTRY_PATH} is not canonical JSON: it was edited.`)];
}

function about(problem: string): LogProblem {
  return { event: null, problem };
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isMapping(value) ? ownMember(value, key) : undefined;
}

/** The file's digest is the one that its event names, so it is as our own writer wrote it. */
function isEvidence(value: { [key: string]: Json }): value is EvidenceFile & { [key: string]: Json } {
  return value.format === REGISTRY_FORMAT && isMapping(value.cases) && isMapping(value.suite);
}
