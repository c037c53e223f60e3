import type { Digest } from '../domain/registry.ts';

/** Somewhere that an environment's pointer and bundles are published. Both readers may throw: the source is asked again. */
export type Source = {
  /** Its name in `state()` and in messages: no credentials. */
  name: string;
  /** Built into the image: asked at once, but `openPrompts` waits for the others first. */
  isBuiltIn?: true;
  /** What it answers can be changed on its way: it is taken only with `publicKeys`. */
  isUnprotected?: true;
  /**
   * The pointer's JSON; null where the environment is not published there.
   * @param signal aborted when nobody waits any longer
   */
  readPointer(environment: string, signal: AbortSignal): Promise<string | null>;
  /** A bundle's JSON, whose bytes have this sha256 (hex); null where it is not there. */
  readObject(digest: Digest, signal: AbortSignal): Promise<string | null>;
};

/** No pointer and no bundle is larger, in bytes. */
export const LARGEST_TEXT = 5_000_000;

/** @throws Error for a text that is larger than any pointer or bundle */
export function refuseLarge(bytes: number): void {
  if (bytes > LARGEST_TEXT) throw new Error(`answers more than ${LARGEST_TEXT / 1e6} MB`);
}
