import { wholeVerdict } from '../../domain/part.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { verbFor } from '../../prose/grammar.ts';
import { formatCount } from '../../prose/numbers.ts';
import { signOf } from '../telling/headline.ts';
import { wasRun } from '../telling/order.ts';
import { passingSign } from '../telling/passing-line.ts';
import { GOOD, NEW, type Sign, UNJUDGED, VERDICTS, WARNING } from '../telling/signs.ts';
import { isUncompared, uncomparedWord } from '../telling/uncompared.ts';

/** A badge on the page: its words, sign and colours, which are those of a verdict or `open`. */
export type Standing = { sign: Sign; word: string; tone: 'block' | 'pass' | 'error' | 'open' };

/** The badge above all: green only where something was shown. */
export function resultStanding(result: Result): Standing {
  if (result.accepted) return { sign: WARNING, word: 'Accepted', tone: 'error' };
  if (result.partial) return { sign: signOf(result), word: 'Partial run', tone: 'open' };
  const verdict = wholeVerdict(result);
  const { title: word } = VERDICTS[verdict];
  const sign = signOf(result);
  if (verdict !== 'pass') return { sign, word, tone: verdict };
  const toned = { sign, tone: toneOf(sign) };
  if (sign === GOOD) return { ...toned, word };
  if (sign === WARNING) return { ...toned, word: 'Not blocked' };
  return { ...toned, word: sign === NEW ? 'Nothing to compare with' : 'Nothing could be told' };
}

/** The badge of one prompt. A part of a run blocks nothing, and cases that were chosen are only counted. */
export function promptStanding(prompt: PromptResult, { partial }: Pick<Result, 'partial'>): Standing {
  const { verdict } = prompt;
  if (verdict === 'not-run') return { ...VERDICTS[verdict], tone: 'open' };
  if (prompt.overall?.chosen && verdict !== 'error') return chosenStanding(prompt);
  if (partial && verdict === 'block')
    return { ...VERDICTS[verdict], word: 'fails in this part', tone: verdict };
  if (verdict !== 'pass' || !wasRun(prompt)) return { ...VERDICTS[verdict], tone: verdict };
  const sign = passingSign([prompt]);
  const word = isUncompared(prompt) ? uncomparedWord(prompt) : VERDICTS[verdict].word;
  return { sign, tone: toneOf(sign), word: sign === GOOD || isUncompared(prompt) ? word : 'cannot be told' };
}

function chosenStanding({ newlyFailing: { length } }: PromptResult): Standing {
  const word = `${length === 0 ? 'none' : formatCount(length)} newly ${verbFor(Math.max(1, length), 'fail')}`;
  return { sign: UNJUDGED, word, tone: 'open' };
}

function toneOf(sign: Sign): Standing['tone'] {
  if (sign === GOOD) return 'pass';
  return sign === WARNING ? 'error' : 'open';
}
