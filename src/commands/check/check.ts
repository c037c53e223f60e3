import type { ConfigurationError } from '../../base/errors.ts';
import { missingEntries, promptPaths, refuseMissing } from '../../change/detect.ts';
import { readConfig } from '../../config/read.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { MissingEntry } from '../../domain/change.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { StoredAnswers } from '../../plan/estimate.ts';
import { findNames } from '../../plan/names.ts';
import { openRepository } from '../../repo/git.ts';
import { remembering } from '../../repo/remembering.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { scriptLoader } from '../../score/script/loader.ts';
import { type ReadSuite, suiteReader } from '../../suite/read.ts';
import { type CheckStage, checkFile, type PromptCheck } from './check-prompt.ts';
import { findingsOfFiles, findingsOfNames } from './findings.ts';
import { mistakenPolicyNames } from './policy-names.ts';
import { checkPortfolios, type PortfolioCheck } from './portfolios.ts';

export type CheckRequest = {
  directory: string;
  configPath: string;
  /** Paths or names of prompts: only these are checked, and no portfolio. Default, and if empty: everything. */
  only?: readonly string[] | undefined;
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
  stage: CheckStage;
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

type WatchedFile = Awaited<ReturnType<typeof promptPaths>>[number];
type ChooseFiles = (watched: readonly WatchedFile[]) => Promise<readonly WatchedFile[]>;

/** Share of discordant cases between two harmless versions that planning assumes, as the published simulations do. */
export const ASSUMED_DISCORDANCE = 0.15;
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
    const { only = [], directory } = request;
    const choose: ChooseFiles = async (watched) => {
      const { meantFiles } = await import('../meant-files.ts');
      return meantFiles(only, { watched, snapshot, root: repository.root, directory });
    };
    const { withStoredAnswers } = await import('./stored.ts');
    return await withStoredAnswers(repository, (earlier) =>
      checkSnapshot(snapshot, {
        ...{ ...request, stateOf, earlier },
        choose: only.length > 0 ? choose : undefined,
      }),
    );
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
    choose,
    earlier,
  }: Omit<CheckRequest, 'directory' | 'only'> & {
    readSuite?: ReadSuite | undefined;
    /** What the registry knows; by default it is not looked at. */
    stateOf?: ((registry: RegistryPolicy) => Promise<RegistryState | null>) | undefined;
    /** Chooses some of the watched files: then nothing but their prompts is checked. */
    choose?: ChooseFiles | undefined;
    /** Answers that are stored in this clone; by default none. */
    earlier?: StoredAnswers | undefined;
  },
): Promise<RepositoryCheck> {
  const snapshot = remembering(read);
  const { config, source } = await readConfig({ base: snapshot, head: snapshot, path: configPath });
  const missing = await missingEntries(config.prompts, [snapshot]);
  refuseMissing(missing.filter(({ meant }) => meant !== null));
  const watched = await promptPaths(snapshot, config.prompts);
  const paths = (await choose?.(watched)) ?? watched;
  const prompts: PromptCheck[] = [];
  const taken = new Set(paths.map(({ path }) => path));
  const shared = { loadScripts: scriptLoader(), knownDrops: new Map() };
  for (const [done, { path }] of paths.entries()) {
    const onStage = (stage: CheckProgress['stage']) =>
      onProgress?.({ done, total: paths.length, path, stage });
    onStage({ kind: 'opening' });
    const how = { config, credentials, discordance, today, readSuite, earlier };
    const context = { ...how, taken, onStage, ...shared };
    const checks = await checkFile(path, snapshot, context);
    for (const check of checks) taken.add(check.path);
    prompts.push(...checks);
  }
  const isPart = choose !== undefined;
  const names = isPart || config.registry === null ? null : await findNames(snapshot, paths);
  const portfolios = isPart ? [] : await checkPortfolios(snapshot, config.registry, stateOf);
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

/** The files of prompts, what they include, and their suites, as far as they can be read. */
function filesOf(prompts: readonly PromptCheck[]): Map<string, 'prompt' | 'suite'> {
  return new Map([
    ...prompts.flatMap(({ suiteFiles }) => suiteFiles.map((path): [string, 'suite'] => [path, 'suite'])),
    ...prompts.flatMap(({ file, includes }) =>
      [file, ...includes].map((path): [string, 'prompt'] => [path, 'prompt']),
    ),
  ]);
}
