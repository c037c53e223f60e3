import type { PromptResult } from '../../domain/result.ts';

const PERSISTENT: Record<string, string> = {
  'context-overflow': 'Shorten the prompt or these cases, or name a model that takes more.',
  refused: 'Correct what the prompt asks of the model: its parameters, tools or format.',
  offline: 'Run once without `--offline`.',
  script: 'Mend the script: it has to give true or false, or a score, for every answer.',
  filtered:
    'Name a judge that the filter lets answer, as `judge.model` in the policy, or change these cases.',
};

/**
 * Why most answers are missing and the remedy, if asking again would not help: one sentence each. Null if a re-run is
 * the remedy.
 */
export function persistentFailure({ errors }: PromptResult): string | null {
  const counts = new Map<string, number>();
  for (const { kind } of errors) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [kind = '', count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const remedy = Object.hasOwn(PERSISTENT, kind) && count * 2 >= errors.length ? PERSISTENT[kind] : undefined;
  const cause = errors.find((error) => error.kind === kind);
  return remedy && cause ? `${cause.message} ${remedy}` : null;
}
