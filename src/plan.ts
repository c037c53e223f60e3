import type { Config, PromptEntry } from './config/config.ts';
import { ConfigurationError, ConfigurationErrors, formatPlace, type Json, mistakesIn } from './errors.ts';
import type { Credentials, ModelTarget } from './model/answer.ts';
import { leftOutNotices, refuseUnaskable } from './model/askable.ts';
import { buildRequest } from './model/request.ts';
import { isPinned, resolveTarget } from './model/target.ts';
import type { Prompt } from './prompt/prompt.ts';
import { readPrompt } from './prompt/read.ts';
import { renderMessages } from './prompt/render.ts';
import { sharesInstructions } from './prompt/shared-prefix.ts';
import { checkVariables } from './prompt/variables.ts';
import type { PromptChange } from './repo/change.ts';
import type { Snapshot } from './repo/snapshot.ts';
import type { Arm, Trial } from './run/trial.ts';
import { checkAssertions } from './score/check.ts';
import { assertionsThatAsk, comparesAnswers } from './score/judge/asked.ts';
import { chooseJudges, type Judges } from './score/judge/choose.ts';
import { loadKinds } from './score/kinds.ts';
import { pathBeside, readScripts, type ScriptSource } from './score/script/source.ts';
import { isServed } from './served.ts';
import { suiteNotices } from './suite/compare.ts';
import { readSuite } from './suite/read.ts';
import { sampleCases } from './suite/sample.ts';
import type { Case, Suite } from './suite/suite.ts';
import type { SegmentEvidence } from './verdict/evidence.ts';

const NOTHING_TO_COMPARE =
  'This prompt is new, so `select-best` has no other answer to compare with, and passes.';

/** One version of a prompt, and who answers it. */
export type PlannedArm = { prompt: Prompt; target: ModelTarget };

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
  notices: string[];
};

