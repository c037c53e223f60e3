import {
  type ConfigurationError,
  ConfigurationErrors,
  mistakesIn,
  unlessMistaken,
} from '../../base/errors.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Config } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { filesOfSuite } from '../../domain/suite.ts';
import type { RunEstimate } from '../../model/estimate.ts';
import { nameOf } from '../../model/names.ts';
import { armPlanner } from '../../plan/arms.ts';
import { estimatePlan, type StoredAnswers, wholeEstimate } from '../../plan/estimate.ts';
import { askedModels } from '../../plan/models.ts';
import { promptsOfFile } from '../../plan/parts.ts';
import {
  type PlanContext,
  type PlanStage,
  type PromptPlan,
  type PromptToPlan,
  planWithMistakes,
} from '../../plan/plan.ts';
import type { LoadScripts } from '../../score/script/loader.ts';
import type { ReadSuite } from '../../suite/read.ts';
import { findingsBesideMistakes, findingsOfPrompt, type PromptFindings } from './findings.ts';
import { checkSegments, type KnownDrops, type SegmentCheck } from './segments.ts';

export type PromptCheck = {
  /** Path of the file; if the file has several prompts, the name of this one. */
  path: string;
  file: string;
  errors: ConfigurationError[];
  /** Nothing is wrong but that no model can be asked: with one, the prompt can be run. */
  needsModel: boolean;
  /** What is likely not meant; of a prompt that cannot be run, as far as it can be read. */
  findings: Finding[];
  /** Paths of the files with its cases and values, as far as they can be read. */
  suiteFiles: string[];
  /** Paths of the files that it includes. */
  includes: string[];
  found: Found | null;
};

type Found = {
  /** As `provider:model`. */
  models: string[];
  suite: string;
  cases: number;
  segments: SegmentCheck[];
  /** Estimate of the first look, judgements included, without answers that are stored. */
  estimate: RunEstimate;
  judgements: number;
  /** Answers that are stored. */
  stored: number;
  /** Answers whose length is assumed, since none of their model is stored. */
  assumed: number;
  /** The judges as `provider:model`; empty if no model judges. */
  judges: string[];
  notices: Notice[];
} & Pick<PromptFindings, 'promptCache'>;

/** How far looking at a prompt is. */
export type CheckStage = PlanStage | { kind: 'opening' } | { kind: 'measuring'; cases: number };

/** Asked of no one: stands for a model that the owner has yet to name. */
const STAND_IN = 'openai:gpt-4.1-mini-2025-04-14';

type Context = {
  config: Config;
  credentials: Credentials;
  discordance: number;
  today?: string | undefined;
  loadScripts?: LoadScripts | undefined;
  readSuite?: ReadSuite | undefined;
  onStage?: ((stage: CheckStage) => void) | undefined;
  knownDrops?: KnownDrops | undefined;
  /** Answers that are stored in this clone; by default none. */
  earlier?: StoredAnswers | undefined;
  /** Names of other prompts. */
  taken?: ReadonlySet<string>;
};

const NOTHING_FOUND = { needsModel: false, findings: [], suiteFiles: [], includes: [], found: null };

/** Checks the prompts of one file of a snapshot under a config. Mistakes in them become `errors`; only bugs throw. */
export async function checkFile(path: string, snapshot: Snapshot, context: Context): Promise<PromptCheck[]> {
  let prompts: PromptToPlan[];
  try {
    prompts = await promptsOfFile(path, { snapshot, ...context });
  } catch (error) {
    return [{ ...NOTHING_FOUND, path, file: path, errors: mistakesIn(error) }];
  }
  const checks: PromptCheck[] = [];
  for (const prompt of prompts) checks.push(await checkPrompt(prompt, path, snapshot, context));
  return checks;
}

