import { ConfigurationError } from '../../../base/errors.ts';
import { isMapping, type Json } from '../../../base/json.ts';

/** Events that only people who may write to the repository start. */
const TRUSTED_EVENTS = [
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'release',
  'deployment',
] as const;

/** Whether only people who may write to the repository start this event. */
export function isTrustedEvent(name: string): boolean {
  return TRUSTED_EVENTS.some((event) => event === name);
}

/** The login that GitHub itself acts by. */
const GITHUB_ITSELF = 'github-actions[bot]';

/**
 * Refuses to write the registry where a stranger may have started the workflow, and in forks.
 * @throws ConfigurationError
 */
export function refuseUntrusted(command: string, eventName: string, payload: Json | undefined): void {
  if (!isTrustedEvent(eventName)) {
    throw new ConfigurationError(
      `The command \`${command}\` writes the registry, and does not run on the event "${eventName}", which others than the repository's writers may start.`,
      { remedy: `Run it on one of ${TRUSTED_EVENTS.join(', ')}.` },
    );
  }
  const repository = isMapping(payload) ? payload.repository : undefined;
  if (isMapping(repository) && repository.fork === true) {
    throw new ConfigurationError(
      `The command \`${command}\` does not run in a fork: the registry belongs to the repository it was forked from.`,
      {
        remedy:
          'Leave the job out there, as the documented workflows do by `github.event.repository.fork`. A fork that is a project of its own can leave the fork network in its settings.',
      },
    );
  }
}

/** The main branch at the checkout's remote, as the event names it; '' where it does not. */
export function mainBranch(payload: Json | undefined): string {
  const repository = isMapping(payload) ? payload.repository : undefined;
  const name = isMapping(repository) ? repository.default_branch : undefined;
  return typeof name === 'string' && name !== '' ? `origin/${name}` : '';
}

/**
 * Who acts: whoever started this run, also where it is a re-run of somebody else's. Nobody starts a scheduled run: GitHub
 * names the person who edited its time last, who has decided nothing.
 */
export function actorOfRun(environment: Readonly<NodeJS.ProcessEnv>): string {
  if (environment.GITHUB_EVENT_NAME === 'schedule') return GITHUB_ITSELF;
  return environment.GITHUB_TRIGGERING_ACTOR || environment.GITHUB_ACTOR || '';
}
