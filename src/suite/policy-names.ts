import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { PromptEntry } from '../domain/policy.ts';
import { namesCases } from '../domain/policy-of.ts';
import type { Case } from '../domain/suite.ts';
import { unusedGroupBy } from './groups.ts';

/** What an entry of the policy names of the cases of its prompt. */
export type NamesOfCases = Pick<PromptEntry, 'path' | 'places' | 'traffic' | 'groupBy' | 'policy'>;

/** A name that no case has. */
export type UnknownName = {
  /** What names it: `segments` or `traffic`, and the segment, or `group-by`. The same wherever it stands. */
  key: string;
  error: ConfigurationError;
};

/**
 * The names in an entry of the policy that none of the cases of its prompt has: segments of `segments` and `traffic`, and
 * the value of `group-by`. What the entry says of them would hold for nobody.
 * @param path of the suite
 * @returns each with its place in the policy and what was likely meant
 */
export function unknownNames(
  cases: readonly Case[],
  entry: NamesOfCases | undefined,
  path: string,
): UnknownName[] {
  if (entry === undefined || !namesCases(entry)) return [];
  const segments = new Set(cases.flatMap((each) => each.segments));
  const named = Object.entries({ traffic: entry.traffic, segments: entry.policy?.segments });
  const ofSegments = named.flatMap(([key, names = {}]) =>
    Object.keys(names)
      .filter((name) => !segments.has(name))
      .map((name): UnknownName => {
        const problem = `The config's \`${key}\` of ${entry.path} names the segment "${name}", which no case is in.${didYouMean(name, segments)}`;
        const place = entry.places?.[`${key}.${name}`] ?? { path };
        const remedy = `There are ${[...segments].slice(0, 20).join(', ')}.`;
        return { key: `${key}.${name}`, error: new ConfigurationError(problem, { place, remedy }) };
      }),
  );
  const ofGroups = unusedGroupBy(cases, entry);
  return ofGroups ? [...ofSegments, { key: 'group-by', error: ofGroups }] : ofSegments;
}

/** @throws ConfigurationErrors: names in the entry that no case has */
export function refuseUnknownNames(...of: Parameters<typeof unknownNames>): void {
  const errors = unknownNames(...of).map(({ error }) => error);
  if (errors.length > 0) throw new ConfigurationErrors(errors);
}
