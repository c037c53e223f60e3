import {
  type ConfigurationError,
  ConfigurationErrors,
  mistakesIn,
  unlessMistaken,
} from '../../base/errors.ts';
import { missingEntries, promptPaths, refuseMissing } from '../../change/detect.ts';
import { readConfig } from '../../config/read.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { MissingEntry } from '../../domain/change.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Config } from '../../domain/policy.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { filesOfSuite } from '../../domain/suite.ts';
import type { RunEstimate } from '../../model/estimate.ts';
import { nameOf } from '../../model/names.ts';
import { armPlanner } from '../../plan/arms.ts';
import { estimatePlan, wholeEstimate } from '../../plan/estimate.ts';
import { askedModels } from '../../plan/models.ts';
import { findNames } from '../../plan/names.ts';
import { promptsOfFile } from '../../plan/parts.ts';
import { type PlanContext, type PlanStage, type PromptToPlan, planPrompt } from '../../plan/plan.ts';
import { openRepository } from '../../repo/git.ts';
import { remembering } from '../../repo/remembering.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { type LoadScripts, scriptLoader } from '../../score/script/loader.ts';
import { type ReadSuite, suiteReader } from '../../suite/read.ts';
import { findingsOfFiles, findingsOfNames, findingsOfPrompt, type PromptFindings } from './findings.ts';
import { mistakenPolicyNames } from './policy-names.ts';
import { checkPortfolios, type PortfolioCheck } from './portfolios.ts';
import { checkSegments, type KnownDrops, type SegmentCheck } from './segments.ts';

export type CheckRequest = {
  directory: string;
  configPath: string;
  credentials: Credentials;
  /** Share of cases that differ between two harmless versions, 0–1; `selfcheck` measures it. Default: 0.15. */
  discordance?: number | undefined;
  /** The day, `2026-11-29`, on which models are retired or not. Default: the machine's. */
  today?: string | undefined;
  /** Is told which file is looked at, before anything of it is done, and how far that is. */
  onProgress?: ((progress: CheckProgress) => void) | undefined;
};

/** Of so many files of prompts, so many are done; `stage`: how far the next one is. */
export type CheckProgress = {
  done: number;
  total: number;
  path: string;
  stage: PlanStage | { kind: 'opening' } | { kind: 'measuring'; cases: number };
};

/** What `check` finds out about the prompts of a repository. Effects are fractions. */
export type RepositoryCheck = {
  policy: { path: string; revision: 'base' | 'head' | 'defaults' | 'unread' };
  /** For which nothing else could be checked. */
  mistakes: readonly ConfigurationError[];
  /** Share of cases assumed to differ between two harmless versions. */
  discordance: number;
  /** Prompts that the policy names and that do not exist. */
  missing: MissingEntry[];
  prompts: PromptCheck[];
  /** Where the policy keeps a registry: prompts without a name, and several of one name. */
  nameMistakes: ConfigurationError[];
  /** Names in the policy that refer to nothing, besides what the prompts use. */
  policyMistakes: ConfigurationError[];
  portfolios: PortfolioCheck[];
  /** Secrets and data of people in the files of all prompts and suites; names in policy and portfolios that nothing has. */
  findings: Finding[];
};

export type PromptCheck = {
  /** Path of the file; if the file has several prompts, the name of this one. */
  path: string;
  file: string;
  errors: ConfigurationError[];
  /** Nothing is wrong but that no model can be asked: with one, the prompt can be run. */
  needsModel: boolean;
  found:
    | ({
        /** As `provider:model`. */
        models: string[];
        suite: string;
        /** Paths of the files with its cases and values. */
        suiteFiles: string[];
        cases: number;
        segments: SegmentCheck[];
        /** Estimate of the first look, judgements included. */
        estimate: RunEstimate;
        judgements: number;
        /** The judges as `provider:model`; empty if no model judges. */
        judges: string[];
        notices: Notice[];
        /** Paths of the files that it includes. */
        includes: string[];
      } & PromptFindings)
    | null;
};

