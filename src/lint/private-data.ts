import type { Place } from '../base/errors.ts';
import type { FindingId } from '../domain/finding.ts';
import { counted } from '../prose/numbers.ts';
import { isCardNumber, isIban } from './account-numbers.ts';
import {
  isNobodysAddress,
  isNobodysName,
  isNobodysSocialSecurity,
  isNobodysTelephone,
} from './documented-placeholders.ts';
import type { Draft } from './subject.ts';

/** A file of a prompt or of a suite. In cases, names and telephone numbers are made up: only prompts are searched for them. */
export type TextFile = { path: string; text: string; kind: 'prompt' | 'suite' };

/** Longer files are searched up to here: larger than any prompt, and some tens of thousands of cases. */
const MOST_CHARACTERS = 5_000_000;

type Pattern = {
  id: FindingId;
  /** What it is, with its article. */
  what: string;
  pattern: RegExp;
  isMeant?(found: string): boolean;
  onlyIn?: TextFile['kind'];
  remedy: string;
};

/** Of one kind of finding in a file, so many are told with their places; the last one says how many more there are. */
const MOST_PLACES = 10;

const PLACEHOLDER = 'Put a variable in its place, or a made-up one.';

/**
 * A number without its country: North American with the area in parentheses, or any that begins with 0 or has an area, if a
 * word says that it is a telephone number. Unmarked digits are too often something else.
 */
const NATIONAL_TELEPHONE =
  /(?<![\d)]|\+\d{1,3}[ .-]?)\([2-9]\d\d\) ?[2-9]\d\d-\d{4}(?!\d)|(?<!\p{L})(?:call|dial|phone|telephone|tel|mobile|mobil|cell|handy|telefon|rufnummer|t[ée]l[ée]phone|tel[ée]fono|m[óo]vil|cellulare|whatsapp|fax)(?: number|nummer| no)?\.?(?: us| me)?(?: at| on| unter| is)?\s{0,3}[:=]?\s{0,3}(?:\(?0\d{1,5}\)?(?:[ ./-]{0,2}\d{2,8}){1,5}|[2-9]\d\d[ .-][2-9]\d\d[ .-]\d{4})(?!\d)/giu;

