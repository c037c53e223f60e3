/** So many of one kind are shown; the others are counted. */
const MOST_OF_A_KIND = 3;

/** Names, quotations and numbers: mistakes of one kind differ in them. */
const PARTICULARS = /`[^`]*`|"[^"]*"|“[^”]*”|\d+/g;

/**
 * The first few of each kind, and, if there are more of it, an item for the rest behind them. Two items are of the same
 * kind if their sentences differ only in names, quotations and numbers.
 *
 * @param how.sentenceOf what is compared.
 * @param how.more makes an item from the number of items of one kind that are left out.
 */
export function firstOfEachKind<T>(
  items: readonly T[],
  { sentenceOf, more }: { sentenceOf: (item: T) => string; more: (leftOut: number) => T },
): T[] {
  const kinds = new Map<string, T[]>();
  for (const item of items) {
    const kind = sentenceOf(item).replace(PARTICULARS, '…');
    kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
  }
  return [...kinds.values()].flatMap((alike) => {
    // Counting a single one would take the line that it needs itself.
    const shown = alike.length <= MOST_OF_A_KIND + 1 ? alike : alike.slice(0, MOST_OF_A_KIND);
    return shown.length === alike.length ? shown : [...shown, more(alike.length - shown.length)];
  });
}
