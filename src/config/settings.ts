import type { Policy, SegmentPolicy } from '../domain/policy.ts';

type Value = string | number | boolean | null;

/** How much a setting lets pass: `more` of it does, `less` of it does, or the later ones of some words. */
type Lenience = 'more' | 'less' | readonly Value[];

/** A key that decides how a prompt is judged. */
export type Setting<Of = Policy> = {
  /** As written in the policy: `gate.margin.segment`. */
  key: string;
  /** Its value in the units of the code. */
  read: (policy: Of) => Value;
  /** A value as it is written in a policy, where nobody wrote it. */
  written: (value: Value) => string;
  /** Absent: no value lets more pass than another. */
  lenient?: Lenience;
};

const plain = (value: Value) => (value === null ? 'off' : String(value));
const rounded = (value: number) => String(Number((value * 100).toFixed(6)));
const points = (value: Value) => (typeof value === 'number' ? rounded(value) : plain(value));
const share = (value: Value) => (typeof value === 'number' ? `${rounded(value)}%` : plain(value));
const calls = (value: Value) => (typeof value === 'number' ? `${value}/month` : plain(value));

/** Every key of `gate`, `cost`, `latency` and `smoke`, in the order of the documentation. */
export const SETTINGS: readonly Setting[] = [
  { key: 'gate.test', read: ({ gate }) => gate.test, written: plain },
  { key: 'gate.correction', read: ({ gate }) => gate.correction, written: plain },
  { key: 'gate.alpha', read: ({ gate }) => gate.alpha, written: plain, lenient: 'less' },
  {
    key: 'gate.family',
    read: ({ gate }) => gate.family,
    written: plain,
    lenient: ['prompt', 'pull-request'],
  },
  {
    key: 'gate.margin.segment',
    read: ({ gate }) => gate.margin.segment,
    written: points,
    lenient: 'more',
  },
  {
    key: 'gate.margin.overall',
    read: ({ gate }) => gate.margin.overall,
    written: points,
    lenient: 'more',
  },
  { key: 'gate.min-effect', read: ({ gate }) => gate.minEffect, written: points, lenient: 'more' },
  {
    key: 'gate.on-inconclusive',
    read: ({ gate }) => gate.onInconclusive,
    written: plain,
    lenient: ['block', 'pass'],
  },
  { key: 'gate.min-pass-rate', read: ({ gate }) => gate.minPassRate, written: share, lenient: 'less' },
  { key: 'gate.max-missing', read: ({ gate }) => gate.maxMissing, written: share, lenient: 'more' },
  {
    key: 'gate.on-suite-change',
    read: ({ gate }) => gate.onSuiteChange,
    written: plain,
    lenient: ['run', 'report'],
  },
  {
    key: 'gate.on-weaker-suite',
    read: ({ gate }) => gate.onWeakerSuite,
    written: plain,
    lenient: ['block', 'report'],
  },
  { key: 'gate.accept-label', read: ({ gate }) => gate.acceptLabel, written: plain },
  { key: 'gate.suite', read: ({ gate }) => gate.suite, written: plain, lenient: ['union', 'head'] },
  {
    key: 'cost.max-token-increase',
    read: ({ cost }) => cost.maxTokenIncrease,
    written: share,
    lenient: 'more',
  },
  {
    key: 'cost.max-cost-increase',
    read: ({ cost }) => cost.maxCostIncrease,
    written: share,
    lenient: 'more',
  },
  {
    key: 'cost.unless-improved',
    read: ({ cost }) => cost.unlessImproved,
    written: plain,
    lenient: [false, true],
  },
  { key: 'cost.traffic', read: ({ cost }) => cost.callsPerMonth, written: calls },
  { key: 'cost.max-run-cost', read: ({ cost }) => cost.maxRunCost, written: plain },
  {
    key: 'latency.max-increase.p50',
    read: ({ latency }) => latency.p50,
    written: share,
    lenient: 'more',
  },
  {
    key: 'latency.max-increase.p95',
    read: ({ latency }) => latency.p95,
    written: share,
    lenient: 'more',
  },
  { key: 'smoke.cases', read: ({ smoke }) => smoke.cases, written: plain, lenient: 'less' },
  { key: 'smoke.extend-to', read: ({ smoke }) => smoke.extendTo, written: plain, lenient: 'less' },
  { key: 'smoke.trials', read: ({ smoke }) => smoke.trials, written: plain },
];

/** A key that may be stated of a segment, and the one that holds where it is not; null: it is off then. */
export type SegmentSetting = Setting<SegmentPolicy> & { instead: string | null };

/** The keys of a segment in an entry. */
export const SEGMENT_SETTINGS: readonly SegmentSetting[] = [
  {
    key: 'margin',
    instead: 'gate.margin.segment',
    read: ({ margin }) => margin,
    written: points,
    lenient: 'more',
  },
  {
    key: 'min-effect',
    instead: 'gate.min-effect',
    read: ({ minEffect }) => minEffect,
    written: points,
    lenient: 'more',
  },
  {
    key: 'on-inconclusive',
    instead: 'gate.on-inconclusive',
    read: ({ onInconclusive }) => onInconclusive,
    written: plain,
    lenient: ['block', 'pass'],
  },
  {
    key: 'min-pass-rate',
    instead: 'gate.min-pass-rate',
    read: ({ minPassRate }) => minPassRate,
    written: share,
    lenient: 'less',
  },
  ...(
    [
      ['cost.max-token-increase', 'tokens'],
      ['cost.max-cost-increase', 'money'],
      ['latency.max-increase.p50', 'p50'],
      ['latency.max-increase.p95', 'p95'],
    ] as const
  ).map(
    ([key, of]): SegmentSetting => ({
      ...{ key, instead: null, written: share, lenient: 'more' },
      read: ({ limits }) => limits?.[of] ?? null,
    }),
  ),
];

/** Whether the later value of a setting lets more pass than the former. A limit that is off lets all pass. */
export function letsMorePass<Of>({ lenient, read }: Setting<Of>, before: Of, after: Of): boolean {
  const [former, now] = [read(before), read(after)];
  if (lenient === undefined || former === now) return false;
  if (lenient !== 'more' && lenient !== 'less') {
    const rank = (value: Value) => lenient.indexOf(value);
    return rank(now) > rank(former);
  }
  if (former === null || now === null) return now === null;
  return lenient === 'more' ? now > former : now < former;
}
