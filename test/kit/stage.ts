import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { type ActionRun, type ActionStart, runAction } from './action.ts';
import { type GitHubServer, type PostedComment, startGitHub } from './github-server.ts';
import { type AskedModel, startModels } from './models.ts';
import {
  answerByRule,
  BASE,
  checkoutOf,
  type Files,
  type PullRequestCheckout,
  pullRequestEvent,
  shallowCheckoutOf,
} from './support.ts';

export const KEY = 'sk-test-0123456789abcdef';

/** The environment of a test file: GitHub and a model on loopback, and for each test a pull request of its own. */
export type Stage = {
  github: GitHubServer;
  models: AskedModel;
  /** Number of the test's pull request. */
  number: number;
  /** `GITHUB_TOKEN` with all permissions it needs. */
  token: string;
  /** A checkout of a pull request that makes this edit; removed after the test. */
  pullRequest(edit: Files, base?: Files): Promise<PullRequestCheckout>;
  /** The same, one commit deep. */
  shallow(checkout: PullRequestCheckout): Promise<PullRequestCheckout>;
  /** One run of the Action on the pull request in its current state. */
  judge(checkout: PullRequestCheckout, changes?: Partial<ActionStart>): Promise<ActionRun>;
  comments(): Promise<PostedComment[]>;
};

/** Sets up this environment in the test file that calls it. */
export function setStage(): Stage {
  const checkouts: PullRequestCheckout[] = [];
  let github: GitHubServer;
  let models: AskedModel;
  let number = 0;
  let token = '';

  beforeAll(async () => {
    [github, models] = await Promise.all([startGitHub(), startModels(answerByRule)]);
  });
  afterAll(() => Promise.all([github.close(), models.stop()]));
  beforeEach(async () => {
    number = await github.openPullRequest();
    token = await github.token();
    github.journal.length = 0;
    models.reset();
  });
  afterEach(async () => {
    github.heal();
    github.labels.forget();
    await Promise.all(checkouts.splice(0).map(({ repository }) => repository.dispose()));
  });

  return {
    get github() {
      return github;
    },
    get models() {
      return models;
    },
    get number() {
      return number;
    },
    get token() {
      return token;
    },
    async pullRequest(edit, base = BASE) {
      const checkout = await checkoutOf(edit, base);
      checkouts.push(checkout);
      return checkout;
    },
    async shallow(checkout) {
      const copy = await shallowCheckoutOf(checkout);
      checkouts.push(copy);
      return copy;
    },
    judge(checkout, changes = {}) {
      return runAction({
        dist: inject('dist'),
        workspace: checkout.repository.root,
        event: pullRequestEvent(checkout, number),
        sha: checkout.merge,
        ref: `refs/pull/${number}/merge`,
        apiUrl: github.url,
        ...changes,
        inputs: { 'github-token': token, 'openai-api-key': KEY, ...changes.inputs },
        environment: { ...models.environment, ...changes.environment },
      });
    },
    comments: () => github.comments(number),
  };
}
