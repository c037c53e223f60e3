/**
 * Numbers as every report writes them: points with sign, at most three significant digits for measured values, whole
 * numbers in full, thousands parted by a comma, real minus signs; `—` for an unknown value. No invisible character is inside a
 * number, so that it can be copied.
 */

const MINUS = '\u2212';
const SPACE = '\u00a0';
export const UNKNOWN = '—';

/** A count, rounded to a whole number: `1,204`. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return UNKNOWN;
  const digits = Math.abs(Math.round(count))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return Math.round(count) < 0 ? MINUS + digits : digits;
}

/** A fraction as a percentage: `94 %`; `99.7 %` rather than a rounded `100 %`. */
export function formatRate(rate: number): string {
  if (!Number.isFinite(rate)) return UNKNOWN;
  const percent = rate * 100;
  const nearlyAll = percent < 100 && percent >= 99.5;
  const nearlyNone = percent > 0 && percent < 0.5;
  const digits = nearlyAll
    ? String(Math.min(99.9, Number(percent.toFixed(1))))
    : nearlyNone
      ? String(Math.max(0.1, Number(percent.toFixed(1))))
      : percent.toFixed(0);
  return `${digits}${SPACE}%`;
}

/**
 * Two rates that stand beside their difference: with one decimal where whole percents would differ by another number of
 * points than {@link formatPoints} says: `87.5 %`, `53.3 %` beside `−34`, and not `88 %`, `53 %`.
 */
export function formatRates(one: number, other: number): [string, string] {
  const percent = (rate: number) => Math.round(rate * 100);
  const size = Math.abs(other - one);
  const isExact = size < 0.0995 || Math.abs(percent(other) - percent(one)) === percent(size);
  if (isExact) return [formatRate(one), formatRate(other)];
  const precise = (rate: number) => `${(rate * 100).toFixed(1)}${SPACE}%`;
  return [precise(one), precise(other)];
}

/** A difference of fractions in points, with its sign: `−16`, `+2.3`, `±0`. */
export function formatPoints(difference: number): string {
  if (!Number.isFinite(difference)) return UNKNOWN;
  return withSign(difference, decimal(Math.abs(difference) * 100));
}

/** A length in points, without sign: `10`, `2.5`. */
export function formatPointsSize(size: number): string {
  return Number.isFinite(size) ? decimal(Math.abs(size) * 100) : UNKNOWN;
}

/** An interval of differences in points: `−26 … −4.6`. */
export function formatPointsInterval([low, high]: readonly [number, number], between = ' … '): string {
  return `${formatPoints(low)}${between}${formatPoints(high)}`;
}

/** A ratio as a change: 1.171 is `+17.1 %`. `unit` off leaves the bare number. */
export function formatChange(ratio: number, unit = true): string {
  if (!Number.isFinite(ratio)) return UNKNOWN;
  const percent = (ratio - 1) * 100;
  const zero = Number(Math.abs(percent).toFixed(1)) === 0;
  return `${zero ? '±0' : withSign(percent, percentDigits(percent))}${unit ? `${SPACE}%` : ''}`;
}

/** A ratio above 1 as an increase, without sign: 1.171 is `17.1 %`. */
export function formatIncrease(ratio: number): string {
  return Number.isFinite(ratio) ? `${percentDigits((ratio - 1) * 100)}${SPACE}%` : UNKNOWN;
}

function percentDigits(percent: number): string {
  const size = Math.abs(percent);
  return size < 99.95 ? size.toFixed(1) : formatCount(Number(size.toPrecision(size < 1e15 ? 3 : 1)));
}

