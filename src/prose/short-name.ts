import stringWidth from 'string-width';
import { clip } from './text.ts';

/** More than any name is shown with. */
const LONGEST = 1000;
/** Share of a short name that its beginning gets; names that begin alike mostly differ at their end. */
const HEAD = 0.35;

/**
 * A name in at most `width` columns, in one line, cut in its middle: of `customer_tier=enterprise` the dimension before
 * the value, of any other name the middle before beginning and end, so that names which begin alike stay different.
 */
export function shortName(name: string, width: number): string {
  const whole = clip(name, LONGEST);
  if (stringWidth(whole) <= width) return whole;
  const characters = [...whole];
  for (let room = Math.min(characters.length, width) - 1; room > 0; room -= 1) {
    const short = cutTo(characters, room);
    if (stringWidth(short) <= width) return short;
  }
  return '…';
}

/** The first and last characters, `room` in all, and `…` between; the end from `=` on is kept whole where it fits. */
function cutTo(characters: readonly string[], room: number): string {
  const value = characters.length - characters.lastIndexOf('=');
  const isValue = value <= characters.length && value < room;
  const tail = isValue ? Math.max(value, Math.ceil(room * (1 - HEAD))) : Math.ceil(room * (1 - HEAD));
  return `${characters.slice(0, room - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/**
 * Names of one table or plot in at most `width` columns each, different where the names are: where cutting their middles
 * makes some the same, these are shown from where they part.
 */
export function shortNames(names: readonly string[], width: number): Map<string, string> {
  const short = new Map(names.map((name) => [name, shortName(name, width)]));
  for (const alike of groupsOf(short)) {
    const whole = alike.map((name) => [...clip(name, LONGEST)]);
    const shared = commonLength(whole);
    for (const [index, name] of alike.entries()) {
      const rest = whole[index]?.slice(Math.max(0, shared - 1)) ?? [];
      let text = `…${rest.join('')}`;
      for (let room = rest.length; stringWidth(text) > width && room > 0; room -= 1)
        text = `…${rest.slice(0, room).join('')}…`;
      short.set(name, text);
    }
  }
  return short;
}

/** Names that became the same, by group. */
function groupsOf(short: ReadonlyMap<string, string>): string[][] {
  const byText = new Map<string, string[]>();
  for (const [name, text] of short) byText.set(text, [...(byText.get(text) ?? []), name]);
  return [...byText.values()].filter((group) => group.length > 1);
}

function commonLength([first = [], ...others]: readonly (readonly string[])[]): number {
  const at = first.findIndex((character, index) => others.some((other) => other[index] !== character));
  return at < 0 ? first.length : at;
}
