import { isMapping, type Json, ownMember } from '../base/json.ts';
import { isTooDeep } from '../base/nesting.ts';

/** One call, or one judgement of a call, as a source reports it. All of it was written by others. */
export type Reported = {
  /** Null: the row itself identifies it. */
  id: string | null;
  at: Json | undefined;
  environment: string | null;
  /** The source's own name for where it ran, which need not be an environment of the policy. */
  environmentLabel: string | null;
  prompt: string | null;
  version: string | null;
  digest: string | null;
  /** What a feature flag calls the version. */
  variant: string | null;
  segment: string | null;
  unit: string | null;
  serial: Json | undefined;
  isForced: boolean;
  /** Whether it stands for a call; a judgement of a call does not. */
  isCall: boolean;
  metrics: Record<string, Json | undefined>;
};

/** A call's answer and what was asked, as a source reports them; `reported` has no values of metrics. */
export type ReportedAnswer = {
  reported: Reported;
  answer: string;
  /** A text, or messages; null where nothing is reported. */
  input: Json | null;
};

export type JsonObject = { [key: string]: Json };

/** One row of a file, read; or why it has nothing for us. */
export type RowReading =
  | { kind: 'reported'; reported: Reported[] }
  | { kind: 'ignored' }
  | { kind: 'unreadable'; problem: string };

/** What kind of file one reads, and how. */
export type Source = {
  name: string;
  /** Whether a file's first row looks like one of it. */
  recognises(row: JsonObject): boolean;
  read(row: JsonObject): RowReading;
  /** The answers that a row has; absent: files of this kind have none. */
  answers?(row: JsonObject): ReportedAnswer[];
};

export const IGNORED: RowReading = { kind: 'ignored' };

/** What identifies the version, by the names that the runtime's `attributes()` has. */
export function fromAttributes(
  attributes: JsonObject,
): Pick<
  Reported,
  'environment' | 'prompt' | 'version' | 'digest' | 'variant' | 'segment' | 'unit' | 'serial' | 'isForced'
> {
  const text = (name: string) => textOf(ownMember(attributes, name));
  return {
    environment: text('feature_flag.set.id'),
    prompt: text('gen_ai.prompt.name') ?? text('feature_flag.key'),
    version: text('gen_ai.prompt.version'),
    digest: text('prompt_eval_gate.digest'),
    variant: text('feature_flag.result.variant'),
    segment: text('prompt_eval_gate.segment'),
    unit: text('feature_flag.context.id'),
    serial: ownMember(attributes, 'feature_flag.version'),
    isForced: text('prompt_eval_gate.forced') === 'true',
  };
}

/** A text, or a number as a text; null for anything else and for an empty text. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** An object, also one that is written as JSON in a text, as tables have it; null for anything else. */
export function objectOf(value: Json | undefined): JsonObject | null {
  if (isMapping(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    const parsed: Json = JSON.parse(value);
    return isMapping(parsed) && !isTooDeep(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
