import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { PromptChange } from '../domain/change.ts';
import type { SegmentEvidence } from '../domain/evidence.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { leftOutNotices } from '../model/askable.ts';
import { checkVariables } from '../prompt/variables.ts';
import { checkAssertions } from '../score/check-assertions.ts';
import { assertionsThatAsk, comparesAnswers } from '../score/judge/asked.ts';
import { chooseJudges, type Judges } from '../score/judge/choose.ts';
import { loadKinds } from '../score/kinds.ts';
import { pathBeside, readScripts, type ScriptSource } from '../score/script/source.ts';
import { suiteNotices } from '../suite/difference.ts';
import { readSuite } from '../suite/read.ts';
import { sampleCases } from '../suite/sample.ts';
import {
  entryOfChange,
  type PlanContext,
  type PlannedArm,
  pinNotices,
  planArm,
  planBaseline,
} from './arms.ts';

/** One changed prompt with everything needed to run it. */
export type PromptPlan = {
  change: PromptChange;
  baseline: PlannedArm | null;
  candidate: PlannedArm;
  suite: Suite;
  /** Cases of the first look, and of the second (which contains the first), in the suite's order. */
  looks: [smoke: Case[], extended: Case[]];
  /** Answers to each case by each arm. */
  trials: number;
  judges: Judges;
  scripts: ScriptSource[];
  notices: Notice[];
};

/**
 * Reads and checks both arms and the suite of one changed prompt: everything that can be wrong is wrong here,
 * before a token is spent.
 * @throws ConfigurationError(s) with the place of every mistake.
 */
export async function planPrompt(change: PromptChange, context: PlanContext): Promise<PromptPlan> {
  const entry = entryOfChange(context.config, change);
  const { path, part } = change;
  const source = { path: part?.path ?? path, part: part?.index };
  const candidate = await planArm(source, context.candidate, entry, context);
  const { baseline, notices: baselineNotices } = await planBaseline(change, entry, context);
  const suite = await readSuite({ snapshot: context.candidate, prompt: candidate.prompt, entry });
  const notices: Notice[] = [
    ...baselineNotices,
    ...(candidate.prompt.notices ?? []),
    ...suite.notices,
    ...(await checkSuite(suite, candidate.prompt, baseline?.prompt ?? null, context)),
  ];
  if (baseline)
    notices.push(...(await suiteNotices(suite, { snapshot: context.base, prompt: baseline.prompt, entry })));
  notices.push(...pinNotices(candidate, context.config));
  notices.push(...leftOutNotices(candidate.target, candidate.prompt));
  const { judges, notices: judgeNotices } = chooseJudges(suite.cases, {
    config: context.config,
    credentials: context.credentials,
    underTest: candidate.target,
    needsKeys: context.needsKeys ?? true,
  });
  notices.push(...judgeNotices);
  const scripts = await readScripts(
    suite.cases.flatMap((testCase) => assertionsThatAsk(testCase, 'script')),
    context.candidate,
  );
  notices.push(...(await scriptNotices(scripts, context)));
  if (!baseline && suite.cases.some(comparesAnswers)) notices.push({ code: 'nothing-to-compare-with' });
  const { smoke } = context.config;
  return {
    change,
    baseline,
    candidate,
    suite,
    looks: [sampleCases(suite.cases, smoke.cases), sampleCases(suite.cases, smoke.extendTo)],
    trials: smoke.trials,
    judges,
    scripts,
    notices,
  };
}

/** What each segment has, and has been asked so far. `looksTaken` counts looks per segment: 1 or 2. */
export function segmentEvidence(
  plan: PromptPlan,
  looksTaken: ReadonlyMap<string, number>,
  entry: PromptEntry | undefined,
): SegmentEvidence[] {
  const names = [...new Set(plan.suite.cases.flatMap((testCase) => testCase.segments))];
  return names.map((name) => {
    const sizes = plan.looks.map((cases) => countSegment(cases, name));
    return {
      name,
      available: countSegment(plan.suite.cases, name),
      looks: sizes.slice(0, looksTaken.get(name) ?? 1),
      extendTo: sizes[1] ?? 0,
      traffic: entry?.traffic?.[name] ?? null,
    };
  });
}

async function checkSuite(
  suite: Suite,
  candidate: Prompt,
  baseline: Prompt | null,
  { runsScripts }: PlanContext,
): Promise<Notice[]> {
  const checked = await checkVariables(candidate, suite.cases, baseline);
  await loadKinds(suite.cases);
  const context = {
    tools: toolsOf(candidate, baseline),
    ask: true,
    embed: true,
    ...(runsScripts && { script: true }),
  };
  const errors = [
    ...checked.errors,
    ...suite.cases.flatMap((testCase) => checkAssertions(testCase, context)),
  ];
  if (baseline && errors.length === 0)
    errors.push(...(await checkVariables(baseline, suite.cases, candidate)).errors.map(ofBaseline));
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return checked.notices;
}

/** The old version answers the new cases too. */
function ofBaseline({ problem, place, cause }: ConfigurationError): ConfigurationError {
  return new ConfigurationError(`At the base: ${problem}`, {
    ...(place && { place }),
    remedy: 'Both versions answer the same cases: leave in them what the old one needs until this is merged.',
    cause,
  });
}

/** A pull request must not change how it is judged unseen. */
async function scriptNotices(scripts: readonly ScriptSource[], context: PlanContext): Promise<Notice[]> {
  const changed: string[] = [];
  for (const path of scripts.flatMap((script) =>
    script.files.map(({ path: file }) => pathBeside(script, file)),
  )) {
    if ((await context.base.blob(path)) !== (await context.candidate.blob(path))) changed.push(path);
  }
  const paths = [...new Set(changed)].sort();
  return paths.length === 0 ? [] : [{ code: 'judging-scripts-changed', paths }];
}

/** Tools that either arm declares, each once: a call is judged by those of its own arm. */
function toolsOf(candidate: Prompt, baseline: Prompt | null): Json[] {
  const tools = [...(candidate.parameters.tools ?? []), ...(baseline?.parameters.tools ?? [])];
  return [...new Map(tools.map((tool) => [JSON.stringify(tool), tool])).values()];
}

function countSegment(cases: Iterable<Case>, segment: string): number {
  let count = 0;
  for (const testCase of cases) if (testCase.segments.includes(segment)) count++;
  return count;
}
