import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDriftTeam, drifted, type Provider, startProvider, usual } from '../../kit/drift-team.ts';
import { startGitHub } from '../../kit/github-server.ts';
import {
  badPrompt,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CASES, CONFIG, PROMPT, SUITE, SUITE_FILE } from '../../kit/support.ts';

const DAY_MS = 86_400_000;

let provider: Provider;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.models.stop());
beforeEach(() => {
  Object.assign(provider, usual);
  provider.models.clear();
});

test('a model that answers one segment otherwise drifted, and the segment is named; the log stays true', async () => {
  await using team = await buildDriftTeam(provider);
  provider.isHelpful = (tier) => tier !== 'enterprise';
  const { code, output } = await team.run('drift');
  expect(code).toBe(1);
  expect(output).toContain('support 1.0.0 in production drifted: the model answers otherwise.');
  expect(output).toContain('only the model can have changed');
  expect(output).toMatch(/enterprise {2}−100 points: 100.% then, 0.% today, 20 cases, regression/);
  expect(output).toMatch(/enterprise.*●/);
  expect(output).toContain('It was asked twice, and was worse both times.');
  expect(await team.run('verify')).toMatchObject({ code: 0 });
});

test('what did not change is clean, asked anew and not from the store', async () => {
  await using team = await buildDriftTeam(provider);
  provider.models.clear();
  const { code, output } = await team.run('drift');
  expect(output).toContain('support 1.0.0 in production is clean');
  expect(code).toBe(0);
  expect(provider.models.calls()).toBe(2 * CASES);
  expect(await drifted(team)).toMatchObject({ looks: [{ verdict: 'clean', cause: null, because: [] }] });
});

test('what is worse by chance once is asked a second time, and is clean', async () => {
  await using team = await buildDriftTeam(provider);
  let worse = CASES;
  provider.isHelpful = (tier) => tier !== 'enterprise' || worse-- <= 0;
  const { code, output, messages } = await team.run('drift');
  expect(messages).toContain('support 1.0.0 answers worse than then: it is asked a second time.');
  expect(output).toContain('Its first answers were worse, and those of a second asking are not.');
  expect(code).toBe(0);
});

test('a judge that fails the answers of then drifted, and not the model', async () => {
  await using team = await buildDriftTeam(provider, { isJudged: true });
  expect(await drifted(team)).toMatchObject({
    looks: [{ verdict: 'clean', control: { judged: CASES, found: CASES, worse: 0, better: 0 } }],
  });
  provider.accepts = () => false;
  const { looks } = await drifted(team);
  expect(looks).toMatchObject([
    {
      ...{ verdict: 'drifted', cause: 'judge' },
      control: { judged: CASES, found: CASES, worse: CASES, better: 0, model: 0, judge: -0.5 },
    },
  ]);
});

test('a model that is judged by a model drifted where its answers of then are judged as before', async () => {
  await using team = await buildDriftTeam(provider, { isJudged: true });
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await drifted(team)).toMatchObject({
    looks: [
      {
        ...{ verdict: 'drifted', cause: 'model' },
        control: { judged: CASES, found: CASES, worse: 0, better: 0, model: -0.5, judge: 0 },
      },
    ],
  });
});

test('without the answers of then nobody can tell the model and its judge apart', async () => {
  await using team = await buildDriftTeam(provider, { isJudged: true });
  await rm(join(team.clone.root, '.git', 'prompt-eval-gate'), { recursive: true });
  provider.isHelpful = (tier) => tier !== 'enterprise';
  const { code, output } = await team.run('drift');
  expect(code).toBe(1);
  expect(output).toContain('drifted: by the model or by the judge, which is not known.');
  expect(output).toContain('0 of 20 answers of then');
});

test('production that reports worse while the suite shows nothing: the traffic drifted', async () => {
  await using team = await buildDriftTeam(provider);
  await observe(team, { daysAgo: 9, resolved: 270 });
  await observe(team, { daysAgo: 0, resolved: 180 });
  const { code, output } = await team.run('drift');
  expect(code).toBe(1);
  expect(output).toContain('drifted: production reports worse, and the suite shows nothing.');
  expect(output).toMatch(
    /In production, resolved in standard: 0\.6 in the latest week, 0\.9 before \(p <\s0\.0001\)\./u,
  );
});

