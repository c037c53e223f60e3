import { isMapping, type Json } from '../../base/json.ts';
import { type JsonObject, type Reported, type Source, textOf } from '../reported.ts';
import { answerText, inputOf } from '../texts.ts';

/** Fields that are not metrics, in a table as in a line of JSON. */
const FIELDS = new Set([
  ...['id', 'at', 'environment', 'prompt', 'version', 'digest', 'variant', 'serial', 'segment', 'unit'],
  ...['propensity', 'metrics', 'forced', 'judged'],
]);

/** Fields with what was asked and answered. A number under one of these names is a metric, as it was before. */
const TEXTS = new Set(['answer', 'output', 'input', 'messages', 'variables']);

const METRIC = 'metrics.';

/** What the runtime's `record` writes; and a table with the same names, in which further columns are metrics. */
export const own: Source = {
  name: 'jsonl',
  recognises: (row) => 'prompt' in row && 'at' in row,
  read: (row) => {
    const { metrics } = row;
    const reported = { ...identityOf(row), metrics: isMapping(metrics) ? metrics : columnsOf(row) };
    return { kind: 'reported', reported: [reported] };
  },
  answers(row) {
    const answer = typeof row.answer === 'string' ? row.answer || null : answerText(row.answer ?? row.output);
    if (answer === null) return [];
    return [
      { reported: identityOf(row), answer, input: inputOf(row.messages ?? row.input ?? row.variables) },
    ];
  },
};

function identityOf(row: JsonObject): Reported {
  return {
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
    // What `observe --judge` wrote stands for a judgement.
    isCall: row.judged !== true,
    metrics: {},
  };
}

function columnsOf(row: JsonObject): Record<string, Json> {
  const metrics: Record<string, Json> = {};
  for (const [name, value] of Object.entries(row)) {
    if (FIELDS.has(name) || value === '' || value === null) continue;
    if (TEXTS.has(name) && !isNumber(value)) continue;
    metrics[name.startsWith(METRIC) ? name.slice(METRIC.length) : name] = value;
  }
  return metrics;
}

function isNumber(value: Json): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return true;
  return typeof value === 'string' && Number.isFinite(Number(value));
}
