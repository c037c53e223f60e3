import { counted } from '../prose/numbers.ts';
import { clip } from '../prose/text.ts';
import { noticeSentence } from '../report/telling/notices.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** Cases that say the same, and segments with too few of them. */
export const caseRules: readonly Rule[] = [
  { ids: ['near-duplicate-cases'], find: nearDuplicateCases },
  { ids: ['segment-not-judged', 'segment-too-small'], find: smallSegments },
];

function nearDuplicateCases({ suite, notices }: Subject): Draft[] {
  return notices.flatMap((notice): Draft[] => {
    if (notice.code !== 'cases-alike') return [];
    const first = notice.places[0]?.[0];
    const testCase = suite.cases.find(({ place }) => placeText(place) === first);
    return [
      {
        id: 'near-duplicate-cases',
        place: testCase?.place ?? { path: notice.path },
        message: noticeSentence(notice),
        remedy: 'Or keep one of them.',
      },
    ];
  });
}

function placeText({ path, line, column }: Draft['place']): string {
  return [path, line, column].filter((part) => part !== undefined).join(':');
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
