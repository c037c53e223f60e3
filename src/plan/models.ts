import type { Notice } from '../domain/notice.ts';
import type { Case } from '../domain/suite.ts';
import { nameOf } from '../model/names.ts';
import type { WeakerSegment } from '../suite/difference.ts';
import type { AskedModel, PlannedArm } from './arms.ts';

/** A model that both versions of a prompt are asked of. */
export type ModelPair = {
  /** `provider:model` at the head; of several of one name, numbered from the second. */
  name: string;
  baseline: AskedModel | null;
  candidate: AskedModel;
};

type Arms = { baseline: PlannedArm | null; candidate: PlannedArm };

/**
 * The models that a prompt is asked of, the first first. Where either version has several, a model is compared with
 * itself; one that takes the place of another, with that one; one that is new, with the old prompt asked of it too.
 */
export function modelPairs({ baseline, candidate }: Arms): ModelPair[] {
  const own = withNames(candidate);
  if (baseline === null) return own.map((model) => ({ ...model, baseline: null }));
  const before = withNames(baseline);
  const [only] = own;
  if (own.length === 1 && before.length === 1 && only) return [{ ...only, baseline }];
  const known = new Map(before.map(({ name, candidate: model }) => [name, model]));
  const left = before.filter(({ name }) => own.every((model) => model.name !== name));
  return own.map(({ name, candidate: model }) => ({
    name,
    baseline: known.get(name) ?? left.shift()?.candidate ?? askedOf(baseline, model),
    candidate: model,
  }));
}

/** All models of some arms, of both versions. */
export function targetsOf(arms: Arms): AskedModel['target'][] {
  return modelPairs(arms).flatMap(({ baseline, candidate }) => [
    ...(baseline ? [baseline.target] : []),
    candidate.target,
  ]);
}

/** Every model of one version. */
export function askedModels({ others = [], ...first }: PlannedArm): [AskedModel, ...AskedModel[]] {
  return [first, ...others];
}

/** What becomes of the models, where either version is asked of several. One that is taken out is not asked any more. */
export function modelListNotices({ baseline, candidate }: Arms): Notice[] {
  if (!baseline || (!baseline.others && !candidate.others)) return [];
  const before = withNames(baseline).map(({ name }) => name);
  const after = withNames(candidate).map(({ name }) => name);
  const gone = before.filter((name) => !after.includes(name));
  const come = after.filter((name) => !before.includes(name));
  if (gone.length + come.length === 0) return [];
  const replaced = come.slice(0, gone.length).map((to, index) => ({ from: gone[index] ?? '', to }));
  const both = replaced.length;
  return [{ code: 'asked-models-changed', replaced, added: come.slice(both), removed: gone.slice(both) }];
}

/**
 * Cases of a prompt that is asked of several models: each case once a model, in a segment of that model too. The cases
 * that ask one question are one family: models fail alike. Nothing changes where one model is asked.
 */
export function casesByModel(
  of: { cases: readonly Case[]; added: ReadonlySet<string>; weaker: WeakerSegment[] },
  arms: Arms,
): { cases: Case[]; added: ReadonlySet<string>; weaker: WeakerSegment[] } {
  const names = modelPairs(arms).map(({ name }) => name);
  const { cases, added, weaker } = of;
  if (names.length === 1) return { ...of, cases: [...cases] };
  const isWhole = cases.every(({ segments }) => segments.every((name) => name === WHOLE));
  return {
    cases: cases.flatMap((testCase) =>
      names.map((model) => ({
        ...testCase,
        id: idOf(testCase.id, model),
        drawnAs: testCase.drawnAs ?? testCase.id,
        group: testCase.group ?? testCase.id,
        segments: [...(isWhole ? [] : testCase.segments), segmentOf(model)],
        model,
      })),
    ),
    added: new Set([...added].flatMap((id) => names.map((model) => idOf(id, model)))),
    weaker: isWhole
      ? weaker.flatMap((segment) => names.map((model) => ({ ...segment, name: segmentOf(model) })))
      : weaker,
  };
}

/** The segment of a suite that has none. */
const WHOLE = 'all';

function idOf(id: string, model: string): string {
  return `${id} @ ${model}`;
}

function segmentOf(model: string): string {
  return `model=${model}`;
}

function withNames(arm: PlannedArm): Omit<ModelPair, 'baseline'>[] {
  const counts = new Map<string, number>();
  return askedModels(arm).map((candidate) => {
    const name = nameOf(candidate.target);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, candidate };
  });
}

function askedOf({ prompt }: PlannedArm, { prompt: other, target }: AskedModel): AskedModel {
  const { model, modelPlace, parameters } = other;
  return { prompt: { ...prompt, model, modelPlace, parameters }, target };
}
