import { isMapping, type Json, ownMember } from '../../base/json.ts';
import {
  fromAttributes,
  IGNORED,
  type JsonObject,
  type Reported,
  type ReportedAnswer,
  type RowReading,
  type Source,
  textOf,
} from '../reported.ts';
import { answerText, inputOf } from '../texts.ts';

const EVALUATION = 'gen_ai.evaluation.result';
const FLAG = 'feature_flag.evaluation';
/** An event, or the span itself, with what was asked and answered. */
const DETAILS = 'gen_ai.client.inference.operation.details';

/** Values inside of each other are followed this deep. */
const MOST_DEPTH = 20;

/** Labels of evaluations without a number that say yes or no. */
const LABELS: Readonly<Record<string, boolean>> = {
  ...{ pass: true, passed: true, true: true, yes: true },
  ...{ fail: false, failed: false, false: false, no: false },
};

/**
 * OTLP as JSON, as the collector's file exporter writes it, one request a line: the events `gen_ai.evaluation.result` (a
 * judgement) and `feature_flag.evaluation` (a call), as log records or as events of spans; and answers, which are judged,
 * not counted: `gen_ai.output.messages` of spans and of `gen_ai.client.inference.operation.details`. Which version was
 * judged stands in the attributes of the event, or of its span or resource.
 * Fields: https://github.com/open-telemetry/semantic-conventions-genai (gen-ai/events.yaml),
 * https://opentelemetry.io/docs/specs/semconv/feature-flags/feature-flags-events/
 */
export const otlp: Source = {
  name: 'otlp',
  recognises: (row) => 'resourceLogs' in row || 'resourceSpans' in row,
  read: readRequest,
  answers: (row) => happeningsIn(row).flatMap((happening) => answerBy(happening) ?? []),
};

function readRequest(row: JsonObject): RowReading {
  const reported = happeningsIn(row).flatMap((happening) => reportedBy(happening) ?? []);
  return reported.length === 0 ? IGNORED : { kind: 'reported', reported };
}

/** A log record, an event of a span, or a span. */
type Happening = {
  /** Null: it is a span. */
  name: string | null;
  time: Json | undefined;
  /** Ids of trace and span. */
  of: (string | null)[];
  /** Its own, and those of what it is in. */
  attributes: JsonObject;
};

function happeningsIn(row: JsonObject): Happening[] {
  const found: Happening[] = [];
  for (const resource of objectsIn(row.resourceLogs)) {
    const outer = resourceAttributes(resource);
    for (const scope of objectsIn(resource.scopeLogs)) {
      for (const record of objectsIn(scope.logRecords)) found.push(logRecord(record, outer));
    }
  }
  for (const resource of objectsIn(row.resourceSpans)) {
    const outer = resourceAttributes(resource);
    for (const scope of objectsIn(resource.scopeSpans)) {
      for (const span of objectsIn(scope.spans)) addSpan(span, outer, found);
    }
  }
  return found;
}

function logRecord(record: JsonObject, outer: JsonObject): Happening {
  const own = attributesOf(record.attributes);
  const name = textOf(record.eventName) ?? textOf(own['event.name']) ?? '';
  const time = isTime(record.timeUnixNano) ? record.timeUnixNano : record.observedTimeUnixNano;
  const of = [textOf(record.traceId), textOf(record.spanId)];
  return { name, time, of, attributes: { ...outer, ...own } };
}

function addSpan(span: JsonObject, outer: JsonObject, found: Happening[]): void {
  const attributes = { ...outer, ...attributesOf(span.attributes) };
  const of = [textOf(span.traceId), textOf(span.spanId)];
  for (const event of objectsIn(span.events)) {
    const own = { ...attributes, ...attributesOf(event.attributes) };
    found.push({ name: textOf(event.name) ?? '', time: event.timeUnixNano, of, attributes: own });
  }
  found.push({ name: null, time: span.startTimeUnixNano, of, attributes });
}

function reportedBy({ name, time, of, attributes }: Happening): Reported | null {
  if (name !== EVALUATION && name !== FLAG) return null;
  const known = fromAttributes(attributes);
  if (known.prompt === null) return null;
  const metrics = name === FLAG ? {} : evaluation(attributes);
  if (metrics === null) return null;
  const response = textOf(attributes['gen_ai.response.id']);
  const id = [name, ...of, response, ...Object.keys(metrics), textOf(time), known.prompt].join(' ');
  const common = { id, at: time, environmentLabel: textOf(attributes['deployment.environment.name']) };
  return { ...known, ...common, isCall: name === FLAG, metrics };
}

/** An answer that stands in a span and in an event of it is one answer, known by the ids of trace and span. */
function answerBy({ name, time, of, attributes }: Happening): ReportedAnswer | null {
  if (name !== null && name !== DETAILS) return null;
  const known = fromAttributes(attributes);
  const answer = answerText(attributes['gen_ai.output.messages']);
  if (known.prompt === null || answer === null) return null;
  const spanned = of.every((part) => part !== null);
  const id = ['answer', ...(spanned ? of : [...of, textOf(time), answer])].join(' ');
  const common = { id, at: time, environmentLabel: textOf(attributes['deployment.environment.name']) };
  const reported = { ...known, ...common, isCall: false, metrics: {} };
  return { reported, answer, input: inputOf(attributes['gen_ai.input.messages']) };
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
function attributesOf(list: Json | undefined, depth = 0): JsonObject {
  const attributes: JsonObject = {};
  for (const { key, value } of objectsIn(list)) {
    if (typeof key !== 'string' || key === '__proto__' || !isMapping(value)) continue;
    const known = anyValue(value, depth);
    if (known !== undefined) attributes[key] = known;
  }
  return attributes;
}

/** OTLP's `AnyValue` as plain JSON; undefined for one of no known kind. */
function anyValue(value: JsonObject, depth: number): Json | undefined {
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue } = value;
  const plain =
    stringValue ?? boolValue ?? doubleValue ?? (intValue === undefined ? undefined : Number(intValue));
  if (plain !== undefined || depth > MOST_DEPTH) return plain;
  if (isMapping(kvlistValue)) return attributesOf(kvlistValue.values, depth + 1);
  if (!isMapping(arrayValue)) return undefined;
  return objectsIn(arrayValue.values).flatMap((each) => anyValue(each, depth + 1) ?? []);
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isMapping) : [];
}

/** A record without a time has 0. */
function isTime(value: Json | undefined): boolean {
  return value !== undefined && value !== 0 && value !== '0' && value !== '';
}
