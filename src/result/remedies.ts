import type { ModelTarget } from '../domain/answer.ts';
import { providerOf } from '../model/lookup.ts';

/** What to do about a failure that stopped a run, where its own sentence does not say. */
export function remedyOf(kind: string, target: ModelTarget): string | null {
  const { variable, input } = providerOf(target).key;
  switch (kind) {
    case 'auth':
      return target.keyVariable
        ? `Correct ${target.keyVariable}, or what the key may use.`
        : `Correct ${variable} (the Action's input \`${input}\`), or what the key may use.`;
    case 'quota':
      return 'Top it up or raise its limit, then re-run: answers that came are kept.';
    case 'network':
      return 'Then re-run: answers that came are kept.';
    default:
      return null;
  }
}
