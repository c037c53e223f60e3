import { isMapping, type Json, ownMember } from '../../base/json.ts';
import {
  fromAttributes,
  IGNORED,
  type JsonObject,
  type Reported,
  type RowReading,
  type Source,
  textOf,
} from '../reported.ts';

const EVALUATION = 'gen_ai.evaluation.result';
const FLAG = 'feature_flag.evaluation';

/** Labels of evaluations without a number that say yes or no. */
const LABELS: Readonly<Record<string, boolean>> = {
  ...{ pass: true, passed: true, true: true, yes: true },
  ...{ fail: false, failed: false, false: false, no: false },
};

/**
 * OTLP as JSON, as the collector's file exporter writes it, one request a line: the events `gen_ai.evaluation.result` (a
 * judgement) and `feature_flag.evaluation` (a call), as log records or as events of spans. Which version was judged
 * stands in the attributes of the event, or of its span or resource.
 * Fields: https://github.com/open-telemetry/semantic-conventions-genai (gen-ai/events.yaml),
 * https://opentelemetry.io/docs/specs/semconv/feature-flags/feature-flags-events/
 */
export const otlp: Source = {
  name: 'otlp',
  recognises: (row) => 'resourceLogs' in row || 'resourceSpans' in row,
  read: readRequest,
};

function readRequest(row: JsonObject): RowReading {
  const reported: Reported[] = [];
  for (const resource of objectsIn(row.resourceLogs)) {
    const outer = resourceAttributes(resource);
    for (const scope of objectsIn(resource.scopeLogs)) {
      for (const record of objectsIn(scope.logRecords)) readLogRecord(record, outer, reported);
    }
  }
  for (const resource of objectsIn(row.resourceSpans)) {
    const outer = resourceAttributes(resource);
    for (const scope of objectsIn(resource.scopeSpans)) {
      for (const span of objectsIn(scope.spans)) readSpan(span, outer, reported);
    }
  }
  return reported.length === 0 ? IGNORED : { kind: 'reported', reported };
}

function readLogRecord(record: JsonObject, outer: JsonObject, reported: Reported[]): void {
  const own = attributesOf(record.attributes);
  const name = textOf(record.eventName) ?? textOf(own['event.name']);
  const time = isTime(record.timeUnixNano) ? record.timeUnixNano : record.observedTimeUnixNano;
  const of = [textOf(record.traceId), textOf(record.spanId)];
  addEvent({ name, time, of, attributes: { ...outer, ...own } }, reported);
}

function readSpan(span: JsonObject, outer: JsonObject, reported: Reported[]): void {
  const events = objectsIn(span.events);
  if (events.length === 0) return;
  const attributes = { ...outer, ...attributesOf(span.attributes) };
  const of = [textOf(span.traceId), textOf(span.spanId)];
  for (const event of events) {
    const own = { ...attributes, ...attributesOf(event.attributes) };
    addEvent({ name: textOf(event.name), time: event.timeUnixNano, of, attributes: own }, reported);
  }
}

type Event = {
  name: string | null;
  time: Json | undefined;
  /** Ids of trace and span. */
  of: (string | null)[];
  attributes: JsonObject;
};

function addEvent({ name, time, of, attributes }: Event, reported: Reported[]): void {
  if (name !== EVALUATION && name !== FLAG) return;
  const known = fromAttributes(attributes);
  if (known.prompt === null) return;
  const metrics = name === FLAG ? {} : evaluation(attributes);
  if (metrics === null) return;
  const response = textOf(attributes['gen_ai.response.id']);
  const id = [name, ...of, response, ...Object.keys(metrics), textOf(time), known.prompt].join(' ');
  const common = { id, at: time, environmentLabel: textOf(attributes['deployment.environment.name']) };
  reported.push({ ...known, ...common, isCall: name === FLAG, metrics });
}

/** Null: the evaluation itself failed, or said neither a number nor yes or no. */
function evaluation(attributes: JsonObject): Record<string, Json> | null {
  const name = textOf(attributes['gen_ai.evaluation.name']);
  if (name === null || textOf(attributes['error.type']) !== null) return null;
  const value = attributes['gen_ai.evaluation.score.value'];
  const label = textOf(attributes['gen_ai.evaluation.score.label'])?.toLowerCase();
  const score = value ?? ownMember(LABELS, label ?? '');
  return score === undefined ? null : { [name]: score };
}

function resourceAttributes(resource: JsonObject): JsonObject {
  return isMapping(resource.resource) ? attributesOf(resource.resource.attributes) : {};
}

/** A list of `{ key, value: { stringValue: … } }` as an object. */
function attributesOf(list: Json | undefined): JsonObject {
  const attributes: JsonObject = {};
  for (const { key, value } of objectsIn(list)) {
    if (typeof key !== 'string' || key === '__proto__' || !isMapping(value)) continue;
    const { stringValue, boolValue, intValue, doubleValue } = value;
    const known =
      stringValue ?? boolValue ?? doubleValue ?? (intValue === undefined ? undefined : Number(intValue));
    if (known !== undefined) attributes[key] = known;
  }
  return attributes;
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isMapping) : [];
}

/** A record without a time has 0. */
function isTime(value: Json | undefined): boolean {
  return value !== undefined && value !== 0 && value !== '0' && value !== '';
}
