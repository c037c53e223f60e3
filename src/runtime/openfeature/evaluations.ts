import { randomUUID } from 'node:crypto';
import type { FlagMetadata } from '@openfeature/server-sdk';
import type { ServedPrompt, ServedVersion } from '../api.ts';
import { PromptError } from '../prompt-error.ts';

/** What was evaluated, so that what is tracked later counts for the version that was given. */
export type Evaluations = {
  /** Remembers a prompt that is given, and says what its flag's metadata are. */
  add(prompt: ServedPrompt, environment: string): FlagMetadata;
  /**
   * The version that metadata are of: the prompt itself, if it is one of the last; else what is recorded of it.
   * @throws PromptError for what is no metadata of an evaluation
   */
  find(metadata: Readonly<Record<string, unknown>>): ServedVersion;
};

/** So many are remembered; of others, an outcome is recorded too, but does not count for leaving a version out. */
const REMEMBERED = 10_000;

export function openEvaluations(): Evaluations {
  const process = randomUUID();
  const recent = new Map<string, ServedPrompt>();
  let count = 0;
  return {
    add(prompt, environment) {
      count += 1;
      const evaluation = `${process}/${count}`;
      recent.set(evaluation, prompt);
      recent.delete(`${process}/${count - REMEMBERED}`);
      return { ...metadataOf(prompt, environment), evaluation };
    },
    find(metadata) {
      const { evaluation } = metadata;
      const known = typeof evaluation === 'string' ? recent.get(evaluation) : undefined;
      return known ?? versionIn(metadata);
    },
  };
}

/** Under the names that OpenFeature's own telemetry looks for, what `attributes()` says; and what `record` needs. */
function metadataOf(prompt: ServedPrompt, environment: string): FlagMetadata {
  const { name, version, digest, serial, segment, propensity, unit, isForced } = prompt;
  return {
    ...{ flagSetId: environment, version: String(serial), ...(unit !== null && { contextId: unit }) },
    ...{ prompt: name, promptVersion: version, digest, serial, segment, propensity, isForced },
  };
}

function versionIn(metadata: Readonly<Record<string, unknown>>): ServedVersion {
  const { prompt, promptVersion, digest, serial, segment, propensity, contextId, isForced } = metadata;
  if (
    typeof prompt !== 'string' ||
    typeof promptVersion !== 'string' ||
    typeof digest !== 'string' ||
    typeof serial !== 'number' ||
    typeof segment !== 'string' ||
    typeof propensity !== 'number'
  ) {
    throw new PromptError('track() needs the `flagMetadata` of the evaluation among its details.');
  }
  return {
    ...{ name: prompt, version: promptVersion, digest, serial, segment, propensity },
    unit: typeof contextId === 'string' ? contextId : null,
    isForced: isForced === true,
  };
}
