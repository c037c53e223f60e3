import type { Place } from '../base/errors.ts';
import type { FindingId } from '../domain/finding.ts';
import { counted } from '../prose/numbers.ts';
import { isCardNumber, isIban } from './account-numbers.ts';
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

const PLACEHOLDER = 'Put a variable in its place, or a made-up one.';

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
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a telephone number',
    pattern: /(?<![\d+])\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)/g,
    // 555 numbers belong to nobody.
    isMeant: (found) => !/555/.test(found) && found.replaceAll(/\D/g, '').length >= 9,
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: 'a date of birth',
    pattern:
      /\b(?:date of birth|birth ?date|dob|born on)\s{0,3}[:=]?\s{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/gi,
    onlyIn: 'prompt',
    remedy: PLACEHOLDER,
  },
  {
    id: 'user-data',
    what: "somebody's name",
    pattern:
      /\b(?:[Cc]ustomer|[Cc]lient|[Pp]atient|[Uu]ser|[Aa]ccount holder)(?:['’]s)? name\s{0,3}[:=]\s{0,3}["“]?\p{Lu}[\p{L}'’-]{1,30} \p{Lu}[\p{L}'’-]{1,30}/gu,
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

/** Names that documents and tests use for nobody (RFC 2606). */
const NOBODY = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost|local)$/i;
/** Addresses of an office, which are published. */
const OFFICE =
  /^(?:abuse|accounts?|admin|billing|careers|contact|feedback|hello|help|hr|info|jobs|legal|marketing|no-?reply|do-?not-?reply|office|orders?|postmaster|press|privacy|sales|security|service|support|team|webmaster)(?:[+.-].*)?@/i;

function isOfSomebody(address: string): boolean {
  const ending = address.slice(address.lastIndexOf('.') + 1);
  return /^[A-Za-z]{2,24}$/.test(ending) && !NOBODY.test(address) && !OFFICE.test(address);
}

/**
 * Secrets, account numbers and data of people in a text, one finding of each kind: where the first stands, and how many
 * there are. What was found is in no message.
 */
export async function findPrivateData(file: TextFile): Promise<Draft[]> {
  const text = file.text.slice(0, MOST_CHARACTERS);
  return [...(await secretDrafts(file.path, text)), ...PATTERNS.flatMap((one) => matchesOf(one, file, text))];
}

async function secretDrafts(path: string, text: string): Promise<Draft[]> {
  // Its rules are large, and not every run that loads this file looks for them.
  const { secretsIn } = await import('./secrets.ts');
  const byKind = new Map<string, number[]>();
  for (const { kind, offset } of await secretsIn(text)) {
    byKind.set(kind, [...(byKind.get(kind) ?? []), offset]);
  }
  return [...byKind].map(([kind, offsets]) => ({
    id: 'secret',
    place: placeAt(path, text, Math.min(...offsets)),
    message: `This looks like a secret (${kind})${alsoBelow(offsets.length)}. Whoever reads the repository has it, and so has the model's provider.`,
    remedy: 'Take it out and revoke it: history keeps it.',
  }));
}

function matchesOf(
  { id, what, pattern, isMeant = () => true, onlyIn, remedy }: Pattern,
  { path, kind }: TextFile,
  text: string,
): Draft[] {
  if (onlyIn !== undefined && onlyIn !== kind) return [];
  const found = [...text.matchAll(pattern)].filter(([match]) => isMeant(match));
  const [first] = found;
  if (first === undefined) return [];
  const where = kind === 'prompt' ? 'the prompt' : 'the suite';
  return [
    {
      id,
      place: placeAt(path, text, first.index),
      message: `This looks like ${what} in ${where}${alsoBelow(found.length)}.`,
      remedy,
    },
  ];
}

function alsoBelow(count: number): string {
  return count > 1 ? `, and ${counted(count - 1, 'more stands', 'more stand')} below` : '';
}

function placeAt(path: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { path, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
