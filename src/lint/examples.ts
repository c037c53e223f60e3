import type { Place } from '../base/errors.ts';
import type { Prompt } from '../domain/prompt.ts';
import { textsWithRoles } from '../prompt/fill-in.ts';
import { placeOfSpot } from '../prompt/place.ts';
import { counted } from '../prose/numbers.ts';
import { clip } from '../prose/text.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** Examples in the prompt that are cases of its suite. */
export const exampleRules: readonly Rule[] = [{ ids: ['example-repeats-case'], find: repeatedCases }];

/** A shorter text may stand in both by chance. */
const SHORTEST = 20;
/** Characters that are searched, over all cases: some tenths of a second. */
const MOST_SEARCHED = 500_000_000;
const MOST_CASES = 20_000;
const MOST_SHOWN = 5;

function repeatedCases({ prompt, suite, userTexts: names }: Subject): Draft[] {
  const texts = ownTexts(prompt);
  if (texts.length === 0) return [];
  const length = texts.reduce((sum, { plain }) => sum + plain.length, 0);
  const most = Math.min(MOST_CASES, Math.floor(MOST_SEARCHED / length));
  const found = suite.cases.slice(0, most).flatMap((testCase) => {
    const values = Object.entries(testCase.vars).flatMap(([name, value]) =>
      typeof value === 'string' && names.has(name) && value.length >= SHORTEST ? [value] : [],
    );
    const repeat = values.flatMap((value) => {
      const plain = normalized(value);
      const text = plain.length < SHORTEST ? undefined : texts.find((one) => one.plain.includes(plain));
      return text ? [{ testCase, value, place: text.placeOf(value) }] : [];
    });
    return repeat.slice(0, 1);
  });
  const more = found.length - MOST_SHOWN;
  return found.slice(0, MOST_SHOWN).map(({ testCase, value, place }, index) => ({
    id: 'example-repeats-case',
    place,
    message: `The prompt contains the case at ${testCase.place.path}:${testCase.place.line ?? 1}: “${clip(value, 60)}”.${index === MOST_SHOWN - 1 && more > 0 ? ` So it does with ${counted(more, 'more case')}.` : ''} A model repeats what it was shown, so that such a case passes whatever else the prompt says.`,
    remedy: 'Take the case out of the suite, or another example into the prompt.',
  }));
}

type OwnText = { plain: string; placeOf: (value: string) => Place };

function ownTexts(prompt: Prompt): OwnText[] {
  if (prompt.program !== undefined) return [];
  const ofMessages = textsWithRoles(prompt).map(({ text }): OwnText => {
    const placeOf = (value: string) => {
      const line = value.split('\n')[0] ?? value;
      const offset = text.template.indexOf(line);
      if (offset === -1) return text.place;
      return placeOfSpot(prompt, text, { path: null, offset, length: line.length });
    };
    return { plain: normalized(text.template), placeOf };
  });
  const ofIncludes = Object.entries(prompt.includes).map(([name, { path, text }]): OwnText => {
    const placeOf = (value: string): Place => {
      const offset = text.indexOf(value.split('\n')[0] ?? value);
      if (offset === -1) return { path };
      return {
        ...placeOfSpot(prompt, { template: '', place: { path } }, { path: name, offset, length: 1 }),
        path,
      };
    };
    return { plain: normalized(text), placeOf };
  });
  return [...ofMessages, ...ofIncludes].filter(({ plain }) => plain.length >= SHORTEST);
}

function normalized(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
