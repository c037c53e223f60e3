import { ownMember } from '../../base/json.ts';
import {
  fromAttributes,
  IGNORED,
  type JsonObject,
  objectOf,
  type ReportedAnswer,
  type RowReading,
  type Source,
  textOf,
} from '../reported.ts';
import { answerText, inputOf } from '../texts.ts';

/**
 * Scores of Langfuse: the files `scores/` of its export to blob storage (JSON, JSONL, CSV), or of its API; and the answers
 * of the generations in `observations_v2/`, which are judged, not counted. Which version answered stands in `metadata`.
 * Fields: https://langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields
 */
export const langfuse: Source = {
  name: 'langfuse',
  recognises: (row) => isScore(row) || isObservation(row),
  read: (row) => (isObservation(row) ? IGNORED : readScore(row)),
  answers: (row) => (isObservation(row) ? readAnswer(row) : []),
};

function isScore(row: JsonObject): boolean {
  return ('data_type' in row || 'dataType' in row) && 'name' in row && 'value' in row;
}

function isObservation(row: JsonObject): boolean {
  const isOfTrace = 'trace_id' in row || 'traceId' in row;
  return isOfTrace && ('start_time' in row || 'startTime' in row) && 'type' in row;
}

function readAnswer(row: JsonObject): ReportedAnswer[] {
  const attributes = fromAttributes(objectOf(row.metadata) ?? {});
  const answer = answerText(row.output);
  if (textOf(row.type) !== 'GENERATION' || attributes.prompt === null || answer === null) return [];
  const reported = {
    ...attributes,
    id: textOf(row.id),
    at: row.start_time ?? row.startTime,
    environmentLabel: textOf(row.environment),
    isCall: false,
    metrics: {},
  };
  return [{ reported, answer, input: inputOf(row.input) }];
}

function readScore(row: JsonObject): RowReading {
  const type = textOf(row.data_type ?? row.dataType);
  const name = textOf(row.name);
  if (name === null) return { kind: 'unreadable', problem: 'has no `name`' };
  // Of categories the number is their position, and of texts it is nothing.
  if (type !== 'NUMERIC' && type !== 'BOOLEAN') return IGNORED;
  const attributes = objectOf(row.metadata);
  if (attributes === null || fromAttributes(attributes).prompt === null) return IGNORED;
  const value = ownMember(row, 'value');
  return {
    kind: 'reported',
    reported: [
      {
        ...fromAttributes(attributes),
        id: textOf(row.id),
        at: row.timestamp,
        environmentLabel: textOf(row.environment),
        isCall: false,
        metrics: { [name]: type === 'BOOLEAN' ? Number(value) === 1 : value },
      },
    ],
  };
}
