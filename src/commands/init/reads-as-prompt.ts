import { unlessMistaken } from '../../base/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { readPrompt } from '../../prompt/read.ts';

/** Whether a file whose name or content is only like a prompt's is one. */
export async function readsAsPrompt(path: string, snapshot: Snapshot): Promise<boolean> {
  return (await unlessMistaken(() => readPrompt({ snapshot, path }))) !== undefined;
}
