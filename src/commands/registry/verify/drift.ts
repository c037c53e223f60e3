import { canonicalJson } from '../../../base/canonical-json.ts';
import { ownMember } from '../../../base/json.ts';
import type { DriftSegment, DriftWindow } from '../../../domain/drift.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { policyOfPrompt } from '../../../registry/policy-of-prompt.ts';
import { isEvidenceSigned } from '../../../registry/signatures.ts';
import type { DriftEvent, DriftGround } from '../../../registry/verify-drift.ts';
import { latestWeek } from '../../../registry/week.ts';
import { observedWindows } from '../../../registry/windows.ts';
import type { DriftDecision } from '../../../verdict/drift.ts';
import { decideDrift } from '../drift/judge.ts';
import type { FoundPolicy, Policies } from './policies.ts';

/** Versions are judged at a level that they share; a look does not say how many there were. */
const FEWEST_VERSIONS = 1;
const MOST_VERSIONS = 1000;

/**
 * Whether a look for drift says what its two evidence files and the observations before it do, by the policy that it names:
 * rates, segments, verdict, what production reported, and the cause where no model judges are computed again. Where one
 * does, the cause is not: that needs the answers, which the registry does not have.
 */
export async function examineDrift(
  event: DriftEvent,
  { today, then, before, keys: keysOfToday }: DriftGround,
  policies: Policies,
): Promise<string[]> {
  const { prompt, version, environment, policy, against } = event;
  const label = `The look for drift at ${prompt} ${version} in ${environment}`;
  // Evidence that is missing, or was changed, is reported as such; so is a look that names no policy.
  if (policy === undefined || !today || (against !== null && !then)) return [];
  const { config, problems } = await policies.of(policy, null);
  if (!config) return problems.map((problem) => `${label} is of a policy that may not decide: ${problem}`);
  const rules = policyOfPrompt(config, { name: prompt, prompt: ownMember(before.prompts, prompt), version });
  const keys = [...(config.registry.signing?.promotion ?? []), ...keysOfToday];
  const unsigned = keys.length === 0 || isEvidenceSigned(today, keys) ? [] : [event.evidence];
  const isJudged = event.control !== null;
  const again = then && { file: isJudged ? { ...then, cases: {} } : then };
  const earlier = then && again ? { file: then, again } : null;
  const decided = [FEWEST_VERSIONS, MOST_VERSIONS].map((versions) =>
    decideDrift(today, earlier, { policy: rules, versions }),
  );
  const sameVerdict = decided.filter(({ verdict }) => verdict === verdictOfSuite(event));
  return [
    ...problems.map((problem) => `${label} is of a policy that may not decide: ${problem}`),
    ...unsigned.map((id) => `${label} rests on evidence ${id}, which bears no signature of a promotion key.`),
    ...(decided.some((one) => haveSameRates(one, event))
      ? []
      : [`${label} says other rates than its evidence.`]),
    ...(sameVerdict.length > 0
      ? []
      : [`${label} says ${event.verdict}, and its evidence says ${decided[0]?.verdict ?? 'nothing'}.`]),
    ...(sameVerdict.length === 0 || isJudged || sameVerdict.some(({ cause }) => cause === causeOfSuite(event))
      ? []
      : [`${label} says another cause than its evidence.`]),
    ...(isJudged && today.judges.length === 0
      ? [`${label} says that answers were judged again, and no model judges them.`]
      : []),
    ...(canonicalJson(structuredClone(reported(event, { before, config, rules }))) ===
    canonicalJson(structuredClone(event.traffic))
      ? []
      : [`${label} says otherwise of production than the observations before it show.`]),
    ...(sameVerdict.length > 0 && isOfTraffic(event) !== (event.cause === 'traffic')
      ? [`${label} does not say what production reported.`]
      : []),
  ];
}

/** What production had reported of the version, as a look compares it. */
function reported(
  { prompt, environment, version }: DriftEvent,
  {
    before,
    config,
    rules,
  }: { before: RegistryState; config: NonNullable<FoundPolicy['config']>; rules: Policy },
): DriftWindow[] {
  const windows = observedWindows(before, { prompt, environment }).filter((one) => one.version === version);
  return latestWeek(windows, config.registry.metrics ?? [], rules.gate.alpha);
}

/** Whether production reports worse while the suite shows nothing. */
function isOfTraffic(event: DriftEvent): boolean {
  return (
    event.against !== null &&
    verdictOfSuite(event) === 'clean' &&
    event.traffic.some(({ isWorse }) => isWorse)
  );
}

function causeOfSuite({ cause }: DriftEvent): DriftDecision['cause'] {
  return cause === 'traffic' ? null : cause;
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
