import type { Result } from '../domain/result.ts';
import { askAcceptance, mayBeLabelled } from '../github/acceptance.ts';
import { connect } from '../github/api.ts';
import type { GateEvent } from '../github/event.ts';
import { acceptedResult, isAcceptable, withRefusedAcceptance } from '../result/accept.ts';

/**
 * Lets a result that blocks pass where a maintainer has accepted it by the policy's label. GitHub is asked only if the
 * label may be set; what it does not confirm does not count.
 *
 * @param run.token empty: GitHub cannot be asked
 * @param run.attempt the workflow run's, from 1
 */
export async function withAcceptance(
  result: Result,
  run: { event: GateEvent; token: string; apiUrl: string; attempt: number },
): Promise<Result> {
  const { event, token, apiUrl, attempt } = run;
  const label = result.policy.gate.acceptLabel ?? null;
  const { pullRequest, repository, head } = event;
  if (label === null || pullRequest === null || !isAcceptable(result)) return result;
  if (!mayBeLabelled(event, label, attempt)) return result;
  if (token === '') {
    if (!mayBeLabelled(event, label, 1)) return result;
    const problem = 'The input `github-token` is empty.';
    return withRefusedAcceptance(result, label, { why: 'not-known', problem });
  }
  const github = await connect(token, apiUrl);
  const answer = await askAcceptance(github, { repository, pullRequest, head, label, attempt });
  switch (answer.kind) {
    case 'accepted':
      return acceptedResult(result, { by: answer.by, at: answer.at, commit: head, label });
    case 'refused': {
      const { kind: _, ...refused } = answer;
      return withRefusedAcceptance(result, label, refused);
    }
    case 'none':
      return result;
  }
}
