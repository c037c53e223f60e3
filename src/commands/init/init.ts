import type { Credentials } from '../../domain/answer.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { type ProviderName, providerNames } from '../../model/providers/table.ts';
import { vendorOfWord } from '../../model/vendors.ts';
import { openRepository, type Repository } from '../../repo/git.ts';
import { remembering } from '../../repo/remembering.ts';
import { snapshotOfWorkTree } from '../../repo/snapshots.ts';
import { type ReadSuite, suiteReader } from '../../suite/read.ts';
import { checkSnapshot } from '../check/check.ts';
import type { PromptCheck } from '../check/check-prompt.ts';
import { composePolicy, type LeftPrompt } from './compose.ts';
import { dashboardWorkflow } from './dashboard-workflow.ts';
import { findPrompts } from './find.ts';
import type { FoundPrompt } from './found.ts';
import { ownersLine } from './owners.ts';
import { addLine, isThere, placeFile } from './place.ts';
import {
  hasRegistry,
  mainBranchOf,
  REGISTRY_SECTION,
  registryWorkflows,
  withRegistry,
  workflowOf,
} from './registry.ts';
import { type SegmentHint, segmentHints } from './segments.ts';
import { stemOf } from './stem.ts';
import { leftBehind, type Tried, tryPrompts } from './try.ts';
import {
  configLines,
  keyLines,
  ofSecret,
  runsTheGate,
  secretOf,
  WORKFLOW_PATH,
  workflowText,
} from './workflow.ts';

export type InitRequest = {
  /** Anywhere inside the repository. */
  directory: string;
  /** Path of the policy, relative to the repository's root. */
  configPath: string;
  credentials: Credentials;
  /** The model to use for prompts whose own model the gate cannot call. */
  model?: string | undefined;
  /** Report what would be written, and write nothing. */
  dryRun: boolean;
  /** Also set up the registry. */
  registry?: boolean | undefined;
  /** With the registry, also publish its dashboard on GitHub Pages. */
  dashboard?: boolean | undefined;
};

/** The prompts found in a repository, and the files written for it. */
export type Initiation = {
  watched: WatchedPrompt[];
  left: LeftPrompt[];
  /** Files that look like cases and belong to no prompt that was found. */
  strayCases: string[];
  policy: InitFile;
  workflow: InitFile;
  /** Null where no registry is asked for, or there is no prompt to watch. */
  registry: InitRegistry | null;
  /** The providers whose keys the workflow needs. */
  providers: ProviderName[];
  /** The names of the secrets with these keys, and with those of other vendors. */
  secrets: string[];
  /** Whether a pull request can be judged now. */
  ready: boolean;
};

export type WatchedPrompt = FoundPrompt & {
  check: NonNullable<PromptCheck['found']>;
  /** Fields that its cases could be segmented by; empty where segments are named already. */
  hints: SegmentHint[];
};

/** `kept`: it exists, and was not changed. `unneeded`: the defaults are enough, or there is no prompt to watch. */
export type InitFile = { path: string; state: 'written' | 'planned' | 'kept' | 'unneeded'; text: string };

/** `policyLacks`: what has to be added by hand to a policy that is there already; null where nothing has. */
export type InitRegistry = {
  workflows: InitFile[];
  policyLacks: string | null;
  /** The line of CODEOWNERS that asks somebody about portfolios; `todo`: no owner is known, so people have to add it. */
  owners: { path: string; line: string; state: 'written' | 'planned' | 'todo' } | null;
};

/**
 * Finds the prompts and cases of a repository, writes the policy and the workflow that it needs, and checks the prompts
 * under that policy. Overwrites nothing. Calls no model.
 * @throws ConfigurationError(s): no repository, or an existing policy that is broken.
 */
