import type { VersionPart } from '../domain/registry.ts';
import { graverPart, parsePart } from './version.ts';

/** What commit messages say of a change to a prompt. */
export type ChangeText = {
  pullRequest: number | null;
  /** One line: the trailer `Prompt-Change:`, else the pull request's title, else the subject. */
  change: string;
  /** The part that the trailer `Prompt-Version:` asks for; null where none does. */
  atLeast: VersionPart | null;
};

const MAX_CHARACTERS = 300;

/**
 * Reads the messages of a commit on main, the commit's own first, then those of the commits that it merges. Knows the
 * subjects that GitHub writes for merges (`Merge pull request #12 from …`, title below) and squashes (`title (#12)`).
 */
export function changeTextOf(texts: readonly string[]): ChangeText {
  const [own = ''] = texts;
  const [subject = '', ...body] = own.split('\n');
  const merged = /^Merge pull request #(\d{1,9}) from /.exec(subject)?.[1];
  const squashed = /^(.*\S)\s+\(#(\d{1,9})\)$/.exec(subject);
  const title = merged === undefined ? squashed?.[1] : body.find((text) => text.trim() !== '');
  const number = merged ?? squashed?.[2];
  const parts = trailersOf(texts, 'Prompt-Version').flatMap((value) => parsePart(value) ?? []);
  return {
    pullRequest: number === undefined ? null : Number(number),
    change: oneLine(trailersOf(texts, 'Prompt-Change').at(-1) ?? title ?? subject),
    atLeast: parts.reduce<VersionPart | null>(
      (gravest, part) => (gravest ? graverPart(gravest, part) : part),
      null,
    ),
  };
}

function trailersOf(texts: readonly string[], name: string): string[] {
  const trailer = new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'gim');
  return texts.flatMap((text) => [...text.matchAll(trailer)].map(([, value = '']) => value.trim()));
}

/** Text on one line, without control characters and halves of characters, at most `most` characters. */
export function oneLine(text: string, most = MAX_CHARACTERS): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}
