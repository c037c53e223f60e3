import type { ProposalReport } from './propose.ts';

/**
 * What became of a pull request, for people.
 * @param what main has already where it was closed: `those weights`
 */
export function proposalLines(
  { branch, base, outcome, url, problem }: ProposalReport,
  what: string,
): string[] {
  const into = base === null ? '' : ` into ${base}`;
  const words = {
    opened: 'A pull request was opened:',
    updated: 'Its pull request was brought up to date:',
    unchanged: 'Its pull request asks for that already:',
    closed: `Its pull request was closed, since main has ${what} already:`,
    pushed: `The change is on the branch ${branch}: open a pull request from it${into}.`,
    failed: `The pull request from ${branch}${into} was not made. ${problem ?? ''}`,
  };
  return [words[outcome], ...(url === null ? [] : [`  ${url}`])];
}
