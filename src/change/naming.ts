import { isDeepStrictEqual as isSame } from 'node:util';
import type { Config, ModelEntry, Naming, PromptEntry } from '../domain/policy.ts';
import { type Watch, watchOf } from './watch.ts';

/** What each arm is asked by: the base's policy names the baseline's models, templates and suites, the head's the candidate's. */
export type Namings = {
  baseline: Naming;
  candidate: Naming;
  /** What the policy watches at the base. */
  baseWatch: Watch;
  /** Whether a prompt is not watched any more once the pull request is merged. */
  leavesWatch: (path: string) => boolean;
  /** What is watched: all that the base's policy watches, and what the head's adds. */
  watch: Watch;
  /** Models whose address or key only the head names. */
  ownModels: Config['models'];
  /** The head newly requires pinned models. It does so once it is merged. */
  requiresPinned: boolean;
  /** The head names another judge. It judges nothing before it is merged. */
  changesJudge: boolean;
  /**
   * How the head groups the cases of a prompt, where it groups them into other segments. Until it is merged, the base's
   * segments are judged.
   */
  regrouping: (prompt: PathsOfPrompt) => Regrouping | undefined;
};

/** A prompt's paths at the head and at the base, where it is. */
type PathsOfPrompt = { path: string; baselinePath: string | undefined };

/** `segmentBy` of the head; undefined where it names none. */
export type Regrouping = Pick<PromptEntry, 'segmentBy'>;

/** What a policy says of a prompt that the pull request may change for its own version of it. */
const OWN_KEYS = ['name', 'model', 'models', 'suite', 'dataset', 'template', 'variables'] as const;

type Policies = {
  /** The base's, or the defaults. */
  config: Config;
  /** The head's, where the pull request edits it or brings the first. */
  proposed?: Config | undefined;
  /** What the pull request began from. */
  since?: Config | undefined;
};

/**
 * The naming of both arms. The candidate's is a three-way merge: what the pull request changed since it began counts as
 * the head has it, all else as the base has it by now. Addresses, keys and all that judges stay the base's.
 */
export function namingsOf({ config, proposed, since }: Policies, moved: readonly PromptEntry[]): Namings {
  const same = sameNaming({ prompts: [...config.prompts, ...moved], models: config.models });
  if (!proposed) return same;
  const { baseline, baseWatch } = same;
  const headWatch = watchOf(proposed.prompts);
  const formerWatch = since ? watchOf(since.prompts) : baseWatch;
  const leavesWatch = (path: string) => formerWatch.watches(path) && !headWatch.watches(path);
  const { models, ownModels } = mergeModels({ config, proposed, since });
  const candidate = { prompts: mergeEntries({ config, proposed, since }, headWatch, moved), models };
  const watch: Watch = {
    entryOf: (path) => baseWatch.entryOf(path) ?? headWatch.entryOf(path),
    watches: (path) => baseWatch.watches(path) || headWatch.watches(path),
  };
  const requiresPinned = proposed.requirePinnedModels && !config.requirePinnedModels;
  const changesJudge =
    !isSame(judgeOf(proposed), judgeOf(since)) && !isSame(judgeOf(proposed), judgeOf(config));
  const regrouping = (prompt: PathsOfPrompt) => regroupingOf(prompt, { config, proposed, since }, headWatch);
  const changes = { requiresPinned, changesJudge, regrouping };
  return { baseline, candidate, baseWatch, leavesWatch, watch, ownModels, ...changes };
}

/** Both arms by one policy. */
export function sameNaming(naming: Naming): Namings {
  const watch = watchOf(naming.prompts);
  return {
    baseline: naming,
    candidate: naming,
    baseWatch: watch,
    leavesWatch: () => false,
    watch,
    ownModels: {},
    requiresPinned: false,
    changesJudge: false,
    regrouping: () => undefined,
  };
}

/**
 * The entries by which both versions of a prompt are read. A prompt that was renamed keeps the entry of its old path until
 * the policy follows; one that the base does not watch is read at the base as the head names it. Of what the base
 * watches, the base says which cases belong together and what they weigh.
 */
export function entriesOf(
  { path, baselinePath }: PathsOfPrompt,
  { baseline, candidate, baseWatch }: Pick<Namings, 'baseline' | 'candidate' | 'baseWatch'>,
): Record<'baseline' | 'candidate', PromptEntry | undefined> {
  const formerPath = baselinePath ?? path;
  const own = entryOf(candidate, path) ?? entryOf(candidate, formerPath);
  if (!baseWatch.watches(formerPath)) {
    const asked = own && judgedByBase(own);
    return { baseline: asked, candidate: asked };
  }
  const known = entryOf(baseline, formerPath);
  return { baseline: known, candidate: judgedAs(known, own, path) };
}

/** An entry without rules of its own: those that only the head states are in force once it is merged. */
function judgedByBase({ policy: _, ...entry }: PromptEntry): PromptEntry {
  return entry;
}

/** An entry with the segments, the groups, the traffic and the rules of another. */
function judgedAs(
  known: PromptEntry | undefined,
  own: PromptEntry | undefined,
  path: string,
): PromptEntry | undefined {
  if (!known && !own) return undefined;
  const { segmentBy: _, groupBy: __, traffic: ___, ...asked } = judgedByBase(own ?? { kind: 'entry', path });
  const places = { ...known?.places, ...ownPlaces(asked) };
  return {
    ...asked,
    places,
    ...(known?.segmentBy && { segmentBy: known.segmentBy }),
    ...(known?.groupBy && { groupBy: known.groupBy }),
    ...(known?.traffic && { traffic: known.traffic }),
    ...(known?.policy && { policy: known.policy }),
  };
}

