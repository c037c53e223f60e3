import { ownMember } from '../../../base/json.ts';
import type { Unknown } from '../../../domain/dashboard.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { PromptState, ServingState } from '../../../domain/registry-state.ts';
import { servingVersions } from '../../../registry/exposure.ts';

/** What was looked at so long ago says nothing of today. */
const RECENT_MS = 7 * 86_400_000;

/**
 * What nobody knows of the versions that serve: it is no alarm, and no good news either.
 * @param now ms since 1970
 */
export function unknownsOf({
  state,
  serving,
  environment,
  evidenceOf,
  now,
}: {
  state: PromptState;
  serving: ServingState;
  environment: string;
  evidenceOf(version: string): EvidenceFile | undefined;
  now: number;
}): Unknown[] {
  const versions = servingVersions(serving.served.at(-1)?.allocation ?? {});
  const observed = ownMember(state.observed ?? {}, environment)?.through ?? null;
  const isRecent = (at: string | null) => at !== null && now - Date.parse(at) <= RECENT_MS;
  return versions.flatMap((version): Unknown[] => {
    const known = ownMember(state.versions, version);
    const judgement = known?.judgements.findLast((one) => one.environment === environment);
    const look = serving.drift?.points.findLast((point) => point.version === version);
    const isTested = (known?.evidence.length ?? 0) > 0 && evidenceOf(version) !== undefined;
    const raised = serving.served.findLast(
      ({ event: { type }, allocation }) =>
        type === 'promoted' && servingVersions(allocation).includes(version),
    );
    const overridden = raised?.event.overridden ?? judgement?.overridden ?? [];
    const isOverridden = overridden.length > 0 || !['pass', undefined].includes(judgement?.verdict);
    return [
      ...(isTested ? [] : [{ kind: 'not-tested', version, at: null } as const]),
      ...(isTested && isOverridden
        ? [{ kind: 'overridden', version, at: raised?.at ?? judgement?.promotedAt ?? null } as const]
        : []),
      ...(look?.verdict === 'undecided' ? [{ kind: 'undecided', version, at: look.at } as const] : []),
      ...(isRecent(observed) || isRecent(look?.at ?? null)
        ? []
        : [{ kind: 'not-looked-at', version, at: latestOf(observed, look?.at ?? null) } as const]),
    ];
  });
}

function latestOf(...times: (string | null)[]): string | null {
  return times.reduce((latest, at) => (latest === null || (at !== null && at > latest) ? at : latest), null);
}
