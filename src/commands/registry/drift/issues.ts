import { ownMember } from '../../../base/json.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { IssueOutcome } from '../../../github/issue.ts';
import { markdownOf } from '../../../prose/text.ts';
import { isAccepted } from '../../../registry/drift.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { renderDriftIssue } from '../../../report/markdown/drift-issue.ts';
import { gitHubAccess } from '../github-access.ts';
import type { DriftIssue, DriftLook, DriftOutcome } from './outcome.ts';

/**
 * Keeps one issue for each prompt: opened or brought up to date where a version of it drifted, closed where all are clean.
 * What is undecided changes nothing. Where GitHub may not be asked, nothing is done.
 * @param of.policyPath of the policy: a repository may have several
 */
export async function keepIssues(
  { looks, pending }: Pick<DriftOutcome, 'looks' | 'pending'>,
  { environment, policyPath }: { environment: Readonly<NodeJS.ProcessEnv>; policyPath: string },
): Promise<DriftIssue[]> {
  const access = gitHubAccess(environment);
  if (access === null || looks.length === 0) return [];
  const [{ connect }, { closeIssue, keepIssue }] = await Promise.all([
    import('../../../github/api.ts'),
    import('../../../github/issue.ts'),
  ]);
  const github = await connect(access.token, access.apiUrl);
  const issues: DriftIssue[] = [];
  for (const [prompt, own] of byPrompt(looks)) {
    const of = { repository: access.repository, key: `drift ${policyPath} ${prompt}` };
    const drifted = own.filter(({ fact }) => fact.verdict === 'drifted');
    if (drifted.length > 0) {
      issues.push(...told(prompt, await keepIssue(github, { ...of, ...renderDriftIssue(prompt, drifted) })));
      continue;
    }
    const isClean = own.every(({ fact }) => fact.verdict === 'clean');
    if (!isClean || pending.some((one) => one.prompt === prompt)) continue;
    const comment =
      'Nothing drifts any more: every version that serves answers its suite as it did when it was promoted.';
    issues.push(...told(prompt, await closeIssue(github, { ...of, comment })));
  }
  return issues;
}

/**
 * Closes the issue of each prompt whose drift was accepted, where no version of it that serves is worse by another look.
 * @param state with the acceptances
 */
export async function closeAccepted(
  {
    state,
    prompts,
    by,
  }: { state: RegistryState; prompts: readonly string[]; by: { name: string; reason: string } },
  { environment, policyPath }: { environment: Readonly<NodeJS.ProcessEnv>; policyPath: string },
): Promise<DriftIssue[]> {
  const access = gitHubAccess(environment);
  const settled = prompts.filter((prompt) => isSettled(state, prompt));
  if (access === null || settled.length === 0) return [];
  const [{ connect }, { closeIssue }] = await Promise.all([
    import('../../../github/api.ts'),
    import('../../../github/issue.ts'),
  ]);
  const github = await connect(access.token, access.apiUrl);
  const issues: DriftIssue[] = [];
  const comment = markdownOf([
    `${by.name} accepted the drift: ${by.reason}. From now on the answers of that look are what counts.`,
  ]);
  for (const prompt of settled) {
    const of = { repository: access.repository, key: `drift ${policyPath} ${prompt}` };
    issues.push(...told(prompt, await closeIssue(github, { ...of, comment })));
  }
  return issues;
}

function isSettled(state: RegistryState, prompt: string): boolean {
  const environments = Object.values(ownMember(state.prompts, prompt)?.environments ?? {});
  return environments.every(({ drift, served }) =>
    servingVersions(served.at(-1)?.allocation ?? {}).every((version) => {
      const last = drift && ownMember(drift.latest, version);
      return !last || last.verdict === 'clean' || isAccepted(drift, version);
    }),
  );
}

function byPrompt(looks: readonly DriftLook[]): Map<string, DriftLook[]> {
  const found = new Map<string, DriftLook[]>();
  for (const look of looks) {
    const { prompt } = look.fact;
    found.set(prompt, [...(found.get(prompt) ?? []), look]);
  }
  return found;
}

function told(prompt: string, outcome: IssueOutcome): DriftIssue[] {
  if (outcome.kind === 'none') return [];
  if (outcome.kind === 'failed') return [{ prompt, outcome: 'failed', url: null, problem: outcome.problem }];
  return [{ prompt, outcome: outcome.kind, url: outcome.url, problem: null }];
}
