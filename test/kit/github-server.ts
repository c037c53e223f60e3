import { createSign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createEmulator } from 'emulate';
import { githubLabels } from './github-labels.ts';

export type PostedComment = {
  id: number;
  body: string;
  html_url: string;
  user: { login: string; type: string };
};
export type PostedCheckRun = {
  id: number;
  name: string;
  head_sha: string;
  conclusion: string;
  external_id: string;
  output: { title: string; summary: string; annotations_count: number };
};
export type PostedPullRequest = {
  number: number;
  state: string;
  title: string;
  body: string;
  html_url: string;
  head: { ref: string };
  base: { ref: string };
};
export type PostedIssue = {
  number: number;
  state: string;
  state_reason: string | null;
  title: string;
  body: string;
  html_url: string;
  labels: { name: string }[];
};
export type SeenRequest = { method: string; path: string; body: string };
/** Answers requests whose `METHOD /path` matches with this instead; `times` counts down, default: always. */
export type Fault = {
  match: RegExp;
  status: number;
  headers?: Record<string, string>;
  message?: string;
  times?: number;
  /** The request is carried out nevertheless: only its response is lost. */
  carriedOut?: boolean;
};

export type GitHubServer = Awaited<ReturnType<typeof startGitHub>>;

export const REPOSITORY = { owner: 'acme', repo: 'prompts' };
const APPS = [
  { app_id: 1, slug: 'github-actions', installation: 101 },
  { app_id: 2, slug: 'other-bot', installation: 102 },
];
const PERMISSIONS = { contents: 'read', pull_requests: 'write', checks: 'write', issues: 'write' };

/**
 * GitHub's API on loopback: a stateful emulator, and in front of it what the emulator lacks (GraphQL, faults, a
 * journal). The organization acme owns the repository; `GITHUB_TOKEN` is the token of the app github-actions.
 */
