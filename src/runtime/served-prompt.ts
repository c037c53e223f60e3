import { createHash } from 'node:crypto';
import type { ServedPrompt } from './api.ts';
import type { Choice } from './choose.ts';
import type { PreparedBundle } from './prepare.ts';
import { PromptError } from './prompt-error.ts';

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
