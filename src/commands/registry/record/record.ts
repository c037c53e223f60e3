import { openRepository, type Repository } from '../../../repo/git.ts';
import { afterBoth } from '../publish/report.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import type { RecordOutcome, RecordRequest } from './outcome.ts';
import { promoteVersions } from './promote-versions.ts';
import { registerVersions } from './register-versions.ts';

/**
 * Records what main has: first the new versions, then, where the policy asks for it, their evidence and promotions. Each
 * of the two steps is complete by itself: what the second cannot do now, any later run does.
 * @throws ConfigurationError(s): no main branch, no registry, two prompts with one name; RemoteFailure
 */
export async function record(request: RecordRequest): Promise<RecordOutcome> {
  const repository = await openRepository(request.directory);
  const recorded = await recordOnce(repository, request, { mayBeBehind: true });
  // Read again, main is where the other run saw it, or was set back.
  const again = recorded ?? (await recordOnce(repository, request, { mayBeBehind: false }));
  if (again === null) throw new Error('main was behind a second time');
  return again;
}

/** Null: another run recorded a later commit of main than this one read. */
async function recordOnce(
  repository: Repository,
  request: RecordRequest,
  how: { mayBeBehind: boolean },
): Promise<RecordOutcome | null> {
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const first = await registerVersions(writing, main, { ...request, ...how });
  if (first.kind === 'behind') return null;
  const { prompts } = first.tip;
  const promoted = await promoteVersions(writing, main, { request, prompts, before: first.appended });
  return {
    main: main.commit,
    branch: writing.place.branch,
    dryRun: request.dryRun,
    ...first.outcome,
    ...promoted,
    publication: afterBoth(first.publication, promoted.publication),
  };
}
