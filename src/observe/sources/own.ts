import { isMapping, type Json } from '../../base/json.ts';
import { type JsonObject, type RowReading, type Source, textOf } from '../reported.ts';

/** Fields that are not metrics, in a table as in a line of JSON. */
const FIELDS = new Set([
  ...['id', 'at', 'environment', 'prompt', 'version', 'digest', 'variant', 'serial', 'segment', 'unit'],
  ...['propensity', 'metrics', 'forced'],
]);

const METRIC = 'metrics.';

/** What the runtime's `record` writes; and a table with the same names, in which further columns are metrics. */
export const own: Source = {
  name: 'jsonl',
  recognises: (row) => 'prompt' in row && 'at' in row,
  read: readOwn,
};

function readOwn(row: JsonObject): RowReading {
  const { metrics } = row;
  return {
    kind: 'reported',
    reported: [
      {
        id: textOf(row.id),
        at: row.at,
        environment: textOf(row.environment),
        environmentLabel: null,
        prompt: textOf(row.prompt),
        version: textOf(row.version),
        digest: textOf(row.digest),
        variant: textOf(row.variant),
        segment: textOf(row.segment),
        unit: textOf(row.unit),
        serial: row.serial,
        isForced: row.forced === true || row.forced === 'true',
        isCall: true,
        metrics: isMapping(metrics) ? metrics : columnsOf(row),
      },
    ],
  };
}

function columnsOf(row: JsonObject): Record<string, Json> {
  const metrics: Record<string, Json> = {};
  for (const [name, value] of Object.entries(row)) {
    if (FIELDS.has(name) || value === '' || value === null) continue;
    metrics[name.startsWith(METRIC) ? name.slice(METRIC.length) : name] = value;
  }
  return metrics;
}
