/**
 * The first `most` of the items, and one that stands for the rest, where there are more.
 *
 * @param more makes that one, given how many are left out.
 */
export function atMost<T>(items: readonly T[], most: number, more: (leftOut: number) => T): T[] {
  const leftOut = items.length - most;
  return leftOut > 0 ? [...items.slice(0, most), more(leftOut)] : [...items];
}