export async function initRepository(request: InitRequest): Promise<Initiation> {
  const repository = await openRepository(request.directory);
  const workTree = snapshotOfWorkTree(repository);
  const snapshot = remembering(workTree);
  const readSuite = suiteReader();
  try {
    const findings = await findPrompts(snapshot, request.credentials);
    const { credentials, model } = request;
    const { suites } = findings;
    const tried = await tryPrompts(findings.prompts, { suites, snapshot, readSuite, credentials, model });
    const hasPolicy = await isThere(repository.root, request.configPath);
    const text = hasPolicy || tried.watched.length === 0 ? null : policyText(tried, request);
    const outcome = await outcomeOf(tried, text, { snapshot, readSuite }, request);
    const providers = providersOf(outcome.watched);
    const keyVariables = keyVariablesOf(outcome.watched);
    const others = await runningTheGate(snapshot);
    const workflowPath = others[0] ?? WORKFLOW_PATH;
    const hasWorkflow = others.length > 0 || (await isThere(repository.root, WORKFLOW_PATH));
    const useful = outcome.watched.length > 0;
    const policy = fileOf(request.configPath, hasPolicy, useful ? (text ?? '') : '', request);
    const workflow = fileOf(
      workflowPath,
      hasWorkflow,
      useful ? workflowText({ providers, keyVariables, configPath: request.configPath }) : '',
      request,
    );
    const registry =
      request.registry && useful
        ? await registryOf({
            ...{ repository, snapshot, request, steps: { providers, keyVariables } },
            prompts: outcome.watched.map(({ path }) => path),
          })
        : null;
    for (const file of [policy, workflow, ...(registry?.workflows ?? [])]) {
      if (file.state === 'written') await placeFile(repository.root, file.path, file.text);
    }
    return {
      ...outcome,
      strayCases: strayCases(findings.suites, outcome),
      policy,
      workflow,
      registry,
      providers,
      secrets: [...providers.map(secretOf), ...keyVariables],
    };
  } finally {
    workTree.close();
  }
}

/** Checks the prompts, as `check` does, under the policy that exists or is to be written. */
async function outcomeOf(
  tried: Tried,
  text: string | null,
  { snapshot, readSuite }: { snapshot: Snapshot; readSuite: ReadSuite },
  { configPath, credentials }: InitRequest,
): Promise<Pick<Initiation, 'watched' | 'left' | 'ready'>> {
  const planned = text === null ? snapshot : withFile(snapshot, configPath, text);
  const { prompts, policy } = await checkSnapshot(planned, { configPath, credentials, readSuite });
  const known = new Map([...tried.watched, ...tried.left].map((prompt) => [prompt.path, prompt]));
  const watched: WatchedPrompt[] = [];
  const left: LeftPrompt[] = [];
  for (const { path, file, found, errors, needsModel } of prompts) {
    const unknown = { path: file, format: null, entry: {}, remark: null, problem: null };
    const prompt = { ...(known.get(file) ?? unknown), path };
    if (found) {
      // The owner of an existing policy has decided about segments already.
      const isOpen = text !== null || policy.revision === 'defaults';
      const isWhole = found.segments.length === 1 && found.segments[0]?.name === 'all';
      const source = { ...prompt, path: file };
      const hints =
        isOpen && isWhole
          ? await segmentHints(source, { snapshot, readSuite }, path === file ? undefined : 0)
          : [];
      watched.push({ ...prompt, check: found, hints });
    } else left.push(leftBehind(prompt, { errors, needsModel }));
  }
  const checked = new Set(prompts.map(({ file }) => file));
  const unnamed = tried.watched.filter(({ path }) => !checked.has(path));
  left.push(
    ...unnamed.map((prompt) => ({
      ...prompt,
      reason: `It could be watched; ${configPath} does not name it.`,
      needs: null,
    })),
    ...tried.left.filter(({ path }) => !checked.has(path)),
  );
  const ready = watched.length > 0 && watched.length === prompts.length;
  return { watched, left, ready };
}

function withFile(snapshot: Snapshot, path: string, text: string): Snapshot {
  return {
    ...snapshot,
    has: async (asked) => asked === path || snapshot.has(asked),
    read: async (asked) => (asked === path ? text : snapshot.read(asked)),
    blob: async (asked) => (asked === path ? `planned ${text.length}` : snapshot.blob(asked)),
  };
}

