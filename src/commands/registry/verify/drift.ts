import { canonicalJson } from '../../../base/canonical-json.ts';
import type { DriftSegment } from '../../../domain/drift.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import { isEvidenceSigned } from '../../../registry/signatures.ts';
import type { DriftEvent } from '../../../registry/verify.ts';
import type { DriftDecision } from '../../../verdict/drift.ts';
import { decideDrift } from '../drift/judge.ts';
import type { Policies } from './policies.ts';

/** Versions are judged at a level that they share; a look does not say how many there were. */
const FEWEST_VERSIONS = 1;
const MOST_VERSIONS = 1000;

/** The two evidence files that a look for drift names; undefined: missing, or changed since. */
type DriftFiles = { today: EvidenceFile | undefined; then: EvidenceFile | undefined };

/**
 * Whether a look for drift says what its two evidence files do, by the policy that it names: rates, segments and verdict are
 * computed again. Its cause is not: that needs the answers, which the registry does not have.
 */
export async function examineDrift(
  event: DriftEvent,
  { today, then }: DriftFiles,
  policies: Policies,
): Promise<string[]> {
  const { prompt, version, environment, policy, against } = event;
  const label = `The look for drift at ${prompt} ${version} in ${environment}`;
  // Evidence that is missing, or was changed, is reported as such. Looks of earlier releases name no policy.
  if (policy === undefined || !today || (against !== null && !then)) return [];
  const { config, problems } = await policies.of(policy, null);
  if (!config) return problems.map((problem) => `${label} is of a policy that may not decide: ${problem}`);
  const keys = config.registry.signing?.promotion ?? null;
  const unsigned = keys === null || isEvidenceSigned(today, keys) ? [] : [event.evidence];
  const earlier = then ? { file: then, again: { file: { ...then, cases: {} } } } : null;
  const decided = [FEWEST_VERSIONS, MOST_VERSIONS].map((versions) =>
    decideDrift(today, earlier, { policy: config, versions }),
  );
  return [
    ...problems.map((problem) => `${label} is of a policy that may not decide: ${problem}`),
    ...unsigned.map((id) => `${label} rests on evidence ${id}, which bears no signature of a promotion key.`),
    ...(decided.some((one) => haveSameRates(one, event))
      ? []
      : [`${label} says other rates than its evidence.`]),
    ...(decided.some(({ verdict }) => verdict === verdictOfSuite(event))
      ? []
      : [`${label} says ${event.verdict}, and its evidence says ${decided[0]?.verdict ?? 'nothing'}.`]),
  ];
}

function haveSameRates(decided: Pick<DriftDecision, 'overall' | 'segments'>, event: DriftEvent): boolean {
  return ratesOf(decided) === ratesOf(event);
}

/** Without the rows' own verdicts, which depend on how many versions share the level. */
function ratesOf({ overall, segments }: Pick<DriftDecision, 'overall' | 'segments'>): string {
  const rows = [overall, ...segments].map(({ verdict: _, ...row }: DriftSegment) => row);
  return canonicalJson(structuredClone(rows));
}

/** What the suite shows: where only production reports worse, it is clean. */
function verdictOfSuite({ verdict, cause }: DriftEvent): DriftDecision['verdict'] {
  return cause === 'traffic' ? 'clean' : verdict;
}
