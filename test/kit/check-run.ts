import type { GateVerdict } from '../../src/domain/verdict.ts';
import type { GitHub } from '../../src/github/api.ts';
import { publishCheckRun } from '../../src/github/check-run.ts';
import { REPOSITORY } from './github-server.ts';

/** The check run that a run of the gate makes before it comments; null where the token may make none. */
export async function checkRunFor(github: GitHub, verdict: GateVerdict): Promise<number | null> {
  const outcome = await publishCheckRun(github, {
    repository: REPOSITORY,
    name: 'Prompt Eval Gate',
    sha: 'b'.repeat(40),
    verdict,
    title: 'the headline',
    summary: 'the report',
    annotations: [],
    detailsUrl: undefined,
  });
  return outcome.status === 'created' ? outcome.id : null;
}
