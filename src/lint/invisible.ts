import { INVISIBLE } from '../prose/inert.ts';
import { counted } from '../prose/numbers.ts';
import { enumerate, plainOf } from '../prose/text.ts';
import type { TextFile } from './private-data.ts';
import type { Draft } from './subject.ts';

/** Longer files are searched up to here: larger than any prompt, and some tens of thousands of cases. */
const MOST_CHARACTERS = 5_000_000;
/** So many lines of a file are told, … */
const MOST_LINES = 20;
/** … and so many characters of one are counted. */
const MOST_IN_LINE = 1000;

/** Letters of scripts that join none: there, a joiner between letters changes nothing that is seen. */
const UNJOINED = String.raw`\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}`;
const JOINING = String.raw`(?:(?![${UNJOINED}])[\p{L}\p{M}])`;
const PICTURE = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]`;

/** Invisible characters where they are part of writing, one at each place. */
const WRITING = [
  String.raw`[\t\n]`,
  String.raw`\r(?=\n)`,
  // Joiners in words (Persian, Hindi, …) and in emoji; the flags of England, Scotland and Wales.
  String.raw`(?<=${JOINING})[\u200c\u200d]`,
  String.raw`[\u200c\u200d](?=${JOINING})`,
  String.raw`(?<=${PICTURE})\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\u{1f3f4})\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
  // How the character before is drawn: emoji, symbols, letters of Han, Mongolian and others.
  String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{S}|\p{sc=Han}|\p{sc=Myanmar}|\p{sc=Phags_Pa})[\ufe00-\ufe0f]`,
  String.raw`(?<=\p{sc=Han})[\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{sc=Mongolian})(?<![\u180b-\u180f])[\u180b-\u180f]`,
  // Letters of Hangul and Khmer.
  String.raw`[\u115f\u1160](?=[\u1160-\u11ff])|(?<=[\u1100-\u115f])\u1160`,
  String.raw`(?<=\p{sc=Khmer})[\u17b4\u17b5]`,
];
/** Marks of direction in a line that is written from right to left, one at a place. */
const MARKS = String.raw`(?<![\u200e\u200f\u061c])[\u200e\u200f\u061c](?![\u200e\u200f\u061c])`;
const RIGHT_TO_LEFT = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;

/** Matches each invisible character; its group `writing` is there where it is part of writing. */
const patternOf = (writing: readonly string[]) =>
  new RegExp(`(?<writing>${writing.join('|')})|${INVISIBLE}`, 'gu');
const USUAL = patternOf(WRITING);
const WITH_MARKS = patternOf([...WRITING, MARKS]);

/** Most lines of most files. */
const PLAIN = /^[\t\x20-\x7e]*\r?\n?$/;

type Stray = { column: number; point: number };

/**
 * Characters in a text that nobody sees and a model reads, one finding a line: its first, and which they are. Those that
 * scripts and emoji need are none, where they need them: people wrote these files. Of texts that a model or a stranger wrote,
 * `hidesText` asks the same of the same characters, and takes a joiner anywhere for writing, but no three in a row.
 */
export function findInvisible({ path, text, kind }: TextFile): Draft[] {
  const drafts: Draft[] = [];
  const lines = text.slice(0, MOST_CHARACTERS).split(/(?<=\n)/);
  for (const [index, line] of lines.entries()) {
    const strays = straysIn(line, index === 0);
    const [first] = strays;
    if (first === undefined) continue;
    const names = [...new Set(strays.map(({ point }) => nameOf(point)))];
    const count = counted(strays.length, 'character');
    const more = strays.length > 1 ? ` (${count}${strays.length === MOST_IN_LINE ? ' or more' : ''})` : '';
    drafts.push({
      id: 'invisible-characters',
      place: { path, line: index + 1, column: first.column },
      message: `Nobody sees ${plainOf(enumerate(names))} in this line of the ${kind}${more}, and the model reads it.`,
      remedy: 'Take it out; if it is meant, write it as an escape.',
    });
    if (drafts.length === MOST_LINES) break;
  }
  return drafts;
}

function straysIn(line: string, isFirst: boolean): Stray[] {
  if (PLAIN.test(line)) return [];
  const strays: Stray[] = [];
  for (const { 0: character, index, groups } of line.matchAll(
    RIGHT_TO_LEFT.test(line) ? WITH_MARKS : USUAL,
  )) {
    // A byte order mark may begin a file.
    const isMark = isFirst && index === 0 && character === '\ufeff';
    if (groups?.writing !== undefined || isMark) continue;
    strays.push({ column: index + 1, point: character.codePointAt(0) ?? 0 });
    if (strays.length === MOST_IN_LINE) break;
  }
  return strays;
}

/** `U+202E (a change of direction)`. */
function nameOf(point: number): string {
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCodePoint(point);
  if (point >= 0xe0000 && point <= 0xe007f) return `${code} (a tag)`;
  if (/\p{Bidi_C}/u.test(character)) return `${code} (a change of direction)`;
  if (/\p{Cc}/u.test(character)) return `${code} (a control character)`;
  return code;
}
