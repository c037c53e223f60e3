import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';

type Judged = { cases: number; segments?: string[] | undefined; worse?: string[] | undefined };

/** Segments that a sentence names. */
const MOST_NAMES = 6;

/** The cases by which a version was judged: `120 cases`, `60 cases of standard` where not all segments count. */
export function judgedCases({ cases, segments }: Pick<Judged, 'cases' | 'segments'>): string {
  return `${counted(cases, 'case')}${segments ? ` of ${namedSegments(segments)}` : ''}`;
}

/** The segments for which its evidence is worse: `worse for enterprise`; none: empty. */
export function worseText({ worse = [] }: Pick<Judged, 'worse'>): string {
  return worse.length === 0 ? '' : `worse for ${namedSegments(worse)}`;
}

/** Names of segments: `standard, premium and 4 more segments`. */
export function namedSegments(names: readonly string[]): string {
  return atMost([...names], MOST_NAMES, (more) => counted(more, 'more segment')).join(', ');
}
