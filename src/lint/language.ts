/** The commonest words of a language that the others here do not have. */
const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: wordsOf('the and is of to my what how you with for this it are'),
  de: wordsOf('der die das und ist nicht ich wie mein auf mit ein wir kann'),
  fr: wordsOf('le les et est je que pas vous pour une dans mon comment'),
  es: wordsOf('el los y es una por qué cómo mi con para puedo está'),
  pt: wordsOf('o os e não uma meu minha você como posso são'),
  it: wordsOf('il gli di non che è sono come mio posso per'),
  nl: wordsOf('het een en ik niet van mijn hoe kan dat op'),
};

/** Scripts that each belong to few languages: a text in one is in another language than a text in Latin letters. */
const SCRIPTS: readonly [name: string, letter: RegExp][] = [
  ['cjk', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['hangul', /\p{Script=Hangul}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['hebrew', /\p{Script=Hebrew}/gu],
  ['greek', /\p{Script=Greek}/gu],
  ['devanagari', /\p{Script=Devanagari}/gu],
  ['thai', /\p{Script=Thai}/gu],
];

const CHARACTERS = 400;

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/**
 * A code of the language that a text is likely in, or the name of its script where that is not Latin; null where too
 * little tells. Rough: good enough to say whether a suite has only one language.
 */
export function languageOf(text: string): string | null {
  const start = text.slice(0, CHARACTERS);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 4) return null;
  const script = SCRIPTS.find(([, letter]) => (start.match(letter)?.length ?? 0) * 3 > letters);
  if (script) return script[0];
  const words = start.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(WORDS).map(([language, common]) => ({
    language,
    count: words.filter((word) => common.has(word)).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  return first && first.count >= 2 && first.count > (second?.count ?? 0) ? first.language : null;
}
