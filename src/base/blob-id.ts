import { createHash } from 'node:crypto';

const ALGORITHMS: Readonly<Record<number, string>> = { 40: 'sha1', 64: 'sha256' };

/**
 * The id of git's blob that holds exactly this text, hex.
 * @param algorithm of the repository's objects
 */
export function blobIdOf(text: string, algorithm = 'sha1'): string {
  return createHash(algorithm)
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}

/**
 * Whether git's blob of this id (hex) holds exactly this text, so that it need not be read. False where it does not, and for
 * what is no id of git's.
 */
export function isBlobOf(id: string | undefined, text: string): boolean {
  const algorithm = ALGORITHMS[id?.length ?? 0];
  return algorithm !== undefined && blobIdOf(text, algorithm) === id;
}