/** Share of discordant cases between two harmless versions that planning assumes, as the published simulations do. */
export const ASSUMED_DISCORDANCE = 0.15;
/** Asked of no one: stands for a model that the owner has yet to name. */
const STAND_IN = 'openai:gpt-4.1-mini-2025-04-14';

/**
 * Validates every prompt, suite and the config in the working tree, and says what each suite can detect and what a
 * run of both arms would ask. Calls no model.
 * @throws ConfigurationError when there is no repository or the config itself is broken.
 */
export async function checkRepository(request: CheckRequest): Promise<RepositoryCheck> {
  const repository = await openRepository(request.directory);
  const snapshot = snapshotOfWorkTree(repository);
  try {
    const stateOf = async (registry: RegistryPolicy) => {
      const { knownRegistry } = await import('./known-registry.ts');
      return knownRegistry(repository, registry, request.configPath);
    };
    return await checkSnapshot(snapshot, { ...request, stateOf });
  } finally {
    snapshot.close();
  }
}

/**
 * The same for any snapshot. A prompt that the config names and that does not exist is reported as `missing`, as in
 * `gate`; if its name is likely misspelt, that is an error.
 * @throws ConfigurationError(s) when the config itself is broken.
 */
export async function checkSnapshot(
  read: Snapshot,
  {
    configPath,
    credentials,
    discordance = ASSUMED_DISCORDANCE,
    onProgress,
    today = new Date().toISOString().slice(0, 10),
    readSuite = suiteReader(),
    stateOf = async () => null,
  }: Omit<CheckRequest, 'directory'> & {
    readSuite?: ReadSuite | undefined;
    /** What the registry knows; by default it is not looked at. */
    stateOf?: ((registry: RegistryPolicy) => Promise<RegistryState | null>) | undefined;
  },
): Promise<RepositoryCheck> {
  const snapshot = remembering(read);
  const { config, source } = await readConfig({ base: snapshot, head: snapshot, path: configPath });
  const missing = await missingEntries(config.prompts, [snapshot]);
  refuseMissing(missing.filter(({ meant }) => meant !== null));
  const paths = await promptPaths(snapshot, config.prompts);
  const prompts: PromptCheck[] = [];
  const taken = new Set(paths.map(({ path }) => path));
  const shared = { loadScripts: scriptLoader(), knownDrops: new Map() };
  for (const [done, { path }] of paths.entries()) {
    const onStage = (stage: CheckProgress['stage']) =>
      onProgress?.({ done, total: paths.length, path, stage });
    onStage({ kind: 'opening' });
    const context = { config, credentials, discordance, today, taken, readSuite, onStage, ...shared };
    const checks = await checkFile(path, snapshot, context);
    for (const check of checks) taken.add(check.path);
    prompts.push(...checks);
  }
  const names = config.registry === null ? null : await findNames(snapshot, paths);
  const portfolios = await checkPortfolios(snapshot, config.registry, stateOf);
  const things = { config, policyPath: configPath, prompts, names: names?.prompts ?? [] };
  const findings = [
    ...(await findingsOfFiles(filesOf(prompts), snapshot, config.check.findings)),
    ...(names ? await findingsOfNames(portfolios, things, snapshot) : []),
  ];
  return {
    ...unchecked(source, []),
    ...{ discordance, missing, prompts, portfolios, findings },
    nameMistakes: names?.mistakes ?? [],
    policyMistakes: untoldMistakes(await mistakenPolicyNames({ config, credentials }), prompts),
  };
}

/** A judge that prompts ask is told with the first of them. */
function untoldMistakes(
  mistakes: readonly ConfigurationError[],
  prompts: readonly PromptCheck[],
): ConfigurationError[] {
  const told = new Set(prompts.flatMap(({ errors }) => errors.map(({ message }) => message)));
  return mistakes.filter(({ message }) => !told.has(message));
}

/** What is known where mistakes keep everything from being checked: in the policy, or of the repository. */
export function unchecked(
  { path, revision }: RepositoryCheck['policy'],
  mistakes: readonly ConfigurationError[],
): RepositoryCheck {
  const nothing = {
    ...{ missing: [], prompts: [], nameMistakes: [], policyMistakes: [], portfolios: [] },
    findings: [],
  };
  return { policy: { path, revision }, mistakes, discordance: ASSUMED_DISCORDANCE, ...nothing };
}

