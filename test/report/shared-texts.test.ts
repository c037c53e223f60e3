import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedTexts, type TextInParts } from '../../src/report/html/shared-texts.ts';

/** As the page's script puts a text together again. */
function whole(text: TextInParts, texts: readonly string[][]): string {
  if (typeof text === 'string') return text;
  const lines = texts[text.of] ?? [];
  return text.parts
    .map((part) => (typeof part === 'string' ? part : lines.slice(part[0], part[0] + part[1]).join('\n')))
    .join('\n');
}

const INSTRUCTIONS = Array.from(
  { length: 40 },
  (_, line) => `Rule ${line}: be brief, and promise nothing at all.`,
);

describe('texts that share lines', () => {
  test('are what they were when they are put together again', () => {
    const line = fc.constantFrom('', 'a', ...INSTRUCTIONS.slice(0, 6));
    const many = fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(many, (cases) => {
        const texts: string[][] = [];
        const shared = sharedTexts(texts);
        const given = cases.map((lines) => lines.join('\n'));
        const parted = given.map((text) => shared.inParts(text, 0));
        expect(parted.map((text) => whole(text, texts))).toEqual(given);
      }),
      { numRuns: 100 },
    );
  });

  test('have these lines once, however many cases there are', () => {
    const texts: string[][] = [];
    const shared = sharedTexts(texts);
    const parted = Array.from({ length: 1000 }, (_, index) =>
      shared.inParts([...INSTRUCTIONS, `The question is ${index}.`].join('\n'), 0),
    );
    expect(texts.length).toBeLessThanOrEqual(4);
    const own = parted.map((text) => JSON.stringify(text).length);
    expect(Math.max(...own)).toBeLessThan(80);
  });
});
