import { ConfigurationError, ConfigurationErrors, GateFailure } from '../../../base/errors.ts';
import { NPX_COMMAND } from '../../../base/product.ts';
import type { OpenChange } from '../../../change/change.ts';
import { changedPortfolios } from '../../../change/portfolios.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { LooserPortfolio, PortfolioPlan } from '../../../domain/portfolio-plan.ts';
import type { Becomes, RegistryOutlook, RegistryPlan } from '../../../domain/registry-plan.ts';
import type { GateRequest } from '../../../domain/request.ts';
import type { PlannedChange } from '../../../plan/all.ts';
import { placeText } from '../../../registry/policy-difference.ts';
import { readTip } from '../../../repo/branch.ts';
import { openRepository } from '../../../repo/git.ts';
import { isAncestor } from '../../../repo/history.ts';
import { placeOf } from '../../../repo/remote.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import { type KnownLog, readState } from '../log.ts';
import { promptsOnceMerged } from './becomes.ts';
import { leavingNotices } from './leaving.ts';
import { blindedGuards, endedPortfolios, looserNotices } from './looser.ts';
import { planOf } from './plan.ts';
import { portfolioPlans, refuseStranded } from './portfolios.ts';

type OutlookRequest = Pick<GateRequest, 'directory' | 'offline'>;

type OpenedLog = KnownLog & {
  /** Whether the base is newer than what was recorded last. */
  isBaseUnrecorded: boolean;
  [Symbol.dispose](): void;
};

/** The gate waits no longer for a remote, however large the registry is. */
const TIMEOUT_MS = 2000;

/**
 * What the registry will do once a pull request is merged: which versions the prompts become, what the environments do
 * with them, and what an edit of `registry:` changes. It is no reason to fail: what cannot be read is reported, and where
 * there is no log yet, no versions are told. Only the plan of a portfolio has to be known.
 * @throws ConfigurationErrors, GateFailure: a portfolio that the pull request changes has a mistake, or cannot be planned
 */
export async function registryOutlook(
  change: OpenChange,
  { prompts }: Pick<PlannedChange, 'prompts'>,
  request: OutlookRequest,
): Promise<RegistryOutlook> {
  await refuseStranded(change);
  const notices = placeNotices(change);
  let becomes: ReadonlyMap<string, Becomes> = new Map();
  let plan: RegistryPlan | null = null;
  const portfolios: PortfolioPlan[] = [];
  const looser: LooserPortfolio[] = await blindedGuards(change);
  let isPlanned = changedPortfolios(change).length === 0;
  try {
    using log = await openLog(change, request);
    // Weights are never changed unseen: where they cannot be told, the gate cannot decide.
    if (!isPlanned) {
      const found = await portfolioPlans(change, log);
      portfolios.push(...found.plans);
      looser.push(...(await endedPortfolios(change, log, portfolios)));
      notices.push(...found.notices);
      isPlanned = true;
    }
    if (log) {
      if (staysInPlace(change)) becomes = await promptsOnceMerged(prompts, change, log);
      notices.push(...(await leavingNotices(change, log)));
    }
    plan = await planOf(change, log, becomes);
  } catch (problem) {
    if (!isPlanned) throw problem;
    notices.push({ code: 'registry-not-read', problem: sentenceOf(problem) });
    plan ??= await planOf(change, null, becomes);
  }
  notices.push(...looserNotices(looser, { policy: change.policySource.path, portfolios }));
  return { becomes, plan, portfolios, looser, notices };
}

/** The log that the base's policy names: where only the pull request names one, it is not asked for. */
async function openLog(
  { registries: { before }, policySource, mergeBase }: OpenChange,
  { directory, offline }: OutlookRequest,
): Promise<OpenedLog | null> {
  if (before === null) return null;
  const repository = await openRepository(directory);
  const place = await placeOf(repository, before);
  const { commit, failure } = await readTip(repository, place, {
    ...{ offline, timeoutMs: TIMEOUT_MS, firstTimeoutMs: TIMEOUT_MS },
  });
  if (commit === null) {
    if (failure !== null) throw new GateFailure(failure);
    return null;
  }
  const snapshot = snapshotAt(repository, commit);
  try {
    const state = await readState(snapshot, policySource.path);
    const { recorded } = state;
    const isBaseUnrecorded =
      recorded !== null && recorded !== mergeBase && (await isAncestor(repository, recorded, mergeBase));
    return { state, snapshot, isBaseUnrecorded, [Symbol.dispose]: () => snapshot.close() };
  } catch (problem) {
    snapshot.close();
    throw problem;
  }
}

function placeNotices({ registries: { before, after }, policySource: { path } }: OpenChange): Notice[] {
  if (before === null) return [];
  const from = placeText(before);
  if (after === null) return [{ code: 'registry-ends', path, place: from }];
  const to = placeText(after);
  return from === to ? [] : [{ code: 'registry-starts-anew', path, from, to }];
}

/** In another place another log decides. */
function staysInPlace({ registries: { before, after } }: OpenChange): boolean {
  return before !== null && after !== null && placeText(before) === placeText(after);
}

/** The branch is written by others: whatever it holds, the gate goes on. */
function sentenceOf(problem: unknown): string {
  if (problem instanceof ConfigurationErrors) return sentenceOf(problem.errors[0]);
  if (problem instanceof ConfigurationError || problem instanceof GateFailure) return problem.message;
  return `Its branch holds something that cannot be understood. \`${NPX_COMMAND} verify\` says what.`;
}
