import { ConfigurationError } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { Digest, Judgement, Version } from '../../../domain/registry.ts';
import type { SigningPolicy } from '../../../domain/registry-policy.ts';
import type { VersionState } from '../../../domain/registry-state.ts';
import { isPinned } from '../../../model/target.ts';
import type { Missing } from '../../../registry/promotion.ts';
import { isEvidenceSigned, isPromotionSigned } from '../../../registry/signatures.ts';
import { openRepository } from '../../../repo/git.ts';
import { type Log, readBundle, readEvidence } from '../log.ts';
import { readPromptArgument, requireEnvironment, requirePrompt, requireVersion } from '../lookup.ts';
import { refuseOlderMain } from '../opened.ts';
import { type FoundPortfolios, findPortfolios, portfolioOf } from '../portfolios.ts';
import type { PublishReport } from '../publish/publish.ts';
import { servesOnly } from '../record/evidence.ts';
import { servingEvidence } from '../record/promote-versions.ts';
import { examine, type PromotionContext, promotedFact, serialBefore } from '../record/promotions.ts';
import { requireKeys } from '../signing.ts';
import { type WritingRequest, writeEvents } from '../writing.ts';
import { openWritingOnMain } from '../writing-on-main.ts';

export type PromoteRequest = WritingRequest & {
  /** `support` or `support@1.4.0`; by default the version that main asks for. */
  argument: string;
  to: string | undefined;
  /** Overrides conditions that are not met. */
  reason: string | undefined;
  base: string | undefined;
};

export type PromoteOutcome = {
  prompt: string;
  version: Version;
  environment: string;
  /** `serves`: it served everybody there already. */
  outcome: 'promoted' | 'serves' | 'refused';
  missing: Missing[];
  overridden: string[];
  judgement: Judgement | null;
  serial: number | null;
  dryRun: boolean;
};

/**
 * Promotes one version by hand. What the environment's conditions lack is returned in full; a reason overrides those
 * that may be overridden, and stays in the log with them. A version that serves already is promoted again only where none
 * of the policy's keys signed that.
 * @throws ConfigurationError: an unknown prompt, version or environment; as `writeEvents`
 */
export async function promote(
  request: PromoteRequest,
): Promise<PromoteOutcome & { publication: PublishReport }> {
  const repository = await openRepository(request.directory);
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const { config, registry, commit } = main;
  const portfolios = await findPortfolios(main.snapshot, { registry, state: null, refusesMisuse: false });
  const { finding, publication } = await writeEvents<PromoteOutcome>(writing, async (log) => {
    await refuseOlderMain(repository, { commit, recorded: log.state.recorded });
    const named = readPromptArgument(request.argument);
    const environment = requireEnvironment(registry, request.to, { option: '--to', state: log.state });
    const prompt = requirePrompt(log.state, named.prompt, registry.environments);
    const version = named.version ?? prompt.onMain;
    if (version === null) {
      throw new ConfigurationError(`Main has ${named.prompt} no longer.`, {
        remedy: `Name a version: ${named.prompt}@${Object.keys(prompt.versions).at(-1)}.`,
      });
    }
    const known = requireVersion(prompt, named.prompt, version);
    refusePortfolio(portfolios, { prompt: named.prompt, environment: environment.name });
    const { context, isUnsigned } = await contextFor(log, {
      ...{ prompt: named.prompt, version, digest: known.digest, signing: registry.signing },
      config,
      policy: { commit, path: request.configPath },
      promotionKey: writing.keys.promotion,
    });
    const found = examine({ name: named.prompt, prompt, version, environment }, context);
    const { judgement } = found;
    const unsigned = `The evidence of ${named.prompt} ${version} bears no signature of a promotion key of the policy.`;
    const missing = found.missing.map((lack) =>
      isUnsigned && lack.kind === 'evidence' ? { ...lack, text: unsigned } : lack,
    );
    const told = { prompt: named.prompt, version, environment: environment.name, missing, judgement };
    const nothing = { entries: [], message: '' };
    const plain = { overridden: [], serial: null, dryRun: request.dryRun };
    const subject = { environment: environment.name, prompt: named.prompt, version, digest: known.digest };
    if (servesOnly(prompt, environment.name, version) && isSignedToday(subject, known, registry.signing)) {
      return { ...nothing, finding: { ...told, ...plain, outcome: 'serves' } };
    }
    const mayOverride =
      request.reason !== undefined && missing.every(({ canBeOverridden }) => canBeOverridden);
    if (missing.length > 0 && !mayOverride) {
      return { ...nothing, finding: { ...told, ...plain, outcome: 'refused' } };
    }
    requireKeys(writing, ['promotion', 'pointer']);
    const overridden = missing.map(({ text }) => text);
    const serial = serialBefore(environment.name, context) + 1;
    const fact = promotedFact(
      { name: named.prompt, prompt, version, environment: environment.name, judgement, serial, overridden },
      context,
    );
    return {
      entries: [{ fact, reason: request.reason }],
      message: `Promote ${named.prompt} ${version} to ${environment.name}`,
      finding: { ...told, overridden, serial, dryRun: request.dryRun, outcome: 'promoted' },
    };
  });
  return { ...finding, publication };
}

/** What a portfolio serves is decided by its weights. */
function refusePortfolio(portfolios: FoundPortfolios, of: { prompt: string; environment: string }): void {
  const path = portfolioOf(portfolios, of);
  if (path === null) return;
  throw new ConfigurationError(
    `${path} decides what ${of.prompt} serves in ${of.environment}, so nothing is promoted there.`,
    { remedy: 'Change its `weights` in a pull request; `rollback` and `hold` work at any time.' },
  );
}

/** Whether a version may serve by a signature of one of today's keys; true where nothing is signed. */
function isSignedToday(
  subject: { environment: string; prompt: string; version: Version; digest: Digest },
  { served }: VersionState,
  signing: SigningPolicy | null,
): boolean {
  if (signing === null) return true;
  const signature = ownMember(served, subject.environment) ?? null;
  return signature !== null && isPromotionSigned(subject, signature, signing.promotion);
}

async function contextFor(
  log: Log,
  of: Pick<PromotionContext, 'config' | 'policy' | 'promotionKey'> & {
    prompt: string;
    version: Version;
    digest: Digest;
    signing: SigningPolicy | null;
  },
): Promise<{ context: PromotionContext; isUnsigned: boolean }> {
  const { prompt, version, digest, signing, ...rest } = of;
  const known = await servingEvidence(log);
  const own = await readEvidence(log, prompt, version);
  // Where the registry is signed, evidence that no key of today signed is none.
  const isUnsigned = own !== undefined && signing !== null && !isEvidenceSigned(own.file, signing.promotion);
  if (own && !isUnsigned) known.set(digest, own);
  else known.delete(digest);
  const { model } = await readBundle(log, prompt, version);
  const pinned = isPinned({ ...model, baseUrl: model['base-url'] ?? '' });
  const context = {
    ...rest,
    state: log.state,
    now: new Date(),
    isPinned: () => pinned,
    evidenceOf: (wanted: Digest) => known.get(wanted),
  };
  return { context, isUnsigned };
}
