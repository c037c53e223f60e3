import { isDeepStrictEqual as isSame } from 'node:util';
import { digestOf } from '../base/digest.ts';
import { formatPlace, type Place } from '../base/errors.ts';
import type { Comparison } from '../compare/comparison.ts';
import { changedLines, unifiedDiff } from '../document/text-diff.ts';
import type { PromptChange } from '../domain/change.ts';
import { type Finding, findingDocs } from '../domain/finding.ts';
import { improvementsOf } from '../domain/improvements.ts';
import type { Notice } from '../domain/notice.ts';
import { isCutOff, type Outcome } from '../domain/outcome.ts';
import type { Policy } from '../domain/policy.ts';
import { policyOfEntry } from '../domain/policy-of.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { RegistryOutlook } from '../domain/registry-plan.ts';
import type { PromptResult, Result, TrialError } from '../domain/result.ts';
import type { Case } from '../domain/suite.ts';
import { addUsage, NO_USAGE } from '../domain/usage.ts';
import { callsPerDay } from '../lint/calls-per-day.ts';
import { nameOf } from '../model/names.ts';
import type { PlannedChange } from '../plan/all.ts';
import type { AskedModel, PlannedArm } from '../plan/arms.ts';
import { modelPairs } from '../plan/models.ts';
import type { PromptPlan } from '../plan/plan.ts';
import { suiteDigestOf } from '../registry/suite-digest.ts';
import { noticeSentence, publishedNotice } from '../report/telling/notices.ts';
import type { ResponseStore } from '../run/store.ts';
import { withCacheCost } from '../verdict/cache-cost.ts';
import { verdictOfRun } from '../verdict/run-verdict.ts';
import { withWeakerSuite } from '../verdict/weaker-suite.ts';
import { changedCases } from './changed-cases.ts';
import { confirmationNotices } from './confirmed.ts';
import { curtailmentNotices } from './curtailed.ts';
import { modelNotices } from './model-notices.ts';
import { notRun } from './not-run.ts';
import { ownTextNotices } from './own-text.ts';
import { promptCacheOf, WORTH_USD } from './prompt-cache.ts';
import { remedyOf } from './remedies.ts';

/** The result with its prompts, and the verdict over them. */
export function withComparisons(
  known: Result,
  planned: PlannedChange,
  {
    comparisons,
    policy,
    becomes,
    store,
  }: {
    comparisons: readonly Comparison[];
    /** In force, for prompts without rules of their own. */
    policy: Policy;
    store: ResponseStore | undefined;
    becomes?: RegistryOutlook['becomes'] | undefined;
  },
): Result {
  const byName = new Map(comparisons.map((comparison) => [comparison.plan.name, comparison]));
  const reported = new Map(planned.reported.map((plan) => [plan.name, plan]));
  const prompts = planned.prompts.map((change) => {
    const comparison = byName.get(change.path);
    const plan = comparison?.plan ?? reported.get(change.path);
    const told = comparison ? comparedPrompt(change, comparison, store) : promptNotRun(change, plan?.notices);
    const result = withFindings(
      plan ? { ...told, ...ownRules(plan, policy) } : told,
      planned.findings.get(change.path),
    );
    const weaker = plan?.weaker.map(({ name }) => name) ?? [];
    const version = becomes?.get(change.path);
    const { cost } = plan?.policy ?? policy;
    const facts = { callsPerDay: callsPerDay(cost), policy: cost, improved: improvementsOf(result) };
    return withWeakerSuite(
      withCacheCost(version ? { ...result, becomes: version } : result, facts),
      weaker,
      (plan?.policy ?? policy).gate,
    );
  });
  const cutOff = comparisons.flatMap((comparison) => notRun(comparison).errors);
  const errors = [...known.errors, ...cutOff, ...fatalErrors(comparisons)];
  return {
    ...known,
    verdict: verdictOfRun({
      prompts: prompts.map(({ verdict }) => verdict),
      portfolios: [...(known.portfolioPlans ?? []), ...(known.looserPortfolios ?? [])],
      errors: errors.length,
      looked: true,
    }),
    prompts,
    errors,
    notices: [...known.notices, ...planned.notices.map(publishedNotice)],
    usage: prompts.map((prompt) => prompt.usage).reduce(addUsage, NO_USAGE),
  };
}

