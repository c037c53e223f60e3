import { ownMember } from '../base/json.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { segmentsWithoutPassRate } from '../domain/policy-of.ts';
import { type Allocation, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { pairedEvidence } from '../registry/paired-evidence.ts';
import type { PortfolioFacts } from './facts.ts';
import type { EvidenceByVersion } from './shared-cases.ts';

/**
 * What the evidence of each version says of each segment of its suite, held against what serves there; where nothing serves
 * yet, against `safe`, which everybody falls back on. What stands alone (`safe` itself, and all where it has no evidence) is
 * held against pass rates, and has no verdict unless each segment has one, as in a promotion. A segment none of whose cases
 * both answered has no verdict. A critical case that is lost is a regression of its segments; one that passes
 * there and was not answered makes them invalid.
 * @param means.allocation what serves; empty where nothing does
 * @param means.rules the policy in force for the prompt
 * @param means.decide the gate's decision under it
 */
export function verdictsOf(
  evidence: EvidenceByVersion,
  means: {
    allocation: Allocation;
    safe: Version;
    rules: Pick<Policy, 'gate' | 'segments'>;
    decide: (evidence: Evidence) => Verdict;
  },
): NonNullable<PortfolioFacts['verdicts']> {
  const files = new Map(Object.values(evidence).map((file) => [file.digest, file]));
  const { allocation, safe, rules, decide } = means;
  const serves = Object.keys(allocation).length > 0;
  const ofSafe = ownMember(evidence, safe);
  const besideSafe: Allocation | undefined = ofSafe && {
    '*': [{ version: safe, digest: ofSafe.digest, slots: [[0, SLOT_COUNT]] }],
  };
  const verdicts = Object.entries(evidence).map(([version, file]) => {
    const other = serves ? allocation : version === safe ? undefined : besideSafe;
    const paired = pairedEvidence(file, other, (digest) => files.get(digest));
    const asked = { ...paired, segments: paired.segments.filter(({ available }) => available > 0) };
    const names = asked.segments.map(({ name }) => name);
    const isHeld = other !== undefined || segmentsWithoutPassRate(rules, names).length === 0;
    return [version, names.length === 0 || !isHeld ? {} : bySegment(decide(asked), asked)] as const;
  });
  return Object.fromEntries(verdicts);
}

function bySegment(
  { segments, reasons }: Verdict,
  { cases }: Evidence,
): Record<string, SegmentVerdict['verdict']> {
  const found = new Map(segments.map(({ name, verdict }) => [name, verdict]));
  for (const kind of ['critical-case-unanswered', 'critical-case'] as const) {
    const ids = new Set(reasons.flatMap((reason) => (reason.kind === kind ? [reason.caseId] : [])));
    const names = cases.filter(({ id }) => ids.has(id)).flatMap((one) => one.segments);
    for (const name of names) found.set(name, kind === 'critical-case' ? 'regression' : 'invalid');
  }
  return Object.fromEntries(found);
}
