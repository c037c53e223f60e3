import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Credentials } from '../domain/answer.ts';
import type { SegmentEvidence } from '../domain/evidence.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, Policy } from '../domain/policy.ts';
import { policyOfEntry } from '../domain/policy-of.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type Case, type Suite, segmentNames } from '../domain/suite.ts';
import type { ScriptSource } from '../interpreter/script-source.ts';
import { leftOutNotices } from '../model/askable.ts';
import { checkVariables } from '../prompt/variables.ts';
import { checkAllAssertions } from '../score/check-assertions.ts';
import { comparesAnswers } from '../score/judge/asked.ts';
import { chooseJudges, type Judges } from '../score/judge/choose.ts';
import { loadKinds } from '../score/kinds.ts';
import { type LoadScripts, scriptLoader } from '../score/script/loader.ts';
import { readScripts } from '../score/script/source.ts';
import type { WeakerSegment } from '../suite/difference.ts';
import { MistakenSuite } from '../suite/mistaken-suite.ts';
import { refuseUnknownNames } from '../suite/policy-names.ts';
import { type ReadSuite, suiteReader } from '../suite/read.ts';
import { drawLooks } from '../suite/sample.ts';
import { type ArmSource, type PlanArm, type PlannedArm, pinNotices, planBaseline } from './arms.ts';
import { withPrograms } from './made.ts';
import { askedModels, casesByModel, modelListNotices } from './models.ts';
import { scriptNotices, scriptsOf, withScriptVersions } from './scripts.ts';
import { compareWithBase, firstMistake } from './suites.ts';

/** One prompt with everything needed to run it: its version as proposed, and the one it is compared with. */
export type PromptPlan = {
  /** Of the file; one of several prompts in a file has a name of its own. */
  name: string;
  /** Null where the prompt is new. */
  baseline: PlannedArm | null;
  candidate: PlannedArm;
  /** The cases that are asked; where several models are, each case once a model. */
  suite: Suite;
  /** The cases as proposed, and those at the base; null where there are none. */
  suites: { candidate: Suite; baseline: Suite | null };
  /** Cases of the first look, and of the second (which contains the first), in the suite's order. */
  looks: [smoke: Case[], extended: Case[]];
  /** Ids of the cases that the pull request adds, or asks otherwise than the base does. */
  added: ReadonlySet<string>;
  /** Answers to each case by each arm. */
  trials: number;
  /** What it is judged by: the policy in force, with the rules of its own entry there. */
  policy: Policy;
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
  /** Whether it is checked elsewhere that its cases have the names in the policy. Default: no. */
  namesAreChecked?: boolean;
};

export type PlanContext = {
  config: Config;
  credentials: Credentials;
  planArm: PlanArm;
  /** Loads the scripts that judge; by default each anew. */
  loadScripts?: LoadScripts | undefined;
  /** By default each suite is read anew. */
  readSuite?: ReadSuite | undefined;
  /** What the scripts that judge are compared with. */
  base: Snapshot;
  /** Whether models will be asked: a judge without a key is then an error. Default: true. */
  needsKeys?: boolean;
  /** Whether the candidate is trusted so far that its scripts may run in Node, if the policy wants that. Default: no. */
  runsNodeScripts?: boolean;
  /** Is told how far planning a prompt is. */
  onStage?: ((stage: PlanStage) => void) | undefined;
};

/** How far planning a prompt is: its suite is about to be read; so many cases are about to be checked. */
export type PlanStage = { kind: 'reading' } | { kind: 'checking'; cases: number };

/**
 * Reads and checks both arms and the suite of one prompt: everything that can be wrong is found here, before a token
 * is spent.
 * @throws ConfigurationError(s) with the place of every mistake.
 */
export async function planPrompt(prompt: PromptToPlan, context: PlanContext): Promise<PromptPlan> {
  const { plan, mistakes } = await planWithMistakes(prompt, context);
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  return plan;
}

/**
 * The same, going on past mistakes as far as what they leave can be read: a plan with mistakes is not to be run, but says
 * what else there is to say.
 * @throws ConfigurationError(s): the prompt itself, or its suite, cannot be read at all
 */
