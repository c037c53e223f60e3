import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Variables that the runner sets for a step. */
export type RunnerEnvironment = Readonly<Record<string, string | undefined>>;

/** The folder of the checkout. */
export function workspaceOf(environment: RunnerEnvironment): string {
  return environment.GITHUB_WORKSPACE || process.cwd();
}

/** Where report files go: the folder that an input names, relative to the checkout, else one of the runner's own. */
export function reportDirectoryOf(environment: RunnerEnvironment, input: string): string {
  const own = join(environment.RUNNER_TEMP || tmpdir(), 'prompt-eval-gate');
  return resolve(workspaceOf(environment), input || own);
}

/** Which run this is, and which attempt of it. */
export function runOf(environment: RunnerEnvironment): { runId: number; runAttempt: number } {
  return {
    runId: Number(environment.GITHUB_RUN_ID) || 0,
    runAttempt: Number(environment.GITHUB_RUN_ATTEMPT) || 1,
  };
}

/** The page of the repository. */
export function repositoryUrlOf(environment: RunnerEnvironment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  return server && repository ? `${server}/${repository}` : undefined;
}

/** The page of the run. */
export function runUrlOf(environment: RunnerEnvironment): string | undefined {
  const repository = repositoryUrlOf(environment);
  const { GITHUB_RUN_ID: id } = environment;
  return repository && id ? `${repository}/actions/runs/${id}` : undefined;
}

/** Where the artifacts of the run are: a workflow that names a report directory keeps it. */
export function pageUrlOf(environment: RunnerEnvironment, input: string): string | undefined {
  const run = runUrlOf(environment);
  return run && input !== '' ? `${run}#artifacts` : undefined;
}

/** The address of GitHub's API. */
export function apiUrlOf(environment: RunnerEnvironment): string {
  return environment.GITHUB_API_URL || 'https://api.github.com';
}
