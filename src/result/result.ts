import { ConfigurationError, ConfigurationErrors, formatPlace, GateFailure } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { FileDiff } from '../domain/file-diff.ts';
import type { RegistryOutlook } from '../domain/registry-plan.ts';
import type { Result } from '../domain/result.ts';
import type { PlannedChange } from '../plan/all.ts';
import type { ResponseStore } from '../run/store.ts';
import { verdictOfRun } from '../verdict/run-verdict.ts';
import { blankResult, changeFacts, policyFacts, type ResultRequest } from './blank.ts';
import { published } from './published.ts';

/** The findings of a run's stages; each stage adds its own and changes no other. */
export type Facts = {
  /** Known before the change is, and where that cannot be opened. */
  policy?: Pick<OpenChange, 'config' | 'policySource'>;
  change?: OpenChange;
  planned?: PlannedChange;
  /** Of the policy, suites and scripts. */
  fileDiffs?: FileDiff[];
  outlook?: RegistryOutlook;
  comparisons?: Comparison[];
  /** Where the answers are kept. */
  store?: ResponseStore;
};

/**
 * How long a stopped run may take to end in good order, ms: a cancelled job is ended by force after 7.5 s, and what it
 * has to write comes after that.
 */
const LONGEST_ENDING_MS = 2000;

/**
 * Runs the stages and assembles the result, once, at the end, from what they have found by then. A mistake of the user,
 * or a failure outside the gate, is a result with the verdict `error` that keeps what was known before it; only bugs
 * throw. Where the run is stopped, the stages get a moment to end, and are not waited for any longer.
 */
export async function resultOf(
  request: ResultRequest & { signal?: AbortSignal | undefined },
  stages: (facts: Facts) => Promise<void>,
): Promise<Result> {
  const startedAt = performance.now();
  const facts: Facts = {};
  let errors: Result['errors'] = [];
  try {
    await endedOrStopped(stages(facts), request.signal);
  } catch (problem) {
    errors = errorsOf(problem);
  }
  const whole = await assembled(request, facts, errors);
  const result = request.part
    ? (await import('./part.ts')).ofPart(whole, request.part, facts.planned?.part)
    : whole;
  const elapsedMs = Math.round(performance.now() - startedAt);
  return { ...result, usage: { ...result.usage, elapsedMs } };
}

/** What waits for something else than the signal (git, a cache, a script) does not keep a stopped run waiting. */
async function endedOrStopped(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return await work;
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      timer = setTimeout(() => reject(signal.reason), LONGEST_ENDING_MS);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * The result of a run that was stopped before its first stage. Rethrows any error that is neither a mistake nor a
 * failure.
 */
export function errorResult(request: ResultRequest, problem: unknown): Result {
  return { ...blankResult(request), errors: errorsOf(problem) };
}

async function assembled(request: ResultRequest, facts: Facts, errors: Result['errors']): Promise<Result> {
  const { policy, change, planned, comparisons, outlook, store, fileDiffs = [] } = facts;
  const blank = { ...blankResult(request), ...(policy && policyFacts(policy)), errors };
  if (!change) return blank;
  const { headSha, ...ofChange } = changeFacts(change);
  const known = {
    ...blank,
    ...ofChange,
    head: { ...blank.head, sha: headSha },
    notices: await published([...ofChange.notices, ...(outlook?.notices ?? [])]),
    ...(fileDiffs.length > 0 && { fileDiffs }),
    ...(outlook?.plan && { registryPlan: outlook.plan }),
    ...(outlook && outlook.portfolios.length > 0 && { portfolioPlans: outlook.portfolios }),
    ...(outlook && outlook.looser.length > 0 && { looserPortfolios: outlook.looser }),
  };
  if (planned && comparisons) {
    const { withComparisons } = await import('./assemble.ts');
    return withComparisons(known, planned, {
      comparisons,
      policy: change.config,
      becomes: outlook?.becomes,
      store,
    });
  }
  const isDecided = errors.length === 0 && change.prompts.length === 0;
  const verdict = verdictOfRun({
    prompts: [],
    portfolios: [...(outlook?.portfolios ?? []), ...(outlook?.looser ?? [])],
    errors: errors.length,
    looked: isDecided,
  });
  return { ...known, verdict };
}

function errorsOf(problem: unknown): Result['errors'] {
  if (problem instanceof ConfigurationErrors) return problem.errors.flatMap(errorsOf);
  if (problem instanceof ConfigurationError) {
    const place = problem.place ? formatPlace(problem.place) : null;
    return [{ message: problem.problem, place, remedy: problem.remedy ?? null }];
  }
  if (problem instanceof GateFailure) {
    return [{ message: problem.problem, place: null, remedy: problem.remedy ?? null }];
  }
  throw problem;
}
