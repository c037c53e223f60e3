import { ConfigurationError, formatPlace, mistakesIn, unlessMistaken, withRemedy } from '../base/errors.ts';
import { entriesOf, type Namings, type Regrouping } from '../change/naming.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { refuseUnaskable } from '../model/askable.ts';
import { bundleModelOf } from '../model/bundle-model.ts';
import { namesEmbedding, notSpoken } from '../model/model-name.ts';
import { SUGGESTED_MODEL } from '../model/suggested.ts';
import { isPinned, isServed, resolveTarget } from '../model/target.ts';
import { bundleOf } from '../prompt/bundle.ts';
import { recognisedFormat } from '../prompt/formats/table.ts';
import { readPrompt } from '../prompt/read.ts';

/** One version of a prompt, the model that answers it, and the content that its digest is computed over. */
export type PlannedArm = AskedModel & {
  /** Of the first model, where several are asked. */
  bundle: Bundle;
  /** Further models that are asked the same. */
  others?: readonly AskedModel[];
};

/** A prompt with the parameters for one model, and that model. */
export type AskedModel = { prompt: Prompt; target: ModelTarget };

/** Where and how to read one version of a prompt. */
export type ArmSource = {
  snapshot: Snapshot;
  /** The path of the file. */
  path: string;
  /** Which of several prompts in the file, from 0; undefined where it is the file's only one. */
  part: number | undefined;
  /** The policy's entry for the prompt, if it has one. */
  entry: PromptEntry | undefined;
  /** The models by the names that prompts use. */
  models: Config['models'];
  /** A second way, used if the first fails: for a base whose policy names no model, the head's entry and models. */
  otherwise?: Pick<ArmSource, 'entry' | 'models'>;
  /** How the cases are grouped once the pull request is merged, where that is otherwise than by the entry. */
  regrouping?: Regrouping | undefined;
};

/**
 * Reads one version of a prompt and resolves its model.
 * @throws ConfigurationError(s) with places.
 */
export type PlanArm = (source: ArmSource) => Promise<PlannedArm>;

/** Makes a planner that reads each arm once and remembers the result; an error is thrown again at each call. */
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

/** A problem with a file that only a glob watches, with how to leave it out if it is no prompt. */
export function withWayOut(problem: unknown, path: string, entry: PromptEntry | undefined): unknown {
  const isSurelyPrompt = recognisedFormat(path, '')?.evidence(path) === 'is-prompt';
  if (entry !== undefined || isSurelyPrompt) return problem;
  return withRemedy(
    problem,
    `If it is no prompt, leave it out with "!${path}" under \`prompts:\` in the config.`,
  );
}

async function planArm(source: ArmSource, context: { credentials: Credentials }): Promise<PlannedArm> {
  try {
    return await planThis(source, context);
  } catch (problem) {
    throw withWayOut(problem, source.path, source.entry);
  }
}

async function planThis(
  { snapshot, path, part, entry, models }: ArmSource,
  { credentials }: { credentials: Credentials },
): Promise<PlannedArm> {
  const canAsk = (name: string) => !namesEmbedding(name) && isServed(name, { models, credentials });
  const prompt = await readPrompt({ snapshot, path, entry, part, canAsk });
  const asked = (choice: Prompt): AskedModel & { model: string } => {
    const { model, modelPlace: place } = choice;
    if (model === null) throw noModel(choice);
    if (namesEmbedding(model)) throw new ConfigurationError(notSpoken('embedding'), { place });
    const target = resolveTarget(model, { models, credentials, place });
    refuseUnaskable(target, choice);
    return { model, prompt: choice, target };
  };
  const { model: name, target } = asked(prompt);
  const others = prompt.others?.map((choice) => {
    const { model: _, ...other } = asked({ ...prompt, ...choice });
    return other;
  });
  const model = bundleModelOf(name, { target, models });
  const bundle = bundleOf({ prompt, model });
  return { prompt, target, bundle, ...(others && { others }) };
}

function noModel({ modelProblem, modelPlace: place }: Prompt): ConfigurationError {
  return new ConfigurationError(modelProblem ?? 'this prompt names no model.', {
    place,
    remedy: modelProblem
      ? 'Name the model as `model:` in the entry of this prompt under `prompts:` in the config.'
      : 'Add `model:` to the prompt file, or to its entry under `prompts:` in the config.',
  });
}

/**
 * Plans the version at the base. If it cannot be read or run, there is no baseline, so that a pull request can repair it:
 * the candidate is then judged as a new prompt.
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

/** Plans a version by its own policy; if that fails, by `otherwise`. Throws the first error if both fail. */
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

/** The sources of both versions of a changed prompt; the baseline is null if the prompt is new. */
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
    candidate: {
      ...{ snapshot: candidate, path, part: part?.index, ...own },
      regrouping: namings.regrouping({ path, baselinePath }),
    },
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
export function pinNotices({ target, prompt }: AskedModel, config: Config): Notice[] {
  if (isPinned(target)) return [];
  if (config.requirePinnedModels) {
    throw new ConfigurationError(`the model "${target.model}" is not pinned to a dated snapshot.`, {
      place: prompt.modelPlace,
      remedy: `Name a snapshot (for example ${SUGGESTED_MODEL}), or set \`require-pinned-models: false\`.`,
    });
  }
  return [{ code: 'model-not-pinned', model: target.model }];
}
