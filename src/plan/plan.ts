import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Credentials } from '../domain/answer.ts';
import type { SegmentEvidence } from '../domain/evidence.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Digest } from '../domain/registry.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Assertion, Case, Suite } from '../domain/suite.ts';
import { leftOutNotices } from '../model/askable.ts';
import { checkVariables } from '../prompt/variables.ts';
import { suiteDigestOf } from '../registry/suite-digest.ts';
import { checkAssertions } from '../score/check-assertions.ts';
import { assertionsThatAsk, comparesAnswers } from '../score/judge/asked.ts';
import { chooseJudges, type Judges } from '../score/judge/choose.ts';
import { loadKinds } from '../score/kinds.ts';
import { type LoadScripts, scriptLoader } from '../score/script/loader.ts';
import { pathBeside, readScripts, type ScriptSource } from '../score/script/source.ts';
import type { WeakerSegment } from '../suite/difference.ts';
import { readSuite } from '../suite/read.ts';
import { sampleCases } from '../suite/sample.ts';
import { type ArmSource, type PlanArm, type PlannedArm, pinNotices, planBaseline } from './arms.ts';
import { compareWithBase, firstMistake } from './suites.ts';

/** One prompt with everything needed to run it: its version as proposed, and the one it is compared with. */
export type PromptPlan = {
  /** Of the file; one of several prompts in a file has a name of its own. */
  name: string;
  /** Null where the prompt is new. */
  baseline: PlannedArm | null;
  candidate: PlannedArm;
  suite: Suite;
  /** Digests of the cases as proposed, and of those at the base; null where there are none. */
  suiteDigests: { candidate: Digest; baseline: Digest | null };
  /** Cases of the first look, and of the second (which contains the first), in the suite's order. */
  looks: [smoke: Case[], extended: Case[]];
  /** Answers to each case by each arm. */
  trials: number;
  /** Declared share of traffic of each segment, 0–1; empty where the owner did not say. */
  traffic: Record<string, number>;
  judges: Judges;
  scripts: ScriptSource[];
  /** Segments of the base's suite that the pull request takes cases from, or whose checks it loosens. */
  weaker: WeakerSegment[];
  notices: Notice[];
};

/** A prompt to be planned: what it is called, and where its versions are read. */
export type PromptToPlan = {
  name: string;
  candidate: ArmSource;
  baseline: ArmSource | null;
  /** Whether cases that the base has otherwise are asked as they stand there too. Default: no. */
  unitesSuites?: boolean;
};

export type PlanContext = {
  config: Config;
  credentials: Credentials;
  planArm: PlanArm;
  /** Loads the scripts that judge; by default each anew. */
  loadScripts?: LoadScripts | undefined;
  /** What the scripts that judge are compared with. */
  base: Snapshot;
  /** Whether models will be asked: a judge without a key is then an error. Default: true. */
  needsKeys?: boolean;
  /** Whether the candidate is trusted so far that its scripts may run in Node, if the policy wants that. Default: no. */
  runsNodeScripts?: boolean;
};

/**
 * Reads and checks both arms and the suite of one prompt: everything that can be wrong is found here, before a token
 * is spent.
 * @throws ConfigurationError(s) with the place of every mistake.
 */
