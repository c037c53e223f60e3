import type { Evidence } from '../domain/evidence.ts';
import type { Allocation } from '../domain/registry.ts';
import type { SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { pairedEvidence } from '../registry/paired-evidence.ts';
import type { PortfolioFacts } from './facts.ts';
import type { EvidenceByVersion } from './shared-cases.ts';

/**
 * What the evidence of each version says of each segment of its suite, held against what serves there. A segment none of
 * whose cases both answered has no verdict. A critical case that is lost is a regression of its segments; one that passes
 * there and was not answered makes them invalid.
 * @param decide the gate's decision under the policy in force
 */
export function verdictsOf(
  evidence: EvidenceByVersion,
  allocation: Allocation,
  decide: (evidence: Evidence) => Verdict,
): NonNullable<PortfolioFacts['verdicts']> {
  const files = new Map(Object.values(evidence).map((file) => [file.digest, file]));
  const serving = Object.keys(allocation).length > 0 ? allocation : undefined;
  const verdicts = Object.entries(evidence).map(([version, file]) => {
    const paired = pairedEvidence(file, serving, (digest) => files.get(digest));
    const asked = { ...paired, segments: paired.segments.filter(({ available }) => available > 0) };
    return [version, asked.segments.length === 0 ? {} : bySegment(decide(asked), asked)] as const;
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
