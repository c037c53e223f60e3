import { counted, formatPoints, formatPRelation, formatRate } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { oneCallText } from './latency-rules.ts';
import { FEWEST_FOR_LIMIT, unitsText } from './limit-judgement.ts';
import { LIMIT_NOUNS } from './segment-limits.ts';
import type { Telling } from './telling.ts';

type ConfirmationCode =
  | 'baseline-drifted'
  | 'drop-not-confirmed'
  | 'critical-not-confirmed'
  | 'latency-not-judged'
  | 'segment-limits-not-judged';

type Both = { name: string; stored: number; fresh: number; pValue: number };

const MOST_NAMES = 5;

/** The notices about stored answers of the baseline, and about what was asked again before it blocks. */
export const CONFIRMATION_TELLINGS: { [Code in ConfirmationCode]: Telling<Code> } = {
  'baseline-drifted': {
    gravity: 'notice',
    sentence: ({ since, segments }) =>
      `The baseline answers otherwise than in its stored answers${ofDay(since)}: ${listed(segments, (one) => `${nameOf(one)} ${formatRate(one.stored)} then, ${formatRate(one.fresh)} asked anew (p\u00a0${formatPRelation(one.pValue)})`)}. The model may have changed since; this pull request did not do that.`,
  },
  'drop-not-confirmed': {
    gravity: 'notice',
    sentence: ({ since, segments }) =>
      `Stored answers of the baseline${ofDay(since)} showed a drop that the baseline, asked anew, does not confirm: ${listed(segments, (one) => `${nameOf(one)} ${formatPoints(one.stored)} points against the stored ones, ${formatPoints(one.fresh)} against the new ones (p\u00a0${formatPRelation(one.pValue)})`)}. So it is no regression.`,
  },
  'critical-not-confirmed': {
    gravity: 'notice',
    sentence: ({ cases }) =>
      `Critical ${cases.length === 1 ? 'case' : 'cases'} lost at first and not when asked again: ${listed(cases, (id) => `\`${clip(id, 60)}\``)}. ${cases.length === 1 ? 'It does' : 'They do'} not block: the answers are not always the same.`,
  },
  'latency-not-judged': {
    gravity: 'alarm',
    sentence: ({ cases, families, apart, oneCall }) => {
      const units = families < cases ? ` (${counted(families, 'family', 'families')})` : '';
      const shared = oneCall > 0 ? ` ${oneCallText(oneCall)}` : '';
      const stored =
        apart > 0
          ? ` Of ${counted(apart, 'more case')} different runs asked them, since answers are stored, and they were as slow as the provider was then: with \`run.cache: false\` every run on GitHub asks both.`
          : '';
      return `Latency is not held against its limit: one run asked both versions ${counted(cases, 'case')}${units}, and it takes ${FEWEST_FOR_LIMIT}.${shared}${stored}`;
    },
  },
  'segment-limits-not-judged': {
    gravity: 'alarm',
    sentence: ({ segments }) =>
      `Limits of single segments that nothing is held against: ${listed(segments, ({ name, limits, ...of }) => `${limits.map((limit) => LIMIT_NOUNS[limit]).join(', ')} in ${clip(name, 60)}, of ${unitsText(of)}`)}. It takes ${FEWEST_FOR_LIMIT}${segments.some(({ limits }) => limits.some((of) => of === 'p50' || of === 'p95')) ? ', for latency asked of both versions by one run' : ''}.`,
  },
};

function ofDay(since: string | null): string {
  return since === null ? '' : ` (the oldest of ${since})`;
}

function nameOf({ name }: Both): string {
  return name === 'overall' ? 'over all cases' : clip(name, 60);
}

function listed<T>(items: readonly T[], text: (item: T) => string): string {
  const more = items.length - MOST_NAMES;
  const shown = items.slice(0, MOST_NAMES).map(text).join('; ');
  return more > 0 ? `${shown}; and ${more} more` : shown;
}