/** What a prompt was judged by, where that is not what the policy says of all. */
function ownRules({ policy: own }: PromptPlan, policy: Policy): Pick<PromptResult, 'policy'> {
  return isSame(own, policyOfEntry(policy, undefined)) ? {} : { policy: own };
}

/**
 * A deleted prompt is not run, nor one of which only the suite changed; for any other prompt, not being run is an
 * error.
 */
function promptNotRun({ path, kind, because }: PromptChange, notices: readonly Notice[] = []): PromptResult {
  return {
    path,
    change: kind,
    because,
    verdict: kind === 'deleted' || kind === 'suite' ? 'not-run' : 'error',
    reasons: [],
    baseline: null,
    candidate: null,
    suite: null,
    segments: [],
    overall: null,
    cost: null,
    levels: null,
    newlyFailing: [],
    newlyPassing: [],
    errors: [],
    diff: '',
    changedLines: [],
    usage: NO_USAGE,
    notices: notices.filter(countsUnjudged).map(publishedNotice),
  };
}

/** Whether a notice says something where nothing was compared: that cases are alike does not. */
function countsUnjudged({ code }: { code: string }): boolean {
  return code !== 'cases-alike';
}

function comparedPrompt(
  change: PromptChange,
  comparison: Comparison,
  store: ResponseStore | undefined,
): PromptResult {
  const { plan, outcomes, cutShort, judgeUsage, verdict, usage } = comparison;
  const { baseline, candidate, suite, suites, judges } = plan;
  const digest = suiteDigestOf(suites.candidate);
  const atBase = suites.baseline;
  const result: PromptResult = {
    ...promptNotRun(change),
    ...fileOf(change.path, candidate.prompt.part),
    verdict: verdict.verdict,
    baseline: baseline && armSource(baseline),
    candidate: armSource(candidate),
    ...(judgeUsage && { judges: Object.values(judges).flatMap((judge) => (judge ? [nameOf(judge)] : [])) }),
    suite: {
      path: suite.path,
      sha256: suite.sha256,
      digest,
      baselineDigest: atBase && (atBase === suites.candidate ? digest : suiteDigestOf(atBase)),
      cases: suite.cases.length,
      sampled: new Set(outcomes.map(({ caseId }) => caseId)).size,
      trials: plan.trials,
    },
    errors: trialErrors(
      [...outcomes, ...cutShort, ...comparison.confirmations.anew, ...comparison.confirmations.again],
      plan.looks[1],
    ),
    usage,
    notices: [
      ...modelNotices(comparison),
      ...plan.notices,
      ...confirmationNotices(comparison),
      ...notRun(comparison).notices,
      ...curtailmentNotices(comparison),
    ].map(publishedNotice),
  };
  if (outcomes.every(({ status }) => status === 'errored'))
    return { ...result, notices: result.notices.filter(countsUnjudged) };

  const before = baseline?.prompt.source ?? '';
  const { promptCache, notices } = promptCacheOf(plan);
  return {
    ...result,
    notices: [...result.notices, ...notices.filter(isAlarm).map(publishedNotice)],
    reasons: verdict.reasons,
    segments: verdict.segments,
    overall: verdict.overall,
    cost: {
      ...verdict.cost,
      promptCache,
      notes: [...ownTextNotices(plan), ...notices.filter((one) => !isAlarm(one))].map(noticeSentence),
    },
    latency: verdict.latency,
    ...(verdict.baselineDrift.length > 0 && { baselineDrift: verdict.baselineDrift }),
    levels: verdict.levels,
    ...changedCases(comparison, store),
    diff: baseline
      ? unifiedDiff(change.baselinePath ?? change.path, change.path, before, candidate.prompt.source)
      : '',
    ...includeDiffs(plan),
    changedLines: changedLines(before, candidate.prompt.source).map(inFile(candidate.prompt)),
  };
}

