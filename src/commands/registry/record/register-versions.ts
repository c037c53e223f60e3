import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError } from '../../../base/errors.ts';
import type { Registered } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { openRaise } from '../../../plan/raise.ts';
import type { Appended, Entry } from '../../../registry/append.ts';
import { asksForTheSame, type RecordedMain, recordMain } from '../../../registry/record.ts';
import { type Log, readBundle } from '../log.ts';
import type { FoundPrompts } from '../main-prompts.ts';
import type { Main } from '../opened.ts';
import type { PublishReport } from '../publish/publish.ts';
import { isRewritten, type Walk, walkMain } from '../walk.ts';
import { type Writing, writeEvents } from '../writing.ts';
import { type MergedAcceptances, mergedAcceptances, nobody, withAcceptances } from './acceptances.ts';
import { emptyEnvironments } from './adoptions.ts';
import type { RecordOutcome, RecordRequest } from './outcome.ts';

/** `behind`: another run recorded a later commit of main already, so main has to be read again. */
export type FirstStep =
  | { kind: 'behind' }
  | {
      kind: 'done';
      outcome: Pick<RecordOutcome, 'begins' | 'rewritten' | 'registered' | 'unreadable'>;
      tip: FoundPrompts;
      /** What was written, or would be. */
      appended: Appended | null;
      publication: PublishReport;
    };

type Registrations = { walk: Walk; registered: Registered[]; isBehind: boolean; begins: boolean };

/** After so many commits without a prompt's change, the next run does not walk over them again. */
const LONG_WALK = 500;

/** The first step: registers what is new on main, oldest first, and what main asks for at its tip. */
export async function registerVersions(
  writing: Writing,
  main: Main,
  request: Pick<RecordRequest, 'configPath' | 'wholeHistory' | 'environment' | 'adopt'> & {
    mayBeBehind: boolean;
  },
): Promise<FirstStep> {
  const { wholeHistory, configPath, mayBeBehind, adopt } = request;
  const asksGitHub = !wholeHistory && !writing.dryRun;
  const acceptedBy = asksGitHub
    ? mergedAcceptances(request.environment, main.config.gate.acceptLabel)
    : nobody;
  const { finding, appended, publication } = await writeEvents<Registrations>(writing, async (log) => {
    if (wholeHistory) refuseVersions(log.state);
    // Refused before anything is written or asked, not only where it is done.
    if (adopt) emptyEnvironments(main, log.state);
    const walk = await walkMain({
      repository: writing.repository,
      ...{ from: log.state.recorded, to: main.commit, tip: main.snapshot, configPath, wholeHistory },
    });
    if (walk.progress === 'behind' && mayBeBehind) {
      return { entries: [], message: '', finding: { walk, registered: [], isBehind: true, begins: false } };
    }
    const { entries, recorded } = await registrations(log, walk, { main, acceptedBy });
    const names = recorded.registered.map(({ prompt, version }) => `${prompt} ${version}`);
    const message = `Record ${names.length > 0 ? names.slice(0, 5).join(', ') : 'what main asks for'}`;
    const begins = log.snapshot === null;
    return { entries, message, finding: { walk, registered: recorded.registered, isBehind: false, begins } };
  });
  const { walk, registered, isBehind, begins } = finding;
  if (isBehind) return { kind: 'behind' };
  const unreadable = walk.tip.unreadable.map(({ path, mistakes }) => ({
    path,
    problem: mistakes[0]?.message ?? '',
  }));
  const rewritten = isRewritten(walk.progress);
  const outcome = { begins, rewritten, registered, unreadable };
  return { kind: 'done', outcome, tip: walk.tip, appended, publication };
}

/** The facts of a walk over main. */
async function registrations(
  log: Log,
  { commits, length, progress }: Walk,
  { main, acceptedBy }: { main: Main; acceptedBy: MergedAcceptances },
): Promise<{ entries: Entry[]; recorded: RecordedMain }> {
  const walked = await recordMain(log.state, commits, {
    raise: await openRaise(),
    bundleOf: (prompt, version) => readBundle(log, prompt, version),
  });
  const recorded = { ...walked, registered: await withAcceptances(walked.registered, acceptedBy) };
  const registered = recorded.registered.map((fact, index): Entry => {
    const bundle = recorded.bundles[index];
    if (!bundle) throw new Error(`no bundle of ${fact.prompt} ${fact.version}`);
    return { fact, bundle };
  });
  const { commit, branch } = main;
  const isSame = registered.length === 0 && asksForTheSame(log.state, recorded.onMain);
  const isThere = branch === null || isDeepStrictEqual(branch, log.state.main);
  if (isSame && isThere && length < LONG_WALK && !isRewritten(progress)) return { entries: [], recorded };
  const reached: Entry = {
    fact: { type: 'recorded', commit, prompts: recorded.onMain, ...(branch && { main: branch }) },
  };
  return { entries: [...registered, reached], recorded };
}

function refuseVersions(state: RegistryState): void {
  if (Object.keys(state.prompts).length === 0) return;
  throw new ConfigurationError(
    'The registry has versions already, so those of main’s whole history cannot be put before them.',
    { remedy: 'Leave out --history: `record` goes on from the last commit that it recorded.' },
  );
}
