import fc from 'fast-check';
import { n as rouge } from 'js-rouge';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';

const scoreOf = async (type: string, value: Json, answer: string) =>
  (await judge(type, { value }, answer)).score;

describe('levenshtein', () => {
  it.each<[string, number | undefined, string, boolean]>([
    ['kitten', 3, 'sitting', true],
    ['kitten', 2, 'sitting', false],
    ['kitten', undefined, 'sitting', true],
    ['kitten', undefined, 'kitten and more', false],
    ['kitten', 0, 'kitten', true],
    ['kitten', 0, 'kittens', false],
    ['', 2, 'ab', true],
  ])('%j within %s of %j: %s', async (value, threshold, answer, passed) => {
    const rest = threshold === undefined ? { value } : { value, threshold };
    expect(await passes('levenshtein', rest, answer)).toBe(passed);
    expect(await passes('not-levenshtein', rest, answer)).toBe(!passed);
  });

  it('a megabyte that is far too long is not even compared', async () => {
    expect(await reasonFor('levenshtein', { value: 'ab' }, 'x'.repeat(1e6))).toContain(
      'it differs by 999998 or more',
    );
  });
});

describe('rouge-n', () => {
  it('is F1 of the words in any case, 0.75 by default', async () => {
    expect(await scoreOf('rouge-n', 'hello world', 'Hello World')).toBe(1);
    expect(await scoreOf('rouge-n', 'hello world', 'hello')).toBeCloseTo(2 / 3);
    expect(await passes('rouge-n', { value: 'hello world' }, 'hello')).toBe(false);
    expect(await passes('rouge-n', { value: 'hello world', threshold: 0.6 }, 'hello')).toBe(true);
    expect(await scoreOf('not-rouge-n', 'hello world', 'hello')).toBeCloseTo(1 / 3);
  });

  it('agrees with js-rouge', async () => {
    const sentence = fc
      .array(fc.constantFrom('the', 'Cat', "can't", 'sat,', 'on', '“mat”.', '3.5%'), {
        minLength: 1,
        maxLength: 12,
      })
      .map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(sentence, sentence, async (answer, value) => {
        const theirs = rouge(answer, value, { caseSensitive: false });
        expect(await scoreOf('rouge-n', value, answer)).toBeCloseTo(theirs, 10);
      }),
      { numRuns: 100 },
    );
  });
});

describe('bleu and gleu', () => {
  it('agree with the examples of NLTK', async () => {
    const references = [
      'It is a guide to action that ensures that the military will forever heed Party commands',
      'It is the guiding principle which guarantees the military forces always being under the command of the Party',
      'It is the practical guide for the army always to heed the directions of the party',
    ];
    const text =
      'It is a guide to action which ensures that the military always obeys the commands of the party';
    expect(await scoreOf('bleu', references, text)).toBeCloseTo(0.5046, 4);
    expect(await scoreOf('gleu', 'the cat is on the mat', 'the the the the the the the')).toBeCloseTo(
      0.0909,
      4,
    );
  });

  it('an answer that is the reference scores 1, however short', async () => {
    for (const text of ['hello', 'hello world', 'a b c d e f']) {
      expect(await scoreOf('bleu', text, text)).toBeCloseTo(1);
      expect(await scoreOf('gleu', text, text.toUpperCase())).toBeCloseTo(1);
    }
  });

  it('BLEU punishes an answer shorter than its reference', async () => {
    // Precisions are 1, so that only exp(1 − 8/4) remains.
    expect(await scoreOf('bleu', 'a b c d e f g h', 'a b c d')).toBeCloseTo(Math.exp(-1));
  });

  it('take several references', async () => {
    expect(await scoreOf('bleu', ['x y', 'hello world'], 'hello world')).toBeCloseTo(1);
    expect(await scoreOf('gleu', ['x y', 'hello world'], 'hello world')).toBeCloseTo(1);
  });

  it('an empty answer scores 0', async () => {
    for (const type of ['bleu', 'gleu', 'rouge-n']) expect(await scoreOf(type, 'hello', ' ')).toBe(0);
  });
});

it('thresholds and references out of range are refused', () => {
  expect(complaints('bleu', { value: 'x', threshold: 50 })).toContain('Scores are 0 to 1.');
  expect(complaints('rouge-n', {})).toContain('`rouge-n` needs a `value`.');
  expect(complaints('gleu', { value: [] })).toContain('has an empty list');
  expect(complaints('gleu', { value: ['a', ' '] })).toContain('needs texts that are not empty');
  expect(complaints('levenshtein', { value: 'x', threshold: -1 })).toContain('never negative');
});
