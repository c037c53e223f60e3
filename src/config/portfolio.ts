import { z } from 'zod';
import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { type Json, ownMember } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import { formatKeys, validate } from '../document/validate.ts';
import { parseYaml, type YamlDocument } from '../document/yaml.ts';
import type { Metric } from '../domain/observation.ts';
import { isPortfolioPath, PORTFOLIO_FOLDER, type Portfolio } from '../domain/portfolio.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { RegistryState, VersionState } from '../domain/registry-state.ts';
import { directed, misusedMetrics } from './portfolio-metrics.ts';
import { portfolioSchema } from './portfolio-schema.ts';

/** What the names in a portfolio are held against. */
export type PortfolioContext = {
  /** Null: the registry is not known, so versions are not looked up. */
  state: RegistryState | null;
  /** Of the policy, in its order. Null: they are not looked up. */
  environments: readonly string[] | null;
  /** Those that the policy declares. Null, or absent: it declares none, or is not known. */
  metrics: readonly Metric[] | null;
  /**
   * Whether what cannot be judged by those metrics is a mistake of the file. Else the portfolio is read, since what it has
   * beside that is in force.
   */
  refusesMisuse: boolean;
};

/**
 * The prompt that a portfolio's file is about; null for a path that is none.
 * @throws ConfigurationError for a file of the folder that is not read under its name
 */
export function promptOfPortfolio(path: string): string | null {
  if (!isPortfolioPath(path)) return null;
  const name = path.slice(PORTFOLIO_FOLDER.length + 1);
  const stem = /^([a-z0-9][a-z0-9._-]{0,63})\.yml$/.exec(name)?.[1];
  if (stem !== undefined) return stem;
  const renamed = name.replace(/\.yaml$/, '.yml');
  throw new ConfigurationError('A portfolio is not read under this name.', {
    place: { path },
    remedy:
      renamed === name
        ? `Name it after its prompt: ${PORTFOLIO_FOLDER}/<prompt>.yml.`
        : `Rename it to ${PORTFOLIO_FOLDER}/${renamed}.`,
  });
}

/**
 * A portfolio's file. Weights are slots of 10,000.
 * @param path relative to the repository's root; it names the prompt
 * @throws ConfigurationError(s): all mistakes of the file, each with line and column
 */
export function parsePortfolio(text: string, path: string, context: PortfolioContext): Portfolio {
  const prompt = promptOfPortfolio(path);
  if (prompt === null) throw new Error(`${path} is no portfolio`);
  const document = parseYaml(text, path);
  const portfolio = { prompt, ...directed(validate(portfolioSchema, document), context.metrics ?? []) };
  const mistakes = [
    ...mistakenNames(portfolio, document),
    ...impossible(portfolio, document),
    ...(context.environments === null ? [] : mistakenEnvironment(portfolio, document, context.environments)),
    ...(context.refusesMisuse ? misusedMetrics(portfolio, document, context.metrics) : []),
    ...(context.state === null ? [] : unregistered(portfolio, document, context.state)),
  ];
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  return portfolio;
}

/** The JSON Schema of a portfolio's file, for editors. */
export function portfolioJsonSchema(): Json {
  const schema = z.toJSONSchema(portfolioSchema, { io: 'input' });
  return z.json().parse({ title: 'Portfolio of a prompt (Prompt Eval Gate)', ...schema });
}

type Keys = readonly PropertyKey[];

/** Every place of the file that names a version, with its keys. */
function namedVersions({ weights, safe, limits, allocator }: Portfolio): { version: Version; keys: Keys }[] {
  return [
    { version: safe, keys: ['safe'] },
    ...Object.entries(weights).flatMap(([segment, ofSegment]) =>
      Object.keys(ofSegment).map((version) => ({ version, keys: ['weights', segment, version] })),
    ),
    ...Object.keys(limits.floor).map((version) => ({ version, keys: ['limits', 'floor', version] })),
    ...(allocator.kind === 'schedule'
      ? [{ version: allocator.version, keys: ['allocator', 'version'] }]
      : []),
  ];
}

