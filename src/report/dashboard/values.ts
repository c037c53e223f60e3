import type { Figures, MetricBoard } from '../../domain/dashboard.ts';
import { formatCount, formatDuration, formatMoney, UNKNOWN } from '../../prose/numbers.ts';

const SPACE = '\u00a0';

/** A metric and its kind: what its values are written like. */
export type Measure = Pick<MetricBoard, 'name' | 'kind'>;

/** A value of a metric: `91.2 %`, `0.84 s`, `$0.0031`. */
export function valueText({ name, kind }: Measure, value: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  switch (kind) {
    case 'rate':
    case 'error':
      return percentText(value);
    case 'calls':
      return formatCount(value);
    case 'duration':
      return timeText(milliseconds(name, value));
    case 'money':
      return /usd/.test(name) ? formatMoney(value) : String(Number(value.toPrecision(3)));
    default:
      return String(Number(value.toPrecision(3)));
  }
}

/** A share with one digit where that says something: `91.2 %`, `0.8 %`, `100 %`. */
export function percentText(share: number): string {
  const percent = share * 100;
  const digits = percent !== 0 && percent < 0.1 ? percent.toPrecision(1) : percent.toFixed(1);
  return `${String(Number(digits))}${SPACE}%`;
}

/** A time: `620 ms`, `1.25 s`, `12 s`. */
export function timeText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}${SPACE}ms`;
  return ms < 10_000 ? `${Number((ms / 1000).toFixed(2))}${SPACE}s` : formatDuration(ms);
}

function milliseconds(name: string, value: number): number {
  return /(?:^|_)ms$/.test(name) ? value : value * 1000;
}

/** A day as people write it: `28 Nov`. */
export function dayText(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(date)}${SPACE}${MONTHS[Number(month) - 1] ?? ''}`;
}

/** A time of an event: `28 Nov 2026, 14:03`. */
export function momentText(at: string): string {
  return `${dayText(at.slice(0, 10))} ${at.slice(0, 4)}, ${at.slice(11, 16)}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** How the latest week differs from the one before. `isClear`: by more than both intervals say is chance. */
export type Change = { text: string; tendency: 'better' | 'worse' | 'none'; isClear: boolean };

/** Of a share in points, of anything else in percent; null where there is nothing to compare. */
export function changeOf(
  { kind, better }: Pick<MetricBoard, 'kind' | 'better'>,
  latest: Figures | null,
  before: Figures | null,
): Change | null {
  if (!latest || !before) return null;
  const difference = latest.mean - before.mean;
  const isShare = kind === 'rate' || kind === 'error';
  if (!isShare && before.mean === 0) return null;
  const size = Math.abs(isShare ? difference * 100 : (difference / before.mean) * 100);
  const noise =
    latest.half === null || before.half === null ? Infinity : Math.hypot(latest.half, before.half);
  const isClear = Math.abs(difference) > noise;
  const isMore = difference > 0;
  const digits = size < 9.95 ? size.toFixed(1) : size.toFixed(0);
  const sign = Number(digits) === 0 ? '±' : isMore ? '+' : '−';
  return {
    text: `${sign}${Number(digits)}${isShare ? ' points' : `${SPACE}%`}`,
    tendency: difference === 0 ? 'none' : isMore === (better === 'higher') ? 'better' : 'worse',
    isClear,
  };
}