/** A fraction as a percentage that was set by the user, hence exact: `10 %`, `2.5 %`. */
export function formatSetting(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(6))}${SPACE}%`;
}

/** US dollars: `$0.0031`, `$0.62`, `$15,000`. */
export function formatMoney(usd: number): string {
  if (!Number.isFinite(usd)) return UNKNOWN;
  return `${usd < 0 ? MINUS : ''}$${moneyDigits(Math.abs(usd))}`;
}

/** What 1,000 calls cost, of US dollars a call: `$0.069`. The unit is said by the text around it. */
export function formatMoneyPerThousand(usdPerCall: number): string {
  return formatMoney(usdPerCall * 1000);
}

/** US dollars as a difference: `+$15,000`, `−$120`, `±$0`. */
export function formatMoneyChange(usd: number): string {
  if (!Number.isFinite(usd)) return UNKNOWN;
  return withSign(usd, moneyDigits(Math.abs(usd)), '$');
}

/** Seven hexadecimal digits could be a commit: Markdown would get an invisible space between them. */
const MOST_DECIMALS = 6;

function moneyDigits(size: number): string {
  if (size === 0) return '0';
  if (size < 1e-6) return '0.000001';
  if (size >= 100) return formatCount(Number(size.toPrecision(3)));
  if (size >= 10) return formatCount(size);
  if (size >= 1) return size.toFixed(2);
  const digits = Number(size.toPrecision(3)).toFixed(MOST_DECIMALS).replace(/0+$/, '');
  const decimals = digits.length - digits.indexOf('.') - 1;
  return decimals < 2 ? Number(digits).toFixed(2) : digits;
}

/** A p-value: `0.006`, `1`; never 0, but `< 0.0001`. */
export function formatP(p: number): string {
  if (!Number.isFinite(p)) return UNKNOWN;
  if (p < 0.0001) return `<${SPACE}0.0001`;
  if (p >= 0.995) return '1';
  return String(Number(p.toPrecision(p < 0.001 ? 1 : 2)));
}

/** A p-value with its equals sign: `= 0.006`, `< 0.0001`. */
export function formatPRelation(p: number): string {
  return Number.isFinite(p) && p < 0.0001 ? formatP(p) : `=${SPACE}${formatP(p)}`;
}

/** A z statistic: `−2.83`. */
export function formatZ(z: number): string {
  if (!Number.isFinite(z)) return UNKNOWN;
  const digits =
    Math.abs(z) >= 100 ? formatCount(Math.abs(z)) : Math.abs(z).toFixed(Math.abs(z) < 10 ? 2 : 1);
  return Number(z.toFixed(2)) < 0 ? MINUS + digits : digits;
}

/** A significance level or another setting between 0 and 1: `0.025`. */
export function formatLevel(level: number): string {
  return String(Number(level.toPrecision(2)));
}

/** A time: `0.8 s`, `41 s`, `3 min 20 s`, `1 h 2 min`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))}${SPACE}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${SPACE}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${SPACE}min ${whole % 60}${SPACE}s`;
  const minutes = Math.round(whole / 60);
  return `${formatCount(Math.floor(minutes / 60))}${SPACE}h ${minutes % 60}${SPACE}min`;
}

/** The config's average month, 365.25 / 12 days. */
const DAYS_A_MONTH = 30.4375;

/** Calls a month as traffic: `1 M calls a day` if that is a whole number. */
export function formatTraffic(callsPerMonth: number): string {
  const daily = callsPerMonth / DAYS_A_MONTH;
  const isDaily = Math.abs(daily - Math.round(daily)) < 1e-6;
  return `${magnitude(isDaily ? daily : callsPerMonth)} calls a ${isDaily ? 'day' : 'month'}`;
}

function magnitude(count: number): string {
  if (count < 1e6) return formatCount(count);
  return `${Number((count / 1e6).toPrecision(3))}${SPACE}M`;
}

/** A count with its noun: `1 case`, `1,204 cases`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** At most one decimal below ten, none above, and never 0 for a value that is not 0. */
function decimal(size: number): string {
  if (size >= 9.95) return formatCount(size);
  if (size >= 0.05) return String(Number(size.toFixed(1)));
  return size < 1e-4 ? '0' : String(Number(size.toPrecision(1)));
}

function withSign(value: number, digits: string, unit = ''): string {
  if (digits === '0') return `±${unit}0`;
  return `${value < 0 ? MINUS : '+'}${unit}${digits}`;
}
