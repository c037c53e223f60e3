import type { RowPlace, RowReceiver } from './input.ts';
import type { JsonObject, Reported, Source } from './reported.ts';
import { sourceOf } from './sources/table.ts';

/** Combinations that are remembered: hostile rows may have a new one each. */
const MOST_REMEMBERED = 50_000;

export type ReportReceiver = {
  /** @param identity what identifies a report without an id */
  report(reported: Reported, place: RowPlace, identity: () => string): void;
  /** A row that has no report. */
  other(why: 'ignored' | { problem: string }, place: RowPlace): void;
};

/**
 * Reads rows as their source has them.
 * @param stated the source of all files; null: each file's first row tells
 */
export function readReports(stated: Source | null, to: ReportReceiver): RowReceiver {
  const sourceFor = sourceOfFile(stated);
  return {
    unreadable: (problem, place) => to.other({ problem }, place),
    row(row, place, text) {
      const reading = sourceFor(row, place.path)?.read(row);
      if (reading === undefined) to.other({ problem: 'is of no kind that is known' }, place);
      else if (reading.kind === 'unreadable') to.other(reading, place);
      else if (reading.kind === 'ignored') to.other('ignored', place);
      else {
        for (const reported of reading.reported)
          to.report(reported, place, () => text ?? JSON.stringify(row));
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
function sourceOfFile(stated: Source | null): (row: JsonObject, path: string) => Source | undefined {
  let file: { path: string; source: Source } | null = null;
  return (row, path) => {
    if (stated !== null) return stated;
    if (file?.path === path) return file.source;
    const source = sourceOf(row);
    if (source) file = { path, source };
    return source;
  };
}
