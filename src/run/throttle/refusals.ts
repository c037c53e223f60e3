import type { Measured } from './learned.ts';

/** One call among all calls to a model: its place in the order of sending, and when it was sent (ms). */
export type Sent = { order: number; sentAt: number };

/**
 * The calls that were refused for one reason, of those after `from` in the order of sending; the latest ones only.
 * `accidents` is the share of calls known to be refused by accident.
 */
export type Refusals = { from: number; calls: Sent[]; accidents: number };

/**
 * A fault that so large a share of neighbouring calls meets is no accident; the smaller the share, the more calls it
 * takes to tell.
 */
const near = { calls: 24, share: 0.2 };
const far = { calls: 120, share: 0.08 };
const mostKept = 256;

/** No call was refused yet. */
export function newRefusals(): Refusals {
  return { from: 0, calls: [], accidents: 0 };
}

/** Records that a call was refused. */
export function noteRefused(refusals: Refusals, { order, sentAt }: Sent): void {
  const { calls } = refusals;
  calls.splice(calls.findLastIndex((one) => one.order < order) + 1, 0, { order, sentAt });
  if (calls.length > mostKept) calls.shift();
  if (refusals.accidents > 0) refusals.accidents += 1 / accidentsAmong;
}

/** Forgets the refusals of the calls up to `order`. */
export function forgetUpTo(refusals: Refusals, order: number): void {
  refusals.from = order;
  refusals.calls = refusals.calls.filter((call) => call.order > order);
}

/**
 * The refused calls among the last neighbours, where they are so many, `least` or more, that they come of a limit and
 * not of an accident; else undefined. Calls that are not answered yet count as taken: refusals come sooner than answers.
 */
export function inCompany({ calls, from, accidents }: Refusals, least: number): Sent[] | undefined {
  const last = calls.at(-1)?.order ?? 0;
  const among = (neighbours: number) => calls.filter(({ order }) => order > last - neighbours);
  const many = among(far.calls);
  if (many.length >= far.calls * enough(far, far.calls, accidents)) return many;
  const few = among(near.calls);
  const sent = Math.min(near.calls, last - from);
  return few.length >= Math.max(least, sent * enough(near, sent, accidents)) ? few : undefined;
}

/** The share of `sent` calls that is no accident: three standard deviations above the accidents that are known. */
function enough({ share }: { share: number }, sent: number, accidents: number): number {
  const deviation = Math.sqrt((accidents * (1 - accidents)) / sent);
  return Math.max(share, accidents + 3 * deviation);
}

/** Records that refusals come by accident, in this share of calls. */
export function noteAccidents(refusals: Refusals, share: number): void {
  refusals.accidents = share;
}

/** The share of accidents that are known is that among about so many calls. */
const accidentsAmong = 100;
const fewestAccidents = 0.01;

/** Records that a call was sent. */
export function noteSending(refusals: Refusals): void {
  const accidents = refusals.accidents * (1 - 1 / accidentsAmong);
  refusals.accidents = accidents < fewestAccidents ? 0 : accidents;
}

/** The share of refused calls from the first to the last one in company. */
export function shareOf(company: readonly Sent[]): number {
  const [first, last] = [company[0], company.at(-1)];
  return first && last ? company.length / (last.order - first.order + 1) : 0;
}

/**
 * Calls a ms that the provider took between the first refused call since `since` and the last, and that were sent then;
 * undefined: too few to tell.
 */
export function rateBetween({ calls }: Refusals, since: Sent): Measured | undefined {
  const refused = calls.filter(({ order }) => order >= since.order);
  const last = refused.at(-1) ?? since;
  const taken = last.order - since.order + 1 - refused.length;
  if (taken < enoughTaken) return undefined;
  const ms = last.sentAt - since.sentAt;
  const sent = taken + refused.length;
  return { allowed: taken / ms, tried: sent / ms, refused: refused.length / sent };
}

const enoughTaken = 4;
