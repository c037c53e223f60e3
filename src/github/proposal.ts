import { describeFailure, type GitHub, statusOf } from './api.ts';
import type { RepositoryName } from './event.ts';

/** A pull request that a command keeps up to date: one for each branch. */
export type Proposal = {
  repository: RepositoryName;
  /** Of this repository, and pushed already. */
  head: string;
  base: string;
  title: string;
  /** Markdown. */
  body: string;
};

export type ProposalOutcome =
  | { kind: 'opened' | 'updated' | 'unchanged' | 'closed'; number: number; url: string }
  /** There is none to close. */
  | { kind: 'none' }
  /** `problem` is one sentence of our own, with what to do. */
  | { kind: 'failed'; problem: string };

/** An open pull request of the branch. */
type Open = { number: number; url: string; title: string; body: string };

/** Opens the pull request, or brings title and text of the open one up to date. Never throws because of GitHub. */
export async function publishProposal(github: GitHub, proposal: Proposal): Promise<ProposalOutcome> {
  try {
    const open = await findOpen(github, proposal);
    if (open === undefined) return await openOnce(github, proposal);
    return await update(github, open, proposal);
  } catch (error) {
    return failed(error);
  }
}

/** Closes the open pull request of a branch, if there is one. Never throws because of GitHub. */
export async function closeProposal(
  github: GitHub,
  proposal: Pick<Proposal, 'repository' | 'head'>,
): Promise<ProposalOutcome> {
  try {
    const open = await findOpen(github, proposal);
    if (open === undefined) return { kind: 'none' };
    const { number, url } = open;
    await github.rest.pulls.update({ ...proposal.repository, pull_number: number, state: 'closed' });
    return { kind: 'closed', number, url };
  } catch (error) {
    return failed(error);
  }
}

async function findOpen(
  github: GitHub,
  { repository, head }: Pick<Proposal, 'repository' | 'head'>,
): Promise<Open | undefined> {
  const { owner, repo } = repository;
  const { data } = await github.rest.pulls.list({
    ...{ owner, repo, state: 'open', per_page: 100 },
    head: `${owner}:${head}`,
  });
  const own = data.find((pull) => {
    // Null where a fork is gone; a fork of the same owner may have a branch of this name.
    const from: { full_name: string } | null = pull.head.repo;
    return pull.head.ref === head && from?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  });
  return own && { number: own.number, url: own.html_url, title: own.title, body: own.body ?? '' };
}

async function openOnce(github: GitHub, proposal: Proposal): Promise<ProposalOutcome> {
  const { repository, head, base, title, body } = proposal;
  try {
    const { data } = await github.rest.pulls.create({ ...repository, head, base, title, body });
    return { kind: 'opened', number: data.number, url: data.html_url };
  } catch (error) {
    // Its answer was lost, or another run was faster.
    const open = await findOpen(github, proposal).catch(() => undefined);
    if (open === undefined) throw error;
    return update(github, open, proposal);
  }
}

async function update(
  github: GitHub,
  { number, url, ...before }: Open,
  { repository, title, body }: Proposal,
): Promise<ProposalOutcome> {
  // GitHub may give line ends of its own.
  const isSame = before.title === title && withLineFeeds(before.body) === withLineFeeds(body);
  if (isSame) return { kind: 'unchanged', number, url };
  await github.rest.pulls.update({ ...repository, pull_number: number, title, body });
  return { kind: 'updated', number, url };
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function failed(error: unknown): ProposalOutcome {
  const { kind, sentence } = describeFailure(error, 'pull-requests: write');
  const setting =
    kind === 'permission' && statusOf(error) === 403
      ? ' Settings → Actions → General also has to allow GitHub Actions to create pull requests.'
      : '';
  return { kind: 'failed', problem: `${sentence}${setting}` };
}
