import type { FailureCluster } from '../../domain/failure-cluster.ts';
import type { ChangedCase } from '../../domain/result.ts';
import { formatCount } from '../../prose/numbers.ts';
import { strong, type Text } from '../../prose/text.ts';
import { failureText } from './clusters.ts';

/** Cases that fail for one reason, the one that stands for them first; without a cluster, those of no known reason. */
export type FailureReason = { cluster: FailureCluster | null; cases: ChangedCase[] };

/** Cases by reason: in the order of the first of each, which is the worst; then the reason of most cases. */
export function reasonsOf(
  cases: readonly ChangedCase[],
  clusters: readonly FailureCluster[],
): FailureReason[] {
  const clusterOf = new Map(
    clusters.flatMap((cluster) => cluster.members.map((id) => [id, cluster] as const)),
  );
  const byCluster = new Map<FailureCluster | null, ChangedCase[]>();
  for (const changed of cases) {
    const cluster = clusterOf.get(changed.id) ?? null;
    const members = byCluster.get(cluster);
    if (members) members.push(changed);
    else byCluster.set(cluster, [changed]);
  }
  return [...byCluster]
    .map(([cluster, members]): FailureReason => ({ cluster, cases: representedBy(members, cluster) }))
    .sort((a, b) => gravityOf(a) - gravityOf(b) || b.cases.length - a.cases.length);
}

/** A critical or severe case stands for its cluster, else the one that is most like the others. */
function representedBy(members: readonly ChangedCase[], cluster: FailureCluster | null): ChangedCase[] {
  const [worst] = members;
  if (!worst || !cluster || isGrave(worst)) return [...members];
  const typical = members.find(({ id }) => id === cluster.representative) ?? worst;
  return [typical, ...members.filter((changed) => changed !== typical)];
}

function gravityOf({ cases: [first] }: FailureReason): number {
  return first?.critical ? 0 : first?.severe ? 1 : 2;
}

function isGrave({ critical, severe }: ChangedCase): boolean {
  return critical || severe;
}

/** The case that stands for its reason; all cases of no known one. */
export function firstOf({ cluster, cases }: FailureReason): ChangedCase[] {
  return cluster ? cases.slice(0, 1) : cases;
}

/** The cases that fail for the same reason as the first. */
export function othersOf({ cluster, cases }: FailureReason): ChangedCase[] {
  return cluster ? cases.slice(1) : [];
}

/** `13 of 13 icontains: contain “Abrechnung”`; nothing over a single case, whose own lines say it. */
export function reasonTitle({ cluster, cases }: FailureReason, of: number): Text {
  if (!cluster || cases.length < 2) return [];
  const count = `${formatCount(cases.length)} of ${formatCount(of)}`;
  return [strong(count), ' ', ...failureText(cluster)];
}
