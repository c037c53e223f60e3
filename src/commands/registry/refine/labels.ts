import { z } from 'zod';
import type { FailureCluster } from '../../../domain/failure-cluster.ts';
import { formatCount } from '../../../prose/numbers.ts';
import type { AskHelper } from './helper-model.ts';
import { materialOf } from './material.ts';
import type { FailingAnswer, ToldCluster } from './outcome.ts';

/** Clusters that a model is asked to name. */
const MOST_NAMED = 10;
const LONGEST_LABEL = 80;

/** One label for each group; with more or fewer, nobody knows which is whose. */
function replyFor(groups: number) {
  const reply = z.object({ labels: z.array(z.string()) });
  return reply.refine(({ labels }) => labels.length === groups);
}

const QUESTION = `Each section is a group of failing answers of one assistant: examples of what it was asked, the check that
the answer failed, and the answer. Name for every group, in their order, what goes wrong: at most eight words each, plain
and specific, such as "refuses although the documents have the answer".`;

/** Clusters with names: a model's where one may be asked, else what their cases failed. */
export async function labelled(
  clusters: readonly FailureCluster[],
  { failing, ask }: { failing: ReadonlyMap<string, FailingAnswer>; ask: AskHelper | null },
): Promise<ToldCluster[]> {
  const named = clusters.slice(0, MOST_NAMED);
  const answered =
    ask === null || named.length === 0
      ? undefined
      : await ask({
          ...{ name: 'labels', question: QUESTION, sections: materialOf(named, failing) },
          reply: replyFor(named.length),
        });
  const labels = answered?.labels ?? [];
  return clusters.map((cluster, index) => {
    const text = oneLine(labels[index] ?? '');
    const label = text === '' ? plainLabel(cluster) : text;
    return { ...cluster, label: { text: label, by: text === '' ? 'assertions' : 'model' } };
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_LABEL);
}

/** `icontains: contain “settings”`: what all of a cluster's answers failed. */
function plainLabel({ failures, alike }: FailureCluster): string {
  const checks = failures.map(({ type, expected }) => (expected === null ? type : `${type}: ${expected}`));
  const shown = checks.slice(0, 2).join('; ');
  const more = checks.length > 2 ? ` and ${formatCount(checks.length - 2)} more checks` : '';
  return `${shown === '' ? 'no known check' : shown}${more}${alike ? ', with nearly the same answer' : ''}`;
}
