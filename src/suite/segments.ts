import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Notice } from '../domain/notice.ts';
import { ownValue } from '../prompt/template/template.ts';

/** The segment of a suite that names none. */
export const ALL = 'all';

const MAX_LENGTH = 200;

/** What of a case determines its segments. */
export type Segmented = {
  stated: readonly string[];
  vars: Record<string, Json>;
  metadata: Record<string, Json>;
  place: Place;
};

/**
 * The segments of a case: by `segment-by` where the config has it (`vars.x`, `metadata.x`), else as the case states
 * them, else none. One dimension gives the value itself (`enterprise`), several give `name=value`; a list gives a
 * segment for each item. Throws ConfigurationError for a missing value, and for one that names no group.
 */
export function segmentsOf(testCase: Segmented, segmentBy: readonly string[]): string[] {
  const names =
    segmentBy.length === 0
      ? testCase.stated.map((name) => checked(name, 'segment', testCase.place))
      : segmentBy.flatMap((dimension) => valuesOf(testCase, dimension, segmentBy.length > 1));
  return [...new Set(names)];
}

function valuesOf(testCase: Segmented, dimension: string, isOneOfSeveral: boolean): string[] {
  const dot = dimension.indexOf('.');
  const [source, name] = [dimension.slice(0, dot), dimension.slice(dot + 1)];
  const values = source === 'metadata' ? testCase.metadata : testCase.vars;
  const value = ownValue(values, name);
  if (value === undefined || value === null) {
    const meant = didYouMean(name, Object.keys(values));
    throw new ConfigurationError(`The case has no \`${dimension}\`, which tells its segment.${meant}`, {
      place: testCase.place,
      remedy: 'Give it a value, or name another in `segment-by`.',
    });
  }
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'object') {
      throw new ConfigurationError(
        `\`${dimension}\` is no text, number, true or false, so it names no segment.`,
        {
          place: testCase.place,
        },
      );
    }
    const text = checked(String(item), dimension, testCase.place);
    return isOneOfSeveral ? `${name}=${text}` : text;
  });
}

function checked(name: string, what: string, place: Place): string {
  const text = name.trim();
  if (text === '' || text.length > MAX_LENGTH) {
    const problem = text === '' ? 'is empty' : `is longer than ${MAX_LENGTH} characters`;
    throw new ConfigurationError(`\`${what}\` ${problem}, so it names no segment.`, { place });
  }
  return text;
}

/** Every case has a segment, or none has: then all are in one. Throws ConfigurationError for the first without. */
export function completeSegments<T extends { id: string; segments: string[]; place: Place }>(
  cases: readonly T[],
): T[] {
  const without = cases.filter(({ segments }) => segments.length === 0);
  const [first] = without;
  if (first === undefined) {
    return [...cases];
  }
  if (without.length === cases.length) {
    return cases.map((each) => ({ ...each, segments: [ALL] }));
  }
  throw new ConfigurationError(
    `${without.length} of ${cases.length} cases have no segment, the first of them "${first.id}"; others have one.`,
    {
      place: first.place,
      remedy: 'Give each a `segment`; `defaultTest.segment` is for all that state none.',
    },
  );
}

/** Names that only differ in case or spaces are one group to a person. */
export function similarSegments(segments: Iterable<string>): Notice[] {
  const seen = new Map<string, string>();
  const notices: Notice[] = [];
  for (const name of new Set(segments)) {
    const key = name.toLowerCase().replace(/[\s_-]+/g, '');
    const other = seen.get(key);
    if (other !== undefined) {
      notices.push({ code: 'segments-alike', names: [other, name] });
    }
    seen.set(key, other ?? name);
  }
  return notices;
}
