import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { ownValue } from '../prompt/template/template.ts';
import { FEWEST_CASES } from '../verdict/sizes.ts';
import { contentKey } from './difference.ts';

const MAX_LENGTH = 200;

/** The parts of a case that determine its group. */
type Grouped = {
  /** `group:` of the case. */
  stated: string | number | undefined;
  vars: Record<string, Json>;
  metadata: Record<string, Json>;
  place: Place;
};

/**
 * The group of a case, the family of cases that ask variants of one question: by `group-by` if the config has it
 * (`vars.x`, `metadata.x`), else as stated in the case, else `metadata.group`. Undefined: the case is a unit of its own.
 * @throws ConfigurationError for a value that is not usable as a name
 */
export function groupOf(
  { stated, vars, metadata, place }: Grouped,
  groupBy: string | undefined,
): string | undefined {
  if (groupBy !== undefined) {
    const { source, name } = partsOf(groupBy);
    return nameOf(ownValue(source === 'metadata' ? metadata : vars, name), groupBy, place);
  }
  if (stated !== undefined) return nameOf(stated, 'group', place);
  const tagged = ownValue(metadata, 'group');
  // Metadata belong to the suite's owner: what names no group there is none of ours.
  return typeof tagged === 'string' || typeof tagged === 'number'
    ? String(tagged).trim().slice(0, MAX_LENGTH) || undefined
    : undefined;
}

function partsOf(groupBy: string): { source: string; name: string } {
  const dot = groupBy.indexOf('.');
  return { source: groupBy.slice(0, dot), name: groupBy.slice(dot + 1) };
}

function nameOf(value: Json | undefined, what: string, place: Place): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'object' ? '' : String(value).trim();
  if (text !== '' && text.length <= MAX_LENGTH) return text;
  const problem =
    typeof value === 'object'
      ? 'is no text, number, true or false'
      : text === ''
        ? 'is empty'
        : `is longer than ${MAX_LENGTH} characters`;
  throw new ConfigurationError(`\`${what}\` ${problem}, so it names no group.`, {
    place,
    remedy: 'Give the cases that ask variants of one question the same short name, and others none.',
  });
}

/** What is wrong with a `group-by` by which no case has a group; undefined where some case has one. */
export function unusedGroupBy(
  cases: readonly Case[],
  { groupBy, places }: Pick<PromptEntry, 'groupBy' | 'places'>,
): ConfigurationError | undefined {
  if (groupBy === undefined || cases.length === 0) return undefined;
  if (cases.some(({ group }) => group !== undefined)) return undefined;
  const { source, name } = partsOf(groupBy);
  const names = cases.flatMap(({ metadata, vars }) => Object.keys(source === 'metadata' ? metadata : vars));
  return new ConfigurationError(
    `No case has \`${groupBy}\`, by which \`group-by\` groups them.${didYouMean(name, [...new Set(names)])}`,
    {
      place: places?.['group-by'] ?? cases[0]?.place,
      remedy: 'Name a variable or metadata that the variants of one question have in common.',
    },
  );
}

/**
 * Cases into which one test with lists was multiplied are a family, unless they have a group: named by the first of
 * them, so that a longer list has the same name. In a segment of fewer tests than can be judged, a list holds the
 * segment's questions and not variants of one: there every case stays a unit of its own.
 * @param testOf the number of the test that each case is made of
 */
export function withFamiliesOfLists(cases: readonly Case[], testOf: readonly number[]): Case[] {
  const sizes = new Map<number, number>();
  for (const test of testOf) sizes.set(test, (sizes.get(test) ?? 0) + 1);
  if (sizes.size === cases.length) return [...cases];
  const testsOf = new Map<string, Set<number>>();
  const firstOf = new Map<number, string>();
  cases.forEach(({ id, segments }, index) => {
    const test = testOf[index] ?? index;
    if (!firstOf.has(test)) firstOf.set(test, id);
    for (const name of segments) {
      const tests = testsOf.get(name) ?? new Set<number>();
      testsOf.set(name, tests.add(test));
    }
  });
  return cases.map((testCase, index) => {
    const test = testOf[index] ?? index;
    const isList =
      (sizes.get(test) ?? 1) > 1 &&
      testCase.segments.every((name) => (testsOf.get(name)?.size ?? 0) >= FEWEST_CASES);
    return isList && testCase.group === undefined
      ? { ...testCase, group: firstOf.get(test) ?? testCase.id }
      : testCase;
  });
}

/**
 * A suite in the groups of the base: a case that the base has, under its id or another, is in the group in which it is
 * there. Or a pull request could put all cases into one family, and nothing could be shown of it.
 */
export function withGroupsOfBase(own: Suite, before: Suite): { suite: Suite; notices: Notice[] } {
  const hasGroups = [own, before].some(({ cases }) => cases.some(({ group }) => group !== undefined));
  if (own === before || !hasGroups) return { suite: own, notices: [] };
  const byId = new Map(before.cases.map((testCase) => [testCase.id, testCase]));
  const byContent = new Map(before.cases.map((testCase) => [contentKey(testCase), testCase]));
  let regrouped = 0;
  const cases = own.cases.map((testCase) => {
    const known = byId.get(testCase.id) ?? byContent.get(contentKey(testCase));
    if (!known || known.group === testCase.group) return testCase;
    regrouped += 1;
    const { group: _, ...ungrouped } = testCase;
    return known.group === undefined ? ungrouped : { ...ungrouped, group: known.group };
  });
  if (regrouped === 0) return { suite: own, notices: [] };
  return {
    suite: { ...own, cases },
    notices: [
      { code: 'cases-regrouped', path: own.path, cases: regrouped, segments: fewerUnits(cases, own.cases) },
    ],
  };
}

/** Segments in which the same cases are fewer units than they were: families, and cases without one. */
function fewerUnits(
  before: readonly Case[],
  after: readonly Case[],
): { name: string; before: number; after: number }[] {
  const counts = unitsBySegment(after);
  return [...unitsBySegment(before)].flatMap(([name, units]) => {
    const left = counts.get(name) ?? 0;
    return left < units ? [{ name, before: units, after: left }] : [];
  });
}

function unitsBySegment(cases: readonly Case[]): Map<string, number> {
  const units = new Map<string, Set<string>>();
  for (const { id, group, segments } of cases) {
    const unit = JSON.stringify(group === undefined ? [id] : group);
    for (const name of segments) units.set(name, (units.get(name) ?? new Set()).add(unit));
  }
  return new Map([...units].map(([name, of]) => [name, of.size]));
}
