import type { Evidence } from '../domain/evidence.ts';
import type { Allocation, Version } from '../domain/registry.ts';
import type { Verdict } from '../domain/verdict.ts';
import { pairedEvidence } from '../registry/evidence.ts';
import type { PortfolioFacts } from './facts.ts';
import type { EvidenceByVersion } from './shared-cases.ts';

/**
 * What the evidence of each version says of each segment of its suite, held against what serves there. A segment none of
 * whose cases both answered has no verdict.
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
    const rows = asked.segments.length === 0 ? [] : decide(asked).segments;
    return [version, Object.fromEntries(rows.map((row) => [row.name, row.verdict]))] as const;
  });
  return Object.fromEntries<Record<Version, Verdict['segments'][number]['verdict']>>(verdicts);
}