function askedIn(watched: readonly WatchedPrompt[]): string[] {
  return watched.flatMap(({ check }) => [...check.models, ...check.judges]);
}

function providersOf(watched: readonly WatchedPrompt[]): ProviderName[] {
  const names = askedIn(watched);
  return providerNames.filter((provider) => names.some((name) => name.startsWith(`${provider}:`)));
}

function keyVariablesOf(watched: readonly WatchedPrompt[]): string[] {
  const vendors = askedIn(watched).flatMap((name) => vendorOfWord(name.split(':', 1)[0] ?? '') ?? []);
  return [...new Set(vendors.flatMap(({ isKeyless, keyVariable }) => (isKeyless ? [] : [keyVariable])))];
}

function policyText(tried: Tried, { registry }: InitRequest): string | null {
  const composed = composePolicy(tried);
  return registry ? withRegistry(composed) : composed;
}

async function registryOf({
  repository,
  snapshot,
  request,
  prompts,
  steps: { providers, keyVariables },
}: {
  repository: Repository;
  snapshot: Snapshot;
  request: InitRequest;
  prompts: readonly string[];
  steps: { providers: readonly ProviderName[]; keyVariables: readonly string[] };
}): Promise<InitRegistry> {
  const there = await workflowPaths(snapshot);
  const config = configLines(request.configPath);
  const steps = { keys: keyLines(providers), variables: keyVariables.map(ofSecret), config };
  const planned = [
    ...registryWorkflows(await mainBranchOf(repository), steps),
    ...(request.dashboard ? [{ command: 'dashboard', ...dashboardWorkflow(config) }] : []),
  ];
  const workflows: InitFile[] = [];
  for (const { command, path, text } of planned) {
    const other = await workflowOf(command, snapshot, there);
    const exists = other !== undefined || (await isThere(repository.root, path));
    workflows.push(fileOf(other ?? path, exists, text, request));
  }
  const policy = await snapshot.read(request.configPath);
  const lacks = policy !== undefined && !hasRegistry(policy);
  const owners = await ownersOf(repository, snapshot, { ...request, prompts });
  return { workflows, policyLacks: lacks ? REGISTRY_SECTION : null, owners };
}

/** Adds the line about portfolios to CODEOWNERS, where somebody is known whom it may name. */
async function ownersOf(
  { root }: Repository,
  snapshot: Snapshot,
  request: InitRequest & { prompts: readonly string[] },
): Promise<InitRegistry['owners']> {
  const { path, before, line, owner } = await ownersLine(snapshot, request);
  if (line === null) return null;
  if (owner === null || before === null) return { path, line, state: 'todo' };
  if (request.dryRun) return { path, line, state: 'planned' };
  await addLine(root, { path, before, line });
  return { path, line, state: 'written' };
}

async function workflowPaths(snapshot: Snapshot): Promise<string[]> {
  return (await snapshot.list()).filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
}

async function runningTheGate(snapshot: Snapshot): Promise<string[]> {
  const running: string[] = [];
  for (const path of await workflowPaths(snapshot))
    if (runsTheGate((await snapshot.read(path).catch(() => '')) ?? '')) running.push(path);
  return running;
}

function fileOf(path: string, exists: boolean, text: string, { dryRun }: InitRequest): InitFile {
  if (exists) return { path, state: 'kept', text: '' };
  if (text === '') return { path, state: 'unneeded', text };
  return { path, state: dryRun ? 'planned' : 'written', text };
}

/** Those of prompts that are not watched yet, by their name, are no strays. */
function strayCases(
  suites: readonly string[],
  { watched, left }: Pick<Initiation, 'watched' | 'left'>,
): string[] {
  const used = new Set(watched.map(({ check }) => check.suite));
  const waiting = new Set(left.map(({ path }) => stemOf(path)));
  return suites.filter((path) => !used.has(path) && !waiting.has(stemOf(path)));
}
