/** What stands behind `openai:` or `anthropic:` in a model's name. */
export type SpelledModel = { model: string; api?: 'responses' };

/** The words that promptfoo puts between vendor and model for what is asked here. */
const SPOKEN: Record<'openai' | 'anthropic', ReadonlySet<string>> = {
  openai: new Set(['chat', 'responses', 'embedding', 'embeddings']),
  anthropic: new Set(['messages']),
};

/** Its words for what is not. */
const UNSPOKEN =
  /^(?:completion|assistant|realtime|image|video|moderation|transcription|speech|agents?|chatkit|codex-sdk|claude-agent-sdk|claude-code)$/;

/**
 * Reads `gpt-5`, `chat:gpt-5`, `responses:gpt-5`, `messages:claude-…`. Any other word before a colon is part of the
 * model's name (`ft:…`, a host's own tags), but for those of APIs that are not spoken here: then that word, as text.
 */
export function readModelName(provider: 'openai' | 'anthropic', name: string): SpelledModel | string {
  const [word = '', model] = [name.split(':', 1)[0], name.slice(name.indexOf(':') + 1)];
  if (!name.includes(':')) return { model: name };
  if (UNSPOKEN.test(word)) return word;
  if (!SPOKEN[provider].has(word) || model === '') return { model: name };
  return word === 'responses' ? { model, api: 'responses' } : { model };
}

/** What to say of a word that `readModelName` gives back. */
export function notSpoken(word: string): string {
  return `\`${word}\` models are not asked here: chat completions, responses and Anthropic's messages are.`;
}