export async function startGitHub() {
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { 'token-of-mallory': { login: 'mallory' }, 'token-of-ada': { login: 'ada' } },
      github: {
        users: [{ login: 'ada' }, { login: 'mallory' }],
        orgs: [{ login: 'acme', members: [{ login: 'ada', role: 'admin' }] }],
        repos: [{ owner: 'acme', name: 'prompts' }],
        apps: APPS.map(({ app_id, slug, installation }) => ({
          app_id,
          slug,
          name: slug,
          permissions: PERMISSIONS,
          installations: [
            {
              installation_id: installation,
              account: 'acme',
              permissions: PERMISSIONS,
              repository_selection: 'all',
            },
          ],
        })),
      },
    },
  });
  const journal: SeenRequest[] = [];
  const minimized: string[] = [];
  const faults: Fault[] = [];
  /** Id of each check run, in the order of their making → the app that made it. */
  const checkRunApps = new Map<number, string>();
  const logins = new Map<string, string>([
    ['token-of-mallory', 'mallory'],
    ['token-of-ada', 'ada'],
  ]);
  const labels = githubLabels(REPOSITORY);
  let graphql = true;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    journal.push({ method, path, body });
    const fault = faults.find(({ match, times }) => match.test(`${method} ${path}`) && times !== 0);
    if (fault?.times !== undefined) fault.times -= 1;
    if (fault === undefined || fault.carriedOut) {
      const reply =
        path === '/graphql' && graphql
          ? answerGraphql(request, body)
          : (refuseForeignCheckRun(request) ?? labels.answer(path, url) ?? (await forward(request, body)));
      if (fault === undefined) return send(response, reply.status, reply.headers, reply.body);
    }
    const message = JSON.stringify({ message: fault.message ?? 'Resource not accessible by integration' });
    send(response, fault.status, { 'content-type': 'application/json', ...fault.headers }, message);
  }

  function answerGraphql(request: IncomingMessage, body: string) {
    const query: { query: string; variables?: { id?: string } } = JSON.parse(body);
    if (query.query.includes('minimizeComment')) minimized.push(query.variables?.id ?? '');
    const login = logins.get(tokenOf(request));
    const data = { viewer: { login }, minimizeComment: { clientMutationId: null } };
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data }) };
  }

  /** GitHub lets apps alone make check runs, and nobody but the app that made one change it. */
  function refuseForeignCheckRun(request: IncomingMessage) {
    const [, id] = /\/check-runs(?:\/(\d+))?$/.exec(request.url ?? '') ?? [undefined, undefined];
    const app = appOf(request);
    const making = request.method === 'POST' && request.url?.endsWith('/check-runs');
    const changing = request.method === 'PATCH' && id !== undefined;
    if (!(making && app === undefined) && !(changing && checkRunApps.get(Number(id)) !== app))
      return undefined;
    const body = JSON.stringify({ message: 'Resource not accessible' });
    return { status: 403, headers: { 'content-type': 'application/json' }, body };
  }

  function appOf(request: IncomingMessage): string | undefined {
    return /^(.*)\[bot\]$/.exec(logins.get(tokenOf(request)) ?? '')?.[1];
  }

  async function forward(request: IncomingMessage, body: string) {
    const reply = await fetch(`${emulator.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    });
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    const link = reply.headers.get('link');
    if (link !== null) headers.link = link.replaceAll(emulator.url, url);
    const answered = await reply.text();
    if (!reply.ok || !/\/check-runs(?:\/\d+)?$/.test(request.url ?? ''))
      return { status: reply.status, headers, body: answered };
    const checkRun: PostedCheckRun = JSON.parse(answered);
    if (reply.status === 201) checkRunApps.set(checkRun.id, appOf(request) ?? '');
    const app = { slug: checkRunApps.get(checkRun.id) };
    return { status: reply.status, headers, body: JSON.stringify({ ...checkRun, app }) };
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 599, {}, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}`;

  /** Calls the emulator itself, bypassing faults and journal. */
  async function api<T>(method: string, path: string, token: string, body?: object): Promise<T> {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return JSON.parse(await response.text());
  }

  const base = `/repos/${REPOSITORY.owner}/${REPOSITORY.repo}`;
  let branches = 0;
  return {
    url,
    journal,
    labels,
    /** Node ids of comments hidden by GraphQL. */
    minimized,
    fail: (fault: Fault) => void faults.push(fault),
    heal: () => void faults.splice(0),
    setGraphql: (enabled: boolean) => {
      graphql = enabled;
    },

    /** An installation token, as `GITHUB_TOKEN` is one. */
    async token(permissions: Record<string, string> = PERMISSIONS, slug = 'github-actions'): Promise<string> {
      const app = APPS.find((candidate) => candidate.slug === slug);
      const key = emulator.generatedSecrets.find(({ id }) => id === String(app?.app_id))?.value;
      if (app === undefined || key === undefined) throw new Error(`no app ${slug}`);
      const { token } = await api<{ token: string }>(
        'POST',
        `/app/installations/${app.installation}/access_tokens`,
        signJwt(app.app_id, key),
        { permissions },
      );
      logins.set(token, `${slug}[bot]`);
      return token;
    },

    /** Makes a branch, as the push of one does: the server's repository is not the git repository of a test. */
    async createBranch(name: string): Promise<void> {
      const main = await api<{ commit: { sha: string } }>('GET', `${base}/branches/main`, 'token-of-ada');
      const body = { ref: `refs/heads/${name}`, sha: main.commit.sha };
      await api('POST', `${base}/git/refs`, 'token-of-ada', body);
    },

    async openPullRequest(): Promise<number> {
      branches += 1;
      const body = { title: 'Edit the prompt', head: `edit-${branches}`, base: 'main' };
      const { number } = await api<{ number: number }>('POST', `${base}/pulls`, 'token-of-ada', body);
      return number;
    },

    /** All pull requests, open or not. */
    async pullRequests(): Promise<PostedPullRequest[]> {
      return api('GET', `${base}/pulls?state=all`, 'token-of-ada');
    },

    /** All issues, open or not, oldest first. */
    async issues(): Promise<PostedIssue[]> {
      const all: PostedIssue[] = [];
      for (let page = 1; all.length === (page - 1) * 100; page += 1) {
        const query = `state=all&per_page=100&page=${page}`;
        all.push(...(await api<PostedIssue[]>('GET', `${base}/issues?${query}`, 'token-of-ada')));
      }
      return all.sort((a, b) => a.number - b.number);
    },

    async openIssue(title: string, body: string, token: string): Promise<PostedIssue> {
      return api('POST', `${base}/issues`, token, { title, body });
    },

    async editIssue(
      number: number,
      change: { state?: 'open' | 'closed'; labels?: string[] },
    ): Promise<PostedIssue> {
      return api('PATCH', `${base}/issues/${number}`, 'token-of-ada', change);
    },

    async comments(number: number): Promise<PostedComment[]> {
      return api('GET', `${base}/issues/${number}/comments?per_page=100`, 'token-of-ada');
    },

    async comment(number: number, body: string, token: string): Promise<PostedComment> {
      return api('POST', `${base}/issues/${number}/comments`, token, { body });
    },

    async editComment(id: number, body: string, token: string): Promise<PostedComment> {
      return api('PATCH', `${base}/issues/comments/${id}`, token, { body });
    },

    async deleteComment(id: number): Promise<void> {
      const response = await fetch(`${emulator.url}${base}/issues/comments/${id}`, {
        method: 'DELETE',
        headers: { authorization: 'Bearer token-of-ada' },
      });
      if (!response.ok) throw new Error(`the comment could not be deleted: ${response.status}`);
    },

    async branchOf(number: number): Promise<string> {
      const pull = await api<{ head: { ref: string } }>('GET', `${base}/pulls/${number}`, 'token-of-ada');
      return pull.head.ref;
    },

    async headOf(number: number): Promise<string> {
      const pull = await api<{ head: { sha: string } }>('GET', `${base}/pulls/${number}`, 'token-of-ada');
      return pull.head.sha;
    },

    async mergePullRequest(number: number): Promise<void> {
      await api('PUT', `${base}/pulls/${number}/merge`, 'token-of-ada', { merge_method: 'squash' });
    },

    /** Adds a commit to the pull request's branch, as a push would; returns its sha. */
    async push(number: number): Promise<string> {
      const { head } = await api<{ head: { ref: string; sha: string } }>(
        'GET',
        `${base}/pulls/${number}`,
        'token-of-ada',
      );
      const file = { message: 'more', content: 'bW9yZQ==', branch: head.ref };
      const { commit } = await api<{ commit: { sha: string } }>(
        'PUT',
        `${base}/contents/more.txt`,
        'token-of-ada',
        file,
      );
      return commit.sha;
    },

    /**
     * Check runs on a commit, in the order of their creation. The emulator itself lists only those of its own commits.
     */
    async checkRuns(sha: string): Promise<PostedCheckRun[]> {
      const runs = [...checkRunApps.keys()].map((id) =>
        api<PostedCheckRun>('GET', `${base}/check-runs/${id}`, 'token-of-ada'),
      );
      return (await Promise.all(runs)).filter((run) => run.head_sha === sha);
    },

    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, headers).end(body);
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function tokenOf(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace(/^(token|bearer) /i, '');
}

function signJwt(appId: number, privateKey: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { iat: seconds - 30, exp: seconds + 300, iss: String(appId) };
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
}
