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

/** Where one version of a prompt is read. */
export type ArmSource = {
  snapshot: Snapshot;
  /** Of the file. */
  path: string;
  /** Which of several prompts in the file, from 0; undefined where it is the file's only one. */
  part: number | undefined;
  /** The policy's own entry for the prompt, where the owner spelled it out. */
  entry: PromptEntry | undefined;
};

/**
 * Reads one version of a prompt and finds who answers it.
 * @throws ConfigurationError(s) with places.
 */
export type PlanArm = (source: ArmSource) => Promise<PlannedArm>;

/** Plans arms under a policy, each once however often it is asked for: its mistakes are thrown each time. */
export function armPlanner(context: { config: Config; credentials: Credentials }): PlanArm {
  const planned = new Map<Snapshot, Map<string, Promise<PlannedArm>>>();
  return (source) => {
    const { snapshot, path, part, entry } = source;
    const ofSnapshot = planned.get(snapshot) ?? new Map<string, Promise<PlannedArm>>();
    planned.set(snapshot, ofSnapshot);
    const name = JSON.stringify([path, part ?? null, entry?.path ?? null]);
    const arm = ofSnapshot.get(name) ?? planArm(source, context);
    ofSnapshot.set(name, arm);
    return arm;
  };
}

async function planArm(
  { snapshot, path, part, entry }: ArmSource,
  { config, credentials }: { config: Config; credentials: Credentials },
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
 * The version at the base. One that cannot be read or run is no reason against its repair: then the candidate is
 * measured as a new prompt is.
 */
export async function planBaseline(
  source: ArmSource | null,
  planArm: PlanArm,
): Promise<{ baseline: PlannedArm | null; notices: Notice[] }> {
  if (source === null) return { baseline: null, notices: [] };
  try {
    return { baseline: await planArm(source), notices: [] };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    if (!first) throw problem;
    const place = first.place ? formatPlace(first.place) : null;
    return { baseline: null, notices: [{ code: 'baseline-unusable', problem: first.problem, place }] };
  }
}

/** Where both versions of a changed prompt are read; no baseline where the prompt is new. */
export function sourcesOf(
  change: PromptChange,
  { config, base, candidate }: { config: Config; base: Snapshot; candidate: Snapshot },
): { candidate: ArmSource; baseline: ArmSource | null } {
  const { part } = change;
  const { path, baselinePath } = part ?? change;
  // A prompt that was renamed keeps the entry of its old path until the config follows.
  const entry = entryOf(config, path) ?? entryOf(config, baselinePath ?? path);
  return {
    candidate: { snapshot: candidate, path, part: part?.index, entry },
    baseline:
      baselinePath === undefined
        ? null
        : {
            snapshot: base,
            path: baselinePath,
            part: part?.baselineIndex,
            entry: entryOf(config, baselinePath) ?? entry,
          },
  };
}

/** The config's own entry for a prompt, where the owner spelled it out. */
export function entryOf(config: Config, path: string): PromptEntry | undefined {
  return config.prompts.find(
    (source): source is PromptEntry => source.kind === 'entry' && source.path === path,
  );
}

/**
 * Reports a model that is not pinned to a dated snapshot.
 * @throws ConfigurationError where the policy requires pinned models.
 */
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