function isNationalTelephone(found: string): boolean {
  const number = /\(?\d[\d ()./-]*$/u.exec(found)?.[0] ?? '';
  const digits = number.replaceAll(/\D/g, '');
  if (!digits.startsWith('0')) return digits.length === 10 && !isNobodysTelephone(`1${digits}`);
  const own = digits.replace(/^0+/, '');
  return (
    digits.length >= 8 &&
    digits.length <= 13 &&
    !COUNTRIES_WITH_FILMS.some((country) => isNobodysTelephone(country + own))
  );
}

/** A number without its country may be that of a film in any of these. */
const COUNTRIES_WITH_FILMS = ['44', '49', '33', '61'];

const PATTERNS: readonly Pattern[] = [
  {
    id: 'account-number',
    what: 'an account number (IBAN)',
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g,
    isMeant: isIban,
    remedy: PLACEHOLDER,
  },
  {
    id: 'account-number',
    what: 'the number of a payment card',
    pattern: /(?<!\d|\d[.,-])\d(?:[ -]?\d){12,18}(?!\d|[.,-]\d)/g,
    isMeant: isCardNumber,
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a social security number',
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g,
    isMeant: (found) => !isNobodysSocialSecurity(found),
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a telephone number',
    pattern: /(?<![\d+])\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)/g,
    isMeant: (found) => found.replaceAll(/\D/g, '').length >= 9 && !isNobodysTelephone(found),
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a telephone number',
    pattern: NATIONAL_TELEPHONE,
    isMeant: isNationalTelephone,
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a date of birth',
    pattern:
      /(?<![\p{L}\d])(?:date of birth|birth ?date|dob|born on|geburtsdatum|geboren am|date de naissance|née? le|fecha de nacimiento|nacid[oa] el|data di nascita|nat[oa] il)\s{0,3}[:=]?\s{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/giu,
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: "somebody's name",
    pattern:
      /\b(?:(?:[Cc]ustomer|[Cc]lient|[Pp]atient|[Uu]ser|[Aa]ccount holder)(?:['’]s)? name|(?:Kunden|Patienten)name|Name (?:des Kunden|der Kundin)|[Nn]om du client|[Nn]ombre del cliente)\s{0,3}[:=]\s{0,3}["“]?\p{Lu}[\p{L}'’-]{1,30} \p{Lu}[\p{L}'’-]{1,30}/gu,
    isMeant: (found) => !isNobodysName(/\p{Lu}\S+ \S+$/u.exec(found)?.[0] ?? ''),
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'email-address',
    what: 'an e-mail address',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,4}(?![\w-])/g,
    isMeant: isOfSomebody,
    remedy: 'Put a variable in its place, or an address at example.com.',
  },
];

/** Addresses of an office, which are published. */
const OFFICE =
  /^(?:abuse|accounts?|admin|billing|careers|contact|feedback|hello|help|hr|info|jobs|legal|marketing|no-?reply|do-?not-?reply|git|office|orders?|postmaster|press|privacy|sales|security|service|support|team|webmaster)(?:[+.-].*)?@/i;

function isOfSomebody(address: string): boolean {
  const ending = address.slice(address.lastIndexOf('.') + 1);
  return /^[A-Za-z]{2,24}$/.test(ending) && !isNobodysAddress(address) && !OFFICE.test(address);
}

/**
 * Secrets, account numbers and data of people in a text, each with its place; of more than ten of one kind, the first ten,
 * the last of which says how many there are below. What was found is in no message.
 * @param isAsked whether a line is looked at, counted from 1; by default, all are
 */
export async function findPrivateData(
  file: TextFile,
  isAsked: (line: number) => boolean = () => true,
): Promise<Draft[]> {
  const text = file.text.slice(0, MOST_CHARACTERS);
  const placesOf = placesIn(file.path, text, isAsked);
  return [
    ...(await secretDrafts(text, placesOf)),
    ...PATTERNS.flatMap((one) => matchesOf(one, file, placesOf)),
  ];
}

/**
 * What of a text belongs to somebody: a secret, an account number, data or an address of a person, as in a prompt.
 * @returns what was found first, with its article and without the text itself; null: nothing
 */
export async function privateDataIn(text: string): Promise<string | null> {
  const { secretsIn } = await import('./secrets.ts');
  const [secret] = await secretsIn(text);
  if (secret) return `a secret (${secret.kind})`;
  const found = PATTERNS.find(({ pattern, isMeant = () => true }) =>
    [...text.matchAll(pattern)].some(([match]) => isMeant(match)),
  );
  return found?.what ?? null;
}

async function secretDrafts(text: string, placesOf: PlacesOf): Promise<Draft[]> {
  // Its rules are large, and not every run that loads this file looks for them.
  const { secretsIn } = await import('./secrets.ts');
  const byKind = new Map<string, number[]>();
  for (const { kind, offset } of await secretsIn(text)) {
    const known = byKind.get(kind);
    if (known) known.push(offset);
    else byKind.set(kind, [offset]);
  }
  return [...byKind].flatMap(([kind, offsets]) =>
    placesOf(offsets.sort((a, b) => a - b)).map(({ place, below }) => ({
      id: 'secret' as const,
      place,
      message: `This looks like a secret (${kind})${alsoBelow(below)}. Whoever reads the repository has it, and so has the model's provider.`,
      remedy: 'Take it out and revoke it: history keeps it.',
    })),
  );
}

function matchesOf(
  { id, what, pattern, isMeant = () => true, onlyIn, remedy }: Pattern,
  { text, kind }: TextFile,
  placesOf: PlacesOf,
): Draft[] {
  if (onlyIn !== undefined && onlyIn !== kind) return [];
  const found = [...text.slice(0, MOST_CHARACTERS).matchAll(pattern)].filter(([match]) => isMeant(match));
  const where = kind === 'prompt' ? 'the prompt' : 'the suite';
  return placesOf(found.map(({ index }) => index)).map(({ place, below }) => ({
    id,
    place,
    message: `This looks like ${what} in ${where}${alsoBelow(below)}.`,
    remedy,
  }));
}

function alsoBelow(count: number): string {
  return count > 0 ? `, and ${counted(count, 'more stands', 'more stand')} below` : '';
}

/** Places of ascending offsets on the lines that are looked at; `below`: so many more than the last of them. */
type PlacesOf = (offsets: readonly number[]) => { place: Place; below: number }[];

function placesIn(path: string, text: string, isAsked: (line: number) => boolean): PlacesOf {
  return (offsets) => {
    const places: Place[] = [];
    let count = 0;
    let line = 1;
    let start = 0;
    for (const offset of offsets) {
      for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
        line += 1;
        start = end + 1;
      }
      if (!isAsked(line)) continue;
      count += 1;
      if (places.length < MOST_PLACES) places.push({ path, line, column: offset - start + 1 });
    }
    return places.map((place, index) => ({
      place,
      below: index === MOST_PLACES - 1 ? count - MOST_PLACES : 0,
    }));
  };
}
