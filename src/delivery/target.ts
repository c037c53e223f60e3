import { isMapping, type Json } from '../base/json.ts';
import type { Alive } from '../domain/redis.ts';
import type { Destination } from '../domain/registry-policy.ts';
import type { Publication } from '../registry/publication.ts';

/**
 * The outcome of an environment that was published. `current`: it was served already; `newer`: a higher serial is served,
 * which stays.
 */
export type PublishOutcome = 'published' | 'current' | 'newer';

/** Somewhere to publish to. Connections are closed when it is disposed of. */
export type Target = AsyncDisposable & {
  kind: Destination['kind'];
  /** As people are shown it: no credentials. */
  name: string;
  /**
   * The serials that are served there, by environment.
   * @param counts whether a pointer counts, by its text; one that does not is left out
   * @throws ConfigurationError, GateFailure: it cannot be read, or has something that is no pointer
   */
  serials(
    environments: readonly string[],
    counts?: (text: string) => boolean,
  ): Promise<Record<string, number>>;
  /**
   * Publishes environments; what serves changes last. A pointer with a higher serial is never replaced, nor one with the
   * same serial and other content.
   * @returns the outcome of each, in their order
   * @throws ConfigurationError, GateFailure: it cannot be written, or serves the same serial with other content
   */
  publish(publications: readonly Publication[]): Promise<PublishOutcome[]>;
  /**
   * Whether bundles or flags of what is served there are missing, as a Redis may evict them.
   * @throws as `serials`
   */
  lacks?(publications: readonly Publication[]): Promise<boolean>;
  /**
   * The processes that follow an environment there, by their random ids, where they say so.
   * @param timeoutMs how long this may take
   */
  processes?(environment: string, timeoutMs: number): Promise<ReadonlyMap<string, Alive>>;
};

/** The serial of a pointer's text; null where it is no whole pointer of this environment. */
export function serialIn(text: string, environment: string): number | null {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isMapping(value) || value.environment !== environment) return null;
  const { format, at, prompts, signatures, serial } = value;
  const isWhole = typeof format === 'number' && typeof at === 'string' && Array.isArray(signatures);
  if (!isWhole || !isMapping(prompts)) return null;
  return typeof serial === 'number' && Number.isSafeInteger(serial) ? serial : null;
}
