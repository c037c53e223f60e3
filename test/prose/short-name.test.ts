import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { shortName, shortNames } from '../../src/prose/short-name.ts';

test('a name that fits stays as it is, in one line', () => {
  expect(shortName('enterprise', 30)).toBe('enterprise');
  expect(shortName('a\nb', 30)).toBe('a b');
});

test('names that begin alike stay different', () => {
  expect(shortName('model=openai:gpt-5.4-mini-2025-04-14', 30)).toBe('model=open…5.4-mini-2025-04-14');
  const kundengruppen = ['A', 'B'].map((letter) =>
    shortName(`Kundengruppe mit einem sehr langen Namen ${letter} international`, 30),
  );
  expect(new Set(kundengruppen).size).toBe(2);
});

test('of a dimension and its value, the dimension is cut', () => {
  expect(shortName('customer_tier=enterprise', 13)).toBe('c…=enterprise');
  expect(shortName('customer_tier=premium', 13)).toBe('cust…=premium');
});

test('names of one plot are different, however alike they are and however narrow it is', () => {
  const names = ['A', 'B', 'C'].map(
    (letter) => `Kundengruppe ${letter} mit einem sehr langen Namen, international`,
  );
  for (const width of [13, 20, 30]) {
    const short = [...shortNames(names, width).values()];
    expect(new Set(short).size).toBe(3);
    for (const text of short) expect(stringWidth(text)).toBeLessThanOrEqual(width);
  }
});

test('wide characters count as wide', () => {
  for (const width of [5, 8, 13])
    expect(stringWidth(shortName('日本語の顧客の長い名前です', width))).toBeLessThanOrEqual(width);
});
