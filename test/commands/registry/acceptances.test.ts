import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/commands/command-line.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { buildCloneOfBare } from '../../kit/bare.ts';
import { type GitHubServer, startGitHub } from '../../kit/github-server.ts';
import { BASE, CONFIG, CONFIG_FILE, HARMFUL_RULE, PROMPT, promptFile } from '../../kit/support.ts';
import { testTerminal } from '../test-terminal.ts';

const LABEL = 'accept-regression';
const ADA = { login: 'ada', type: 'User' } as const;

/** Long before anything is merged here. */
const earlier = (clock: string) => `2020-01-01T${clock}:00Z`;

let github: GitHubServer;
let token: string;
let merged: number;
beforeAll(async () => {
  github = await startGitHub();
  token = await github.token();
  merged = await github.openPullRequest();
  github.labels.permit('ada', 'write');
  github.labels.push(await github.branchOf(merged), await github.headOf(merged), earlier('14:00'));
  github.labels.set(merged, LABEL, ADA, earlier('15:00'));
  await github.mergePullRequest(merged);
});
afterAll(() => github.close());
afterEach(() => github.heal());

/** A clone whose main has a second version of the prompt, squashed from the merged pull request. */
async function teamWithMerge() {
  const registry = 'registry: { environments: { production: { promote: by-hand } } }\n';
  const team = await buildCloneOfBare({ ...BASE, [CONFIG]: `${CONFIG_FILE}${registry}` });
  const { clone } = team;
  const run = async (line: string) => {
    const environment = {
      GITHUB_TOKEN: token,
      GITHUB_REPOSITORY: 'acme/prompts',
      GITHUB_API_URL: github.url,
    };
    const terminal = testTerminal({ directory: clone.root, environment });
    await runCommandLine(line.split(' '), { commands: COMMANDS, terminal });
    return terminal.written;
  };
  await run('record');
  await clone.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  await clone.commit(`Escalate enterprise customers (#${merged})`);
  await clone.git('push', '--quiet', 'origin', 'main');
  github.journal.length = 0;
  return { clone, run, [Symbol.asyncDispose]: () => team[Symbol.asyncDispose]() };
}

test('a version names who accepted its pull request, and the log that says so verifies', async () => {
  await using team = await teamWithMerge();
  await team.run('record');
  const { versions } = JSON.parse((await team.run('history support --json')).output);
  expect(versions).toMatchObject([
    { version: '1.1.0', accepted: { by: 'ada', at: '2020-01-01T15:00:00.000Z' } },
    { version: '1.0.0', accepted: null },
  ]);
  expect((await team.run('history support')).output).toContain('accepted by ada');
  const verified = JSON.parse((await team.run('verify --json')).output);
  expect(verified).toMatchObject({ ok: true, problems: [] });
  const asked = github.journal.length;
  await team.run('record');
  expect(github.journal).toHaveLength(asked);
});

test('a version is registered also where GitHub does not answer', async () => {
  github.fail({ match: /./, status: 403 });
  await using team = await teamWithMerge();
  await team.run('record');
  const { versions } = JSON.parse((await team.run('history support --json')).output);
  expect(versions).toMatchObject([{ version: '1.1.0', accepted: null }, { version: '1.0.0' }]);
  expect(github.journal.length).toBeGreaterThan(0);
});

test('a dry run asks nothing', async () => {
  await using team = await teamWithMerge();
  await team.run('record --dry-run');
  expect(github.journal).toEqual([]);
});
