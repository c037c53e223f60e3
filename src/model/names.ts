import type { ModelTarget } from '../domain/answer.ts';

/** `openai:gpt-5`: a model as the policy and the reports write it. */
export function nameOf({
  provider,
  vendor = provider,
  model,
}: Pick<ModelTarget, 'provider' | 'vendor' | 'model'>): string {
  return `${vendor}:${model}`;
}
