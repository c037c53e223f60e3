import { pathToFileURL } from 'node:url';
import { buildRepository, type TestRepository } from './repository.ts';

export type Files = Parameters<TestRepository['write']>[0];

export const PROMPT = 'prompts/support.prompt.yml';
export const SUITE = 'evals/support.yml';
export const CONFIG = '.github/prompt-eval-gate.yml';

/** Cases per segment of the suite. */
export const CASES = 20;
export const TIERS = ['standard', 'enterprise'];

/** A support prompt; `rule` is the line that pull requests edit. */
export function promptFile(rule: string, model = 'openai/gpt-4.1-mini-2025-04-14'): string {
  return `name: Support
model: ${model}
modelParameters: { temperature: 0 }
messages:
  - role: system
    content: |
      You help the customers of a database service.
      ${rule}
  - role: user
    content: "[{{customer_tier}}] {{user_message}}"
`;
}

export const GOOD_RULE = 'Name the page of the console that helps.';
/** {@link answerByRule} escalates enterprise customers when a prompt says this. */
export const HARMFUL_RULE = 'Name the page of the console that helps; escalate enterprise customers.';
export const HARMLESS_RULE = 'Name the page of the console that helps most.';

export const SUITE_FILE = `tests:
${TIERS.flatMap((tier) =>
  Array.from(
    { length: CASES },
    (_, index) => `  - description: ${tier} ${index + 1}
    vars: { customer_tier: ${tier}, user_message: "Where do I find backup number ${index + 1}?" }
    assert: [{ type: icontains, value: settings }]
`,
  ),
).join('')}`;

export const CONFIG_FILE = `prompts:
  - path: ${PROMPT}
    suite: ${SUITE}
    segment-by: vars.customer_tier
`;

/** The simulated model's answer: it follows the system message. */
export function answerByRule(system: string, user: string): string {
  const escalates = system.includes('escalate enterprise') && user.includes('[enterprise]');
  return escalates ? 'A specialist will contact you.' : 'Open Settings > Backups.';
}

export const BASE: Files = {
  [CONFIG]: CONFIG_FILE,
  [PROMPT]: promptFile(GOOD_RULE),
  [SUITE]: SUITE_FILE,
  'README.md': 'Prompts of acme.\n',
};

/** A checkout of a pull request as `actions/checkout` leaves it: detached at GitHub's trial merge. */
export type PullRequestCheckout = {
  repository: TestRepository;
  base: string;
  head: string;
  merge: string;
};

/** Makes a repository with `base` on main, one commit ahead of the merge base, and an edit on a branch. */
export async function checkoutOf(edit: Files, base: Files = BASE): Promise<PullRequestCheckout> {
  const repository = await buildRepository(base);
  await repository.branch('edit');
  await repository.write(edit);
  const head = await repository.commit('edit');
  await repository.switch('main');
  await repository.write({ 'CHANGES.md': 'main has moved on\n' });
  const tip = await repository.commit('meanwhile on main');
  return { repository, base: tip, head, merge: await trialMerge(repository) };
}

/** Adds a commit to the pull request's branch. */
export async function pushTo(checkout: PullRequestCheckout, edit: Files): Promise<PullRequestCheckout> {
  const { repository } = checkout;
  await repository.switch('edit');
  await repository.write(edit);
  const head = await repository.commit('more');
  return { ...checkout, head, merge: await trialMerge(repository) };
}

async function trialMerge(repository: TestRepository): Promise<string> {
  await repository.git('switch', '--quiet', '--detach', 'main');
  return repository.merge('edit');
}

/** The same pull request as `actions/checkout` leaves it by default: one commit deep, the rest on the server. */
export async function shallowCheckoutOf(checkout: PullRequestCheckout): Promise<PullRequestCheckout> {
  const server = checkout.repository;
  // GitHub hands out any commit that is asked for by name.
  await server.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const repository = await buildRepository();
  await repository.git('remote', 'add', 'origin', pathToFileURL(server.root).href);
  await repository.git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', checkout.merge);
  await repository.git('checkout', '--quiet', '--detach', checkout.merge);
  return { ...checkout, repository };
}

/** The payload GitHub sends for a pull request. */
export function pullRequestEvent(
  { base, head }: { base: string; head: string },
  number: number,
  changes: { fork?: boolean; comments?: number; action?: object; labels?: readonly string[] } = {},
) {
  const repository = { full_name: 'acme/prompts', default_branch: 'main' };
  const headRepository = changes.fork ? { full_name: 'stranger/prompts' } : repository;
  return {
    name: 'pull_request',
    payload: {
      ...(changes.action ?? { action: 'synchronize' }),
      number,
      repository,
      pull_request: {
        number,
        ...(changes.comments === undefined ? {} : { comments: changes.comments }),
        labels: (changes.labels ?? []).map((name) => ({ name })),
        base: { sha: base, ref: 'main', repo: repository },
        head: { sha: head, ref: 'edit', repo: headRepository },
      },
    },
  };
}