async function checkPrompt(
  prompt: PromptToPlan,
  file: string,
  snapshot: Snapshot,
  how: Context,
): Promise<PromptCheck> {
  const { config, credentials, loadScripts, readSuite, onStage } = how;
  const context = {
    config,
    credentials,
    planArm: armPlanner({ credentials }),
    loadScripts,
    readSuite,
    base: snapshot,
    needsKeys: false,
    runsNodeScripts: true,
    onStage,
  };
  const check = { ...NOTHING_FOUND, path: prompt.name, file };
  try {
    const { plan, mistakes } = await planWithMistakes(prompt, context);
    if (mistakes.length === 0) return { ...check, errors: [], ...(await foundIn(plan, snapshot, how)) };
    return { ...check, errors: told(mistakes), ...(await besideMistakes(plan, snapshot, how)) };
  } catch (error) {
    const mistakes = mistakesIn(error);
    const behind = await behindModel(prompt, context);
    if (behind === null) return { ...check, errors: told(mistakes) };
    const needsModel = behind.mistakes.length === 0;
    const beside = behind.plan ? await besideMistakes(behind.plan, snapshot, how) : {};
    return { ...check, errors: told([...mistakes, ...behind.mistakes]), ...beside, needsModel };
  }
}

/** Each once. */
function told(mistakes: readonly ConfigurationError[]): ConfigurationError[] {
  return [...new ConfigurationErrors(mistakes).errors];
}

async function foundIn(
  plan: PromptPlan,
  snapshot: Snapshot,
  { config, discordance, knownDrops, onStage, earlier, today = '' }: Context,
): Promise<Omit<PromptCheck, 'path' | 'file' | 'errors' | 'needsModel'>> {
  onStage?.({ kind: 'measuring', cases: plan.suite.cases.length });
  const estimate = await estimatePlan({ plan, cases: plan.looks[0], earlier });
  const judges = Object.values(plan.judges).filter((judge) => judge !== null);
  const segments = checkSegments(plan, discordance, knownDrops);
  const { findings, promptCache } = await findingsOfPrompt(plan, { config, segments, snapshot, today });
  return {
    findings,
    ...filesOf(plan),
    found: {
      models: askedModels(plan.candidate).map(({ target }) => nameOf(target)),
      suite: plan.suite.path,
      cases: plan.suite.cases.length,
      segments,
      estimate: wholeEstimate(estimate),
      judgements: estimate.judgements.calls,
      stored: estimate.stored,
      assumed: estimate.assumed,
      judges: judges.map(nameOf),
      notices: plan.notices,
      promptCache,
    },
  };
}

function filesOf({ candidate, suites }: PromptPlan): Pick<PromptCheck, 'suiteFiles' | 'includes'> {
  return {
    suiteFiles: filesOfSuite(suites.candidate),
    includes: Object.values(candidate.prompt.includes).map(({ path }) => path),
  };
}

async function besideMistakes(
  plan: PromptPlan,
  snapshot: Snapshot,
  { config, today = '' }: Context,
): Promise<Pick<PromptCheck, 'findings' | 'suiteFiles' | 'includes'>> {
  const isModelKnown = askedModels(plan.candidate).every(({ prompt }) => prompt.model !== STAND_IN);
  const findings = await findingsBesideMistakes(plan, { config, snapshot, today, isModelKnown });
  return { findings, ...filesOf(plan) };
}

/** What else is wrong with a prompt whose model cannot be asked, found with one that can; null where that can be asked. */
async function behindModel(
  { name, candidate }: PromptToPlan,
  context: PlanContext,
): Promise<{ plan: PromptPlan | null; mistakes: ConfigurationError[] } | null> {
  const { entry = { kind: 'entry', path: candidate.path }, ...source } = candidate;
  const withModel = { ...source, entry: { ...entry, model: STAND_IN } };
  const isTheModel =
    (await unlessMistaken(() => context.planArm(candidate))) === undefined &&
    (await unlessMistaken(() => context.planArm(withModel))) !== undefined;
  if (!isTheModel) return null;
  try {
    return await planWithMistakes({ name, candidate: withModel, baseline: withModel }, context);
  } catch (error) {
    return { plan: null, mistakes: mistakesIn(error) };
  }
}