/** The files of prompts, and of those that can be run what they include, and their suites. */
function filesOf(prompts: readonly PromptCheck[]): Map<string, 'prompt' | 'suite'> {
  return new Map([
    ...prompts.flatMap(({ found }) =>
      (found?.suiteFiles ?? []).map((path): [string, 'suite'] => [path, 'suite']),
    ),
    ...prompts.flatMap(({ file, found }) =>
      [file, ...(found?.includes ?? [])].map((path): [string, 'prompt'] => [path, 'prompt']),
    ),
  ]);
}

type Context = {
  config: Config;
  credentials: Credentials;
  discordance: number;
  today?: string | undefined;
  loadScripts?: LoadScripts | undefined;
  readSuite?: ReadSuite | undefined;
  onStage?: ((stage: CheckProgress['stage']) => void) | undefined;
  knownDrops?: KnownDrops | undefined;
  /** Names of other prompts. */
  taken?: ReadonlySet<string>;
};

/** Checks the prompts of one file of a snapshot under a config. Mistakes in them become `errors`; only bugs throw. */
export async function checkFile(path: string, snapshot: Snapshot, context: Context): Promise<PromptCheck[]> {
  let prompts: PromptToPlan[];
  try {
    prompts = await promptsOfFile(path, { snapshot, ...context });
  } catch (error) {
    return [{ path, file: path, errors: mistakesIn(error), needsModel: false, found: null }];
  }
  const checks: PromptCheck[] = [];
  for (const prompt of prompts) checks.push(await checkPrompt(prompt, path, snapshot, context));
  return checks;
}

async function checkPrompt(
  prompt: PromptToPlan,
  file: string,
  snapshot: Snapshot,
  { config, credentials, discordance, loadScripts, readSuite, onStage, knownDrops, today = '' }: Context,
): Promise<PromptCheck> {
  const path = prompt.name;
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
  try {
    const plan = await planPrompt(prompt, context);
    onStage?.({ kind: 'measuring', cases: plan.suite.cases.length });
    const estimate = await estimatePlan(plan, plan.looks[0]);
    const judges = Object.values(plan.judges).filter((judge) => judge !== null);
    const segments = checkSegments(plan, discordance, knownDrops);
    return {
      path,
      file,
      errors: [],
      needsModel: false,
      found: {
        models: askedModels(plan.candidate).map(({ target }) => nameOf(target)),
        suite: plan.suite.path,
        suiteFiles: filesOfSuite(plan.suites.candidate),
        cases: plan.suite.cases.length,
        segments,
        estimate: wholeEstimate(estimate),
        judgements: estimate.judgements.calls,
        judges: judges.map(nameOf),
        notices: plan.notices,
        includes: Object.values(plan.candidate.prompt.includes).map(({ path: included }) => included),
        ...findingsOfPrompt(plan, { config, segments, today }),
      },
    };
  } catch (error) {
    const behind = await mistakesBehindModel(prompt, context);
    const errors = new ConfigurationErrors([...mistakesIn(error), ...(behind ?? [])]).errors.slice();
    return { path, file, errors, needsModel: behind?.length === 0, found: null };
  }
}

/** What else is wrong with a prompt whose model cannot be asked, found with one that can; null where that can be asked. */
async function mistakesBehindModel(
  { name, candidate }: PromptToPlan,
  context: PlanContext,
): Promise<ConfigurationError[] | null> {
  const { entry = { kind: 'entry', path: candidate.path }, ...source } = candidate;
  const withModel = { ...source, entry: { ...entry, model: STAND_IN } };
  const isTheModel =
    (await unlessMistaken(() => context.planArm(candidate))) === undefined &&
    (await unlessMistaken(() => context.planArm(withModel))) !== undefined;
  if (!isTheModel) return null;
  try {
    await planPrompt({ name, candidate: withModel, baseline: withModel }, context);
    return [];
  } catch (error) {
    return mistakesIn(error);
  }
}
