import type { Place } from '../../base/errors.ts';
import { nearest, suggestion } from '../../document/suggest.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { Config } from '../../domain/policy.ts';
import { OTHER_SEGMENTS, type Portfolio } from '../../domain/portfolio.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Draft } from '../../lint/subject.ts';
import type { NamedPrompt } from '../../plan/names.ts';
import type { PortfolioCheck } from './portfolios.ts';

/** The segments of a file's prompt; null: they are not known. */
type FileWithSegments = { file: string; found: { segments: readonly { name: string }[] } | null };

/** What the names in portfolios are held against. */
export type NamedThings = {
  config: Config;
  policyPath: string;
  prompts: readonly FileWithSegments[];
  /** The prompts by their names in the registry. */
  names: readonly NamedPrompt[];
};

/** The segment of a suite that has none. */
const WHOLE = 'all';
/** Shorter names are near to one another by chance: `en`, `es`. */
const SHORTEST = 4;

type Keys = readonly PropertyKey[];
type PlaceOf = (keys: Keys) => Place;

/**
 * Names in portfolios, and segments of the policy, that nothing has though they can be used as they stand: nobody's
 * segment, another prompt's file.
 */
export async function unknownNames(
  portfolios: readonly PortfolioCheck[],
  things: NamedThings,
  snapshot: Snapshot,
): Promise<Draft[]> {
  const { registry } = things.config;
  if (registry === null) return [];
  const drafts: Draft[] = [];
  for (const { path, portfolio, knowsVersions } of portfolios) {
    if (portfolio === null) continue;
    const document = parseYaml((await snapshot.read(path)) ?? '', path);
    const placeOf: PlaceOf = (keys) => document.placeOf(keys);
    drafts.push(
      ...(knowsVersions ? [] : ofNoPrompt(portfolio, path, things)),
      ...ofNoSegment(portfolio, (keys) => document.placeOfKey(keys), things),
      ...ofNoAttribute(portfolio, placeOf, things),
    );
  }
  return [...drafts, ...(await segmentsOfPolicy(portfolios, things, snapshot))];
}

function draft(place: Place, message: string, remedy: string): Draft {
  return { id: 'unknown-name', place, message, remedy };
}

/** Whether a prompt serves that no file has is known by its registry only; what is nearly the name of one is likely meant so. */
function ofNoPrompt({ prompt }: Portfolio, path: string, { names }: NamedThings): Draft[] {
  const known = names.flatMap(({ name }) => name ?? []);
  const meant = known.includes(prompt) ? null : nearest(prompt, known);
  if (meant === null) return [];
  return [
    draft(
      { path },
      `The portfolio is called after a prompt \`${prompt}\`, which the repository has not.${suggestion(meant)}`,
      'Name the file after its prompt.',
    ),
  ];
}

function ofNoSegment(portfolio: Portfolio, placeOf: PlaceOf, things: NamedThings): Draft[] {
  const { config, names, prompts } = things;
  const known = segmentsOf(portfolio.prompt, names, prompts);
  if (known.size === 0) return [];
  const declared = config.registry?.segments ?? [];
  return Object.keys(portfolio.weights)
    .filter((name) => name !== OTHER_SEGMENTS && !known.has(name) && !declared.includes(name))
    .map((name) =>
      draft(
        placeOf(['weights', name]),
        `No case of the suite of ${portfolio.prompt} is in the segment ${JSON.stringify(name)}, so the whole suite stands for it.${suggestion(nearest(name, [...known, ...declared]))}`,
        'Write it as the application and the suite do, or add cases; one that only production has is listed under `registry.segments`.',
      ),
    );
}

/** The segments of a prompt's suite; none where it has no segments, or cannot be read. */
function segmentsOf(
  prompt: string,
  names: readonly NamedPrompt[],
  checks: readonly FileWithSegments[],
): Set<string> {
  const files = names.filter(({ name }) => name === prompt).map(({ path }) => path);
  const found = checks
    .filter(({ file }) => files.includes(file))
    .flatMap((check) => check.found?.segments ?? []);
  // Of several dimensions, `tier=enterprise` is told by the value, too.
  return new Set(
    found.flatMap(({ name }) => [name, ...name.split('=').slice(1)]).filter((name) => name !== WHOLE),
  );
}

function ofNoAttribute({ prompt, segmentBy }: Portfolio, placeOf: PlaceOf, { names }: NamedThings): Draft[] {
  const entry = names.find(({ name }) => name === prompt)?.entry;
  const known = (entry?.segmentBy ?? []).map((key) => key.replace(/^\w+\./, ''));
  const meant = known.includes(segmentBy) ? null : nearest(segmentBy, known);
  if (meant === null) return [];
  return [
    draft(
      placeOf(['segment-by']),
      `The attribute \`${segmentBy}\` tells the segment here, and \`${meant}\` does in the suite.${suggestion(meant)}`,
      'Write it as the application gives it to `get`.',
    ),
  ];
}

/** Segments that `observe` counts: any may be declared, so only what is nearly another's name is told. */
async function segmentsOfPolicy(
  portfolios: readonly PortfolioCheck[],
  { config, policyPath, prompts }: NamedThings,
  snapshot: Snapshot,
): Promise<Draft[]> {
  const declared = config.registry?.segments ?? [];
  const known = new Set([
    ...prompts.flatMap(({ found }) => (found?.segments ?? []).map(({ name }) => name)),
    ...portfolios.flatMap(({ portfolio }) => Object.keys(portfolio?.weights ?? {})),
  ]);
  const others = [...known].filter((name) => !declared.includes(name));
  const misspelt = declared.flatMap((name, index) => {
    const meant = name.length < SHORTEST || known.has(name) ? null : nearest(name, others);
    return meant === null ? [] : [{ name, index, meant }];
  });
  if (misspelt.length === 0) return [];
  const document = parseYaml((await snapshot.read(policyPath)) ?? '', policyPath);
  return misspelt.map(({ name, index, meant }) =>
    draft(
      document.placeOf(['registry', 'segments', index]),
      `No suite and no portfolio has the segment ${JSON.stringify(name)}.${suggestion(meant)}`,
      'Write it as the application gives it.',
    ),
  );
}
