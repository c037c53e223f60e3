import { ConfigurationError } from '../base/errors.ts';
import { NPX_COMMAND } from '../base/product.ts';
import type { Digest, RegistryEvent } from '../domain/registry.ts';
import { readEvent } from './events.ts';
import { eventPath, type StoredFile, textDigest } from './files.ts';

/** An event of the log and the digest by which its successor names it. */
export type ChainedEvent = { path: string; digest: Digest; event: RegistryEvent };

/** Something that is wrong with the log. `event`: the id of the event that it is about, if it is about one. */
export type LogProblem = { event: string | null; problem: string };

export type ChainReading = {
  /** In the chain's order; after a gap, what follows it. */
  events: ChainedEvent[];
  problems: LogProblem[];
  /** Files that a later version of the product wrote. */
  newer: LogProblem[];
};

/**
 * Puts the events into the order of their predecessors, and finds where that chain is broken: a file that cannot be
 * read, an event that was edited, removed, moved or added beside the chain, a time that runs backwards.
 * @param files the files under `events/`, in any order
 * @param expected number of events that the index counts: tells a removed event from an edited one
 */
export function readChain(files: readonly StoredFile[], expected?: number): ChainReading {
  const problems: LogProblem[] = [];
  const newer: LogProblem[] = [];
  const known: ChainedEvent[] = [];
  for (const { path, text } of files) {
    const reading = readEvent(text);
    if (reading.kind === 'event') {
      known.push({ path, digest: textDigest(text), event: reading.event });
    } else {
      const list = reading.kind === 'newer' ? newer : problems;
      list.push({ event: idInPath(path), problem: `${path} ${reading.problem}.` });
    }
  }
  const unread = files.length - known.length;
  const { events, breaks } = follow(known);
  problems.push(
    ...breaks.flatMap((one, index) => (index < unread ? [] : [breakProblem(one, files, expected)])),
  );
  problems.push(...placeProblems(events), ...timeProblems(events));
  return { events, problems, newer };
}

/**
 * The events in the chain's order.
 * @throws ConfigurationError where a later version of the product wrote one, or the chain is broken
 */
export function orderedEvents(files: readonly StoredFile[]): ChainedEvent[] {
  const { events, problems, newer } = readChain(files);
  const [tooNew] = newer;
  if (tooNew) throw new ConfigurationError(tooNew.problem, { remedy: 'Update prompt-eval-gate.' });
  requireSound(problems);
  return events;
}

/** Throws a ConfigurationError that names the first problem of the log, if there is one. */
export function requireSound(problems: readonly LogProblem[]): void {
  const [first, ...more] = problems;
  if (!first) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new ConfigurationError(`The registry's log is not sound: ${first.problem}${others}`, {
    remedy: `\`${NPX_COMMAND} verify\` lists everything that is wrong.`,
  });
}

/** Where the chain does not go on from `before` to `after`. */
type Break = { kind: 'gap' | 'fork' | 'second-start'; before: ChainedEvent | undefined; after: ChainedEvent };

/** Follows the chain from its start; what is not connected comes after it, by time. */
function follow(known: readonly ChainedEvent[]): { events: ChainedEvent[]; breaks: Break[] } {
  const digests = new Map(known.map((one) => [one.digest, one]));
  const successors = new Map<Digest, ChainedEvent[]>();
  const heads: ChainedEvent[] = [];
  for (const one of known) {
    const { previous } = one.event;
    if (previous === null || !digests.has(previous)) heads.push(one);
    else successors.set(previous, [...(successors.get(previous) ?? []), one]);
  }
  const events: ChainedEvent[] = [];
  const breaks: Break[] = [];
  const followed = new Set<Digest>();
  const waiting = heads.sort(byStartAndTime).reverse();
  for (let head = waiting.pop(); head; head = waiting.pop()) {
    const { previous } = head.event;
    const fork = previous === null ? undefined : digests.get(previous);
    if (fork) breaks.push({ kind: 'fork', before: fork, after: head });
    else if (previous !== null) breaks.push({ kind: 'gap', before: events.at(-1), after: head });
    else if (events.length > 0) breaks.push({ kind: 'second-start', before: events.at(-1), after: head });
    for (let at: ChainedEvent | undefined = head; at; ) {
      events.push(at);
      // A copy of an event has the same successors.
      const after: ChainedEvent[] = followed.has(at.digest) ? [] : (successors.get(at.digest) ?? []);
      followed.add(at.digest);
      const [next, ...others] = after.sort(byStartAndTime);
      waiting.push(...others.reverse());
      at = next;
    }
  }
  return { events, breaks };
}

function breakProblem(
  { kind, before, after }: Break,
  files: readonly StoredFile[],
  expected: number | undefined,
): LogProblem {
  const { id } = after.event;
  if (kind === 'fork') {
    const problem = `${after.path} names the same predecessor as another event: the log is forked after ${before?.path}.`;
    return { event: id, problem };
  }
  if (kind === 'second-start') return { event: id, problem: `${after.path} begins a second log.` };
  if (!before) {
    const problem = `The log is cut off: the event before ${after.path}, the first that is left, is missing.`;
    return { event: id, problem };
  }
  const removed = `The event before ${after.path} is missing: it was removed`;
  const edited = `${before.path} was edited: the next event, ${after.path}, names another content as its predecessor`;
  if (expected === files.length) return { event: before.event.id, problem: `${edited}.` };
  if (expected !== undefined && expected > files.length) return { event: id, problem: `${removed}.` };
  return { event: id, problem: `${removed}, or ${before.path}, which stands before it, was edited.` };
}

function placeProblems(events: readonly ChainedEvent[]): LogProblem[] {
  return events
    .filter(({ path, event }) => path !== eventPath(event))
    .map(({ path, event }) => ({
      event: event.id,
      problem: `${path} is not where its event belongs (${eventPath(event)}): it was moved, or its time or id was edited.`,
    }));
}

function timeProblems(events: readonly ChainedEvent[]): LogProblem[] {
  return events.flatMap(({ path, event }, index) => {
    const before = events[index - 1];
    if (!before || before.event.at < event.at) return [];
    const problem = `${path} is not later than ${before.path}, which stands before it: the log was reordered.`;
    return [{ event: event.id, problem }];
  });
}

function byStartAndTime(a: ChainedEvent, b: ChainedEvent): number {
  const starts = Number(b.event.previous === null) - Number(a.event.previous === null);
  if (starts !== 0) return starts;
  return a.event.at < b.event.at ? -1 : Number(a.event.at > b.event.at);
}

function idInPath(path: string): string | null {
  return /-([0-9a-f]{16})\.json$/.exec(path)?.[1] ?? null;
}
