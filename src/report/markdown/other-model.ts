import type { Drift } from '../../domain/drift.ts';
import { code, markdownOf, textOf } from '../../prose/text.ts';
import { causeSentence, driftFacts, driftHeadline, losesPinSentence } from '../telling/drift.ts';
import { list, paragraphs } from './markup.ts';

/**
 * The text of a pull request that moves a prompt to another model, in GitHub's Markdown.
 * @param drifts what the last looks found
 */
export function renderOtherModel(
  { prompt, from, to, losesPin }: { prompt: string; from: string; to: string; losesPin: boolean },
  drifts: readonly Drift[],
): string {
  return paragraphs([
    markdownOf([
      'Asks ',
      code(to),
      ' what ',
      code(prompt),
      ' asks ',
      code(from),
      ' now. Nothing else changes. The gate compares both on the suite, segment by segment.',
    ]),
    losesPin ? markdownOf(textOf(losesPinSentence(to))) : '',
    ...drifts.flatMap((drift) => {
      const cause = causeSentence(drift);
      return [
        markdownOf(driftHeadline(drift)),
        cause === null ? '' : markdownOf(textOf(cause)),
        list(driftFacts(drift)),
      ];
    }),
    'Each run of `drift --propose` replaces this branch, so commits on it are lost.',
  ]);
}