export type PlanContext = {
  config: Config;
  credentials: Credentials;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  /** Whether models will be asked: a judge without a key is then an error. Default: true. */
  needsKeys?: boolean;
  /** Whether the candidate is trusted so far that its scripts may run. Default: no. */
  runsScripts?: boolean;
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
  const notices = [
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
  if (!baseline && suite.cases.some(comparesAnswers)) notices.push(NOTHING_TO_COMPARE);
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

/**
 * What bounds the reuse of an answer: a name, which answers at temperature 0 do not need; or, where the arms must be
 * asked apart whatever they say, a name for each.
 */
export type Scope = string | ((arm: Arm) => string);

/** The trials of some cases, lazily: both arms of a case side by side, the arm that goes first alternating. */
export function* trialsOf(plan: PromptPlan, cases: Iterable<Case>, scope: Scope): Generator<Trial> {
  let candidateFirst = false;
  const arms = armsOf(plan).map(([arm, { prompt, target }]) => {
    const options = { sharesInstructions: sharesInstructions(prompt, plan.suite.cases) };
    return { arm, prompt, target, options };
  });
  for (const testCase of cases) {
    const requests = arms.map(({ arm, prompt, target, options }) => ({
      arm,
      request: buildRequest(target, renderMessages(prompt, testCase.vars), prompt.parameters, options),
      scope: scopeOf(scope, arm, prompt),
    }));
    for (let index = 0; index < plan.trials; index++) {
      for (const { arm, request, scope } of candidateFirst ? requests.toReversed() : requests) {
        yield { prompt: plan.change.path, caseId: testCase.id, arm, index, request, scope };
      }
      candidateFirst = !candidateFirst;
    }
  }
}

function scopeOf(scope: Scope, arm: Arm, prompt: Prompt): string {
  if (typeof scope === 'function') return scope(arm);
  return prompt.parameters.temperature === 0 ? '' : scope;
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

/** The config's own entry for a prompt, where the owner spelled it out. */
export function entryOf(config: Config, path: string): PromptEntry | undefined {
  return config.prompts.find(
    (source): source is PromptEntry => source.kind === 'entry' && source.path === path,
  );
}

/** The same for a change: a prompt that was renamed keeps the entry of its old path until the config follows. */
export function entryOfChange(config: Config, { part, ...change }: PromptChange): PromptEntry | undefined {
  const { path, baselinePath = path } = part ?? change;
  return entryOf(config, path) ?? entryOf(config, baselinePath);
}

function armsOf(plan: PromptPlan): [Arm, PlannedArm][] {
  const candidate: [Arm, PlannedArm] = ['candidate', plan.candidate];
  return plan.baseline ? [['baseline', plan.baseline], candidate] : [candidate];
}

/** Reads one version of a prompt, and finds who answers it. Throws ConfigurationError(s) with places. */
export async function planArm(
  { path, part }: { path: string; part?: number | undefined },
  snapshot: Snapshot,
  entry: PromptEntry | undefined,
  { config, credentials }: PlanContext,
): Promise<PlannedArm> {
  const canAsk = (name: string) => isServed(name, { models: config.models, credentials });
  const prompt = await readPrompt({ snapshot, path, entry, part, canAsk });
  if (prompt.model === null) {
    throw new ConfigurationError(prompt.modelProblem ?? 'this prompt names no model.', {
      place: prompt.modelPlace,
      remedy: prompt.modelProblem
        ? 'Name the model as `model:` in the entry of this prompt under `prompts:` in the config.'
        : 'Add `model:` to the prompt file, or to its entry under `prompts:` in the config.',
    });
  }
  const place = prompt.modelPlace;
  const target = resolveTarget(prompt.model, { models: config.models, credentials, place });
  refuseUnaskable(target, prompt);
  return { prompt, target };
}

/**
 * The version at the base. One that cannot be read or run has nothing to say against its repair: then the candidate is
 * measured as a new prompt is.
 */
async function planBaseline(
  { baselinePath, part }: PromptChange,
  entry: PromptEntry | undefined,
  context: PlanContext,
): Promise<{ baseline: PlannedArm | null; notices: string[] }> {
  const path = part ? part.baselinePath : baselinePath;
  if (path === undefined) return { baseline: null, notices: [] };
  const own = entryOf(context.config, path) ?? entry;
  try {
    const source = { path, part: part?.baselineIndex };
    return { baseline: await planArm(source, context.base, own, context), notices: [] };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    if (!first) throw problem;
    const why = `${first.place ? `${formatPlace(first.place)}: ` : ''}${first.problem}`;
    return {
      baseline: null,
      notices: [`The prompt at the base cannot be run, so the candidate is measured as a new one is. ${why}`],
    };
  }
}

async function checkSuite(
  suite: Suite,
  candidate: Prompt,
  baseline: Prompt | null,
  { runsScripts }: PlanContext,
): Promise<string[]> {
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
async function scriptNotices(scripts: readonly ScriptSource[], context: PlanContext): Promise<string[]> {
  const changed: string[] = [];
  for (const path of scripts.flatMap((script) =>
    script.files.map(({ path: file }) => pathBeside(script, file)),
  )) {
    if ((await context.base.blob(path)) !== (await context.candidate.blob(path))) changed.push(path);
  }
  return changed.length === 0
    ? []
    : [
        `This pull request changes scripts that judge its answers: ${[...new Set(changed)].sort().join(', ')}.`,
      ];
}

/** Tools that either arm declares, each once: a call is judged by those of its own arm. */
function toolsOf(candidate: Prompt, baseline: Prompt | null): Json[] {
  const tools = [...(candidate.parameters.tools ?? []), ...(baseline?.parameters.tools ?? [])];
  return [...new Map(tools.map((tool) => [JSON.stringify(tool), tool])).values()];
}

function pinNotices({ target, prompt }: PlannedArm, config: Config): string[] {
  if (isPinned(target)) return [];
  if (config.requirePinnedModels) {
    throw new ConfigurationError(`the model "${target.model}" is not pinned to a dated snapshot.`, {
      place: prompt.modelPlace,
      remedy: 'Name a snapshot (for example gpt-4.1-mini-2025-04-14), or set `require-pinned-models: false`.',
    });
  }
  return [`The model ${target.model} is an alias that can change its behaviour without a pull request.`];
}

function countSegment(cases: Iterable<Case>, segment: string): number {
  let count = 0;
  for (const testCase of cases) if (testCase.segments.includes(segment)) count++;
  return count;
}
