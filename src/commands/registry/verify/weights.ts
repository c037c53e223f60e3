import { mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { parsePortfolio, promptOfPortfolio } from '../../../config/portfolio.ts';
import type { Portfolio } from '../../../domain/portfolio.ts';
import type { Digest, RegistryState } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import { haveSameWeights, sharesOfWeights } from '../../../registry/portfolio-shares.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { evidenceLacks } from '../../../registry/segment-evidence.ts';
import type { AllocatedEvent, Examination } from '../../../registry/verify.ts';
import { decide } from '../../../verdict/decide.ts';
import { weightsDigest } from '../portfolios.ts';
import type { FoundPolicy } from './policies.ts';

type Means = {
  evidenceOf: (digest: Digest) => EvidenceFile | undefined;
  found: FoundPolicy;
  /** The portfolio's file at the commit that the event names. */
  text: string | undefined;
};

/** Whether the portfolio that an event names states its weights, and the evidence of then allowed them. */
export function examineWeights(
  event: AllocatedEvent,
  before: RegistryState,
  { evidenceOf, found, text }: Means,
): Examination {
  const { config, problems } = found;
  if (!config) return { policy: problems, missing: [], signing: null };
  const { signing, environments } = config.registry;
  const told = { policy: problems, signing };
  const prompt = ownMember(before.prompts, event.prompt);
  // What is not registered is a step that is not allowed, which is reported as such.
  if (!prompt) return { ...told, missing: [] };
  const names = environments.map(({ name }) => name);
  const read = readPortfolio(event, text, { state: before, environments: names });
  if (typeof read === 'string') return { ...told, missing: [read] };
  const missing: string[] = [];
  if (read.environment !== event.environment) missing.push(`it is for ${read.environment}.`);
  if (weightsDigest(read.weights) !== event.weights) missing.push('it states other weights.');
  if (read.safe !== event.safe) missing.push(`its safe version is ${read.safe}.`);
  const serving = servingIn(prompt, event.environment)?.served.at(-1)?.allocation ?? {};
  if (event.by === 'merge') missing.push(...otherShares(event, { before, portfolio: read }));
  const lacks = evidenceLacks(
    { name: event.prompt, prompt, serving, allocation: event.allocation },
    {
      evidenceOf: (digest) => {
        const file = evidenceOf(digest);
        return file && { id: '', file };
      },
      decide: (evidence) => decide(evidence, config),
    },
  );
  return { ...told, missing: [...missing, ...lacks.map(({ text: lack }) => lack)] };
}

/** The portfolio, or why there is none. */
function readPortfolio(
  event: AllocatedEvent,
  text: string | undefined,
  context: { state: RegistryState; environments: readonly string[] },
): Portfolio | string {
  const label = `${event.portfolio} at ${event.policy.commit.slice(0, 12)}`;
  try {
    if (promptOfPortfolio(event.portfolio) !== event.prompt) return `${label} is of another prompt.`;
    if (text === undefined) return `${label} is not there.`;
    return parsePortfolio(text, event.portfolio, context);
  } catch (problem) {
    return `${label} cannot be read: ${mistakesIn(problem)[0]?.message ?? ''}`;
  }
}

function otherShares(
  { prompt: name, environment, allocation, at }: AllocatedEvent,
  { before, portfolio: { weights, safe } }: { before: RegistryState; portfolio: Portfolio },
): string[] {
  const prompt = ownMember(before.prompts, name);
  if (!prompt) return [];
  const shares = sharesOfWeights({ name, prompt, environment, weights, safe, now: Date.parse(at) });
  const isSame = shares.kind === 'shares' && haveSameWeights(shares.allocation, allocation);
  return isSame ? [] : ['what serves since then are not the shares that it states.'];
}