export async function planWithMistakes(
  prompt: PromptToPlan,
  context: PlanContext,
): Promise<{ plan: PromptPlan; mistakes: ConfigurationError[] }> {
  const mistakes: ConfigurationError[] = [];
  const orNote = async <T>(read: () => T | Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read();
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
      return otherwise;
    }
  };
  const { config, credentials, planArm, loadScripts = scriptLoader(), readSuite = suiteReader() } = context;
  const { entry, snapshot } = prompt.candidate;
  const candidate = await planArm(prompt.candidate);
  const { baseline, notices: baselineNotices } = await planBaseline(prompt.baseline, planArm);
  context.onStage?.({ kind: 'reading' });
  const { suite: read, isWhole } = await readSuite({ snapshot, prompt: candidate.prompt, entry })
    .then((suite) => ({ suite, isWhole: true }))
    .catch((problem: unknown) => {
      if (!(problem instanceof MistakenSuite)) throw problem;
      mistakes.push(...problem.errors);
      return problem;
    });
  context.onStage?.({ kind: 'checking', cases: read.cases.length });
  if (!prompt.namesAreChecked && isWhole)
    await orNote(() => refuseUnknownNames(read.cases, entry, read.path), undefined);
  const own = await withScriptVersions(read, snapshot);
  const versions = { candidate: candidate.prompt, baseline: baseline?.prompt ?? null };
  const notices = [
    ...baselineNotices,
    ...(candidate.prompt.notices ?? []),
    ...own.notices,
    ...(await orNote(() => checkCases(own.cases, versions, context, isWhole), [])),
  ];
  // What the base says counts for nothing beside mistakes.
  const source = mistakes.length === 0 ? prompt.baseline : null;
  const { regrouping } = prompt.candidate;
  const regrouped =
    source && regrouping
      ? await readSuite({
          ...{ snapshot, prompt: candidate.prompt },
          entry: entry && { ...entry, ...regrouping },
        })
      : undefined;
  const { suite, ofBase, weaker, added, atBase, ...compared } = source
    ? await compareWithBase(
        own,
        { source, prompt: versions.baseline ?? candidate.prompt },
        {
          readSuite,
          unites: prompt.unitesSuites ?? false,
          regrouped,
          lacks: {
            atHead: (cases) => firstLack(versions.candidate, cases, versions.baseline),
            atBase: (cases) => firstLack(versions.baseline, cases, versions.candidate),
          },
          problemOf: (cases) =>
            firstMistake(async () => {
              await checkCases(cases, versions, context);
              const scripts = await readScripts(scriptsOf(cases), source.snapshot);
              await loadScripts(scripts, config.scripts.runtime);
            }),
        },
      )
    : { suite: own, ofBase: [], weaker: [], added: new Set<string>(), atBase: null, notices: [] };
  notices.push(...compared.notices);
  for (const model of askedModels(candidate)) {
    notices.push(...(await orNote(() => pinNotices(model, config), [])));
    notices.push(...leftOutNotices(model.target, model.prompt));
  }
  notices.push(...modelListNotices({ baseline, candidate }));
  const judging = { config, credentials, underTest: candidate.target, needsKeys: context.needsKeys ?? true };
  const { judges, notices: judgeNotices } = await orNote(() => chooseJudges(suite.cases, judging), NO_JUDGES);
  notices.push(...judgeNotices);
  const ownScripts = await orNote(() => readScripts(scriptsOf(own.cases), snapshot), []);
  const baseScripts = source ? await readScripts(scriptsOf(ofBase), source.snapshot) : [];
  await orNote(() => loadScripts([...ownScripts, ...baseScripts], config.scripts.runtime), undefined);
  notices.push(...(await scriptNotices(ownScripts, { base: context.base, candidate: snapshot })));
  const unmade = { candidate, baseline, notices: [] };
  const made =
    mistakes.length > 0
      ? unmade
      : await orNote(() => withPrograms({ candidate, baseline }, suite.cases), unmade);
  notices.push(...made.notices);
  if (!made.baseline && suite.cases.some(comparesAnswers)) notices.push({ code: 'nothing-to-compare-with' });
  const policy = policyOfEntry(config, entry);
  const { smoke } = policy;
  const asked = casesByModel({ cases: suite.cases, added, weaker }, made);
  const plan: PromptPlan = {
    name: prompt.name,
    baseline: made.baseline,
    candidate: made.candidate,
    suite: { ...suite, cases: asked.cases },
    suites: { candidate: own, baseline: atBase },
    looks: drawLooks(asked.cases, { smoke: smoke.cases, extendTo: smoke.extendTo }, asked.added),
    added: asked.added,
    trials: smoke.trials,
    policy,
    traffic: entry?.traffic ?? {},
    judges,
    scripts: [...ownScripts, ...baseScripts],
    weaker: asked.weaker,
    notices,
  };
  return { plan, mistakes };
}

