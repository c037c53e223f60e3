import type { Digest } from './registry.ts';

/*
 * The keys in Redis by which those who publish and those who read meet.
 */

/** Environment variables with the URL of a Redis: the policy names one, and must not be able to name any other variable. */
export const REDIS_VARIABLE = /^[A-Z][A-Z0-9_]{0,60}_REDIS_URL$/;

/** The variable where no policy names one. */
export const USUAL_REDIS_VARIABLE = 'PROMPTS_REDIS_URL';

/** A process that follows an environment says so for this long, s. */
export const ALIVE_SECONDS = 15;

/** What an environment serves: the pointer's canonical JSON. */
export function pointerKey(environment: string): string {
  return `prompts:${environment}:pointer`;
}

/** The same as flags of flagd. */
export function flagsKey(environment: string): string {
  return `prompts:${environment}:flags`;
}

/** A bundle: the bytes hash to its digest. */
export function objectKey(digest: Digest): string {
  return `prompts:object:${digest}`;
}

/** The channel on which each new serial is announced. */
export function changedChannel(environment: string): string {
  return `prompts:${environment}:changed`;
}

/** A process that follows the environment: `Alive` as JSON, for {@link ALIVE_SECONDS}. */
export function aliveKey(environment: string, id: string): string {
  return `prompts:${environment}:alive:${id}`;
}

/** What a process serves, and since when (ISO 8601). */
export type Alive = { serial: number; since: string };
