import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import type { Telling } from './telling.ts';

type FamilyCode = 'cases-regrouped' | 'cases-alike';

const MOST_FAMILIES = 5;
const MOST_LINES = 6;

/** The notices about cases that ask variants of one question. */
export const FAMILY_TELLINGS: { [Code in FamilyCode]: Telling<Code> } = {
  'cases-regrouped': {
    gravity: 'alarm',
    sentence: ({ path, cases }) =>
      `This pull request puts ${counted(cases, 'case')} of ${path} into other groups. The verdict follows the groups of the base; the new ones count once merged.`,
  },
  'cases-alike': {
    gravity: 'fact',
    sentence: ({ path, cases, families, places }) => {
      const shown = places.slice(0, MOST_FAMILIES).map((family) => lines(path, family));
      const more = families - shown.length;
      return `${cases} cases have nearly the same text as another: ${shown.join('; ')}${more > 0 ? `; and ${counted(more, 'more family', 'more families')}` : ''}. They may pass and fail together, and count as independent: harmless changes are then blocked more often than the policy allows. Give variants of one question the same \`group:\`.`;
    },
  },
};

/** `evals/support.yml:12, 18 and 30` */
function lines(path: string, places: readonly string[]): string {
  const short = places.map((place) =>
    place.startsWith(`${path}:`) ? (place.slice(path.length + 1).split(':')[0] ?? place) : place,
  );
  const inFile = short.every((line, index) => line !== places[index]);
  const shown = atMost([...new Set(short)], MOST_LINES, (more) => `${more} more`);
  return `${inFile ? `${path}:` : ''}${shown.join(', ')}`;
}
