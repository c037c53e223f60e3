/** One call among all calls to a model: its place in the order of sending, and when it was sent (ms). */
export type Sent = { order: number; sentAt: number };

/** The calls that were refused for one reason, of those after `from` in the order of sending; the latest ones only. */
export type Refusals = { from: number; calls: Sent[] };

/**
 * A fault that so large a share of neighbouring calls meets is no accident; the smaller the share, the more calls it
 * takes to tell.
 */
const near = { calls: 24, share: 0.2 };
const far = { calls: 120, share: 0.08 };
const mostKept = 256;

/** No call was refused yet. */
export function newRefusals(): Refusals {
  return { from: 0, calls: [] };
}

/** Records that a call was refused. */
export function noteRefused({ calls }: Refusals, { order, sentAt }: Sent): void {
  calls.splice(calls.findLastIndex((one) => one.order < order) + 1, 0, { order, sentAt });
  if (calls.length > mostKept) calls.shift();
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
export function inCompany({ calls, from }: Refusals, least: number): Sent[] | undefined {
  const last = calls.at(-1)?.order ?? 0;
  const among = (neighbours: number) => calls.filter(({ order }) => order > last - neighbours);
  const many = among(far.calls);
  if (many.length >= far.share * far.calls) return many;
  const few = among(near.calls);
  return few.length >= Math.max(least, near.share * Math.min(near.calls, last - from)) ? few : undefined;
}

/** Calls a ms that the provider took between the first refused call since `since` and the last; undefined: too few to tell. */
export function rateBetween({ calls }: Refusals, since: Sent): number | undefined {
  const refused = calls.filter(({ order }) => order >= since.order);
  const last = refused.at(-1) ?? since;
  const taken = last.order - since.order + 1 - refused.length;
  return taken < enoughTaken ? undefined : taken / (last.sentAt - since.sentAt);
}

const enoughTaken = 4;
