import { createHash } from 'node:crypto';

/** A named piece of a judge's material. */
export type Section = { name: string; text: string };

/**
 * Sections as text, each between two lines that carry a key. The key is a hash of everything between the lines, so that
 * no section can contain it: an answer cannot fake its own end. It is not a random number, so that the same material is
 * the same request.
 */
export function fenceSections(sections: readonly Section[]): { text: string; key: string } {
  const parts = sections.map(({ name, text }) => ({ name, text: text.toWellFormed() }));
  let key = hash(JSON.stringify(parts));
  while (parts.some(({ text }) => text.includes(key))) key = hash(key);
  const text = parts
    .map((part) => `<<<${part.name} ${key}\n${part.text}\n${part.name} ${key}>>>`)
    .join('\n\n');
  return { text, key };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
