import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import type { Telling } from './telling.ts';

type FamilyCode = 'cases-regrouped' | 'cases-alike';

const MOST_LINES = 3;
/** Segments that are named. */
const MOST_SEGMENTS = 5;

/** The notices about cases that ask variants of one question. */
export const FAMILY_TELLINGS: { [Code in FamilyCode]: Telling<Code> } = {
  'cases-regrouped': {
    gravity: 'alarm',
    sentence: ({ path, cases, segments }) =>
      `This pull request puts ${counted(cases, 'case')} of ${path} into other groups. The verdict follows the groups of the base; the new ones count once merged${fewerFamilies(segments)}.`,
  },
  'cases-alike': {
    gravity: 'fact',
    sentence: ({ path, cases, families, places }) => {
      const first = lines(path, places[0] ?? []);
      const more = families > 1 ? `, and ${counted(families - 1, 'more family', 'more families')}` : '';
      return `${counted(cases, 'case has', 'cases have')} nearly the same text as another and no common \`group:\` (${first}${more}), so a harmless change is blocked more often.`;
    },
  },
};

/** `: premium then has 1 family instead of 60, and can show less` */
function fewerFamilies(segments: readonly { name: string; before: number; after: number }[]): string {
  if (segments.length === 0) return '';
  const all = segments.map(
    ({ name, before, after }) =>
      `${clip(name, 60)} then has ${counted(after, 'family', 'families')} instead of ${before}`,
  );
  const shown = atMost(all, MOST_SEGMENTS, (more) => `and so have ${counted(more, 'more segment')} fewer`);
  return `: ${shown.join(', ')}, and can show less`;
}

/** `evals/support.yml:12, 18 and 30` */
function lines(path: string, places: readonly string[]): string {
  const short = places.map((place) =>
    place.startsWith(`${path}:`) ? (place.slice(path.length + 1).split(':')[0] ?? place) : place,
  );
  const inFile = short.every((line, index) => line !== places[index]);
  const shown = atMost([...new Set(short)], MOST_LINES, (more) => `${more} more`);
  return `${inFile ? `${path}:` : ''}${shown.join(', ')}`;
}
