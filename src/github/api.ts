import { setTimeout as sleep } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';

/** A client of GitHub's API with a time limit: a report is not worth a hanging job. */
export type GitHub = {
  rest: ReturnType<typeof getOctokit>['rest'];
  paginate: ReturnType<typeof getOctokit>['paginate'];
  graphql: ReturnType<typeof getOctokit>['graphql'];
  /** An app's token (`GITHUB_TOKEN` is one): it acts as a bot and has no user. */
  installation: boolean;
};

/** Why GitHub did not do what was asked; `sentence` is our own and quotes nothing from GitHub. */
export type GitHubFailure = {
  sentence: string;
  kind: 'permission' | 'credentials' | 'locked' | 'unavailable' | 'other';
};

/** How long one answer is waited for, ms, its last byte included. */
const REQUEST_TIMEOUT_MS = 20_000;
const TRIES = 3;
/** A longer requested wait is not waited for: the request fails. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Connects to GitHub; nothing is sent yet. The client is loaded here, so that a run without anything to post never
 * loads it.
 *
 * @param apiUrl `GITHUB_API_URL`, e.g. `https://api.github.com`
 * @param options.timeoutMs how long one answer is waited for. For tests
 */
export async function connect(
  token: string,
  apiUrl: string,
  { timeoutMs = REQUEST_TIMEOUT_MS }: { timeoutMs?: number } = {},
): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github');
  const silent = () => {};
  const octokit = getOctokit(token, {
    baseUrl: apiUrl,
    request: { fetch: fetchWithin(timeoutMs) },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  octokit.hook.wrap('request', async (send, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(options);
      } catch (error) {
        // A POST may have succeeded although its response was lost: the caller checks before posting again.
        const waitMs = attempt < TRIES && options.method !== 'POST' ? retryDelayMs(error, attempt) : null;
        if (waitMs === null) throw error;
        await sleep(waitMs);
      }
    }
  });
  const { rest, paginate, graphql } = octokit;
  return { rest, paginate, graphql, installation: token.startsWith('ghs_') };
}

/**
 * A `fetch` that resolves with a whole answer, or rejects. Octokit takes a body that breaks off for an empty one, and a
 * list that looks empty would be posted once more. The limit is here, not in a hook: Octokit's own hooks drop what ours
 * puts into a copy of the options.
 */
function fetchWithin(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    await response.clone().arrayBuffer();
    return response;
  };
}

/**
 * How long to wait before trying again, ms; null if a retry would not help.
 *
 * @param attempt tries so far, from 1
 */
export function retryDelayMs(error: unknown, attempt: number): number | null {
  const status = statusOf(error);
  const limited = status === 429 || (status === 403 && isRateLimit(error));
  if (!limited && (status === undefined || status < 500)) return null;
  const retryAfter = Number(headerOf(error, 'retry-after'));
  const waitMs = retryAfter > 0 ? retryAfter * 1000 : 500 * 2 ** (attempt - 1);
  return waitMs <= LONGEST_WAIT_MS ? waitMs : null;
}

/**
 * Says in one sentence why GitHub refused or failed.
 *
 * @param permission what the workflow has to grant, e.g. `pull-requests: write`
 */
export function describeFailure(error: unknown, permission: string): GitHubFailure {
  const status = statusOf(error);
  if (status === undefined)
    return { kind: 'other', sentence: 'GitHub gave an answer that could not be read.' };
  if (status === 401) return { kind: 'credentials', sentence: 'GitHub does not accept the token (401).' };
  if (status === 429 || (status === 403 && isRateLimit(error))) {
    return { kind: 'unavailable', sentence: `GitHub's rate limit is reached (${status}).` };
  }
  if (status === 403 && /locked/i.test(messageOf(error))) {
    return { kind: 'locked', sentence: 'The conversation is locked (403).' };
  }
  if (status === 403 || status === 404) {
    return {
      kind: 'permission',
      sentence: `The token may not do this (${status}): add \`${permission}\` under \`permissions:\` in the workflow.`,
    };
  }
  if (status >= 500) return { kind: 'unavailable', sentence: 'GitHub did not answer.' };
  return { kind: 'other', sentence: `GitHub refused it (${status}).` };
}

function isRateLimit(error: unknown): boolean {
  return (
    headerOf(error, 'retry-after') !== undefined ||
    headerOf(error, 'x-ratelimit-remaining') === '0' ||
    /rate limit/i.test(messageOf(error))
  );
}

/** HTTP status of an octokit error; a broken connection counts as 500 there. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 504;
  return 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

function headerOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const response = error.response;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const headers = response.headers;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(headers, name)?.value;
  return value === undefined ? undefined : String(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
