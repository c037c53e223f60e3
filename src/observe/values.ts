import type { Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';
import type { Metric } from '../domain/observation.ts';

/** Numbers of metrics that are not declared: more would lose digits when they are squared and summed up. */
const LARGEST = 1e9;

/** A metric's value; or what is wrong with it, as the end of a sentence. */
export type ValueReading = number | { problem: string };

/**
 * Reads a value as its metric is declared; 1 and 0 are yes and no.
 * @param metric undefined: it is not declared, so any number may be, and true or false
 */
export function readValue(value: Json, name: string, metric: Metric | undefined): ValueReading {
  const read = numberOf(value);
  const refused = (expected: string) => ({
    problem: `has ${name} ${describeValue(value)}, and ${expected} was expected`,
  });
  if (metric === undefined) {
    return read !== null && Math.abs(read) <= LARGEST
      ? read
      : refused(`a number up to ${LARGEST}, true or false`);
  }
  switch (metric.kind) {
    case 'binary':
      return read === 0 || read === 1 ? read : refused('true or false');
    case 'score':
      if (read !== null && read >= metric.from && read <= metric.to) return read;
      return refused(`a number from ${metric.from} to ${metric.to}`);
    case 'duration':
    case 'money':
      return read !== null && read >= 0 && read <= LARGEST ? read : refused(`a number from 0 to ${LARGEST}`);
    default:
      throw new Error(`no such kind of metric: ${JSON.stringify(metric satisfies never)}`);
  }
}

function numberOf(value: Json): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return null;
  if (/^true$/i.test(value)) return 1;
  if (/^false$/i.test(value)) return 0;
  return /^-?\d{1,15}(?:\.\d{1,20})?(?:e[-+]?\d{1,2})?$/i.test(value) ? Number(value) : null;
}
