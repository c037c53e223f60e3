import type { ModelTarget } from '../domain/answer.ts';

/** What to do about a failure that stopped a run, where its own sentence does not say. */
export function remedyOf(kind: string, { provider, keyVariable }: ModelTarget): string | null {
  const key = {
    openai: ['OPENAI_API_KEY', 'openai-api-key'],
    anthropic: ['ANTHROPIC_API_KEY', 'anthropic-api-key'],
  };
  const [variable, input] = key[provider];
  switch (kind) {
    case 'auth':
      return keyVariable
        ? `Correct ${keyVariable}, or what the key may use.`
        : `Correct ${variable} (the Action's input \`${input}\`), or what the key may use.`;
    case 'quota':
      return 'Top it up or raise its limit, then re-run: answers that came are kept.';
    case 'network':
      return 'Then re-run: answers that came are kept.';
    default:
      return null;
  }
}
