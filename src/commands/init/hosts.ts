import { unlessMistaken } from '../../base/errors.ts';
import type { ModelEntry } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { COMPATIBLE_PROVIDER, compatibleHostOf } from '../../model/compatible-hosts.ts';
import { readParts, readPrompt } from '../../prompt/read.ts';
import type { FoundPrompt } from './found.ts';

/**
 * The prompt with an entry for its model, where that is one of another vendor which is known to speak OpenAI's API and
 * can be reached from a workflow; of several models the first. None where there is no such model.
 */
export async function withHost(prompt: FoundPrompt, snapshot: Snapshot): Promise<FoundPrompt[]> {
  const name = await modelOf(prompt.path, snapshot);
  const entry = name === null ? undefined : hostOf(name);
  return name === null || entry === undefined ? [] : [{ ...prompt, models: { [name]: entry } }];
}

async function modelOf(path: string, snapshot: Snapshot): Promise<string | null> {
  const prompt = await unlessMistaken(async () => {
    const parts = (await readParts(snapshot, path)) ?? [];
    const part = parts.length > 1 ? 0 : undefined;
    const canAsk = (model: string) => hostOf(model) !== undefined;
    return readPrompt({ snapshot, path, part, canAsk });
  });
  return prompt?.model ?? null;
}

/** Leaves out hosts without a key, on the owner's own machine, and addresses with a placeholder for the customer. */
function hostOf(name: string): ModelEntry | undefined {
  const host = compatibleHostOf(name);
  return host?.keyVariable === undefined || host.baseUrl.includes('<')
    ? undefined
    : { provider: COMPATIBLE_PROVIDER, ...host };
}
