import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { Digest, RegistryEvent, Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';

/** A file of the registry's branch. */
export type StoredFile = { path: string; text: string };

/** Version of the format of all files of the branch. */
export const REGISTRY_FORMAT = 1;

export const REGISTRY_PATH = 'registry.json';
export const STATE_INDEX_PATH = 'index/state.json';

/** `events/2026/11/28/20261128T190310482Z-<id>.json` */
export function eventPath({ at, id }: Pick<RegistryEvent, 'at' | 'id'>): string {
  const folder = at.slice(0, 10).replaceAll('-', '/');
  return `events/${folder}/${at.replaceAll(/[-:.]/g, '')}-${id}.json`;
}

/** Whether a file of the branch is an event. */
export function isEventPath(path: string): boolean {
  return path.startsWith('events/');
}

export function versionPath(prompt: string, version: Version): string {
  return `prompts/${prompt}/${version}.json`;
}

export function evidencePath(digest: Digest, id: string): string {
  return `evidence/${digest}/${id}.json`;
}

export function pointerPath(environment: string): string {
  return `environments/${environment}/pointer.json`;
}

/** In a folder of their own: a prompt may be called `state`. */
export function promptIndexPath(prompt: string): string {
  return `index/prompts/${prompt}.json`;
}

/** A file's text: canonical JSON without a line end, so that the digest of the bytes is the digest of the value. */
export function fileText(content: Json): string {
  return canonicalJson(content);
}

/** The text of content that somebody else wrote; undefined where it has no canonical form (a lone surrogate). */
export function fileTextOfAny(content: Json): string | undefined {
  try {
    return canonicalJson(content);
  } catch {
    return undefined;
  }
}

/** sha256 of a text's UTF-8 bytes, 64 lower-case hex digits. */
export function textDigest(text: string): Digest {
  return createHash('sha256').update(text).digest('hex');
}

/** The digest by which an `evaluated` event names its evidence file. */
export function evidenceDigest(evidence: EvidenceFile): Digest {
  return textDigest(fileText(evidence));
}
