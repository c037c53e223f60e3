import { distance } from 'fastest-levenshtein';
import type { Assertion } from '../../domain/suite.ts';
import { textValue } from '../expected.ts';
import { type AssertionKind, type Finding, mistake } from '../kind.ts';
import { bleuScore, gleuScore, isBlank, rougeScore } from '../ngrams.ts';
import { quote, quoteList } from '../quote.ts';
import { QUICK_LENGTH, withinTimeLimit } from '../time-limit.ts';

/** `levenshtein`: at most `threshold` (5) characters inserted, deleted or replaced make the answer the text. */
export const levenshtein: AssertionKind = {
  prepare(assertion) {
    const { value, threshold: most = 5 } = assertion;
    const expected = value === '' ? '' : textValue(assertion);
    if (most < 0) throw mistake(assertion, `has the threshold ${most}, but distances are never negative.`);
    return {
      expectation: `differ from ${quote(expected)} by at most ${most} characters`,
      examine({ text }) {
        const atLeast = Math.abs(text.length - expected.length);
        if (atLeast > most)
          return { passed: false, found: `it differs by ${atLeast} or more: ${quote(text)}` };
        const edits = guarded(text, () => distance(text, expected));
        return { passed: edits <= most, found: `it differs by ${edits}: ${quote(text)}` };
      },
    };
  },
};

/** `rouge-n`: ROUGE-1 (F1 of the words, in any case) against the best of the texts is at least `threshold` (0.75). */
export const rougeN: AssertionKind = scored('ROUGE-1 score', 0.75, rougeScore);

/** `bleu`: BLEU-4 of the answer against the text or texts is at least `threshold` (0.5). */
export const bleu: AssertionKind = scored('BLEU score', 0.5, bleuScore);

/** `gleu`: GLEU of the answer against the text, or the best of the texts, is at least `threshold` (0.5). */
export const gleu: AssertionKind = scored('GLEU score', 0.5, gleuScore);

function scored(
  name: string,
  defaultThreshold: number,
  scoreOf: (text: string, references: readonly string[]) => number,
): AssertionKind {
  return {
    prepare(assertion) {
      const references = referencesOf(assertion);
      const least = assertion.threshold ?? defaultThreshold;
      if (least < 0 || least > 1)
        throw mistake(assertion, `has the threshold ${least}.`, 'Scores are 0 to 1.');
      return {
        expectation: `have a ${name} of at least ${least} against ${quoteList(references)}`,
        examine({ text }): Finding {
          const score = guarded(text, () => scoreOf(text, references));
          return { passed: score >= least, score, found: `it has ${score.toFixed(2)}: ${quote(text)}` };
        },
      };
    },
  };
}

function guarded(text: string, work: () => number): number {
  return text.length < QUICK_LENGTH ? work() : withinTimeLimit(work);
}

function referencesOf(assertion: Assertion): string[] {
  const { value } = assertion;
  const references = Array.isArray(value) ? value : [textValue(assertion)];
  if (references.length === 0) throw mistake(assertion, 'has an empty list as `value`.');
  return references.map((reference) => {
    if (typeof reference !== 'string' || isBlank(reference)) {
      throw mistake(assertion, 'needs texts that are not empty as `value`.');
    }
    return reference;
  });
}
