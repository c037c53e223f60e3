import { formatPlace } from '../base/errors.ts';
import { atMost } from '../prose/at-most.ts';
import { counted } from '../prose/numbers.ts';
import { clip } from '../prose/text.ts';
import type { Draft, Rule, Subject } from './subject.ts';

const MOST_PLACES = 3;

/** Cases that say the same, and segments with too few of them. */
export const caseRules: readonly Rule[] = [
  { ids: ['near-duplicate-cases'], find: nearDuplicateCases },
  { ids: ['segment-not-judged', 'segment-too-small'], find: smallSegments },
];

function nearDuplicateCases({ suite, notices }: Subject): Draft[] {
  return notices.flatMap((notice): Draft[] => {
    if (notice.code !== 'cases-alike') return [];
    const placeOf = new Map(suite.cases.map(({ place }) => [formatPlace(place), place]));
    const untold = notice.families - notice.places.length;
    return notice.places.map((family, index) => {
      const [first = notice.path, ...others] = family;
      const more = index === notice.places.length - 1 && untold > 0 ? untold : 0;
      const also =
        more > 0 ? ` So it is with ${counted(more, 'more family', 'more families')} of cases.` : '';
      return {
        id: 'near-duplicate-cases',
        place: placeOf.get(first) ?? { path: notice.path },
        message: `This case has nearly the same text as ${listed(others)}, and no common \`group:\`.${also}`,
        remedy:
          'Give variants of one question the same `group:`, or keep one: as independent cases they block harmless changes more often.',
      };
    });
  });
}

function listed(places: readonly string[]): string {
  return atMost(places, MOST_PLACES, (more) => `${more} more`).join(', ');
}

function smallSegments({ suite, segments = [] }: Subject): Draft[] {
  return segments.flatMap(({ name, cases, fewest, casesNeeded }): Draft[] => {
    const place = suite.cases.find((one) => one.segments.includes(name))?.place ?? { path: suite.path };
    const has = `The segment ${clip(name, 60)} has ${counted(cases, 'case')}`;
    if (fewest !== null) {
      return [
        {
          id: 'segment-not-judged',
          place,
          message: `${has}; it takes ${fewest} independent ones to judge it, so no drop in it can block.`,
          remedy: 'Add cases, or put it together with another segment.',
        },
      ];
    }
    if (casesNeeded === null || cases >= casesNeeded) return [];
    return [
      {
        id: 'segment-too-small',
        place,
        message: `${has}; a drop as large as \`gate.margin.segment\` is shown 4 times out of 5 only from ${casesNeeded} on.`,
        remedy: 'Add cases, or state a wider margin.',
      },
    ];
  });
}
