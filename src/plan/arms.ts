import { ConfigurationError, formatPlace, mistakesIn } from '../base/errors.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { refuseUnaskable } from '../model/askable.ts';
import { isPinned, isServed, resolveTarget } from '../model/target.ts';
import { readPrompt } from '../prompt/read.ts';

/** One version of a prompt, and who answers it. */
export type PlannedArm = { prompt: Prompt; target: ModelTarget };

export type PlanContext = {
  config: Config;
  credentials: Credentials;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  /** Whether models will be asked: a judge without a key is then an error. Default: true. */
  needsKeys?: boolean;
  /** Whether the candidate is trusted so far that its scripts may run. Default: no. */
  runsScripts?: boolean;
};

/** The config's own entry for a prompt, where the owner spelled it out. */
export function entryOf(config: Config, path: string): PromptEntry | undefined {
  return config.prompts.find(
    (source): source is PromptEntry => source.kind === 'entry' && source.path === path,
  );
}

/** The same for a change: a prompt that was renamed keeps the entry of its old path until the config follows. */
export function entryOfChange(config: Config, { part, ...change }: PromptChange): PromptEntry | undefined {
  const { path, baselinePath = path } = part ?? change;
  return entryOf(config, path) ?? entryOf(config, baselinePath);
}

/** Reads one version of a prompt, and finds who answers it. Throws ConfigurationError(s) with places. */
export async function planArm(
  { path, part }: { path: string; part?: number | undefined },
  snapshot: Snapshot,
  entry: PromptEntry | undefined,
  { config, credentials }: PlanContext,
): Promise<PlannedArm> {
  const canAsk = (name: string) => isServed(name, { models: config.models, credentials });
  const prompt = await readPrompt({ snapshot, path, entry, part, canAsk });
  if (prompt.model === null) {
    throw new ConfigurationError(prompt.modelProblem ?? 'this prompt names no model.', {
      place: prompt.modelPlace,
      remedy: prompt.modelProblem
        ? 'Name the model as `model:` in the entry of this prompt under `prompts:` in the config.'
        : 'Add `model:` to the prompt file, or to its entry under `prompts:` in the config.',
    });
  }
  const place = prompt.modelPlace;
  const target = resolveTarget(prompt.model, { models: config.models, credentials, place });
  refuseUnaskable(target, prompt);
  return { prompt, target };
}

/**
 * The version at the base. One that cannot be read or run has nothing to say against its repair: then the candidate is
 * measured as a new prompt is.
 */
export async function planBaseline(
  { baselinePath, part }: PromptChange,
  entry: PromptEntry | undefined,
  context: PlanContext,
): Promise<{ baseline: PlannedArm | null; notices: Notice[] }> {
  const path = part ? part.baselinePath : baselinePath;
  if (path === undefined) return { baseline: null, notices: [] };
  const own = entryOf(context.config, path) ?? entry;
  try {
    const source = { path, part: part?.baselineIndex };
    return { baseline: await planArm(source, context.base, own, context), notices: [] };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    if (!first) throw problem;
    const place = first.place ? formatPlace(first.place) : null;
    return { baseline: null, notices: [{ code: 'baseline-unusable', problem: first.problem, place }] };
  }
}

export function pinNotices({ target, prompt }: PlannedArm, config: Config): Notice[] {
  if (isPinned(target)) return [];
  if (config.requirePinnedModels) {
    throw new ConfigurationError(`the model "${target.model}" is not pinned to a dated snapshot.`, {
      place: prompt.modelPlace,
      remedy: 'Name a snapshot (for example gpt-4.1-mini-2025-04-14), or set `require-pinned-models: false`.',
    });
  }
  return [{ code: 'model-not-pinned', model: target.model }];
}
