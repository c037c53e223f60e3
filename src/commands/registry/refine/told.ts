import { counted } from '../../../prose/numbers.ts';
import type { Refinement } from '../../../report/markdown/refinement.ts';
import type { RefineOutcome, ToldTry } from './outcome.ts';

/** What the pull request tells. */
export function refinementOf(outcome: RefineOutcome): Refinement {
  const { prompt, version, suite, clusters, cases, tries, proposed, triesSoFar, production } = outcome;
  const change = tries.find(({ digest }) => digest === proposed);
  const parts = [
    ...(cases.length > 0 ? [counted(cases.length, 'case')] : []),
    ...(change ? [change.kind === 'edit' ? 'an edit' : 'examples'] : []),
  ];
  return {
    title: `Refine ${prompt}: ${parts.join(' and ')}`,
    ...{ prompt, version, suite, triesSoFar },
    production: production.failing,
    clusters: clusters.map(({ label, size, representative }) => ({
      ...{ label: label.text, by: label.by, size, representative },
    })),
    cases: cases.map(({ description, segments, origin, assertionsOf }) => {
      return { description, segments, origin, assertionsOf };
    }),
    tries: tries.map((one) => ({ ...rowOf(one), isProposed: one === change })),
  };
}

function rowOf({ kind, because, training, test }: ToldTry) {
  return { kind, because, training, test };
}