function ownPlaces({ places }: Pick<PromptEntry, 'places'> = {}): Pick<PromptEntry, 'places'>['places'] {
  const own = Object.entries(places ?? {}).filter(([key]) => /^(?:name|suite)(?:\.|$)/.test(key));
  return Object.fromEntries(own);
}

/** The entry by which a policy names a prompt, where it spells it out. */
export function entryOf({ prompts }: Pick<Naming, 'prompts'>, path: string): PromptEntry | undefined {
  return prompts.find((source): source is PromptEntry => source.kind === 'entry' && source.path === path);
}

/**
 * Whether the policies of the arms may ask an unchanged prompt differently, or judge it so, or not at all: its entries
 * differ, or what models are called, or which models may be. What they come to is known once both are planned.
 */
export function concernsPrompt(path: string, namings: Namings): boolean {
  const { baseline, candidate, requiresPinned, changesJudge, regrouping } = namings;
  const isRegrouped = regrouping({ path, baselinePath: path }) !== undefined;
  if (requiresPinned || changesJudge || isRegrouped || changesEntry(path, namings)) return true;
  return !isSame(baseline.models, candidate.models);
}

/** Whether the pull request changes what the policy says of a prompt. One that it begins to watch is asked as it names it. */
export function changesEntry(path: string, { baseline, candidate, baseWatch }: Namings): boolean {
  if (!baseWatch.watches(path)) return false;
  return !isSame(withoutPlaces(entryOf(baseline, path)), withoutPlaces(entryOf(candidate, path)));
}

function mergeEntries(
  { config, proposed, since }: Policies & { proposed: Config },
  headWatch: Watch,
  moved: readonly PromptEntry[],
): PromptEntry[] {
  const entries = [config, proposed].flatMap(({ prompts }) =>
    prompts.filter((source): source is PromptEntry => source.kind === 'entry'),
  );
  const paths = new Set([...entries, ...moved].map(({ path }) => path));
  return [...paths].flatMap((path) => {
    const known = entryOf(config, path) ?? moved.find((entry) => entry.path === path);
    const own = entryOf(proposed, path);
    const former = since && entryOf(since, path);
    const isUntouched = isSame(withoutPlaces(own), withoutPlaces(former));
    const isTakenOut = own === undefined && headWatch.watches(path);
    const merged = isUntouched || (own === undefined && !isTakenOut) ? known : mergeEntry(known, own, former);
    return merged ?? [];
  });
}

function regroupingOf(
  { path, baselinePath = path }: PathsOfPrompt,
  { config, proposed, since }: Policies & { proposed: Config },
  headWatch: Watch,
): Regrouping | undefined {
  if (!headWatch.watches(path)) return undefined;
  const own = (entryOf(proposed, path) ?? entryOf(proposed, baselinePath))?.segmentBy;
  const [known, former] = [config, since].map((policy) => policy && entryOf(policy, baselinePath)?.segmentBy);
  return isSame(own, former) || isSame(own, known) ? undefined : { segmentBy: own };
}

/** Of an entry that is taken out while a glob goes on watching its prompt, only what judges is left. */
function mergeEntry(
  known: PromptEntry | undefined,
  own: PromptEntry | undefined,
  former: PromptEntry | undefined,
): PromptEntry | undefined {
  if (!known) return own;
  const { kind, path, place, places, segmentBy, groupBy, traffic } = known;
  const ownValues = OWN_KEYS.flatMap((key) => {
    const value = isSame(own?.[key], former?.[key]) ? known[key] : own?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...{ kind, path },
    ...(place && { place }),
    places: { ...places, ...ownPlaces(own) },
    ...(segmentBy && { segmentBy }),
    ...(groupBy && { groupBy }),
    ...(traffic && { traffic }),
    ...Object.fromEntries(ownValues),
  };
}

/**
 * The models as the head calls them, at the addresses and with the keys of the base. One that goes to another provider
 * than at the base, or that the base does not know, has the address that the head names.
 */
function mergeModels({ config, proposed, since }: Policies & { proposed: Config }): {
  models: Config['models'];
  ownModels: Config['models'];
} {
  const models: Config['models'] = {};
  const ownModels: Config['models'] = {};
  for (const name of new Set([...Object.keys(config.models), ...Object.keys(proposed.models)])) {
    const [known, own, former] = [config, proposed, since].map((policy) => ownEntry(policy?.models, name));
    if (isSame(own, former)) {
      if (known) models[name] = known;
    } else if (own && known?.provider === own.provider && known.vendor === own.vendor) {
      const { baseUrl, keyVariable } = known;
      const { baseUrl: _, keyVariable: __, ...called } = own;
      models[name] = { ...called, ...(baseUrl && { baseUrl }), ...(keyVariable && { keyVariable }) };
    } else if (own) {
      models[name] = own;
      ownModels[name] = own;
    }
  }
  return { models, ownModels };
}

function ownEntry(models: Config['models'] | undefined, name: string): ModelEntry | undefined {
  return models && Object.hasOwn(models, name) ? models[name] : undefined;
}

function judgeOf(policy: Config | undefined) {
  return policy && [policy.judge.model, policy.judge.embeddingModel];
}

function withoutPlaces(entry: PromptEntry | undefined) {
  if (!entry) return undefined;
  const { place: _, places: __, ...said } = entry;
  return said;
}