test('a dry run says what would be asked and what it takes, and asks nothing', async () => {
  await using team = await buildDriftTeam(provider, { isJudged: true });
  provider.models.clear();
  const branch = await team.bare.git('rev-parse', 'prompt-registry');
  expect(await drifted(team, 'drift --dry-run', { withoutKey: true })).toMatchObject({
    toAsk: [{ prompt: 'support', version: '1.0.0', cases: 2 * CASES }],
    estimate: { answers: 2 * CASES, judgements: 2 * CASES, usd: expect.any(Number) },
  });
  expect(provider.models.calls()).toBe(0);
  expect(await team.bare.git('rev-parse', 'prompt-registry')).toBe(branch);
});

test('what answers take is known from the evidence, also where none is stored', async () => {
  await using team = await buildDriftTeam(provider);
  await rm(join(team.clone.root, '.git', 'prompt-eval-gate'), { recursive: true });
  const planned = await team.run('drift --dry-run');
  expect(planned.output).toContain('What answers worse is asked a second time: at most twice that.');
  const { messages } = await team.run('drift');
  expect(messages).not.toContain('Their length is assumed');
  expect(messages).toMatch(/and 240 out/);
  await team.merge({ [PROMPT]: goodPrompt('Name the button.') });
  const recorded = await team.run('record');
  expect(recorded.messages).toContain('Asking 40 answers');
  expect(recorded.messages).not.toContain('Their length is assumed');
});

test('without a key nothing is known', async () => {
  await using team = await buildDriftTeam(provider);
  const { code, output } = await team.run('drift', { withoutKey: true });
  expect(code).toBe(2);
  expect(output).toContain('support 1.0.0 is undecided: There is no key');
});

test('a version without evidence is undecided once, and held against that look from then on', async () => {
  await using team = await buildRegistryTeam({
    environment: provider.models.environment,
    policy: policyWith('registry: { environments: { production: { promote: on-merge } } }\n'),
  });
  expect(await team.run('record', { withoutKey: true })).toMatchObject({ code: 2 });
  expect(await team.run('drift')).toMatchObject({
    code: 2,
    output: expect.stringContaining('the next look has that of today'),
  });
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await drifted(team)).toMatchObject({ looks: [{ verdict: 'drifted', cause: 'model' }] });
});

test('what serves is asked, not what main has; cases that changed are left out', async () => {
  await using team = await buildDriftTeam(provider);
  await team.merge({
    [PROMPT]: badPrompt('Name the page of the console.'),
    [SUITE]: SUITE_FILE.replace('backup number 1?', 'backup number one?'),
  });
  const { looks } = await drifted(team);
  expect(looks).toMatchObject([{ version: '1.0.0', verdict: 'clean', overall: { cases: 2 * CASES - 1 } }]);
  await team.merge({ [PROMPT]: goodPrompt('Name the button.') });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  expect(await drifted(team)).toMatchObject({ looks: [{ version: '1.2.0', verdict: 'clean' }] });
});

test('a segment whose cases were all reworded is not known, and its issue stays open', async () => {
  const github = await startGitHub();
  await using team = await buildDriftTeam(provider);
  const environment = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await team.run('drift', { environment })).toMatchObject({ code: 1 });
  await team.merge({ [SUITE]: SUITE_FILE.replace(/(customer_tier: enterprise[^\n]*?)number/g, '$1nr') });
  const { code, output } = await team.run('drift', { environment });
  expect(output).toContain('support 1.0.0 in production is undecided: too few cases of enterprise can be');
  expect(code).toBe(2);
  expect(await github.issues()).toMatchObject([{ state: 'open' }]);
  await team.merge({ [SUITE]: SUITE_FILE.split('  - description: enterprise 1\n')[0] ?? '' });
  expect(await drifted(team)).toMatchObject({ looks: [{ because: ['segment-not-compared'] }] });
  await github.close();
});

test.each([
  [
    'a critical case',
    (user: string) => /\[enterprise\].*number 1\?/.test(user),
    /the critical case \d+ \(enterprise\) got no answer today: run drift again once/,
  ],
  [
    'as many cases as would be a drop',
    (user: string) => /\[enterprise\].*number [2-9]\?/.test(user),
    /too few cases of enterprise can be compared/,
  ],
])('%s that the provider refuses today is not known', async (_what, refuses, told) => {
  await using team = await buildRegistryTeam({
    environment: provider.models.environment,
    policy: `${policyWith('registry: { environments: { production: { promote: on-pass } } }\n')}`.replace(
      'gate: {',
      'gate: { max-missing: 50%,',
    ),
    files: { [SUITE]: SUITE_FILE.replace('enterprise 1\n', 'enterprise 1\n    critical: true\n') },
  });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  provider.models.refuse(refuses);
  const { code, output } = await team.run('drift');
  provider.models.refuse(() => false);
  expect(output).toMatch(told);
  expect(code).toBe(2);
});

