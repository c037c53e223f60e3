import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isMapping, type Json } from '../base/json.ts';
import type { JsonObject, Reported, Source } from './reported.ts';
import { own } from './sources/own.ts';
import { sourceOf } from './sources/table.ts';
import { recentTime } from './time.ts';
import { readValue } from './values.ts';

/** Of a file's first row, bytes. */
const LONGEST_FIRST_ROW = 1_000_000;

/**
 * Checks rows before they are written to a file, so that whoever reports them learns what nobody could read later.
 * @param before the source of what the file has; null: the first row tells
 * @returns of each row what is wrong with it, as the end of a sentence; null: it can be read
 */
export function rowCheck(before: Source | null, now = Date.now): (row: JsonObject) => string | null {
  let known = before;
  return (row) => {
    const source = sourceOf(row) ?? (known === own ? own : undefined);
    if (source === undefined)
      return 'is of no kind that is known: rows of the runtime have `at` and `prompt`';
    if (known !== null && known !== source) {
      return `is of the source ${source.name}, and the file has rows of ${known.name}: one kind a file`;
    }
    const reading = source.read(row);
    if (reading.kind === 'unreadable') return reading.problem;
    const problem =
      reading.kind === 'ignored' ? null : problemIn(reading.reported, row, { source, now: now() });
    if (problem === null) known = source;
    return problem;
  };
}

function problemIn(
  reported: readonly Reported[],
  row: JsonObject,
  { source, now }: { source: Source; now: number },
): string | null {
  for (const { at, prompt, metrics } of reported) {
    const time = recentTime(at, now);
    if (typeof time !== 'number') return time.problem;
    if (prompt === null) return 'names no `prompt`';
    const values = Object.entries(metrics).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [readValue(value, name, undefined)],
    );
    // Without `metrics` any further text may be there, as in a table.
    const isStated = source !== own || isMapping(row.metrics);
    const wrong = !isStated ? undefined : values.find((value) => typeof value !== 'number');
    if (typeof wrong === 'object') return wrong.problem;
    const isEmpty = values.length === 0 && (source.answers?.(row) ?? []).length === 0;
    if (source === own && isEmpty) return 'has neither `metrics` nor an `answer`';
  }
  return null;
}

/** The source of a file's first row; null: there is no such file, or none is known by its first row. */
export async function sourceOfFirstRow(path: string): Promise<Source | null> {
  const lines = createInterface({ input: createReadStream(path, { end: LONGEST_FIRST_ROW }) });
  try {
    for await (const line of lines) {
      if (line.trim() === '') continue;
      const row: Json = JSON.parse(line);
      return isMapping(row) ? (sourceOf(row) ?? null) : null;
    }
  } catch {
    // Whoever writes the file, or reads it, says what is wrong with it.
  } finally {
    lines.close();
  }
  return null;
}
