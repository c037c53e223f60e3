import type { FailureCluster } from '../../../domain/failure-cluster.ts';
import { clip } from '../../../prose/text.ts';
import type { FailingAnswer } from './outcome.ts';

/** Examples of a cluster that a model is shown, and the longest text of each part. */
const EXAMPLES = 3;
const LONGEST_PART = 1500;

/** What a model is shown of clusters: examples of each, as sections of data. */
export function materialOf(
  clusters: readonly FailureCluster[],
  failing: ReadonlyMap<string, FailingAnswer>,
): { name: string; text: string }[] {
  return clusters.map(({ members, representative }, index) => {
    const shown = [...new Set([representative, ...members])].slice(0, EXAMPLES);
    const texts = shown.flatMap((id) => {
      const one = failing.get(id);
      return one ? [exampleOf(one)] : [];
    });
    return { name: `group ${index + 1}`, text: texts.join('\n\n') };
  });
}

function exampleOf({ id, vars, failures, answer }: FailingAnswer): string {
  return [
    `case: ${id}`,
    `variables: ${clip(JSON.stringify(vars), LONGEST_PART)}`,
    ...failures.map(({ type, reason }) => `failed ${type}: ${clip(reason, LONGEST_PART)}`),
    `answer: ${answer === null ? 'not known' : clip(answer, LONGEST_PART)}`,
  ].join('\n');
}
