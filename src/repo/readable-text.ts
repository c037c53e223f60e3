import { unlessMistaken } from '../errors.ts';
import type { Snapshot } from './snapshot.ts';

/** A file's text, for looking at files that nobody named: undefined where there is none, or what is there is no text. */
export async function readableText(snapshot: Snapshot, path: string): Promise<string | undefined> {
  return unlessMistaken(() => snapshot.read(path));
}
