import { createHash } from 'node:crypto';
import type { Json } from '../base/json.ts';
import type { BundleModel } from '../domain/bundle.ts';
import type { Message } from '../domain/prompt.ts';
import type { Digest, Version } from '../domain/registry.ts';
import type { Choice } from './choose.ts';
import type { PreparedBundle } from './prepare.ts';
import { PromptError } from './prompt-error.ts';

/** A prompt as one asker gets it. It stays what it is, whatever serves later. */
export type ServedPrompt = {
  name: string;
  version: Version;
  /** sha256 of its bundle, hex. */
  digest: Digest;
  /** The model that this version was tested with. */
  model: BundleModel;
  /** Only what the version states, in neutral names: `temperature`, `maxTokens`, `tools`, `responseFormat` and others. */
  parameters: Record<string, Json>;
  segment: string;
  /** sha256 (hex) of the prompt's name and the unit; null without a unit. */
  readonly unit: string | null;
  /** The probability, 0–1, with which the unit gets this version. */
  propensity: number;
  /** Of the pointer that served. */
  serial: number;
  /**
   * The messages to send. Values go in unchanged; what is undefined is not given.
   * @throws PromptError that names all variables that are missing or out of their declared bounds
   */
  render(variables: Record<string, Json | undefined>): Message[];
  /** For a span: OpenTelemetry's names. */
  attributes(): Record<string, string>;
};

/** What a prompt is served as. */
export type Serving = { name: string; environment: string; serial: number; unit: string | undefined };

export function servedPrompt(
  { name, environment, serial, unit }: Serving,
  { version, digest, segment, propensity, reason }: Choice,
  prepared: PreparedBundle,
): ServedPrompt {
  const hashed = () =>
    unit === undefined ? null : createHash('sha256').update(`${name}${unit}`).digest('hex');
  return {
    ...{ name, version, digest, segment, propensity, serial },
    ...{ model: prepared.model, parameters: prepared.parameters },
    get unit() {
      return hashed();
    },
    render(variables) {
      try {
        return prepared.render(variables);
      } catch (problem) {
        if (!(problem instanceof PromptError)) throw problem;
        throw new PromptError(`${name} ${version} cannot be rendered: ${problem.message}`, {
          cause: problem,
        });
      }
    },
    attributes() {
      const id = hashed();
      return {
        'gen_ai.prompt.name': name,
        'gen_ai.prompt.version': version,
        'feature_flag.key': name,
        'feature_flag.provider.name': 'prompt-eval-gate',
        'feature_flag.result.variant': version,
        'feature_flag.result.reason': reason,
        'feature_flag.set.id': environment,
        'feature_flag.version': String(serial),
        ...(id !== null && { 'feature_flag.context.id': id }),
      };
    },
  };
}
