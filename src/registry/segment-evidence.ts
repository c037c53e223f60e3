import { ownMember } from '../base/json.ts';
import type { Evidence } from '../domain/evidence.ts';
import { OTHER_SEGMENTS } from '../domain/portfolio.ts';
import type { Allocation, PromptState, Share, Version } from '../domain/registry.ts';
import type { SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { pairedEvidence } from './evidence.ts';
import { exposureOf, risesBetween } from './exposure.ts';
import { segmentText } from './portfolio-shares.ts';
import type { KnownEvidence } from './promotion.ts';

/** What a version's evidence says of each segment of its suite, against what serves there. */
export type SegmentFindings = {
  version: Version;
  /** Id of the evidence; null: the version has none. */
  evidence: string | null;
  /** Cases that both answered. */
  cases: number;
  /** Of the evidence, ISO 8601. */
  at: string | null;
  /** By segment of the suite. */
  segments: Record<string, SegmentVerdict['verdict']>;
  /** Of all cases together; null where nothing could be compared. */
  overall: SegmentVerdict['verdict'] | null;
};

export type SegmentEvidenceRequest = {
  prompt: PromptState;
  version: Version;
  /** What serves now; undefined where nothing does. */
  serving: Allocation | undefined;
  evidenceOf: (digest: string) => KnownEvidence | undefined;
  /** The gate's decision. */
  decide: (evidence: Evidence) => Verdict;
};

/**
 * How a version does in each segment beside the version that serves it: of several, the one with the largest share,
 * itself left out.
 */
export function segmentFindings(request: SegmentEvidenceRequest): SegmentFindings {
  const { prompt, version, serving, evidenceOf, decide } = request;
  const digest = ownMember(prompt.versions, version)?.digest;
  const known = digest === undefined ? undefined : evidenceOf(digest);
  if (!known) return { version, evidence: null, cases: 0, at: null, segments: {}, overall: null };
  const others = serving && without(serving, version);
  const paired = pairedEvidence(known.file, others, (wanted) => evidenceOf(wanted)?.file);
  const found = { version, evidence: known.id, cases: paired.cases.length, at: known.file.at };
  if (paired.cases.length === 0) return { ...found, segments: {}, overall: null };
  const { segments, overall } = decide(paired);
  const verdicts: SegmentFindings['segments'] = {};
  for (const { name, verdict } of segments) {
    if (verdicts[name] !== 'regression') verdicts[name] = verdict;
  }
  return { ...found, segments: verdicts, overall: overall.verdict };
}

/**
 * What a version's evidence says of a segment of a portfolio: that of the suite's segment of this name, else of all
 * cases together; of `*`, the worst of the suite's segments that the portfolio does not list.
 * @param listed the portfolio's segments
 * @returns null where nothing is known
 */
export function findingIn(
  { segments, overall }: SegmentFindings,
  segment: string,
  listed: readonly string[],
): SegmentVerdict['verdict'] | null {
  const own = ownMember(segments, segment);
  if (own !== undefined) return own;
  if (segment !== OTHER_SEGMENTS) return overall;
  const others = Object.entries(segments).flatMap(([name, verdict]) =>
    listed.includes(name) ? [] : [verdict],
  );
  return WORST_FIRST.find((verdict) => others.includes(verdict)) ?? overall;
}

/** Whether a version may serve a segment of which its evidence says this. */
export function mayServe(verdict: SegmentVerdict['verdict'] | null): boolean {
  return verdict !== null && verdict !== 'regression' && verdict !== 'invalid';
}

/** A version that would rise in a segment, and whose evidence does not allow it. */
export type EvidenceLack = {
  text: string;
  /** Whether evidence that is still to come may change it. */
  waits: boolean;
};

/** Rising versions whose evidence does not allow them the segment in which they rise. */
export function evidenceLacks(
  of: { name: string; prompt: PromptState; serving: Allocation; allocation: Allocation },
  means: Pick<SegmentEvidenceRequest, 'evidenceOf' | 'decide'>,
): EvidenceLack[] {
  const { name, prompt, serving, allocation } = of;
  const listed = Object.keys(allocation);
  return [...risesBetween(serving, allocation).keys()].flatMap((version): EvidenceLack[] => {
    const label = `${name} ${version}`;
    const findings = segmentFindings({ prompt, version, serving, ...means });
    if (findings.evidence === null) return [{ text: `There is no evidence of ${label}.`, waits: true }];
    return listed.flatMap((segment) => {
      if (exposureOf(allocation, segment, version) <= exposureOf(serving, segment, version)) return [];
      const verdict = findingIn(findings, segment, listed);
      if (mayServe(verdict)) return [];
      const why = verdict === null ? 'has no answered case in common with what serves' : `is ${verdict}`;
      const text = `${label} may not serve ${segmentText(segment)}: its evidence ${why} there.`;
      return [{ text, waits: false }];
    });
  });
}

const WORST_FIRST = ['regression', 'invalid', 'inconclusive', 'pass', 'improved'] as const;

/** The other versions' shares; a segment that the version serves alone has none. */
function without(serving: Allocation, version: Version): Allocation {
  const entries = Object.entries(serving).map(([segment, shares]): [string, Share[]] => [
    segment,
    shares.filter((share) => share.version !== version),
  ]);
  return Object.fromEntries(entries);
}
