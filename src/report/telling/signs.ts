import type { CaseOutcome } from '../../domain/case-result.ts';
import type { PromptResult, SegmentResult } from '../../domain/result.ts';

/** How serious a state is: determines its colour, if there are colours. */
export type Tone = 'bad' | 'warning' | 'good' | 'muted';

/**
 * The signs of a state: an emoji where GitHub renders it, a character of one column in a terminal, a plain character in
 * the page. A word is always shown too, so that neither sign nor colour carries the meaning alone.
 */
export type Sign = { emoji: string; terminal: string; page: string; tone: Tone };

export const BAD: Sign = { emoji: '🛑', terminal: '✖', page: '✕', tone: 'bad' };
export const GOOD: Sign = { emoji: '✅', terminal: '✔', page: '✓', tone: 'good' };
const OPEN: Sign = { emoji: '➖', terminal: '–', page: '–', tone: 'muted' };

/** The sign of something that needs attention. */
export const WARNING: Sign = { emoji: '⚠️', terminal: '!', page: '!', tone: 'warning' };

/** The sign of a prompt or segment without a baseline. */
export const NEW: Sign = { emoji: '🆕', terminal: '+', page: '+', tone: 'muted' };

/** A verdict's sign; its title on a page, and its word beside a prompt. */
type VerdictState = { sign: Sign; title: string; word: string };

export const VERDICTS: Record<PromptResult['verdict'], VerdictState> = {
  block: { sign: BAD, title: 'Merge blocked', word: 'blocked' },
  pass: { sign: GOOD, title: 'Passed', word: 'passed' },
  error: { sign: WARNING, title: 'Could not decide', word: 'not decided' },
  'not-run': { sign: OPEN, title: 'Not run', word: 'not run' },
};

/** Label of a pass if nothing could be judged. */
export const UNJUDGED: Sign = { ...OPEN, tone: 'warning' };

export const SEGMENT_SIGNS: Record<SegmentResult['verdict'], Sign> = {
  regression: BAD,
  invalid: WARNING,
  improved: { emoji: '📈', terminal: '▲', page: '↑', tone: 'good' },
  pass: GOOD,
  inconclusive: OPEN,
};

/** A cost verdict: its sign in the comment, and its badge in the page, in the colours of a segment's verdict. */
type CostState = {
  sign: Sign;
  page: { sign: Sign; likeVerdict: SegmentResult['verdict'] | null; words: string };
};

export const COSTS: Record<NonNullable<PromptResult['cost']>['label'], CostState> = {
  exceeded: { sign: BAD, page: { sign: BAD, likeVerdict: 'regression', words: 'over the limit' } },
  'paid-for': { sign: GOOD, page: { sign: GOOD, likeVerdict: 'pass', words: 'paid for' } },
  within: { sign: GOOD, page: { sign: GOOD, likeVerdict: 'pass', words: 'within the limit' } },
  unknown: { sign: OPEN, page: { sign: OPEN, likeVerdict: null, words: 'not shown to keep the limit' } },
};

/** Text on the page if there are too few cases to hold anything against a limit. */
export const NOT_HELD = 'not held against its limit';

/** Text on the page if the price of a call is not known. */
export const UNPRICED = 'price not known';

/** The signs of a case, by how it stands. `new`: a failing case of a prompt without baseline. */
export const CASES: Record<CaseOutcome['standing'] | 'new', { sign: Sign; words: string }> = {
  'newly-failing': { sign: BAD, words: 'newly fails' },
  new: { sign: BAD, words: 'fails' },
  failing: { sign: OPEN, words: 'fails in both' },
  'newly-passing': { sign: GOOD, words: 'newly passes' },
  passing: { sign: GOOD, words: 'passes' },
  errored: { sign: WARNING, words: 'errored' },
};
