import type { RowPlace, RowReceiver } from './input.ts';
import type { Noting } from './noting.ts';
import type { JsonObject, Reported, Source } from './reported.ts';
import { sourceOf } from './sources/table.ts';

/** Combinations that are remembered: hostile rows may have a new one each. */
const MOST_REMEMBERED = 50_000;

/** Who takes reports: `Kind` are the ways in which one may end besides as unreadable. */
export type ReportReceiver<Kind extends string> = {
  /** How many rows ended in which way; changed in place. */
  rows: Record<Kind | 'read' | 'ignored' | 'unreadable', number>;
  /** Keeps what is wrong with a row. */
  notes: Pick<Noting, 'problem'>;
  /** @param identity what identifies a report without an id */
  outcomeOf(reported: Reported, identity: () => string): Kind | { problem: string };
};

/**
 * Reads rows as their source has them, and counts how each ended.
 * @param stated the source of all files; null: each file's first row tells
 */
export function readReports<Kind extends string>(
  stated: Source | null,
  { rows, notes, outcomeOf }: ReportReceiver<Kind>,
): RowReceiver {
  const sourceFor = sourceOfFile(stated);
  const note = (outcome: Kind | 'ignored' | { problem: string }, place: RowPlace): void => {
    rows.read += 1;
    if (typeof outcome === 'string') {
      rows[outcome] += 1;
      return;
    }
    rows.unreadable += 1;
    notes.problem(outcome.problem, place);
  };
  return {
    unreadable: (problem, place) => note({ problem }, place),
    row(row, place, text) {
      const reading = sourceFor(row, place.path)?.read(row);
      if (reading === undefined) note({ problem: 'is of no kind that is known' }, place);
      else if (reading.kind === 'unreadable') note(reading, place);
      else if (reading.kind === 'ignored') note('ignored', place);
      else {
        for (const reported of reading.reported)
          note(
            outcomeOf(reported, () => text ?? JSON.stringify(row)),
            place,
          );
      }
    },
  };
}

/** Many rows name the same. */
export function remembering<Found>(find: (reported: Reported) => Found): (reported: Reported) => Found {
  const known = new Map<string, Found>();
  return (reported) => {
    const { environment, environmentLabel, prompt, version, digest, variant, segment, serial } = reported;
    const key = `${prompt ?? ''}\0${version ?? ''}\0${segment ?? ''}\0${serial}\0${environment ?? ''}\0${environmentLabel ?? ''}\0${digest ?? ''}\0${variant ?? ''}`;
    const before = known.get(key);
    if (before) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = find(reported);
    known.set(key, found);
    return found;
  };
}

/** The source of a file's rows, by the first of them that one knows. */
export function sourceOfFile(stated: Source | null): (row: JsonObject, path: string) => Source | undefined {
  let file: { path: string; source: Source } | null = null;
  return (row, path) => {
    if (stated !== null) return stated;
    if (file?.path === path) return file.source;
    const source = sourceOf(row);
    if (source) file = { path, source };
    return source;
  };
}
