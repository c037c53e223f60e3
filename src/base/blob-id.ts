import { createHash } from 'node:crypto';

const ALGORITHMS: Readonly<Record<number, string>> = { 40: 'sha1', 64: 'sha256' };

/**
 * Whether git's blob of this id (hex) holds exactly this text, so that it need not be read. False where it does not, and for
 * what is no id of git's.
 */
export function isBlobOf(id: string | undefined, text: string): boolean {
  const algorithm = ALGORITHMS[id?.length ?? 0];
  if (algorithm === undefined) return false;
  const hash = createHash(algorithm)
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text);
  return hash.digest('hex') === id;
}
