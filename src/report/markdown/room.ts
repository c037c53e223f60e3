/**
 * How much of each long part is shown. Parts are left out in this order: answers, then cases, then prompts that pass;
 * after these, so that a report always fits, prompts that do not pass and rows of their tables.
 */
export type Limits = { answers: number; cases: number; passing: number; failing: number; rows: number };

/** The parts to shorten, one after the other, and their minimum. */
const STEPS: readonly { kind: keyof Limits; least: number }[] = [
  { kind: 'answers', least: 0 },
  { kind: 'cases', least: 0 },
  { kind: 'passing', least: 0 },
  { kind: 'rows', least: 10 },
  { kind: 'failing', least: 1 },
  { kind: 'rows', least: 0 },
  { kind: 'failing', least: 0 },
];

/**
 * Renders as much as fits.
 *
 * @param render makes the whole text under given limits; it leaves a line for everything that a limit cuts.
 * @param most limits that leave nothing out.
 * @param budget characters (UTF-16 units) the text may have.
 * @returns the longest text within the budget; undefined if not even the shortest fits.
 */
export function renderWithin(
  render: (limits: Limits) => string,
  most: Limits,
  budget: number,
): string | undefined {
  let limits = most;
  const text = render(limits);
  if (text.length <= budget) return text;
  for (const { kind, least } of STEPS) {
    const before = limits;
    limits = { ...before, [kind]: Math.min(before[kind], least) };
    const shortest = render(limits);
    if (shortest.length > budget) continue;
    const shorten = (count: number) => render({ ...before, [kind]: count });
    return longestFitting(shorten, { fits: limits[kind], tooMany: before[kind], shortest }, budget);
  }
  return undefined;
}

/** Bisection over how many are shown: `fits` many give `shortest`, `tooMany` do not fit. */
function longestFitting(
  render: (count: number) => string,
  range: { fits: number; tooMany: number; shortest: string },
  budget: number,
): string {
  let { fits, tooMany, shortest: longest } = range;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    const text = render(middle);
    if (text.length <= budget) [fits, longest] = [middle, text];
    else tooMany = middle;
  }
  return longest;
}
