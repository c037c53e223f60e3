import { createHash } from 'node:crypto';
import type { ServedPrompt } from './api.ts';
import type { Choice } from './choose.ts';
import type { Links } from './links.ts';
import type { PreparedBundle } from './prepare.ts';
import { PromptError } from './prompt-error.ts';

/** What a prompt is served as. */
export type Serving = {
  name: string;
  environment: string;
  serial: number;
  unit: string | undefined;
  links: Links | null;
  isForced: boolean;
};

export function servedPrompt(
  { name, environment, serial, unit, links, isForced }: Serving,
  { version, digest, segment, propensity, reason }: Choice,
  { bundle, render }: PreparedBundle,
): ServedPrompt {
  const hashed = () =>
    unit === undefined ? null : createHash('sha256').update(`${name}${unit}`).digest('hex');
  return {
    name,
    version,
    digest,
    segment,
    propensity,
    reason,
    serial,
    isForced,
    bundle,
    model: bundle.model,
    parameters: bundle.parameters,
    source: links?.source,
    edit: links?.edit,
    get unit() {
      return hashed();
    },
    render(variables) {
      try {
        return render(variables);
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
        ...(segment !== '*' && { 'prompt_eval_gate.segment': segment }),
        ...(isForced && { 'prompt_eval_gate.forced': 'true' }),
        ...(id !== null && { 'feature_flag.context.id': id }),
      };
    },
  };
}
