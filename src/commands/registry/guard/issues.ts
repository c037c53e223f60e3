import { openTrips, servingOf } from '../../../registry/trips.ts';
import { renderGuardIssue } from '../../../report/markdown/guard-issue.ts';
import { type GitHubAccess, gitHubAccess } from '../github-access.ts';
import type { Ground } from './ground.ts';
import {
  type GuardIssue,
  type GuardOutcome,
  type GuardReport,
  newTrips,
  type WantedIssue,
} from './outcome.ts';

/** What failed is tried again after so long. */
const RETRY_MS = 60_000;

/** What is to be said on GitHub of what tripped now: one issue a prompt and environment, from one release to the next. */
export function wantedIssues(
  report: Omit<GuardReport, 'wanted' | 'issues'>,
  { state, writing }: Pick<Ground, 'state' | 'writing'>,
): WantedIssue[] {
  const groups = new Map<string, GuardOutcome[]>();
  for (const outcome of newTrips(report)) {
    const key = `${outcome.guard.environment} ${outcome.guard.prompt}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()].flatMap((outcomes) => {
    const [first] = outcomes;
    if (!first) return [];
    const { prompt, environment } = first.guard;
    const isHere = (of: { prompt: string; environment: string }) =>
      of.prompt === prompt && of.environment === environment;
    const serving = servingOf(state, { prompt, environment });
    const released = (serving?.trips ?? []).flatMap((trip) => trip.released ?? []).sort();
    const taken = report.rollbacks.find((each) => each.kind === 'rolled-back' && isHere(each));
    const texts = renderGuardIssue({
      ...{ prompt, environment },
      trips: outcomes.map(({ guard, reading: { figures, trend } }) => ({ guard, figures, trend })),
      takenBack: taken?.kind === 'rolled-back' ? taken : null,
      held: report.held.filter((hold) => isHere(hold) && hold.until === null).map(({ version }) => version),
      before: openTrips(serving),
      failures: [
        ...report.failures,
        ...report.rollbacks.flatMap((each) => {
          if (!isHere(each)) return [];
          return each.kind === 'nothing' ? [each.problem] : (each.failure ?? []);
        }),
      ],
    });
    const parts = ['guard', writing.policyPath ?? '', environment, prompt, released.at(-1) ?? ''];
    return [{ key: parts.join(' ').trim(), prompt, environment, ...texts }];
  });
}

/**
 * Opens the issues, or brings them up to date, where GitHub may be asked.
 * @returns what became of each, in their order; none where it may not
 */
export async function keepIssues(
  wanted: readonly WantedIssue[],
  { environment, dryRun }: { environment: Readonly<NodeJS.ProcessEnv>; dryRun: boolean },
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
    const { key, title, body, note } = each;
    const kept = await keepIssue(github, { repository: access.repository, key, title, body, note });
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
  return `Issue ${outcome}: ${url}`;
}

export type RememberedIssues = {
  /** As `keepIssues`; what fails is remembered. */
  keep(wanted: readonly WantedIssue[]): Promise<GuardIssue[]>;
  /** Tries again what failed, a minute after the last try. */
  again(): Promise<void>;
};

/**
 * Issues of a run that stays: GitHub may be down for a while.
 * @param say is told how it went; the same problem once
 * @param now ms of any beginning
 */
export function rememberedIssues(
  request: Parameters<typeof keepIssues>[1],
  say: (sentence: string) => void,
  now: () => number = () => performance.now(),
): RememberedIssues {
  let owed: readonly WantedIssue[] = [];
  let triedAt = 0;
  let said: string | null = null;
  const keepAll = async (wanted: readonly WantedIssue[]): Promise<GuardIssue[]> => {
    const issues = await keepIssues(wanted, request);
    owed = wanted.filter((_, index) => issues[index]?.outcome === 'failed');
    triedAt = now();
    return issues;
  };
  return {
    async keep(wanted) {
      if (wanted.length === 0) return [];
      const keys = new Set(wanted.map(({ key }) => key));
      const before = owed.filter(({ key }) => !keys.has(key));
      said = null;
      return await keepAll([...before, ...wanted]);
    },
    async again() {
      if (owed.length === 0 || now() - triedAt < RETRY_MS) return;
      for (const issue of await keepAll(owed)) {
        const sentence = issueSentence(issue);
        if (sentence !== said) say(sentence);
        said = sentence;
      }
    },
  };
}

function told(
  { prompt, environment, title, body }: WantedIssue,
  { repository: { owner, repo } }: GitHubAccess,
) {
  return { prompt, environment, repository: `${owner}/${repo}`, title, body };
}