export async function planPrompt(prompt: PromptToPlan, context: PlanContext): Promise<PromptPlan> {
  const { config, credentials, planArm, loadScripts = scriptLoader() } = context;
  const { entry, snapshot } = prompt.candidate;
  const candidate = await planArm(prompt.candidate);
  const { baseline, notices: baselineNotices } = await planBaseline(prompt.baseline, planArm);
  const own = await readSuite({ snapshot, prompt: candidate.prompt, entry });
  const versions = { candidate: candidate.prompt, baseline: baseline?.prompt ?? null };
  const notices = [
    ...baselineNotices,
    ...(candidate.prompt.notices ?? []),
    ...own.notices,
    ...(await checkCases(own.cases, versions, context)),
  ];
  const { suite, weaker, drawnLast, baseDigest, ...compared } = prompt.baseline
    ? await compareWithBase(
        own,
        { source: prompt.baseline, prompt: versions.baseline ?? candidate.prompt },
        {
          unites: prompt.unitesSuites ?? false,
          problemOf: (cases) =>
            firstMistake(async () => {
              await checkCases(cases, versions, context);
              await loadScripts(await readScripts(scriptsOf(cases), snapshot), config.scripts.runtime);
            }),
        },
      )
    : { suite: own, weaker: [], drawnLast: new Set<string>(), baseDigest: null, notices: [] };
  notices.push(...compared.notices);
  notices.push(...pinNotices(candidate, config));
  notices.push(...leftOutNotices(candidate.target, candidate.prompt));
  const { judges, notices: judgeNotices } = chooseJudges(suite.cases, {
    config,
    credentials,
    underTest: candidate.target,
    needsKeys: context.needsKeys ?? true,
  });
  notices.push(...judgeNotices);
  const scripts = await readScripts(scriptsOf(suite.cases), snapshot);
  await loadScripts(scripts, config.scripts.runtime);
  notices.push(...(await scriptNotices(scripts, { base: context.base, candidate: snapshot })));
  if (!baseline && suite.cases.some(comparesAnswers)) notices.push({ code: 'nothing-to-compare-with' });
  const { smoke } = config;
  return {
    name: prompt.name,
    baseline,
    candidate,
    suite,
    suiteDigests: { candidate: suiteDigestOf(own), baseline: baseDigest },
    looks: [
      sampleCases(suite.cases, smoke.cases, drawnLast),
      sampleCases(suite.cases, smoke.extendTo, drawnLast),
    ],
    trials: smoke.trials,
    traffic: entry?.traffic ?? {},
    judges,
    scripts,
    weaker,
    notices,
  };
}

function scriptsOf(cases: readonly Case[]): Assertion[] {
  return cases.flatMap((testCase) => assertionsThatAsk(testCase, 'script'));
}

/** What each segment has, and has been asked so far. `looksTaken` counts looks per segment: 1 or 2. */
export function segmentEvidence(
  plan: PromptPlan,
  looksTaken: ReadonlyMap<string, number>,
): SegmentEvidence[] {
  const names = [...new Set(plan.suite.cases.flatMap((testCase) => testCase.segments))];
  return names.map((name) => {
    const sizes = plan.looks.map((cases) => countSegment(cases, name));
    return {
      name,
      available: countSegment(plan.suite.cases, name),
      looks: sizes.slice(0, looksTaken.get(name) ?? 1),
      extendTo: sizes[1] ?? 0,
      traffic: plan.traffic[name] ?? null,
    };
  });
}

async function checkCases(
  cases: readonly Case[],
  { candidate, baseline }: { candidate: Prompt; baseline: Prompt | null },
  { config, runsNodeScripts = false }: PlanContext,
): Promise<Notice[]> {
  const checked = await checkVariables(candidate, cases, baseline);
  await loadKinds(cases);
  const context = {
    tools: toolsOf(candidate, baseline),
    ask: true,
    embed: true,
    ...((config.scripts.runtime !== 'node' || runsNodeScripts) && { script: true }),
  };
  const errors = [...checked.errors, ...cases.flatMap((testCase) => checkAssertions(testCase, context))];
  if (baseline && errors.length === 0)
    errors.push(...(await checkVariables(baseline, cases, candidate)).errors.map(ofBaseline));
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return checked.notices;
}

/** The old version answers the new cases too. */
function ofBaseline({ problem, place, cause }: ConfigurationError): ConfigurationError {
  return new ConfigurationError(`At the base: ${problem}`, {
    place,
    remedy: 'Both versions answer the same cases: leave in them what the old one needs until this is merged.',
    cause,
  });
}

/** A pull request must not change how it is judged unseen. */
async function scriptNotices(
  scripts: readonly ScriptSource[],
  { base, candidate }: { base: Snapshot; candidate: Snapshot },
): Promise<Notice[]> {
  const changed: string[] = [];
  for (const path of scripts.flatMap((script) =>
    script.files.map(({ path: file }) => pathBeside(script, file)),
  )) {
    if ((await base.blob(path)) !== (await candidate.blob(path))) changed.push(path);
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
