import { ConfigurationError, ConfigurationErrors } from '../../../base/errors.ts';
import type { ModelTarget } from '../../../domain/answer.ts';
import type { RefinedState } from '../../../domain/refined.ts';
import type { PromptState, VersionState } from '../../../domain/registry-state.ts';
import { keyOf } from '../../../model/credentials.ts';
import { resolveTarget } from '../../../model/target.ts';
import { type ArmSource, armPlanner } from '../../../plan/arms.ts';
import { type PromptPlan, planPrompt } from '../../../plan/plan.ts';
import type { Repository } from '../../../repo/git.ts';
import { evaluationScope } from '../evaluate.ts';
import { openLog, readEvidence } from '../log.ts';
import { requirePrompt } from '../lookup.ts';
import { type FoundPrompt, findPrompts } from '../main-prompts.ts';
import { type Main, refuseOlderMain } from '../opened.ts';
import type { Writing } from '../writing.ts';
import type { RefineRequest } from './outcome.ts';

/** What main and the registry say of the prompt. */
export type Ground = {
  repository: Repository;
  main: Main;
  writing: Writing;
  found: FoundPrompt;
  version: VersionState;
  /** In which the answers of its newest evidence are kept; of a version without any, where `record` would look for them. */
  scope: string;
  /** Ids of failing cases by that evidence, as evidence has them; null where there is none. */
  knownFailing: ReadonlySet<string> | null;
  refined: RefinedState | undefined;
  /** Of the whole suite, without a baseline. */
  plan: PromptPlan;
  /** Whether there is a key for the prompt's model. */
  hasKey: boolean;
  /** Whether models may be asked: there is a key, and it is no dry run. */
  asks: boolean;
  /** The model that labels, varies and edits; null: there is no key for it. */
  helper: ModelTarget | null;
};

/**
 * Reads what main has of the prompt, and its newest evidence.
 * @throws ConfigurationError(s): no such prompt, one that main lacks or has otherwise than it was recorded, and whatever is
 *   wrong with prompt or suite
 */
export async function readGround(
  { repository, main, writing }: Pick<Ground, 'repository' | 'main' | 'writing'>,
  request: RefineRequest,
): Promise<Ground> {
  using log = await openLog(writing);
  await refuseOlderMain(repository, { commit: main.commit, recorded: log.state.recorded });
  const prompt = requirePrompt(log.state, request.prompt, main.registry.environments);
  const found = await promptOnMain(main, request.prompt);
  const version = versionOnMain(prompt, found);
  const known = await readEvidence(log, request.prompt, version.version);
  const hasKey = Boolean(keyOf(found.arm.target, request.credentials));
  const asks = hasKey && !request.dryRun;
  const plan = await planOf({ main, found }, { candidate: found.source, baseline: null, asks }, request);
  return {
    ...{ repository, main, writing, found, version, plan, hasKey, asks },
    scope:
      known?.file.scope ??
      evaluationScope({ digest: version.digest, round: Math.max(0, version.evidence.length - 1) }),
    knownFailing:
      known === undefined
        ? null
        : new Set(
            Object.entries(known.file.cases).flatMap(([id, one]) => (one.passes < one.trials ? [id] : [])),
          ),
    refined: prompt.refined,
    helper: asks ? helperOf(plan, main, request) : null,
  };
}

/**
 * A plan of the prompt's whole suite.
 * @param arms.asks whether models will be asked, so that their keys are needed
 */
export async function planOf(
  { main, found }: Pick<Ground, 'main' | 'found'>,
  { candidate, baseline, asks }: { candidate: ArmSource; baseline: ArmSource | null; asks: boolean },
  { credentials, runsNodeScripts }: Pick<RefineRequest, 'credentials' | 'runsNodeScripts'>,
): Promise<PromptPlan> {
  const plan = await planPrompt(
    { name: found.name, candidate, baseline },
    {
      config: main.config,
      credentials,
      planArm: armPlanner({ credentials }),
      base: main.snapshot,
      needsKeys: asks,
      runsNodeScripts,
    },
  );
  const { cases } = plan.suite;
  return { ...plan, looks: [cases, cases] };
}

async function promptOnMain(main: Main, name: string): Promise<FoundPrompt> {
  const { prompts, unreadable } = await findPrompts(main.snapshot, main.config);
  const found = prompts.find((each) => each.name === name);
  if (found) return found;
  const broken = unreadable.find((each) => each.name === name);
  if (broken) throw new ConfigurationErrors(broken.mistakes);
  throw new ConfigurationError(`Main has no prompt ${name} any more, so there is nothing to refine.`, {
    remedy: 'Name a prompt that main has: `status` lists them.',
  });
}

function versionOnMain(prompt: PromptState, found: FoundPrompt): VersionState {
  const version = Object.values(prompt.versions).find(({ digest }) => digest === found.digest);
  if (version) return version;
  throw new ConfigurationError(`What main has of ${found.name} is not recorded yet.`, {
    place: { path: found.path },
    remedy: 'Run `record` first.',
  });
}

/** The model that is named, else the policy's judge, else the prompt's own; null where it has no key. */
function helperOf(
  { candidate }: PromptPlan,
  { config }: Main,
  { model, credentials }: RefineRequest,
): ModelTarget | null {
  const { models, judge } = config;
  const place = model === undefined ? judge.place : undefined;
  const name = model ?? judge.model;
  const target = name === null ? candidate.target : resolveTarget(name, { models, credentials, place });
  if (keyOf(target, credentials)) return target;
  if (model === undefined) return keyOf(candidate.target, credentials) ? candidate.target : null;
  throw new ConfigurationError(`There is no key for the model ${model}.`, {
    remedy: 'Set its key in the environment, or leave out --model.',
  });
}
