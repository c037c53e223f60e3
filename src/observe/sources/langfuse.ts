import { ownMember } from '../../base/json.ts';
import {
  fromAttributes,
  IGNORED,
  type JsonObject,
  objectOf,
  type RowReading,
  type Source,
  textOf,
} from '../reported.ts';

/**
 * Scores of Langfuse: the files `scores/` of its export to blob storage (JSON, JSONL, CSV), or of its API. Which version
 * was judged stands in the score's `metadata`.
 * Fields: https://langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields#scores
 */
export const langfuse: Source = {
  name: 'langfuse',
  recognises: (row) => ('data_type' in row || 'dataType' in row) && 'name' in row && 'value' in row,
  read: readScore,
};

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
