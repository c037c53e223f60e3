import type { JsonObject, Source } from '../reported.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { otlp } from './otlp.ts';
import { own } from './own.ts';
import { posthog } from './posthog.ts';

/** What files are read, by the name that `--from` has, in the order in which they are recognised. */
export const SOURCES: readonly Source[] = [otlp, posthog, langfuse, langsmith, own];

/** The source whose row this is; undefined where none knows it. */
export function sourceOf(row: JsonObject): Source | undefined {
  return SOURCES.find((source) => source.recognises(row));
}
