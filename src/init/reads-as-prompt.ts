import { ConfigurationError, ConfigurationErrors } from '../errors.ts';
import { readPrompt } from '../prompt/read.ts';
import type { Snapshot } from '../repo/snapshot.ts';

/** Whether a file whose name or content is only like a prompt's is one. */
export async function readsAsPrompt(path: string, snapshot: Snapshot): Promise<boolean> {
  try {
    await readPrompt({ snapshot, path });
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof ConfigurationErrors) return false;
    throw error;
  }
}