/** Diffs of the files that either version includes. */
function includeDiffs({ baseline, candidate }: Comparison['plan']): Pick<PromptResult, 'includeDiffs'> {
  if (!baseline) return {};
  const [before, after] = [textsByPath(baseline.prompt), textsByPath(candidate.prompt)];
  const diffs = [...new Set([...after.keys(), ...before.keys()])].flatMap((path) => {
    const diff = unifiedDiff(path, path, before.get(path) ?? '', after.get(path) ?? '');
    return diff === '' ? [] : [{ path, diff }];
  });
  return diffs.length > 0 ? { includeDiffs: diffs } : {};
}

function textsByPath({ includes, program }: Prompt): Map<string, string> {
  const files = [...Object.values(includes), ...(program?.files ?? [])];
  return new Map(files.map(({ path, text }) => [path, text]));
}

function fileOf(path: string, part: Place | undefined): { file?: string } {
  return part === undefined || part.path === path ? {} : { file: part.path };
}

/** Converts lines of a prompt to lines of its file, which may hold other prompts above it. */
function inFile({ part }: Prompt): (lines: { start: number; end: number }) => { start: number; end: number } {
  const above = (part?.line ?? 1) - 1;
  return ({ start, end }) => ({ start: start + above, end: end + above });
}

function withFindings(result: PromptResult, findings: readonly Finding[] = []): PromptResult {
  if (findings.length === 0) return result;
  return {
    ...result,
    findings: findings.map(({ id, severity, place: { path, line = 1, column = null }, message, remedy }) => ({
      ...{ id, severity, path, line, column, message, remedy, docs: findingDocs(id) },
    })),
  };
}

/** A shorter cacheable beginning is told in the first lines, unless it is known to cost next to nothing. */
function isAlarm(notice: Notice): boolean {
  return notice.code === 'cacheable-prefix-shrinks' && (notice.usdPerDay ?? WORTH_USD) >= WORTH_USD;
}

function armSource({ prompt, target, bundle, others }: PlannedArm): NonNullable<PromptResult['candidate']> {
  const { path, sha256 } = prompt;
  const otherModels = others?.map((other) => nameOf(other.target));
  return {
    ...{ path, sha256, digest: digestOf(bundle), model: nameOf(target) },
    ...(otherModels && { otherModels }),
  };
}

function trialErrors(outcomes: readonly Outcome[], cases: readonly Case[]): TrialError[] {
  const segments = new Map(cases.map((testCase) => [testCase.id, testCase.segments]));
  return outcomes.flatMap((outcome) => {
    if (outcome.status !== 'errored') return [];
    const { caseId, arm, failure } = outcome;
    const { kind, message } = failure;
    return [{ caseId, segments: segments.get(caseId) ?? [], arm, kind, message }];
  });
}

/** Who was asked for an outcome. */
function askedBy(plan: Comparison['plan'], { arm, caseId }: Outcome): AskedModel {
  const { model } = plan.suite.cases.find(({ id }) => id === caseId) ?? {};
  const pairs = modelPairs(plan);
  const pair = pairs.find(({ name }) => name === model) ?? pairs[0];
  return (arm === 'baseline' ? pair?.baseline : pair?.candidate) ?? plan.candidate;
}

/**
 * Failures that stopped the run, each once, including a model that no call reached; answers cut off by a limit are
 * reported as missing instead.
 */
function fatalErrors(comparisons: readonly Comparison[]): Result['errors'] {
  const found = new Map<string, Result['errors'][number]>();
  for (const { plan, outcomes } of comparisons) {
    const isNobodyThere = outcomes.every(({ status }) => status === 'errored');
    for (const outcome of outcomes) {
      if (outcome.status !== 'errored' || isCutOff(outcome)) continue;
      const { kind, message, fatal, unreachable } = outcome.failure;
      if (!fatal && !(unreachable && isNobodyThere)) continue;
      if (found.has(message)) continue;
      const { prompt, target } = askedBy(plan, outcome);
      const place = kind === 'unknown-model' ? formatPlace(prompt.modelPlace) : null;
      found.set(message, { message, place, remedy: remedyOf(kind, target) });
    }
  }
  return [...found.values()];
}
