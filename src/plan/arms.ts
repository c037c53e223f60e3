import { ConfigurationError, formatPlace, mistakesIn, unlessMistaken } from '../base/errors.ts';
import { entriesOf, type Namings } from '../change/naming.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { refuseUnaskable } from '../model/askable.ts';
import { bundleModelOf } from '../model/bundle-model.ts';
import { isPinned, isServed, resolveTarget } from '../model/target.ts';
import { bundleOf } from '../prompt/bundle.ts';
import { readPrompt } from '../prompt/read.ts';

/** One version of a prompt, who answers it, and the content that its digest is computed over. */
export type PlannedArm = { prompt: Prompt; target: ModelTarget; bundle: Bundle };

/** Where one version of a prompt is read. */
export type ArmSource = {
  snapshot: Snapshot;
  /** Of the file. */
  path: string;
  /** Which of several prompts in the file, from 0; undefined where it is the file's only one. */
  part: number | undefined;
  /** The policy's own entry for the prompt, where the owner spelled it out. */
  entry: PromptEntry | undefined;
  /** What models are called. */
  models: Config['models'];
  /** How it is read where it cannot be read so: a base without a word on the model has that of the head. */
  otherwise?: Pick<ArmSource, 'entry' | 'models'>;
};

/**
 * Reads one version of a prompt and finds who answers it.
 * @throws ConfigurationError(s) with places.
 */
export type PlanArm = (source: ArmSource) => Promise<PlannedArm>;

/** Plans arms, each once however often it is asked for: its mistakes are thrown each time. */
export function armPlanner(context: { credentials: Credentials }): PlanArm {
  const planned = new Map<Snapshot, Map<string, Promise<PlannedArm>>>();
  return (source) => {
    const { snapshot, path, part, entry, models } = source;
    const ofSnapshot = planned.get(snapshot) ?? new Map<string, Promise<PlannedArm>>();
    planned.set(snapshot, ofSnapshot);
    const name = JSON.stringify([path, part ?? null, entry ?? null, models]);
    const arm = ofSnapshot.get(name) ?? planArm(source, context);
    ofSnapshot.set(name, arm);
    return arm;
  };
}

async function planArm(
  { snapshot, path, part, entry, models }: ArmSource,
  { credentials }: { credentials: Credentials },
): Promise<PlannedArm> {
  const canAsk = (name: string) => isServed(name, { models, credentials });
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
  const target = resolveTarget(prompt.model, { models, credentials, place });
  refuseUnaskable(target, prompt);
  const model = bundleModelOf(prompt.model, { target, models });
  return { prompt, target, bundle: bundleOf({ prompt, model }) };
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
    return { baseline: await planEitherWay(source, planArm), notices: [] };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    if (!first) throw problem;
    const place = first.place ? formatPlace(first.place) : null;
    return { baseline: null, notices: [{ code: 'baseline-unusable', problem: first.problem, place }] };
  }
}

/** Reads a version as its own policy says, and only where that cannot be, as the other does. */
export async function planEitherWay(
  { otherwise, ...source }: ArmSource,
  planArm: PlanArm,
): Promise<PlannedArm> {
  try {
    return await planArm(source);
  } catch (problem) {
    mistakesIn(problem);
    if (!otherwise) throw problem;
    const arm = await unlessMistaken(() => planArm({ ...source, ...otherwise }));
    if (!arm) throw problem;
    return arm;
  }
}

/** Where both versions of a changed prompt are read; no baseline where the prompt is new. */
export function sourcesOf(
  change: PromptChange,
  { namings, base, candidate }: { namings: Namings; base: Snapshot; candidate: Snapshot },
): { candidate: ArmSource; baseline: ArmSource | null } {
  const { part } = change;
  const { path, baselinePath } = part ?? change;
  const entries = entriesOf({ path, baselinePath }, namings);
  const own = { entry: entries.candidate, models: namings.candidate.models };
  const known = { entry: entries.baseline, models: namings.baseline.models };
  return {
    candidate: { snapshot: candidate, path, part: part?.index, ...own },
    baseline:
      baselinePath === undefined
        ? null
        : {
            ...{ snapshot: base, path: baselinePath, part: part?.baselineIndex, ...known },
            ...(namings.candidate !== namings.baseline && {
              otherwise: { ...own, entry: asTheBaseReads(own.entry, known.entry) },
            }),
          },
  };
}

/** How the head names a prompt, with the template engine of the base: the head's is not in force there. */
function asTheBaseReads(
  own: PromptEntry | undefined,
  known: PromptEntry | undefined,
): PromptEntry | undefined {
  if (!own) return undefined;
  const { template: _, ...named } = own;
  return known?.template === undefined ? named : { ...named, template: known.template };
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