test('history tells looks that found the same once, in lines that fit a terminal', async () => {
  await using team = await buildDriftTeam(provider);
  for (let look = 0; look < 3; look += 1) expect(await team.run('drift')).toMatchObject({ code: 0 });
  const { output } = await team.run('history support');
  expect(output).toMatch(/not judged[\s\S]*\(40[\s\S]*3 times/);
  expect(output).toContain('“first”');
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('where nothing serves, nothing is known', async () => {
  await using team = await buildRegistryTeam({
    environment: provider.models.environment,
    policy: policyWith('registry: { environments: { production: { promote: by-hand } } }\n'),
  });
  await team.run('record');
  expect(await team.run('drift')).toMatchObject({
    code: 2,
    output: 'Nothing serves, so nothing was asked: that is no good news.\n',
  });
});

test('a drift is not said where money ends the second asking', async () => {
  await using team = await buildDriftTeam(provider);
  const policy = await team.bare.git('show', `main:${CONFIG}`);
  await team.merge({ [CONFIG]: `${policy}\ncost: { max-run-cost: 0.0012 }\n` });
  provider.isHelpful = (tier) => tier !== 'enterprise';
  const { code, output } = await team.run('drift');
  expect(output).toContain('support 1.0.0 is undecided: Its first answers are worse than then');
  expect(code).toBe(2);
});

test('one issue stands while something drifts: opened, brought up to date in place, and closed when all is clean', async () => {
  const github = await startGitHub();
  await using team = await buildDriftTeam(provider);
  const environment = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  provider.isHelpful = (tier) => tier !== 'enterprise';
  const first = await team.run('drift', { environment });
  expect(first.output).toMatch(/Issue about support opened: https?:/);
  provider.isHelpful = () => false;
  expect(await drifted(team, 'drift support', { environment })).toMatchObject({
    issues: [{ prompt: 'support', outcome: 'updated', problem: null }],
  });
  const [issue, ...others] = await github.issues();
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ state: 'open', title: 'support drifted in production' });
  expect(issue?.body).toMatch(/`enterprise` +\| +−100 \| +100.% \| +0.% \| +20 \| regression/);
  expect(issue?.body).toContain('Over the latest looks: 50\u00a0% → 0\u00a0%.');
  expect(issue?.body).toContain('drift support --propose MODEL');
  Object.assign(provider, usual);
  expect(await drifted(team, 'drift', { environment })).toMatchObject({
    looks: [{ verdict: 'clean' }],
    issues: [{ outcome: 'closed' }],
  });
  expect(await github.issues()).toMatchObject([{ state: 'closed' }]);
  github.fail({ match: /^POST \/repos\/acme\/prompts\/issues/, status: 403 });
  provider.isHelpful = () => false;
  const refused = await team.run('drift', { environment });
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('issues: write') });
  await github.close();
});

const OTHER = 'openai:gpt-5-mini-2025-08-07';

test('another model is proposed where the prompt names it, and nothing else of its file changes', async () => {
  await using team = await buildDriftTeam(provider);
  const before = await team.bare.git('show', `main:${PROMPT}`);
  const planned = await team.run(`drift support --propose ${OTHER} --dry-run`);
  expect(planned.code).toBe(0);
  expect(planned.output).toContain(`support would be moved to ${OTHER}:`);
  expect(planned.output).toContain('    -model: openai/gpt-4.1-mini-2025-04-14');
  expect(planned.output).toContain(`    +model: ${OTHER}`);
  expect(planned.output).not.toMatch(/===|Mind:/);
  const floating = await team.run('drift support --propose openai:gpt-5-mini --dry-run');
  expect(floating.output).toContain('the provider may move openai:gpt-5-mini to another model at any time');
  expect(await team.bare.git('branch', '--list', 'prompt-model/*')).toBe('');
  provider.models.clear();
  expect(await drifted(team, `drift support --propose ${OTHER}`)).toMatchObject({
    proposals: [
      { prompt: 'support', to: OTHER, path: PROMPT, branch: 'prompt-model/support', outcome: 'pushed' },
    ],
  });
  expect(provider.models.calls()).toBe(0);
  expect(await team.bare.git('show', `prompt-model/support:${PROMPT}`)).toBe(
    before.replace('openai/gpt-4.1-mini-2025-04-14', OTHER),
  );
});

