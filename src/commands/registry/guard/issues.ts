import { GateFailure, mistakesIn } from '../../../base/errors.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import { openTrips } from '../../../registry/trips.ts';
import { renderGuardIssue } from '../../../report/markdown/guard-issue.ts';
import { type GitHubAccess, gitHubAccess } from '../github-access.ts';
import { type Log, openLog } from '../log.ts';
import type { Writing } from '../writing.ts';
import { type Incident, incidentOf, incidentsIn } from './incidents.ts';
import { type GuardIssue, type GuardReport, isSameGuard, type WantedIssue } from './outcome.ts';

/** What a run did of which the registry may know nothing. */
type Done = Pick<GuardReport, 'trips' | 'rollbacks' | 'held' | 'failures'>;

const NOTHING_DONE: Done = {
  ...{ trips: { written: [], unwritten: [] }, rollbacks: [], held: [], failures: [] },
};

type Asking = { environment: Readonly<NodeJS.ProcessEnv> };

/**
 * What is to be said on GitHub: one issue for each prompt and environment of which something tripped that nobody
 * released. It says what the registry says now, so whoever writes it last writes the same; a run that follows opens what
 * one before could not. Where GitHub may not be asked, only after a trip of this run.
 * @param state as it was read last: where nothing stands by it, and nothing was done, the log is not read
 */
export async function wantedIssues(
  done: Done | null,
  { state, writing }: { state: RegistryState; writing: Writing },
  { environment }: Asking,
): Promise<WantedIssue[]> {
  const { trips, ...rest } = done ?? NOTHING_DONE;
  const isNew = trips.written.length + trips.unwritten.length > 0;
  if (!isNew && (gitHubAccess(environment) === null || !hasOpenTrips(state))) return [];
  using log = await newestLog(writing);
  const incidents = incidentsIn(log);
  for (const fact of trips.unwritten) {
    const isThere = incidents.some((each) => isOf(each, fact));
    if (!isThere) incidents.push(incidentOf(log, fact));
  }
  return incidents.map((incident) => wantedIssue(incident, { trips, ...rest }, writing));
}

function wantedIssue(incident: Incident, done: Done, { policyPath }: Writing): WantedIssue {
  const { prompt, environment, releasedAt } = incident;
  const unwritten = done.trips.unwritten.filter((fact) => isOf(incident, fact));
  const rollbacks = done.rollbacks.filter((each) => isOf(incident, each));
  const unrecorded = rollbacks.flatMap((each) =>
    each.kind === 'rolled-back' && !each.recorded ? [each] : [],
  );
  const held = done.held.filter((hold) => isOf(incident, hold) && hold.until === null);
  const news = [...done.trips.written, ...unwritten];
  const known = [...incident.trips.map(({ fact }) => fact), ...unwritten];
  const { title, body, note } = renderGuardIssue({
    ...{ prompt, environment },
    trips: known.toReversed().map((fact) => ({
      ...{ guard: fact, figures: fact.figures, trend: fact.trend ?? null },
      isNews: news.some((each) => isSameGuard(each, fact)),
    })),
    takenBack: [...incident.takenBack, ...unrecorded],
    held: unwritten.length === 0 ? incident.held : held.map(({ version }) => version),
    failures: unwritten.length === 0 ? [] : failuresOf(done, rollbacks),
  });
  const key = ['guard', policyPath ?? '', environment, prompt, releasedAt ?? ''].join(' ').trim();
  const since = incident.trips[0]?.at;
  return {
    ...{ key, prompt, environment, title, body },
    ...(note === null ? {} : { note }),
    ...(note === null && since !== undefined ? { once: { since } } : {}),
  };
}

/** Of what could not be recorded. */
function failuresOf({ failures }: Done, rollbacks: Done['rollbacks']): string[] {
  return [
    ...failures,
    ...rollbacks.flatMap((each) => (each.kind === 'nothing' ? [each.problem] : (each.failure ?? []))),
  ];
}

type Place = Pick<Tripped, 'prompt' | 'environment'>;

function isOf(incident: Place, { prompt, environment }: Place): boolean {
  return incident.prompt === prompt && incident.environment === environment;
}

/** Whether something tripped that nobody released. */
function hasOpenTrips({ prompts }: RegistryState): boolean {
  return Object.values(prompts).some(({ environments }) =>
    Object.values(environments).some((serving) => openTrips(serving).length > 0),
  );
}

/** Where the remote does not answer, what this clone knows. */
async function newestLog(writing: Writing): Promise<Log & Disposable> {
  try {
    return await openLog(writing);
  } catch (problem) {
    if (!(problem instanceof GateFailure)) mistakesIn(problem);
    return await openLog(writing, { offline: true });
  }
}

/**
 * Opens the issues, or brings them up to date, where GitHub may be asked.
 * @returns what became of each, in their order; none where it may not
 */
export async function keepIssues(
  wanted: readonly WantedIssue[],
  { environment, dryRun }: Asking & { dryRun: boolean },
): Promise<GuardIssue[]> {
  const access = gitHubAccess(environment);
  if (access === null || wanted.length === 0) return [];
  if (dryRun)
    return wanted.map((each) => ({ ...told(each, access), outcome: 'planned', url: null, problem: null }));
  const [{ connect }, { keepIssue }] = await Promise.all([
    import('../../../github/api.ts'),
    import('../../../github/issue.ts'),
  ]);
  const github = await connect(access.token, access.apiUrl);
  const issues: GuardIssue[] = [];
  for (const each of wanted) {
    const { prompt: _prompt, environment: _environment, ...issue } = each;
    const kept = await keepIssue(github, { repository: access.repository, ...issue });
    if (kept.kind === 'none') throw new Error('an issue was kept, and there is none');
    issues.push(
      kept.kind === 'failed'
        ? { ...told(each, access), outcome: 'failed', url: null, problem: kept.problem }
        : { ...told(each, access), outcome: kept.kind, url: kept.url, problem: null },
    );
  }
  return issues;
}

/** What became of an issue, for people. */
export function issueSentence({ repository, title, outcome, url, problem }: GuardIssue): string {
  if (outcome === 'planned') {
    return `Dry run: would open an issue in ${repository}, or bring it up to date: ${title}.`;
  }
  if (outcome === 'failed') return `There is no issue in ${repository}. ${problem}`;
  if (outcome === 'closed') return `Issue closed by somebody: ${url}`;
  return `Issue ${outcome}: ${url}`;
}

function told(
  { prompt, environment, title, body }: WantedIssue,
  { repository: { owner, repo } }: GitHubAccess,
) {
  return { prompt, environment, repository: `${owner}/${repo}`, title, body };
}
