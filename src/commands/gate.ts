import { isDeepStrictEqual as isSame } from 'node:util';
import { type OpenChange, openChange } from '../change/change.ts';
import { changedPortfolios } from '../change/portfolios.ts';
import type { CaseSource } from '../domain/case-result.ts';
import type { PromptSource } from '../domain/policy.ts';
import { namesCases } from '../domain/policy-of.ts';
import type { RegistryOutlook } from '../domain/registry-plan.ts';
import type { GateRequest } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import { type Facts, resultOf } from '../result/result.ts';

/**
 * The gate, from the proposed change to its result. Nothing beyond the first stage is loaded when no prompt changed.
 *
 * @returns the result that every rendering is made of. A mistake of the user, or a failure of the world outside,
 *   is a result with the verdict `error`; only bugs throw.
 */
export async function gate(request: GateRequest): Promise<Result> {
  return (await gateWithCases(request)).result;
}

export type Judged = {
  result: Result;
  /** Every case behind it; absent where nothing was compared. */
  cases?: CaseSource | undefined;
  /** What the policy, and what the change makes of it, watch; absent where that is not known. */
  sources?: readonly PromptSource[] | undefined;
  /** The folder of what the gate keeps in this clone; absent where the run ended before it was known. */
  storeDirectory?: string | undefined;
};

/** The same, with every case that was asked. */
export async function gateWithCases(request: GateRequest): Promise<Judged> {
  let found: Facts = {};
  // What a stage found stays in the result, also where a later stage fails.
  const result = await resultOf(request, async (facts) => {
    found = facts;
    const onPolicy = (policy: Facts['policy']) => Object.assign(facts, { policy });
    await using change = await openChange({ ...request, onPolicy }); //                 which prompts, under which policy
    facts.change = change;
    const isUnchanged = change.prompts.length === 0 && !editsRegistry(change) && !editsPortfolios(change);
    if (change.policyChanged) facts.fileDiffs = await fileDiffs(change);
    if (isUnchanged && !editsNames(change) && !request.part) return;
    const { planChange, announce, openAnswers, compare } = await laterStages();
    const planned = await planChange(change, request); //              both arms, suite, judges: every mistake is found here
    facts.planned = planned;
    facts.fileDiffs = await fileDiffs(change, planned); //             of the policy, suites and scripts that judge
    if (!isUnchanged && !request.part && (keepsRegistry(change) || editsPortfolios(change)))
      facts.outlook = await registryOutlook(change, planned, request); // versions, serving
    await using answers = await openAnswers(change, planned.plans, request); //   store, models, judges, scripts, budget
    await announce(planned.plans, answers, request); //                what will be asked, and about what it costs
    loadReports(); //                                                  its code, while models are waited for
    facts.store = answers.store;
    facts.comparisons = await compare(planned.plans, answers); //  run → score → evidence → verdict
  });
  return {
    ...{ result, cases: await casesOf(found), storeDirectory: found.change?.storeDirectory },
    sources: sourcesOf(found),
  };
}

function sourcesOf({ change, policy }: Facts): PromptSource[] | undefined {
  const known = change ?? policy;
  return known && [...known.config.prompts, ...(change?.edited?.policy.prompts ?? [])];
}

async function casesOf({ comparisons, store }: Facts): Promise<CaseSource | undefined> {
  if (!comparisons || !store) return undefined;
  const { caseSource } = await import('../result/case-records.ts');
  return caseSource(comparisons, store);
}

function keepsRegistry({ registries: { before, after } }: OpenChange): boolean {
  return before !== null || after !== null;
}

function editsRegistry({ registries: { before, after } }: OpenChange): boolean {
  return !isSame(before, after);
}

/** Whether the edited policy names segments, or values of cases: whether any case has them is in the suites. */
function editsNames({ edited }: OpenChange): boolean {
  return edited?.policy.prompts.some((source) => source.kind === 'entry' && namesCases(source)) ?? false;
}

function editsPortfolios(change: OpenChange): boolean {
  return changedPortfolios(change).length > 0;
}

/** Most pull requests without a prompt change none of these files, and need none of this code. */
async function fileDiffs(change: OpenChange, planned?: Facts['planned']) {
  const diffs = await import('../result/file-diffs.ts');
  return await diffs.fileDiffs(change, planned);
}

async function registryOutlook(
  ...stage: Parameters<typeof import('./registry/outlook/outlook.ts').registryOutlook>
): Promise<RegistryOutlook> {
  const outlook = await import('./registry/outlook/outlook.ts');
  return await outlook.registryOutlook(...stage);
}

/** Whatever is wrong with it is reported where it is used. */
function loadReports(): void {
  Promise.all([import('../result/assemble.ts'), import('../report/files.ts')]).catch(() => {});
}

async function laterStages() {
  const [{ planChange }, { announce }, { openAnswers }, { compare }] = await Promise.all([
    import('../plan/all.ts'),
    import('./announce.ts'),
    import('../compare/answers.ts'),
    import('../compare/compare.ts'),
  ]);
  return { planChange, announce, openAnswers, compare };
}
