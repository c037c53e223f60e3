import type { Json } from '../base/json.ts';

const HOUR_MS = 3_600_000;
/** Observations may be this old. */
const OLDEST_MS = 366 * 24 * HOUR_MS;

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/**
 * A time as sources write it, in ms since 1970; null where it is none: ISO 8601 (UTC where no zone is named), or a number
 * since 1970 in seconds, milliseconds, microseconds or nanoseconds, told apart by its size, also as text.
 */
export function timeOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value !== 'string') return null;
  // As JavaScript writes it: by far the most frequent.
  if (value.length === 24 && value.endsWith('Z') && value[10] === 'T') return known(Date.parse(value));
  if (/^\d{9,20}(?:\.\d+)?$/.test(value)) return ofNumber(Number(value));
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return null;
  return known(Date.parse(WITHOUT_ZONE.test(value) ? `${value.replace(' ', 'T')}Z` : value));
}

/**
 * The time of an observation, ms since 1970; or what is wrong with it, as the end of a sentence.
 * @param now ms since 1970
 */
export function recentTime(value: Json | undefined, now: number): number | { problem: string } {
  const time = timeOf(value);
  if (time === null) return { problem: 'has no time that can be read' };
  if (time > now + HOUR_MS) return { problem: 'lies in the future' };
  return time < now - OLDEST_MS ? { problem: 'is older than a year' } : time;
}

function known(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}

/** The sizes are those of the years from 2001 to 2286. */
function ofNumber(value: number): number | null {
  if (value < 1e9) return null;
  if (value < 1e10) return value * 1e3;
  if (value >= 1e12 && value < 1e13) return value;
  if (value >= 1e15 && value < 1e16) return value / 1e3;
  return value >= 1e18 && value < 1e19 ? value / 1e6 : null;
}