test('where the policy names the model, its entry is edited', async () => {
  await using team = await buildDriftTeam(provider);
  const policy = (await team.bare.git('show', `main:${CONFIG}`)).replace(
    `path: ${PROMPT},`,
    `path: ${PROMPT}, model: "openai:gpt-4.1-2025-04-14",`,
  );
  await team.merge({ [CONFIG]: policy });
  expect(await drifted(team, `drift support --propose ${OTHER}`)).toMatchObject({
    proposals: [{ from: 'openai:gpt-4.1-2025-04-14', to: OTHER, path: CONFIG }],
  });
  expect(await team.bare.git('show', `prompt-model/support:${CONFIG}`)).toBe(
    policy.replace('openai:gpt-4.1-2025-04-14', OTHER).trimEnd(),
  );
});

test('a prompt may have a name that git takes as no branch: the pull request has a branch of its own', async () => {
  await using team = await buildDriftTeam(provider);
  const policy = await team.bare.git('show', `main:${CONFIG}`);
  const branches: Record<string, string> = {
    'a..b': 'prompt-model/a+.b',
    'support.lock': 'prompt-model/support+lock',
    'x...': 'prompt-model/x+++',
  };
  for (const [name, branch] of Object.entries(branches)) {
    await team.merge({ [CONFIG]: policy.replace(`path: ${PROMPT},`, `path: ${PROMPT}, name: ${name},`) });
    expect(await drifted(team, `drift ${name} --propose ${OTHER}`)).toMatchObject({
      proposals: [{ prompt: name, branch, outcome: 'pushed' }],
    });
    expect(await team.bare.git('show', `${branch}:${PROMPT}`)).toContain(OTHER);
  }
});

test('the pull request says what drifted, and is opened once', async () => {
  const github = await startGitHub();
  await github.createBranch('prompt-model/support');
  await using team = await buildDriftTeam(provider);
  const environment = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await team.run('drift')).toMatchObject({ code: 1 });
  const line = `drift support --propose ${OTHER}`;
  const propose = () => drifted(team, line, { environment });
  expect(await propose()).toMatchObject({ proposals: [{ outcome: 'opened' }] });
  expect(await propose()).toMatchObject({ proposals: [{ outcome: 'unchanged' }] });
  const [pull] = await github.pullRequests();
  expect(pull).toMatchObject({ title: `Move support to ${OTHER}`, base: { ref: 'main' } });
  expect(pull?.body).toContain('drifted: the model answers otherwise');
  await github.close();
});

test.each([
  [
    'a model that it asks already',
    'support --propose openai:gpt-4.1-mini-2025-04-14',
    'asks openai:gpt-4.1-mini-2025-04-14 already',
  ],
  ['a name that no YAML may hold as it is', 'support --propose a#b', 'is no name of a model'],
  ['a model of nobody', 'support --propose nobody:model', 'nobody'],
  ['no prompt', `--propose ${OTHER}`, '--propose needs the names of the prompts'],
])('%s is not proposed', async (_what, words, problem) => {
  await using team = await buildDriftTeam(provider);
  expect(await team.run(`drift ${words}`)).toMatchObject({
    code: 2,
    messages: expect.stringContaining(problem),
  });
});

test('an unknown prompt is a mistake', async () => {
  await using team = await buildDriftTeam(provider);
  expect(await team.run('drift suport')).toMatchObject({
    code: 2,
    messages: expect.stringContaining('Did you mean "support"?'),
  });
});

/** 300 calls of production on one day, so many of them resolved. */
async function observe(
  team: RegistryTeam,
  { daysAgo, resolved }: { daysAgo: number; resolved: number },
): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, index) =>
    JSON.stringify({
      ...{ id: randomUUID(), at: new Date(Date.now() - daysAgo * DAY_MS - 1000).toISOString() },
      ...{ environment: 'production', prompt: 'support', version: '1.0.0', segment: 'standard' },
      ...{ unit: `user-${index}`, metrics: { resolved: index < resolved } },
    }),
  );
  const path = join(team.clone.root, '.git', 'observations.jsonl');
  await writeFile(path, rows.join('\n'));
  expect(await team.run(['observe', path])).toMatchObject({ code: 0 });
}
