import { providerOf } from './lookup.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';

/** The part of a model's name after the provider; `api` only if it is not the provider's default. */
export type SpelledModel = { model: string; api?: string | undefined };

/** promptfoo's words between vendor and model for APIs that the gate does not support. */
const UNSPOKEN =
  /^(?:completion|assistant|realtime|live|image|video|moderation|transcription|speech|agents?|chatkit|codex-sdk|claude-agent-sdk|claude-code)$/;

/** Whether a name can be a model's: characters that are not seen, such as line feeds, hide what is asked. */
export function isModelName(name: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
}

/**
 * Reads `gpt-5`, `chat:gpt-5`, `responses:gpt-5`, `messages:claude-…`. Any other word before a colon is part of the
 * model's name (`ft:…`, a host's own tags), except those of unsupported APIs, also alone: then the result is that word,
 * as text.
 */
export function readModelName(provider: string, name: string, table?: Providers): SpelledModel | string {
  const [word = '', model] = [name.split(':', 1)[0], name.slice(name.indexOf(':') + 1)];
  if (UNSPOKEN.test(word)) return word;
  if (!name.includes(':')) return { model: name };
  const { apis, defaultApi, embeddings } = providerOf({ provider }, table);
  const isApi = Object.hasOwn(apis, word);
  if (model === '' || !(isApi || embeddings?.words.includes(word))) return { model: name };
  return isApi && word !== defaultApi ? { model, api: word } : { model };
}

/** Whether a name is spelled as that of a model that makes embeddings, not answers: `openai:embedding:…`. */
export function namesEmbedding(name: string, table: Providers = providers): boolean {
  const [, prefix = '', word = ''] = /^([a-z][a-z0-9_.-]*):([a-z-]+)(?::|$)/i.exec(name) ?? [];
  const provider = prefix.toLowerCase();
  if (!Object.hasOwn(table, provider)) return false;
  return providerOf({ provider }, table).embeddings?.words.includes(word) ?? false;
}

/** The sentence about a word that `readModelName` returns. */
export function notSpoken(word: string, table: Providers = providers): string {
  const labels = Object.values(table).flatMap(({ apis }) => Object.values(apis).map(({ label }) => label));
  const all = `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
  return `\`${word}\` models are not asked here: ${all} are.`;
}
