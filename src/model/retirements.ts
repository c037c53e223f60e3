import type { ModelTarget } from '../domain/answer.ts';
import { bareName, providerOfModel } from './lookup.ts';

/** The day from which on a model's own provider does not answer for it any more. */
export type Retirement = {
  /** `2027-01-14`; at the provider's time of day, which it does not say. */
  on: string;
  /** The page on which the provider announces it. */
  source: string;
  /** The day on which that page was looked up last. */
  asOf: string;
};

/**
 * Announced retirements of models that answer messages, as their providers' pages listed them on a day: names, and the
 * aliases that mean nothing else. A model that is not listed may have been announced since. Google and the other vendors
 * are not listed; neither are the dates that Bedrock, Vertex AI and Azure set for the models that they host.
 */
const ANNOUNCED: Record<string, { source: string; asOf: string; models: Record<string, string> }> = {
  openai: {
    source: 'https://developers.openai.com/api/docs/deprecations',
    asOf: '2026-10-28',
    models: {
      '2024-09-13': 'gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-16k-0613',
      '2025-06-06': 'gpt-4-32k gpt-4-32k-0613 gpt-4-32k-0314',
      '2025-07-14': 'gpt-4.5-preview gpt-4.5-preview-2025-02-27',
      '2025-07-28': 'o1-preview o1-preview-2024-09-12',
      '2025-10-27': 'o1-mini o1-mini-2024-09-12',
      '2026-02-12': 'codex-mini-latest',
      '2026-02-17': 'chatgpt-4o-latest',
      '2026-03-26': 'gpt-4-0314 gpt-4-0125-preview gpt-4-turbo-preview',
      '2026-07-23':
        'gpt-5-chat-latest gpt-5.1-chat-latest gpt-5-codex gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2-codex gpt-4o-search-preview-2025-03-11 gpt-4o-mini-search-preview-2025-03-11',
      '2026-08-10': 'gpt-5.2-chat-latest gpt-5.3-chat-latest',
      '2026-09-28': 'gpt-3.5-turbo-1106',
      '2026-10-23':
        'gpt-3.5-turbo gpt-3.5-turbo-0125 gpt-4 gpt-4-0613 gpt-4-1106-preview gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4o-2024-05-13 gpt-4.1-nano gpt-4.1-nano-2025-04-14 o1 o1-2024-12-17 o1-pro o1-pro-2025-03-19 o3-mini o3-mini-2025-01-31 o4-mini o4-mini-2025-04-16',
      '2026-12-11':
        'gpt-5 gpt-5-2025-08-07 gpt-5-mini gpt-5-mini-2025-08-07 gpt-5-nano gpt-5-nano-2025-08-07 gpt-5-pro gpt-5-pro-2025-10-06 o3 o3-2025-04-16 o3-pro o3-pro-2025-06-10',
      '2027-01-14':
        'gpt-4o gpt-4o-2024-08-06 gpt-4o-2024-11-20 gpt-4o-mini gpt-4o-mini-2024-07-18 gpt-4.1 gpt-4.1-2025-04-14 gpt-4.1-mini gpt-4.1-mini-2025-04-14',
      '2027-04-01': 'gpt-5.1 gpt-5.1-2025-11-13 gpt-5.3-codex',
    },
  },
  anthropic: {
    source: 'https://platform.claude.com/docs/en/about-claude/model-deprecations',
    asOf: '2026-07-30',
    models: {
      '2024-11-06':
        'claude-1.0 claude-1.1 claude-1.2 claude-1.3 claude-instant-1.0 claude-instant-1.1 claude-instant-1.2',
      '2025-07-21': 'claude-2.0 claude-2.1 claude-3-sonnet-20240229',
      '2025-10-28': 'claude-3-5-sonnet-20240620 claude-3-5-sonnet-20241022 claude-3-5-sonnet-latest',
      '2026-01-05': 'claude-3-opus-20240229 claude-3-opus-latest',
      '2026-02-19':
        'claude-3-7-sonnet-20250219 claude-3-7-sonnet-latest claude-3-5-haiku-20241022 claude-3-5-haiku-latest',
      '2026-04-20': 'claude-3-haiku-20240307',
      '2026-06-15': 'claude-sonnet-4-20250514 claude-sonnet-4-0 claude-opus-4-20250514 claude-opus-4-0',
      '2026-08-05': 'claude-opus-4-1-20250805 claude-opus-4-1',
    },
  },
};

/** By `provider:model`. */
const byModel: ReadonlyMap<string, Retirement> = new Map(
  Object.entries(ANNOUNCED).flatMap(([provider, { source, asOf, models }]) =>
    Object.entries(models).flatMap(([on, names]) =>
      names.split(' ').map((name): [string, Retirement] => [`${provider}:${name}`, { on, source, asOf }]),
    ),
  ),
);

/**
 * The announced retirement of a model, at its own provider; of a fine-tune, that of the model it was made of. Null where
 * none is known: announced after the page was looked up, or hosted by somebody else.
 */
export function retirementOf(target: Pick<ModelTarget, 'provider' | 'vendor' | 'model'>): Retirement | null {
  if (target.vendor !== undefined) return null;
  const name = bareName(target);
  const model = name.startsWith('ft:') ? (name.split(':')[1] ?? '') : name;
  if (providerOfModel(model) !== target.provider) return null;
  return byModel.get(`${target.provider}:${model}`) ?? null;
}

/** Whether a model is retired on a day, `2026-11-29`. */
export function isRetired({ on }: Retirement, today: string): boolean {
  return on <= today;
}
