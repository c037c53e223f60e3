import { textListValue, textValue } from '../expected.ts';
import { judgeModel } from '../judge/judge-kind.ts';
import { type AssertionKind, mistake, writtenType } from '../kind.ts';
import { quote, quoteList } from '../quote.ts';

/** `similar`: cosine similarity of the embeddings of the answer and of the text, or one of them, is at least 0.75. */
export const similar: AssertionKind = {
  prepare(assertion) {
    const expected = Array.isArray(assertion.value) ? textListValue(assertion) : [textValue(assertion)];
    const least = assertion.threshold ?? 0.75;
    if (least < 0 || least > 1)
      throw mistake(assertion, `has the threshold ${least}.`, 'Similarities are 0 to 1.');
    const model = judgeModel(assertion);
    return {
      expectation: `be similar (at least ${least}) to ${quoteList(expected)}`,
      async examine({ text }, { embed }) {
        const type = writtenType(assertion);
        if (embed === undefined)
          return { unknown: `\`${type}\` needs embeddings, and no model is set up for them.` };
        // No provider embeds an empty text.
        if (text.trim() === '') return { passed: false, score: 0, found: 'it is empty' };
        const result = await embed({ model, texts: [text, ...expected] });
        if (!result.ok)
          return { failure: { ...result.failure, message: `\`${type}\`: ${result.failure.message}` } };
        const [answer = [], ...others] = result.vectors;
        const similarities = others.map((other) => cosine(answer, other));
        if (others.length !== expected.length || similarities.some(Number.isNaN)) {
          return { unknown: `The embeddings that \`${type}\` was given cannot be compared.` };
        }
        const score = Math.min(1, Math.max(0, ...similarities));
        return {
          passed: score >= least,
          score,
          found: `it is similar to ${score.toFixed(2)}: ${quote(text)}`,
        };
      },
    };
  },
  asks: 'embedding',
  checkContext(assertion, { embed }) {
    if (embed !== undefined) return [];
    return [
      mistake(
        assertion,
        'needs embeddings, and no model is set up for them.',
        'Use `rouge-n`, `levenshtein` or `icontains-any`.',
      ),
    ];
  },
};

/** Cosine of two vectors; NaN if their dimensions differ, or one of them is zero. */
function cosine(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.NaN;
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? 0;
    dot += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return dot / Math.sqrt(lengthA * lengthB);
}