const NO_JUDGES = { judges: { judge: null, embedder: null }, notices: [] };

/** What each segment has, and has been asked so far. `looksTaken` counts looks per segment: 1 or 2. */
export function segmentEvidence(
  plan: PromptPlan,
  looksTaken: ReadonlyMap<string, number>,
): SegmentEvidence[] {
  const names = segmentNames(plan.suite.cases);
  const isOfBase = ({ id }: Case) => !plan.added.has(id);
  return names.map((name) => {
    const looks = looksTaken.get(name) ?? 1;
    const all = sizesOf(plan, name, () => true, looks);
    const ofBase = sizesOf(plan, name, isOfBase, looks);
    return {
      name,
      ...all,
      traffic: plan.traffic[name] ?? null,
      ...(ofBase.available < all.available && { ofBase }),
    };
  });
}

function sizesOf(
  { suite, looks }: PromptPlan,
  segment: string,
  counts: (testCase: Case) => boolean,
  looksTaken: number,
): Pick<SegmentEvidence, 'available' | 'looks' | 'extendTo'> {
  const sizeOf = (cases: readonly Case[]) =>
    cases.filter((testCase) => testCase.segments.includes(segment) && counts(testCase)).length;
  const sizes = looks.map(sizeOf);
  return {
    available: sizeOf(suite.cases),
    looks: sizes.slice(0, looksTaken),
    extendTo: sizes[1] ?? 0,
  };
}

/** @param isWhole of a suite without some of its cases it is not told which variables none gives */
async function checkCases(
  cases: readonly Case[],
  { candidate, baseline }: { candidate: Prompt; baseline: Prompt | null },
  { config, runsNodeScripts = false }: PlanContext,
  isWhole = true,
): Promise<Notice[]> {
  const checked = isWhole ? await checkVariables(candidate, cases, baseline) : { errors: [], notices: [] };
  await loadKinds(cases);
  const context = {
    tools: toolsOf(candidate, baseline),
    ask: true,
    embed: true,
    ...((config.scripts.runtime !== 'node' || runsNodeScripts) && { script: true }),
  };
  const errors = [...checked.errors, ...checkAllAssertions(cases, context)];
  if (baseline && errors.length === 0)
    errors.push(...(await checkVariables(baseline, cases, candidate)).errors.map(ofBaseline));
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return checked.notices;
}

/** The first mistake in asking a prompt these cases; null where there is none. Without a prompt nothing is asked. */
async function firstLack(
  prompt: Prompt | null,
  cases: readonly Case[],
  other: Prompt | null,
): Promise<ConfigurationError | null> {
  return (prompt && (await checkVariables(prompt, cases, other)).errors[0]) ?? null;
}

/** The old version answers the new cases too. */
function ofBaseline({ problem, place, cause }: ConfigurationError): ConfigurationError {
  return new ConfigurationError(`At the base: ${problem}`, {
    place,
    remedy: 'Both versions answer the same cases: leave in them what the old one needs until this is merged.',
    cause,
  });
}

/** Tools that either arm declares, each once: a call is judged by those of its own arm. */
function toolsOf(candidate: Prompt, baseline: Prompt | null): Json[] {
  const tools = [...(candidate.parameters.tools ?? []), ...(baseline?.parameters.tools ?? [])];
  return [...new Map(tools.map((tool) => [JSON.stringify(tool), tool])).values()];
}
