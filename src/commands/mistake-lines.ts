import type { ConfigurationError } from '../base/errors.ts';
import { counted } from '../prose/numbers.ts';
import { firstOfEachKind } from '../prose/same-kind.ts';

/** Mistakes with places and remedies, a line each; of many of the same kind the first few, and how many more. */
export function mistakeLines(errors: readonly ConfigurationError[]): string[] {
  const lines = errors.map(({ problem, remedy, message }) => ({
    sentence: [problem, remedy].filter(Boolean).join(' '),
    line: message,
  }));
  return firstOfEachKind(lines, {
    sentenceOf: ({ sentence }) => sentence,
    more: (leftOut) => ({ sentence: '', line: `… and ${counted(leftOut, 'more mistake')} of the same kind` }),
  }).map(({ line }) => line);
}
