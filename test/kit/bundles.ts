import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digestOf } from '../../src/base/digest.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';
import type { Prompt } from '../../src/domain/prompt.ts';
import { bundleOf } from '../../src/prompt/bundle.ts';
import { promptOfBundle } from '../../src/prompt/from-bundle.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { snapshotOf } from './snapshot.ts';

const MODEL = { provider: 'openai', api: 'chat', model: 'gpt-4.1-mini-2025-04-14' };

/** The prompt at a path of these files, and its bundle for a model that is always the same. */
export async function readBundle(
  files: Record<string, string>,
  path: string,
  how: { entry?: PromptEntry; part?: number } = {},
): Promise<{ prompt: Prompt; bundle: Bundle; digest: string }> {
  const prompt = await readPrompt({ snapshot: snapshotOf(files), path, ...how });
  const bundle = bundleOf({ prompt, model: MODEL });
  return { prompt, bundle, digest: digestOf(bundle) };
}

/** The prompt that somebody has who knows nothing but the bundle's bytes. */
export function promptFromBytes(bundle: Bundle): Prompt {
  return promptOfBundle(JSON.parse(canonicalJson(bundle)));
}
