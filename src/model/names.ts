import type { ModelTarget } from '../domain/answer.ts';

/** `openai:gpt-5`: a model as the policy writes it and reports tell it. */
export function nameOf({ provider, model }: Pick<ModelTarget, 'provider' | 'model'>): string {
  return `${provider}:${model}`;
}
