import { ownMember } from '../../base/json.ts';
import type { Allocated, Allocation, Judgement, Version } from '../../domain/registry.ts';
import { judgedFor } from '../../portfolio/judged.ts';
import { largestShare } from '../../registry/evidence.ts';
import { risesBetween } from '../../registry/exposure.ts';
import { signPromotion } from '../../registry/signatures.ts';
import type { PortfolioKnowledge } from './portfolio-facts.ts';
import { type FoundPortfolio, weightsDigest } from './portfolios.ts';

type Known = Pick<PortfolioKnowledge, 'allocation' | 'digests' | 'evidence' | 'verdicts'>;

/**
 * The fact that a portfolio's weights serve from now on: with how the versions that rise were judged, and the promotion
 * key's signatures of them.
 * @param means.promotionKey the private key; null: nothing is signed
 */
export function allocatedFact(
  { path, portfolio }: FoundPortfolio,
  of: Pick<Allocated, 'by' | 'allocation' | 'serial' | 'policy' | 'because' | 'seed'>,
  { known, promotionKey }: { known: Known; promotionKey: string | null },
): Allocated {
  const { prompt, environment, safe, weights } = portfolio;
  const risen = [...risesBetween(known.allocation, of.allocation).keys()];
  return {
    type: 'allocated',
    ...{ environment, prompt, safe, ...of },
    portfolio: path,
    weights: weightsDigest(weights),
    ...judgementsOf(risen, known, of.allocation),
    ...(promotionKey !== null && signaturesOf(risen, { prompt, environment, known, promotionKey })),
  };
}

/** Beside what serves most, for the segments that each of them serves from now on. */
function judgementsOf(
  versions: readonly Version[],
  { evidence, allocation, verdicts }: Known,
  after: Allocation,
): Pick<Allocated, 'judgements'> {
  const against = largestShare(allocation, [])?.digest ?? null;
  const judged = versions.flatMap((version): [Version, Judgement][] => {
    const known = ownMember(evidence, version);
    if (!known) return [];
    const { id, file } = known;
    const judgement = judgedFor(version, file, { before: allocation, after, verdicts });
    if (judgement === null) return [];
    const of = { evidence: id, suite: file.suite.digest, at: file.at };
    return [[version, { ...judgement, against, ...of }]];
  });
  return judged.length === 0 ? {} : { judgements: Object.fromEntries(judged) };
}

function signaturesOf(
  versions: readonly Version[],
  of: { prompt: string; environment: string; known: Known; promotionKey: string },
): Pick<Allocated, 'signatures'> {
  const { prompt, environment, known, promotionKey } = of;
  const signatures = versions.map((version) => {
    const digest = ownMember(known.digests, version) ?? '';
    return [version, signPromotion({ environment, prompt, version, digest }, promotionKey)] as const;
  });
  return signatures.length === 0 ? {} : { signatures: Object.fromEntries(signatures) };
}