function mistakenNames(portfolio: Portfolio, document: YamlDocument): ConfigurationError[] {
  const { weights, safe, limits, allocator, guards, experiment } = portfolio;
  const listed = [...new Set(Object.values(weights).flatMap((ofSegment) => Object.keys(ofSegment)))];
  const guarded = [...new Set(guards.map(({ metric }) => metric))];
  const mistakes: ConfigurationError[] = [];
  const refuse = (keys: Keys, problem: string) =>
    mistakes.push(
      new ConfigurationError(`\`${formatKeys(keys)}\`: ${problem}`, { place: document.placeOfKey(keys) }),
    );
  if (!listed.includes(safe)) {
    refuse(['safe'], `${safe} has no weight in any segment.${didYouMean(safe, listed)}`);
  }
  for (const version of Object.keys(limits.floor)) {
    if (listed.includes(version)) continue;
    refuse(
      ['limits', 'floor', version],
      `no segment of \`weights\` has ${version}.${didYouMean(version, listed)}`,
    );
  }
  if (allocator.kind === 'schedule') {
    const { version } = allocator;
    const keys = ['allocator', 'version'];
    if (version === safe) refuse(keys, `${version} is \`safe\`; a schedule raises another version.`);
    else if (!listed.includes(version)) {
      refuse(keys, `no segment of \`weights\` has ${version}.${didYouMean(version, listed)}`);
    }
  }
  for (const [index, metric] of (experiment?.guardrails ?? []).entries()) {
    if (guarded.includes(metric)) continue;
    const among = guarded.length === 0 ? 'there are no `guards`' : `those are ${guarded.join(', ')}`;
    refuse(
      ['experiment', 'guardrails', index],
      `expected a metric of \`guards\` (${among}), found ${JSON.stringify(metric)}.${didYouMean(metric, guarded)}`,
    );
  }
  return mistakes;
}

/** Limits that no weights keep, and an experiment that compares nothing. */
function impossible(
  { weights, safe, limits, experiment }: Portfolio,
  document: YamlDocument,
): ConfigurationError[] {
  const mistakes: ConfigurationError[] = [];
  const refuse = (keys: Keys, problem: string) =>
    mistakes.push(
      new ConfigurationError(`\`${formatKeys(keys)}\`: ${problem}`, { place: document.placeOfKey(keys) }),
    );
  for (const [version, floor] of Object.entries(limits.floor)) {
    const { concentration } = limits;
    if (concentration === null || version === safe || floor <= concentration) continue;
    const problem = `${percent(floor)} is more than \`concentration\` allows (${percent(concentration)}).`;
    refuse(['limits', 'floor', version], problem);
  }
  for (const [segment, ofSegment] of Object.entries(weights)) {
    const listed = Object.keys(ofSegment);
    const total = listed.reduce((sum, version) => sum + (ownMember(limits.floor, version) ?? 0), 0);
    if (listed.length < 2 || total <= SLOT_COUNT) continue;
    refuse(['limits', 'floor'], `the floors of ${JSON.stringify(segment)} add up to ${percent(total)}.`);
  }
  const withSafe = Object.values(weights).filter((ofSegment) => Object.hasOwn(ofSegment, safe));
  const isShared = withSafe.some(
    (ofSegment) => (ofSegment[safe] ?? 0) > 0 && (ofSegment[safe] ?? 0) < SLOT_COUNT,
  );
  if (experiment !== null && withSafe.length > 0 && !isShared) {
    const problem = `it compares versions with \`safe\`, and none serves beside ${safe} in any segment.`;
    refuse(['experiment'], problem);
  }
  return mistakes;
}

function percent(slots: number): string {
  return `${slots / 100}%`;
}

function mistakenEnvironment(
  { environment }: Portfolio,
  document: YamlDocument,
  environments: readonly string[],
): ConfigurationError[] {
  if (environments.includes(environment)) return [];
  const known = environments.length === 0 ? 'the policy has none' : `one of ${environments.join(', ')}`;
  const problem = `\`environment\`: expected an environment of the policy (${known}), found ${JSON.stringify(environment)}.${didYouMean(environment, environments)}`;
  return [new ConfigurationError(problem, { place: document.placeOf(['environment']) })];
}

function unregistered(
  portfolio: Portfolio,
  document: YamlDocument,
  { prompts }: RegistryState,
): ConfigurationError[] {
  const state = ownMember(prompts, portfolio.prompt);
  if (!state) {
    const meant = didYouMean(portfolio.prompt, Object.keys(prompts));
    return [
      new ConfigurationError(`The registry has no prompt ${portfolio.prompt}.${meant}`, {
        place: { path: document.path },
        remedy: 'A portfolio bears the name of its prompt, and weighs versions that `record` registered.',
      }),
    ];
  }
  return namedVersions(portfolio).flatMap(({ version, keys }) => {
    const problem = whyNotServable(ownMember(state.versions, version), version, state.versions);
    if (problem === null) return [];
    const place = document.placeOfKey(keys);
    return [new ConfigurationError(`\`${formatKeys(keys)}\`: ${problem}`, { place })];
  });
}

function whyNotServable(
  known: VersionState | undefined,
  version: Version,
  versions: Record<Version, VersionState>,
): string | null {
  if (known) return known.archived ? `${version} is archived, so it may not serve.` : null;
  const newest = Object.keys(versions).slice(-5).toReversed();
  const those = newest.length === 0 ? 'the prompt has none yet' : `the newest are ${newest.join(', ')}`;
  return `${version} is not registered; ${those}.${didYouMean(version, newest)}`;
}
