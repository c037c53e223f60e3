import type { Served, VersionState } from '../domain/registry-state.ts';

/** How a version was judged when a promotion let it serve in an environment; undefined where nobody judged it then. */
export function judgementOf(
  { judgements }: VersionState,
  environment: string,
  promotion: Served,
): VersionState['judgements'][number] | undefined {
  return judgements.findLast((one) => one.environment === environment && one.promotedAt === promotion.at);
}
