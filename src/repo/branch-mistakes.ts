import { ConfigurationError } from '../base/errors.ts';
import { describeValue } from '../document/describe.ts';
import type { KnownTip } from './known-tip.ts';
import type { BranchPlace } from './remote.ts';

/** Throws ConfigurationError for what git does not take as the name of a branch. */
export function requireBranchName(branch: string): void {
  const isName =
    /^[^\s~^:?*[\\\p{Cc}]{1,200}$/u.test(branch) &&
    !/^[-/.]|\/$|\/\/|\/\.|\.\.|@\{|\.$|\.lock(?:\/|$)|^@$/.test(branch);
  if (isName) return;
  throw new ConfigurationError(`${describeValue(branch)} cannot be the name of a branch.`, {
    remedy: 'Write a name such as prompt-registry.',
  });
}

/** The branch was there, and is no more. */
export function branchGone(place: BranchPlace, { ref, commit }: KnownTip): ConfigurationError {
  const { remote, branch } = place;
  return new ConfigurationError(
    `The branch ${describeValue(branch)} is gone from ${describeValue(remote)}, where it was at ${short(commit)}.`,
    {
      remedy: `Restore it: git push ${remote} ${commit}:refs/heads/${branch}. If it was deleted on purpose, forget it: git update-ref -d ${ref}.`,
    },
  );
}

/** The branch is at a commit that does not go on from where it was: something was taken out of its history. */
export function branchRewound(
  place: BranchPlace,
  { ref, commit }: KnownTip,
  now: string,
): ConfigurationError {
  const { remote, branch } = place;
  return new ConfigurationError(
    `The branch ${describeValue(branch)} of ${describeValue(remote)} was set to ${short(now)}, which does not go on from ${short(commit)}, where it was.`,
    {
      remedy: `Restore it: git push --force-with-lease=${branch}:${now} ${remote} ${commit}:refs/heads/${branch}. If it was done on purpose, forget the old one: git update-ref -d ${ref}.`,
    },
  );
}

function short(commit: string): string {
  return commit.slice(0, 12);
}
