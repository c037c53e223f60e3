import { ConfigurationError, GateFailure } from '../../base/errors.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { GitHub } from '../../github/api.ts';
import type { ProposalOutcome } from '../../github/proposal.ts';
import { readTip } from '../../repo/branch.ts';
import { type Author, updateBranch } from '../../repo/commit.ts';
import type { Repository } from '../../repo/git.ts';
import { refuseToReplace, withMark } from '../../repo/own-commit.ts';
import type { BranchPlace } from '../../repo/remote.ts';
import { snapshotAt } from '../../repo/snapshots.ts';
import { type GitHubAccess, gitHubAccess } from './github-access.ts';
import type { Main } from './opened.ts';

/** What became of a pull request that a command makes. */
export type ProposalReport = {
  /** The branch with the change. */
  branch: string;
  /** The branch that it is to be merged into; null: main is a branch of this clone, which GitHub is not asked about. */
  base: string | null;
  /**
   * `pushed`: the branch is there, and somebody has to open the pull request; `failed`: see `problem`. The others are the
   * pull request's.
   */
  outcome: 'opened' | 'updated' | 'unchanged' | 'closed' | 'pushed' | 'failed';
  /** Of the pull request, or where it can be opened; null where that is not known. */
  url: string | null;
  problem: string | null;
};

/**
 * The branch of a prompt's pull request: `prompt-refine/support`. A dot that git refuses where it stands in a branch's name
 * becomes a `+`, which no prompt has in its name: `a..b` is `prompt-refine/a+.b`.
 * @param about what the pull request is about
 */
export function proposalBranch(about: 'refine' | 'rebalance' | 'model', prompt: string): string {
  return `prompt-${about}/${prompt.replace(/\.(?=\.|lock$|$)/g, '+')}`;
}

/** As long as a remote is waited for. */
const TIMEOUT_MS = 30_000;

type Means = {
  repository: Repository;
  main: Main;
  author: Author;
  environment: Readonly<NodeJS.ProcessEnv>;
};

/** Files of main, changed. */
export type ProposedChange = {
  /** It is ours to replace while nobody else commits to it: `prompt-rebalance/support`. */
  branch: string;
  /** Their new texts, by path. */
  files: Readonly<Record<string, string>>;
  title: string;
  /** Markdown. */
  body: string;
};

/**
 * Puts changed files on their branch, as one commit on top of main's, and opens the pull request or brings it up to date
 * where GitHub may be asked. A branch with commits of somebody else is left as it is. What fails is told, and stops nothing
 * else.
 */
export async function propose(proposed: ProposedChange, means: Means): Promise<ProposalReport> {
  const { repository, main, author, environment } = means;
  const place = placeOfProposal(proposed.branch, main);
  const told = toldOf(place, main);
  const problem = await problemOf(async () => {
    const snapshot = snapshotAt(repository, main.commit);
    const files = await changedIn(snapshot, proposed.files);
    const change = { files, message: withMark(proposed.title, files) };
    const decide = async (tip: Snapshot | null) => {
      if (tip !== null) await refuseToReplace(repository, { branch: place.branch, tip, main: snapshot });
      return change;
    };
    const how = { author, onto: main.commit, answerMs: TIMEOUT_MS };
    await updateBranch(repository, place, decide, how).finally(() => snapshot.close());
  });
  if (problem !== null) return { ...told, outcome: 'failed', url: null, problem };
  const access = gitHubAccess(environment);
  const { base } = told;
  if (access === null || base === null) {
    return { ...told, outcome: 'pushed', url: openingUrl(place, main), problem: null };
  }
  const { title, body } = proposed;
  const { publishProposal } = await import('../../github/proposal.ts');
  const published = await publishProposal(await connected(access), {
    ...{ repository: access.repository, head: place.branch, base, title, body },
  });
  return reportOf(told, published);
}

/**
 * Closes the pull request whose branch has nothing that main does not have already.
 * @returns null where there is none, or it asks for something else
 */
export async function closeIfDone(
  { branch, files }: Pick<ProposedChange, 'branch' | 'files'>,
  { repository, main, environment }: Omit<Means, 'author'>,
): Promise<ProposalReport | null> {
  const access = gitHubAccess(environment);
  if (access === null) return null;
  const place = placeOfProposal(branch, main);
  const told = toldOf(place, main);
  let isDone = false;
  const problem = await problemOf(async () => {
    const { commit } = await readTip(repository, place, { history: 'any', timeoutMs: TIMEOUT_MS });
    if (commit === null) return;
    const snapshot = snapshotAt(repository, commit);
    isDone = true;
    for (const [path, text] of Object.entries(files)) {
      isDone &&= (await snapshot.read(path)) === text;
    }
    snapshot.close();
  });
  if (problem !== null) return { ...told, outcome: 'failed', url: null, problem };
  if (!isDone) return null;
  const { closeProposal } = await import('../../github/proposal.ts');
  const closed = await closeProposal(await connected(access), {
    ...{ repository: access.repository, head: place.branch },
  });
  return closed.kind === 'none' ? null : reportOf(told, closed);
}

/** The texts that are not main's already. */
async function changedIn(
  main: Snapshot,
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const changed: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    if ((await main.read(path)) !== text) changed[path] = text;
  }
  return changed;
}

function placeOfProposal(branch: string, { followed }: Main): BranchPlace {
  return { remote: followed?.remote ?? null, branch };
}

function toldOf({ branch }: BranchPlace, { followed }: Main): Pick<ProposalReport, 'branch' | 'base'> {
  return { branch, base: followed?.branch ?? null };
}

async function connected({ token, apiUrl }: GitHubAccess): Promise<GitHub> {
  const { connect } = await import('../../github/api.ts');
  return connect(token, apiUrl);
}

function reportOf(told: Pick<ProposalReport, 'branch' | 'base'>, outcome: ProposalOutcome): ProposalReport {
  if (outcome.kind === 'failed') return { ...told, outcome: 'failed', url: null, problem: outcome.problem };
  if (outcome.kind === 'none') throw new Error('a pull request was published, and there is none');
  return { ...told, outcome: outcome.kind, url: outcome.url, problem: null };
}

/** Where GitHub offers to open the pull request; null for another host, and where the address is not known. */
function openingUrl({ branch }: BranchPlace, { branch: web }: Main): string | null {
  if (web === null || !/^https:\/\/(?:[\w-]+\.)*github\./.test(web.repository)) return null;
  return `${web.repository}/compare/${web.branch}...${branch}?expand=1`;
}

/** Why something did not work, in words for people; null where it did. */
async function problemOf(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (problem) {
    const isKnown = problem instanceof GateFailure || problem instanceof ConfigurationError;
    if (!isKnown) throw problem;
    return problem.message;
  }
}
