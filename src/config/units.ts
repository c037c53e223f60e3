import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';

/** Days of an average month: 365.25 / 12. */
const DAYS_A_MONTH = 30.4375;

const MILLISECONDS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PER_MONTH: Record<string, number> = {
  minute: DAYS_A_MONTH * 24 * 60,
  hour: DAYS_A_MONTH * 24,
  day: DAYS_A_MONTH,
  week: DAYS_A_MONTH / 7,
  month: 1,
};

/**
 * A share: `10%`, or a number from 0 up to, not including, 1 (a plain 1 or 10 would be ambiguous). Returns a fraction,
 * 0.1; at most `maximum`.
 */
export function fraction(maximum: number) {
  const number = maximum < 1 ? { minimum: 0, maximum } : { minimum: 0, exclusiveMaximum: 1 };
  const written = [forEditors(z.string(), sharePattern(maximum)), forEditors(z.number(), number)] as const;
  return z.union(written).transform((value, context) => {
    const percent = typeof value === 'string' ? /^(\d{1,6}(?:\.\d{1,6})?)\s*%$/.exec(value.trim()) : null;
    const read = percent ? Number(percent[1]) / 100 : value;
    if (typeof read === 'number' && read >= 0 && read <= maximum && (percent || read < 1)) return read;
    const limit = maximum <= 1 ? ` of at most ${maximum * 100}%` : '';
    return refuse(context, `expected a share${limit}, such as 10%, found ${describeValue(value)}.`);
  });
}

/** The same, or `off` (or nothing), which gives null. */
export function fractionOrOff(maximum: number) {
  return orOff(fraction(maximum));
}

/** A difference of two rates in points: 5 is from 90 % to 85 %. Returns a fraction, 0.05. */
export function points() {
  const written = forEditors(z.number(), { anyOf: [{ const: 0 }, { minimum: 1, maximum: 100 }] });
  return written.transform((value, context) => {
    if (value === 0 || (value >= 1 && value <= 100)) return value / 100;
    const hint = value > 0 && value < 1 ? ` For ${value * 100} points write ${value * 100}.` : '';
    return refuse(context, `expected points, 0 or from 1 to 100, found ${value}.${hint}`);
  });
}

/** `60s`, `500ms`, `2m`, `1h`, `30d`, from a second to so many hours. Returns milliseconds. */
export function duration({ hours = 1 } = {}) {
  return textWithUnit('\\d{1,7}(?:\\.\\d{1,3})?\\s*(?:ms|s|m|h|d)').transform((value, context) => {
    const written = /^(\d{1,7}(?:\.\d{1,3})?)\s*(ms|s|m|h|d)$/.exec(String(value).trim());
    const unit = written?.[2] === undefined ? undefined : MILLISECONDS[written[2]];
    const time = unit === undefined ? Number.NaN : Number(written?.[1]) * unit;
    if (time >= 1000 && time <= hours * 3_600_000) return time;
    return refuse(
      context,
      `expected a time from 1s to ${hours >= 48 ? `${hours / 24}d` : `${hours}h`}, such as 60s, found ${describeValue(value)}.`,
    );
  });
}

/** Calls per time: `1000000/day`, `1M/day`, `20k/hour`, a month having 30.4375 days. Returns calls per month. */
export function callsPerMonth() {
  const per = '(?:minute|hour|day|week|month)';
  return textWithUnit(`\\d[\\d_]{0,15}(?:\\.\\d{1,6})?\\s*[kM]?\\s*/\\s*${per}`).transform(
    (value, context) => {
      const written = /^(\d[\d_]{0,15}(?:\.\d{1,6})?)\s*([kM]?)\s*\/\s*(minute|hour|day|week|month)$/.exec(
        String(value).trim(),
      );
      const times = written?.[3] === undefined ? undefined : PER_MONTH[written[3]];
      if (written && times !== undefined) {
        const scale = written[2] === 'k' ? 1e3 : written[2] === 'M' ? 1e6 : 1;
        return Number(written[1]?.replaceAll('_', '')) * scale * times;
      }
      return refuse(context, `expected calls in a time, such as 1000000/day, found ${describeValue(value)}.`);
    },
  );
}

/** The schema's value, or `off` (or nothing), which gives null. */
export function orOff<T>(schema: z.ZodType<T, string | number>) {
  return z.union([z.literal('off').transform(() => null), schema]).nullable();
}

/** A file inside the repository, relative to its root. Returns it without a leading `./`. */
export function repositoryPath() {
  return forEditors(z.string().max(1000), { pattern: `^${PATH_PATTERN}$` }).transform((value, context) => {
    const problem = problemOfPath(value);
    return problem === null ? value.replace(/^(?:\.\/)+/, '') : refuse(context, problem);
  });
}

/** Why a path does not name a file inside the repository, as a sentence; null if it does. */
export function problemOfPath(path: string): string | null {
  const expected = 'expected a path relative to the root of the repository';
  if (path === '' || path === '.') return `${expected}, found nothing.`;
  if (path.includes('\0')) return `${expected}, found a NUL character in it.`;
  if (path.startsWith('/') || /^[a-z]:[\\/]/i.test(path)) {
    return `${expected}, found the absolute path ${describeValue(path)}.`;
  }
  if (path.includes('\\') && !path.includes('/'))
    return `${expected}, with / between folders, found ${describeValue(path)}.`;
  const parts = path.replace(/^(?:\.\/)+/, '').split('/');
  if (parts.includes('..')) return `${expected}, found one that leaves it: ${describeValue(path)}.`;
  if (parts.includes('') || parts.includes('.')) return `${expected}, found ${describeValue(path)}.`;
  return null;
}

/**
 * What `problemOfPath` refuses, as a pattern for editors: absolute paths, `\\` alone between folders, and parts that are
 * empty, `.` or `..` after the first `./`.
 */
export const PATH_PATTERN =
  '(?!/|[A-Za-z]:[\\\\/])(?![^/]*\\\\[^/]*$)(?:\\./)*(?!(?:[^/]*/)*\\.{0,2}(?:/|$))[^\\0]+';

/**
 * The schema, with what the published JSON Schema says of it besides its type: that has no transforms, which refuse what
 * has another form.
 */
export function forEditors<Schema extends z.ZodType>(
  schema: Schema,
  keywords: { [name: string]: Json },
): Schema {
  z.globalRegistry.add(schema, keywords);
  return schema;
}

/** A text of this form; a number too, which the transform refuses with its hint. */
function textWithUnit(pattern: string) {
  const text = forEditors(z.string(), { pattern: `^\\s*${pattern}\\s*$` });
  return z.union([text, forEditors(z.number(), { not: {} })]);
}

/** Percentages up to a maximum, which is 50 %, 100 % or 10,000 %. */
function sharePattern(maximum: number): { pattern: string } {
  const decimals = '(?:\\.\\d{1,6})?';
  const most = `${maximum * 100}(?:\\.0{1,6})?`;
  const below = maximum === 0.5 ? '[1-4]?\\d' : `\\d{1,${String(maximum * 100).length - 1}}`;
  return { pattern: `^\\s*(?=\\d{1,6}[.\\s%])0*(?:${below}${decimals}|${most})\\s*%\\s*$` };
}

type Context = { issues: z.core.$ZodRawIssue[]; value: unknown };

function refuse(context: Context, message: string): never {
  context.issues.push({ code: 'custom', message, input: context.value });
  return z.NEVER;
}
