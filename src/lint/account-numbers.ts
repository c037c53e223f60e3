import { isTestCard, isTextbookIban } from './documented-placeholders.ts';

/** Visa, Mastercard, American Express and Discover, by their first digits and their lengths. */
const CARD =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/;

/**
 * Whether a text is the number of a payment card: one of a network's, with the check digit of Luhn's formula
 * (ISO/IEC 7812-1), that is not published for tests.
 */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '');
  if (!CARD.test(digits) || isTestCard(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const counts = index % 2 === 0 ? digit : digit * 2;
    sum += counts > 9 ? counts - 9 : counts;
  }
  return sum % 10 === 0;
}

/**
 * Whether a text is an IBAN: 15 to 34 characters, with its two check digits (ISO 13616, ISO 7064 MOD 97-10), and not the
 * example of a standard.
 */
export function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (plain.length < 15 || plain.length > 34 || isTextbookIban(plain)) return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  let rest = 0;
  for (const character of moved) rest = Number(`${rest}${Number.parseInt(character, 36)}`) % 97;
  return rest === 1;
}
