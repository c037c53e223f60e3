import { isMapping, type Json, ownMember } from '../../base/json.ts';
import {
  fromAttributes,
  IGNORED,
  type JsonObject,
  objectOf,
  type RowReading,
  type Source,
  textOf,
} from '../reported.ts';
import { answerText, inputOf } from '../texts.ts';
import { timeOf } from '../time.ts';

/**
 * Runs of LangSmith, as its API and its bulk export have them: each key of `feedback_stats` is a metric. Which version
 * answered stands in the run's `extra.metadata`.
 * Fields: https://docs.langchain.com/langsmith/run-data-format
 */
export const langsmith: Source = {
  name: 'langsmith',
  recognises: (row) => 'run_type' in row || 'feedback_stats' in row,
  read: readRun,
  answers(row) {
    const reading = readRun(row);
    const answer = answerText(objectOf(row.outputs) ?? row.outputs);
    if (reading.kind !== 'reported' || answer === null) return [];
    const input = inputOf(objectOf(row.inputs) ?? row.inputs);
    return reading.reported.map((reported) => ({ reported: { ...reported, metrics: {} }, answer, input }));
  },
};

function readRun(row: JsonObject): RowReading {
  const metadata = objectOf(objectOf(row.extra)?.metadata) ?? objectOf(row.metadata);
  const attributes = metadata === null ? null : fromAttributes(metadata);
  if (attributes === null || attributes.prompt === null) return IGNORED;
  return {
    kind: 'reported',
    reported: [
      {
        ...attributes,
        id: textOf(row.id),
        at: row.start_time,
        environmentLabel: null,
        isCall: true,
        metrics: {
          ...feedback(objectOf(row.feedback_stats) ?? {}),
          error: textOf(row.error) !== null,
          latency_s: secondsBetween(row.start_time, row.end_time),
          cost_usd: row.total_cost ?? undefined,
        },
      },
    ],
  };
}

/** The mean of each key, `avg`. */
function feedback(stats: JsonObject): Record<string, Json | undefined> {
  const metrics: Record<string, Json | undefined> = {};
  for (const [key, stat] of Object.entries(stats)) {
    const mean = isMapping(stat) ? ownMember(stat, 'avg') : undefined;
    if (mean !== undefined && mean !== null) metrics[key] = mean;
  }
  return metrics;
}

function secondsBetween(from: Json | undefined, to: Json | undefined): number | undefined {
  const [start, end] = [timeOf(from), timeOf(to)];
  return start === null || end === null || end < start ? undefined : (end - start) / 1000;
}
