import { createHash } from 'node:crypto';
import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { hash53 } from './hash.ts';
import type { RowReceiver } from './input.ts';
import type { Reported, ReportedAnswer, Source } from './reported.ts';
import { remembering, sourceOfFile } from './reports.ts';
import type { Resolved, Resolver } from './resolve.ts';
import { recentTime } from './time.ts';

/** A metric that judges a share of the answers. */
export type SampledMetric = { name: string; sample: number };

/** One answer that is to be judged, as production reported it. */
export type SampledAnswer = {
  reported: Reported;
  of: Resolved;
  /** ms since 1970. */
  at: number;
  answer: string;
  input: Json | null;
  /** By which metrics, each with the id that its judgement has. */
  by: { metric: string; id: string }[];
};

/** An answer that a metric would judge. */
export type Candidate = { id: string; of: Resolved; at: number };

export type SampleRequest = {
  resolve: Resolver;
  metrics: readonly SampledMetric[];
  source: Source | null;
  /** Whether it is still to be judged. */
  wants(candidate: Candidate): boolean;
  /** ms since 1970. */
  now: number;
};

export type Sample = {
  /** Answers of what the registry knows. */
  answers: number;
  /** Judgements that are not wanted, since they are known. */
  known: number;
  chosen: SampledAnswer[];
};

/** So many answers, of so many characters together, fit into memory. */
const MOST_ANSWERS = 50_000;
const MOST_CHARACTERS = 200_000_000;

/** Tells the draw of the sample from other uses of the same hash. */
const SALT = 'sample of answers';
const HASHES = 2 ** 53;

/**
 * Draws the answers that are judged: each metric its share, by a hash of the call's id, so that the same calls are drawn
 * whenever and wherever their rows are read. What one metric draws, another with a larger share draws too.
 */
export function sampling(request: SampleRequest): RowReceiver & { sample(): Sample } {
  const { metrics, now, wants } = request;
  const sourceFor = sourceOfFile(request.source);
  const find = remembering(request.resolve);
  const seen = new Set<number>();
  const chosen: SampledAnswer[] = [];
  let characters = 0;
  let answers = 0;
  let known = 0;

  const take = ({ reported, answer, input }: ReportedAnswer, text: () => string): void => {
    const at = recentTime(reported.at, now);
    const of = find(reported);
    // The counter says what is wrong with such a row.
    if (typeof at !== 'number' || of.kind === 'unknown' || reported.isForced) return;
    const call = reported.id ?? createHash('sha256').update(text()).digest('hex');
    answers += 1;
    const drawn = hash53(`${SALT} ${call}`) / HASHES;
    const all = metrics.filter(({ sample }) => drawn < sample);
    if (all.length === 0 || seen.has(hash53(call))) return;
    seen.add(hash53(call));
    const by = all
      .map(({ name }) => ({ metric: name, id: `${call}#${name}` }))
      .filter(({ id }) => wants({ id, of, at }));
    known += all.length - by.length;
    if (by.length === 0) return;
    characters += answer.length + (typeof input === 'string' ? input.length : JSON.stringify(input).length);
    chosen.push({ reported, of, at, answer, input, by });
    refuseTooMany(chosen.length, characters);
  };
  return {
    unreadable() {},
    row(row, place, text) {
      for (const each of sourceFor(row, place.path)?.answers?.(row) ?? []) {
        take(each, () => text ?? JSON.stringify(row));
      }
    },
    sample: () => ({ answers, known, chosen }),
  };
}

function refuseTooMany(answers: number, characters: number): void {
  if (answers <= MOST_ANSWERS && characters <= MOST_CHARACTERS) return;
  throw new ConfigurationError(`More than ${answers - 1} answers would be judged in one run.`, {
    remedy: 'Observe files of fewer hours at once, or lower `sample` of the metrics.',
  });
}
