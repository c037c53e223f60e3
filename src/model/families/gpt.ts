import type { ModelFamily } from '../provider.ts';

const names = /^(?:gpt-|chatgpt-|o\d|codex-|text-embedding-|ft:(?:gpt-|o\d))/;

/** OpenAI's models. Undated names move, but for numbered releases (`gpt-4-0613`), fine-tunes and embedding models. */
export const gpt: ModelFamily = {
  has: (model) => names.test(model),
  isPinned: (model) => /^(?:ft:|text-embedding-)/.test(model) || /-\d{4}(?:-preview)?$/.test(model),
  takesTemperature: (model) => !isReasoningModel(model),
  // From gpt-4o on.
  takesJsonSchema(model) {
    if (model === 'gpt-4o-2024-05-13' || /^o1-(?:mini|preview)/.test(model)) return false;
    return /^(?:gpt-4o|gpt-4\.\d|gpt-[5-9]|o\d)/.test(model);
  },
  cachedFromTokens: () => 1024,
};

/** Reasoning models take `max_completion_tokens` where the others take `max_tokens`, and no `temperature`. */
export function isReasoningModel(model: string): boolean {
  return /^(?:openai\/)?(?:o\d|gpt-5(?!-chat)|gpt-[6-9]|codex-)/.test(model);
}

/** Whether a model knows the role `developer`. OpenAI's own hosts do; who serves its open models is somebody else. */
export function knowsDevelopers(model: string): boolean {
  const name = model.slice(model.lastIndexOf('/') + 1);
  return gpt.has(name) && !name.startsWith('gpt-oss');
}
