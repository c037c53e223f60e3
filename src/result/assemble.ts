import { formatPlace, type Place } from '../base/errors.ts';
import type { Scene } from '../change/change.ts';
import type { Comparison } from '../compare/comparison.ts';
import { addUsage, NO_USAGE, usageOf } from '../compare/usage.ts';
import type { Answer } from '../domain/answer.ts';
import type { Notice } from '../domain/notice.ts';
import type { Outcome } from '../domain/outcome.ts';
import { isCutOff } from '../domain/outcome.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { ChangedCase, PromptResult, Result, TrialError } from '../domain/result.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm } from '../domain/trial.ts';
import { approximateTokens } from '../model/estimate.ts';
import { nameOf } from '../model/names.ts';
import { outputOf } from '../model/output.ts';
import type { PlannedArm } from '../plan/arms.ts';
import { renderMessages } from '../prompt/render.ts';
import { sharedPrefix } from '../prompt/shared-prefix.ts';
import { wholeText } from '../prompt/tool-messages.ts';
import { noticeSentence, publishedNotice } from '../report/telling/notices.ts';
import { unrunPrompt } from './blank.ts';
import { nameCases } from './case-names.ts';
import { notRun } from './not-run.ts';
import { changedLines, unifiedDiff } from './prompt-diff.ts';
import { remedyOf } from './remedies.ts';
import { savedBy, savedNotices } from './spared.ts';

/** Tokens; providers cache no prefix much shorter than this. */
const SMALLEST_CACHEABLE = 1000;

type AnswerOf = (key: string) => Promise<Answer | undefined>;

/**
 * Puts together the one result object of a run.
 * @param answerOf finds an answer in the response store, by its key.
 */
export async function assembleResult(parts: {
  draft: Result;
  scene: Scene;
  comparisons: readonly Comparison[];
  answerOf: AnswerOf;
}): Promise<Result> {
  const { draft, scene, comparisons, answerOf } = parts;
  const byPath = new Map(comparisons.map((comparison) => [comparison.plan.change.path, comparison]));
  const prompts: PromptResult[] = [];
  for (const { path, kind, because } of scene.change.prompts) {
    const comparison = byPath.get(path);
    prompts.push(comparison ? await comparedPrompt(comparison, answerOf) : unrunPrompt(path, kind, because));
  }
  const cutOff = comparisons.flatMap((comparison) => notRun(comparison).errors);
  const errors = [...draft.errors, ...cutOff, ...fatalErrors(comparisons)];
  const verdicts = prompts.map((prompt) => prompt.verdict);
  return {
    ...draft,
    verdict: verdicts.includes('block')
      ? 'block'
      : verdicts.includes('error') || errors.length > 0
        ? 'error'
        : 'pass',
    prompts,
    errors,
    usage: prompts.map((prompt) => prompt.usage).reduce(addUsage, NO_USAGE),
  };
}

async function comparedPrompt(comparison: Comparison, answerOf: AnswerOf): Promise<PromptResult> {
  const { plan, outcomes, unjudged, judged, verdict } = comparison;
  const asked = [...outcomes, ...unjudged];
  const { change, baseline, candidate, suite, judges } = plan;
  const byCase = outcomesByCase(outcomes);
  const told = {
    ...unrunPrompt(change.path, change.kind, change.because),
    ...fileOf(change.path, candidate.prompt.part),
    verdict: verdict.verdict,
    baseline: baseline && armSource(baseline),
    candidate: armSource(candidate),
    ...(judged && { judges: Object.values(judges).flatMap((judge) => (judge ? [nameOf(judge)] : [])) }),
    suite: {
      path: suite.path,
      sha256: suite.sha256,
      cases: suite.cases.length,
      sampled: byCase.size,
      trials: plan.trials,
    },
    errors: trialErrors(asked, plan.looks[1]),
    usage: { ...usageOf(asked), ...savedBy(comparison), ...(judged && { judge: judged }) },
    notices: [...plan.notices, ...notRun(comparison).notices, ...savedNotices(comparison)].map(
      publishedNotice,
    ),
  };
  if (outcomes.every(({ status }) => status === 'errored')) return told;

  const nameOfCase = nameCases(suite.cases);
  const changed = [];
  for (const testCase of plan.looks[1]) {
    const ofCase = byCase.get(testCase.id);
    const direction = ofCase && directionOf(ofCase, plan.baseline !== null);
    if (!ofCase || !direction) continue;
    const severe = verdict.severe.includes(testCase.id);
    changed.push({
      direction,
      case: await changedCase(testCase, ofCase, { direction, severe, answerOf, plan, nameOfCase }),
    });
  }
  const before = baseline?.prompt.source ?? '';
  return {
    ...told,
    reasons: verdict.reasons,
    segments: verdict.segments,
    overall: verdict.overall,
    cost: { ...verdict.cost, notes: prefixNotices(plan).map(noticeSentence) },
    levels: verdict.levels,
    newlyFailing: changed.filter(({ direction }) => direction === 'worse').map((entry) => entry.case),
    newlyPassing: changed.filter(({ direction }) => direction === 'better').map((entry) => entry.case),
    diff: baseline
      ? unifiedDiff(change.baselinePath ?? change.path, change.path, before, candidate.prompt.source)
      : '',
    changedLines: changedLines(before, candidate.prompt.source).map(inFile(candidate.prompt)),
  };
}

function fileOf(path: string, part: Place | undefined): { file?: string } {
  return part === undefined || part.path === path ? {} : { file: part.path };
}

