import { type Json, ownMember } from '../../base/json.ts';
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

/**
 * Events of PostHog's batch exports (JSON lines, or tables whose `properties` are JSON): `$ai_metric` and
 * `$ai_generation`. Which version answered stands in the event's own properties.
 * Fields: https://posthog.com/docs/data-pipelines/batch-exports/s3, https://posthog.com/docs/llm-analytics/manual-capture
 */
export const posthog: Source = {
  name: 'posthog',
  recognises: (row) => 'event' in row && 'properties' in row,
  read: readEvent,
  answers(row) {
    const reading = row.event === '$ai_generation' ? readEvent(row) : IGNORED;
    const properties = objectOf(row.properties) ?? {};
    const answer = answerText(ownMember(properties, '$ai_output_choices'));
    if (reading.kind !== 'reported' || answer === null) return [];
    const input = inputOf(ownMember(properties, '$ai_input'));
    return reading.reported.map((reported) => ({ reported: { ...reported, metrics: {} }, answer, input }));
  },
};

function readEvent(row: JsonObject): RowReading {
  const properties = objectOf(row.properties);
  const isCall = row.event === '$ai_generation';
  if (properties === null || (!isCall && row.event !== '$ai_metric')) return IGNORED;
  const attributes = fromAttributes(properties);
  if (attributes.prompt === null) return IGNORED;
  const metrics = isCall ? ofGeneration(properties) : ofMetric(properties);
  if (metrics === null) return { kind: 'unreadable', problem: 'has no `$ai_metric_name`' };
  return {
    kind: 'reported',
    reported: [
      {
        ...attributes,
        id: textOf(row.uuid),
        at: row.timestamp,
        environmentLabel: null,
        unit: attributes.unit ?? textOf(row.distinct_id),
        isCall,
        metrics,
      },
    ],
  };
}

function ofMetric(properties: JsonObject): Record<string, Json | undefined> | null {
  const name = textOf(ownMember(properties, '$ai_metric_name'));
  return name === null ? null : { [name]: ownMember(properties, '$ai_metric_value') };
}

/** The latency is in seconds. */
function ofGeneration(properties: JsonObject): Record<string, Json | undefined> {
  return {
    error: ownMember(properties, '$ai_is_error'),
    latency_s: ownMember(properties, '$ai_latency'),
    cost_usd: ownMember(properties, '$ai_total_cost_usd'),
  };
}
