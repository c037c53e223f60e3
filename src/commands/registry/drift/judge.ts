import type { Drift, DriftFact, DriftWindow } from '../../../domain/drift.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { PolicyCommit } from '../../../domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../../../domain/registry-files.ts';
import type { EvidenceReference } from '../../../domain/registry-state.ts';
import { pairedFiles } from '../../../registry/paired-evidence.ts';
import type { KnownEvidence } from '../../../registry/promotion.ts';
import { type DriftDecision, judgeDrift, type SegmentThen } from '../../../verdict/drift.ts';
import type { JudgedAgain } from './control.ts';

/** The evidence that a version is held against: as it was judged then, and as its answers are judged today. */
export type Earlier = { reference: EvidenceReference; file: EvidenceFile; again: JudgedAgain };

/** What a look at one version in one environment is judged by. */
export type DriftQuestion = {
  environment: string;
  prompt: string;
  today: KnownEvidence;
  /** Its first answers were worse, and those of `today` are its second. */
  askedTwice: boolean;
  /** Null: it had no evidence. */
  earlier: Earlier | null;
  traffic: DriftWindow[];
  facts: DriftFact[];
  policy: Policy;
  /** The commit of main that the policy is of. */
  policyOf: PolicyCommit;
  /** How many versions are judged. */
  versions: number;
};

/** Whether a version is held to be worse than its evidence, and why, by the answers alone. */
export function decideDrift(
  today: EvidenceFile,
  earlier: { file: EvidenceFile; again: Pick<JudgedAgain, 'file'> } | null,
  { policy, versions }: Pick<DriftQuestion, 'policy' | 'versions'>,
): DriftDecision {
  const nothing = { ...today, cases: {} };
  const decision = judgeDrift(
    {
      whole: compared(today, earlier?.file ?? nothing),
      byJudge: compared(earlier?.again.file ?? nothing, earlier?.file ?? nothing),
      byModel: compared(today, earlier?.again.file ?? nothing),
      segmentsThen: segmentsOf(earlier?.file ?? nothing),
      ...leftOut(earlier?.file ?? nothing, today),
    },
    policy,
    { prompts: versions },
  );
  const { critical } = decision;
  if (!critical) return decision;
  const named = critical.first.map((id) => placeInSuite(today.cases[id] ?? earlier?.file.cases[id]) ?? id);
  return { ...decision, critical: { ...critical, first: named } };
}

/** `21 (enterprise)`: evidence knows no names of cases, but their order in the suite. */
function placeInSuite(known: EvidenceCase | undefined): string | undefined {
  return known && `${known.order + 1} (${known.segments.join(', ')})`;
}

/** Whether a version drifted in an environment, as a fact. */
export function driftFact(question: DriftQuestion): Drift {
  const { environment, prompt, today, askedTwice, earlier, traffic, facts, policyOf } = question;
  const { version, digest, suite } = today.file;
  const { model, judge, ...decided } = decideDrift(today.file, earlier, question);
  const counts = earlier?.again.counts ?? null;
  const fact: Drift = {
    type: 'drift',
    ...{ environment, prompt, version, digest, policy: policyOf },
    against: earlier && { evidence: earlier.reference.id, at: earlier.file.at },
    ...{ evidence: today.id, suite: suite.digest, ...(askedTwice && { askedTwice: true }) },
    ...decided,
    control: counts && { ...counts, model, judge },
    ...{ traffic, facts },
  };
  if (earlier === null) return { ...fact, because: ['no-evidence'] };
  if (fact.verdict !== 'clean' || !traffic.some(({ isWorse }) => isWorse)) return fact;
  return { ...fact, verdict: 'drifted', cause: 'traffic', because: ['traffic'] };
}

/** Money is left out: what a provider changed in its prices is a fact of its own, and no drift of answers. */
function compared(candidate: EvidenceFile, baseline: EvidenceFile): Evidence {
  return pairedFiles(withoutMoney(candidate), withoutMoney(baseline));
}

/** How many cases there were then, and which critical ones are asked otherwise today. */
function leftOut(then: EvidenceFile, today: EvidenceFile): { casesThen: number; criticalGone: string[] } {
  const contents = new Set(Object.values(today.cases).map(({ content }) => content));
  const answered = Object.entries(then.cases).filter(([, { trials }]) => trials > 0);
  const gone = answered.filter(([, { critical, content }]) => critical && !contents.has(content));
  return { casesThen: answered.length, criticalGone: gone.map(([id]) => id) };
}

function segmentsOf({ cases }: EvidenceFile): SegmentThen[] {
  const found = new Map<string, { cases: number; groups: Set<string> }>();
  for (const [key, { segments, group, trials }] of Object.entries(cases)) {
    if (trials === 0) continue;
    for (const name of segments) {
      const known = found.get(name) ?? { cases: 0, groups: new Set() };
      known.cases += 1;
      known.groups.add(group ?? key);
      found.set(name, known);
    }
  }
  return [...found].map(([name, known]) => ({ name, cases: known.cases, families: known.groups.size }));
}

function withoutMoney(file: EvidenceFile): EvidenceFile {
  const cases = Object.entries(file.cases).map(([key, { uncachedUsd: _, ...one }]) => {
    return [key, { ...one, costUsd: null }] as const;
  });
  return { ...file, cases: Object.fromEntries(cases) };
}
