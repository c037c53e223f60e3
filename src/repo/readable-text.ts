import { ConfigurationError } from '../errors.ts';
import type { Snapshot } from './snapshot.ts';

/** A file's text, for looking at files that nobody named: undefined where there is none, or what is there is no text. */
export async function readableText(snapshot: Snapshot, path: string): Promise<string | undefined> {
  try {
    return await snapshot.read(path);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
