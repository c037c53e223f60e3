import { relative } from 'node:path';
import type { NotPublished, Published, PublishReport } from './publish.ts';

/** Whether everything that was to be published is. */
export function isPublished({ failures, placesUnknown }: PublishReport): boolean {
  return failures.length === 0 && placesUnknown === null;
}

/** The report of two writes of one command: of each place, what came last. */
export function afterBoth(first: PublishReport, second: PublishReport): PublishReport {
  const again = new Set([...second.published, ...second.failures].map(({ to }) => to));
  const isLast = ({ to }: { to: string }) => !again.has(to);
  return {
    published: [...first.published.filter(isLast), ...second.published],
    failures: [...first.failures.filter(isLast), ...second.failures],
    needsPrograms: first.needsPrograms || second.needsPrograms,
    placesUnknown: second.placesUnknown ?? first.placesUnknown,
  };
}

/** The part of every `--json` that says where it was published: `publish --json` prints the same. */
export function publicationJson({ published, failures, placesUnknown }: PublishReport) {
  return { published, failures, placesUnknown };
}

/**
 * Where a command published, and where it could not, with what to do: at most one line each.
 * @param directory where the command was started: folders are shown as they are reached from there
 */
export function publicationLines(report: PublishReport, directory: string): string[] {
  const reached = placesReached(report, directory);
  return [
    ...(reached === '' ? [] : [`Published to ${reached}.`]),
    ...(isPublished(report) ? [] : [`Not published ${failuresText(report, directory)} ${remedyOf(report)}`]),
  ];
}

/** The places that were given something new; empty where there are none. */
export function placesReached({ published }: PublishReport, directory: string): string {
  const changed = published.filter(({ outcome }) => outcome === 'published');
  return [...new Set(changed.map((place) => shown(place, directory)))].join(', ');
}

/** `to Redis (PROMPTS_REDIS_URL): … published/: …`, sentences. */
export function failuresText({ failures, placesUnknown }: PublishReport, directory: string): string {
  if (placesUnknown !== null) return `anywhere: ${placesUnknown}.`;
  const problems = [...new Set(failures.map(({ problem }) => problem))];
  const texts = problems.map((problem) => {
    const places = failures.filter((each) => each.problem === problem);
    return `${places.map((place) => shown(place, directory)).join(', ')}: ${problem}`;
  });
  return `to ${texts.join(' Nor to ')}`;
}

/** What to do about what could not be published. */
export function remedyOf({ needsPrograms, placesUnknown }: PublishReport): string {
  const command = needsPrograms ? '`publish --programs`' : '`publish`';
  return placesUnknown === null
    ? `Then run ${command}.`
    : 'Repair the policy on main, fetch it, and run `publish`.';
}

function shown({ to, folder }: Published | NotPublished, directory: string): string {
  return folder === undefined ? to : `${relative(directory, folder) || '.'}/`;
}
