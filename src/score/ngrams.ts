import { n as rougeN } from 'js-rouge';

const LONGEST = 4;

/**
 * BLEU of a text against its references: the geometric mean of the clipped precisions of its 1- to 4-grams, times
 * the brevity penalty exp(1 − r/c) where it is shorter (c words) than the closest reference (r words).
 * Papineni et al. (2002), doi:10.3115/1073083.1073135. Words are lower-cased and split at white space. A text of
 * fewer than four words is judged by the n-grams it has ("effective order"); no match of an order counts as 1e-7.
 *
 * @returns 0–1
 */
export function bleuScore(text: string, references: readonly string[]): number {
  const words = wordsOf(text);
  const referenceWords = references.map(wordsOf);
  const orders = Math.min(LONGEST, words.length);
  if (orders === 0) return 0;
  let logSum = 0;
  for (let n = 1; n <= orders; n++) {
    const most = new Map<string, number>();
    for (const reference of referenceWords) {
      for (const [gram, count] of countNgrams(reference, n))
        most.set(gram, Math.max(most.get(gram) ?? 0, count));
    }
    const matches = overlap(countNgrams(words, n), most);
    logSum += Math.log(Math.max(matches / (words.length - n + 1), 1e-7));
  }
  const closest = referenceWords
    .map(({ length }) => length)
    .reduce((a, b) => (Math.abs(b - words.length) < Math.abs(a - words.length) ? b : a));
  const brevity = words.length >= closest ? 1 : Math.exp(1 - closest / words.length);
  return brevity * Math.exp(logSum / orders);
}

/**
 * GLEU of a text against the best of its references: matching 1- to 4-grams over all of the longer one's, which is
 * the smaller of precision and recall. Wu et al. (2016), arXiv:1609.08144, section 6. Words as for BLEU, without
 * full stops at their ends.
 *
 * @returns 0–1
 */
export function gleuScore(text: string, references: readonly string[]): number {
  const words = withoutFullStops(wordsOf(text));
  return Math.max(...references.map((reference) => gleuAgainst(words, withoutFullStops(wordsOf(reference)))));
}

/**
 * ROUGE-1 of a text against the best of its references: F1 of the words they share, each as often as both have it,
 * in any case. Lin (2004), aclanthology.org/W04-1013.
 *
 * @returns 0–1
 * @throws RangeError for a text of some hundred thousand words
 */
export function rougeScore(text: string, references: readonly string[]): number {
  if (isBlank(text)) return 0;
  return Math.max(...references.map((reference) => rougeN(text, reference, { caseSensitive: false })));
}

/** Whether a text has no word; NEL counts as white space, though not in JavaScript. */
export function isBlank(text: string): boolean {
  return /^[\s\u0085]*$/.test(text);
}

function gleuAgainst(words: readonly string[], reference: readonly string[]): number {
  let matches = 0;
  let total = 0;
  let referenceTotal = 0;
  for (let n = 1; n <= LONGEST; n++) {
    matches += overlap(countNgrams(words, n), countNgrams(reference, n));
    total += Math.max(0, words.length - n + 1);
    referenceTotal += Math.max(0, reference.length - n + 1);
  }
  const most = Math.max(total, referenceTotal);
  return most === 0 ? 0 : matches / most;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\S+/g) ?? [];
}

function withoutFullStops(words: readonly string[]): string[] {
  return words
    .map((word) => (word.endsWith('.') ? word.replaceAll('.', '') : word))
    .filter((word) => word !== '');
}

function countNgrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= words.length; start++) {
    const gram = words.slice(start, start + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function overlap(counts: ReadonlyMap<string, number>, limits: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [gram, count] of counts) sum += Math.min(count, limits.get(gram) ?? 0);
  return sum;
}
