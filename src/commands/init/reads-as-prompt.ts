import { unlessMistaken } from '../../base/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { readPrompt } from '../../prompt/read.ts';

/** Whether a file that looks like a prompt by name or content can be read as one. */
export async function readsAsPrompt(path: string, snapshot: Snapshot): Promise<boolean> {
  return (await unlessMistaken(() => readPrompt({ snapshot, path }))) !== undefined;
}
