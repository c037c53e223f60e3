/**
 * The first `most` of the items, and, if there are more, an item for the rest.
 *
 * @param more makes that item from the number of items left out.
 */
export function atMost<T>(items: readonly T[], most: number, more: (leftOut: number) => T): T[] {
  const leftOut = items.length - most;
  return leftOut > 0 ? [...items.slice(0, most), more(leftOut)] : [...items];
}