/** Lines of a prompt as lines of its file, which may hold others above it. */
function inFile({ part }: Prompt): (lines: { start: number; end: number }) => { start: number; end: number } {
  const above = (part?.line ?? 1) - 1;
  return ({ start, end }) => ({ start: start + above, end: end + above });
}

/** A shorter cacheable prefix costs money that token counts do not show. */
function prefixNotices({ baseline, candidate, looks }: Comparison['plan']): Notice[] {
  if (!baseline) return [];
  const [before, after] = [baseline, candidate].map(({ prompt }) =>
    approximateTokens(sharedPrefix(prompt, looks[0])),
  );
  if (before === undefined || after === undefined || before < SMALLEST_CACHEABLE || after > before / 2)
    return [];
  return [{ code: 'cacheable-prefix-shrinks', before, after }];
}

function armSource({ prompt, target }: PlannedArm): { path: string; sha256: string; model: string } {
  return { path: prompt.path, sha256: prompt.sha256, model: nameOf(target) };
}

type CaseOutcomes = Record<Arm, Outcome[]>;

function outcomesByCase(outcomes: readonly Outcome[]): Map<string, CaseOutcomes> {
  const byCase = new Map<string, CaseOutcomes>();
  for (const outcome of outcomes) {
    const ofCase = byCase.get(outcome.caseId) ?? { baseline: [], candidate: [] };
    ofCase[outcome.arm].push(outcome);
    byCase.set(outcome.caseId, ofCase);
  }
  return byCase;
}

/** A case whose arms differ; of a new prompt, a case that fails. */
function directionOf(ofCase: CaseOutcomes, hasBaseline: boolean): 'worse' | 'better' | null {
  const candidate = passRate(ofCase.candidate);
  const baseline = hasBaseline ? passRate(ofCase.baseline) : 1;
  if (candidate === null || baseline === null || candidate === baseline) return null;
  return candidate < baseline ? 'worse' : 'better';
}

function passRate(outcomes: readonly Outcome[]): number | null {
  const completed = outcomes.filter((outcome) => outcome.status !== 'errored');
  if (completed.length === 0) return null;
  return completed.filter((outcome) => outcome.status === 'passed').length / completed.length;
}

async function changedCase(
  testCase: Case,
  ofCase: CaseOutcomes,
  context: {
    direction: 'worse' | 'better';
    severe: boolean;
    answerOf: AnswerOf;
    plan: Comparison['plan'];
    nameOfCase: (testCase: Case) => string | null;
  },
): Promise<ChangedCase> {
  const { direction, answerOf, plan } = context;
  const telling =
    direction === 'worse'
      ? { baseline: 'passed', candidate: 'failed' }
      : { baseline: 'failed', candidate: 'passed' };
  const arm = async (name: Arm) => {
    const outcomes = ofCase[name];
    const shown = outcomes.find(({ status }) => status === telling[name]) ?? outcomes[0];
    const answer = shown ? await answerOf(shown.key) : undefined;
    return {
      passes: outcomes.filter(({ status }) => status === 'passed').length,
      trials: outcomes.filter(({ status }) => status !== 'errored').length,
      answer: answer ? outputOf(answer) : null,
      failures: shown && shown.status !== 'errored' ? shown.failures.map(toldFailure) : [],
    };
  };
  return {
    id: testCase.id,
    description: context.nameOfCase(testCase),
    segments: testCase.segments,
    critical: testCase.critical,
    severe: context.severe,
    place: formatPlace(testCase.place),
    messages: renderMessages(plan.candidate.prompt, testCase.vars).map((message) => ({
      role: message.role,
      content: wholeText(message),
    })),
    baseline: plan.baseline ? await arm('baseline') : null,
    candidate: await arm('candidate'),
  };
}

function toldFailure({
  type,
  reason,
  place,
}: {
  type: string;
  reason: string;
  place: Parameters<typeof formatPlace>[0];
}) {
  return { type, reason, place: formatPlace(place) };
}

function trialErrors(outcomes: readonly Outcome[], cases: readonly Case[]): TrialError[] {
  const segments = new Map(cases.map((testCase) => [testCase.id, testCase.segments]));
  return outcomes.flatMap((outcome) =>
    outcome.status === 'errored'
      ? [
          {
            caseId: outcome.caseId,
            segments: segments.get(outcome.caseId) ?? [],
            arm: outcome.arm,
            kind: outcome.failure.kind,
            message: outcome.failure.message,
          },
        ]
      : [],
  );
}

/**
 * Failures that stopped the run, each told once, a model that nobody reached among them; what a limit cut off is told
 * with what is missing.
 */
function fatalErrors(comparisons: readonly Comparison[]): Result['errors'] {
  const told = new Map<string, Result['errors'][number]>();
  for (const { plan, outcomes } of comparisons) {
    const isNobodyThere = outcomes.every(({ status }) => status === 'errored');
    for (const outcome of outcomes) {
      if (outcome.status !== 'errored' || isCutOff(outcome)) continue;
      const { kind, message, fatal, unreachable } = outcome.failure;
      if (!fatal && !(unreachable && isNobodyThere)) continue;
      const { prompt, target } = (outcome.arm === 'baseline' && plan.baseline) || plan.candidate;
      const place = kind === 'unknown-model' ? formatPlace(prompt.modelPlace) : null;
      if (!told.has(message)) told.set(message, { message, place, remedy: remedyOf(kind, target) });
    }
  }
  return [...told.values()];
}
