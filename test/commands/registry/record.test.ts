import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AskedModel, startHeldModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  badPrompt,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CONFIG, PROMPT, promptFile, SUITE, SUITE_FILE } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

const BY_HAND = policyWith('registry: { environments: { production: { promote: by-hand } } }\n');

/** A team that only registers versions: nothing is promoted, and nothing needs a key more than once. */
function registeringTeam(files = {}): Promise<RegistryTeam> {
  return buildRegistryTeam({ environment: models.environment, policy: BY_HAND, files });
}

/** The versions of a prompt, oldest first. */
async function versionsOf(team: RegistryTeam, prompt = 'support') {
  const { versions } = await team.json(`history ${prompt} --offline`);
  return versions.toReversed();
}

async function record(team: RegistryTeam) {
  return team.json('record', { withoutKey: true });
}

async function onMain(team: RegistryTeam, prompt = 'support'): Promise<string | null> {
  const { environments } = await team.json('status --offline');
  return environments.production.prompts[prompt].onMain;
}

test('every version tells which pull request it came from, and who owns it', async () => {
  await using team = await registeringTeam({ '.github/CODEOWNERS': '/prompts/ @acme/support-ai\n' });
  const { clone } = team;
  await record(team);
  await team.merge({ [PROMPT]: goodPrompt('Squashed.') }, 'Answer in one sentence (#12)');
  await clone.branch('edit');
  await clone.write({ [PROMPT]: goodPrompt('Merged.') });
  await clone.commit('work\n\nPrompt-Version: major');
  await clone.switch('main');
  await clone.git(
    ...[
      'merge',
      '--quiet',
      '--no-ff',
      '--message',
      'Merge pull request #13 from acme/edit\n\nName the page',
      'edit',
    ],
  );
  await clone.git('push', '--quiet', 'origin', 'main');
  await team.merge({ [PROMPT]: goodPrompt('Rebased 1.') }, 'First of two\n\nPrompt-Change: say it politely');
  await team.merge({ [PROMPT]: goodPrompt('Rebased 2.') }, 'Second of two');
  await record(team);
  const told = (await versionsOf(team)).map((each: Record<string, unknown>) => {
    return [each.version, each.pullRequest, each.change, each.owner, each.author];
  });
  expect(told).toEqual([
    ['1.0.0', null, 'first', '@acme/support-ai', 'Ada'],
    ['1.1.0', 12, 'Answer in one sentence', '@acme/support-ai', 'Ada'],
    ['2.0.0', 13, 'Name the page', '@acme/support-ai', 'Ada'],
    ['2.1.0', null, 'say it politely', '@acme/support-ai', 'Ada'],
    ['2.2.0', null, 'Second of two', '@acme/support-ai', 'Ada'],
  ]);
  expect(models.calls()).toBe(0);
});

test('a revert is its old version, and a later edit goes on from the highest number', async () => {
  await using team = await registeringTeam();
  await record(team);
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  await record(team);
  await team.merge({ [PROMPT]: goodPrompt() }, 'Revert "change"');
  expect(await record(team)).toMatchObject({ registered: [] });
  expect(await onMain(team)).toBe('1.0.0');
  await team.merge({ [PROMPT]: goodPrompt('Third.') });
  await record(team);
  expect((await versionsOf(team)).map(({ version }: { version: string }) => version)).toEqual([
    '1.0.0',
    '1.1.0',
    '1.2.0',
  ]);
});

test('a file that moves keeps its versions while its name stays; one that goes is told, and serves on', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  await team.merge({
    [PROMPT]: null,
    'chat/support.prompt.yml': goodPrompt(),
    [CONFIG]: policyWith().replace(PROMPT, 'chat/support.prompt.yml'),
  });
  expect(await team.json('record')).toMatchObject({ registered: [], pending: [], unreadable: [] });
  expect(await versionsOf(team)).toHaveLength(1);
  await team.merge({
    'chat/support.prompt.yml': null,
    'chat/other.prompt.yml': promptFile('Something else.'),
    [CONFIG]: policyWith().replace(PROMPT, 'chat/other.prompt.yml'),
  });
  const { registered } = await team.json('record');
  expect(registered).toMatchObject([{ prompt: 'other', version: '1.0.0' }]);
  expect(await onMain(team)).toBeNull();
  const { output } = await team.run('status support');
  expect(output).toContain('nothing (it was removed)');
  expect(output).toMatch(/support {2}1\.0\.0/);
});

test('another model in the policy is another version, and what a bot pushes is recorded like anything else', async () => {
  const policy = BY_HAND.replace('gate:', 'models: { fast: openai/gpt-4.1-mini-2025-04-14 }\ngate:');
  const file = goodPrompt().replace(/^model: .*$/m, 'model: fast');
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy,
    files: { [PROMPT]: file },
  });
  await record(team);
  await team.clone.git('config', 'user.name', 'renovate[bot]');
  await team.merge(
    { [CONFIG]: policy.replace('gpt-4.1-mini-2025-04-14', 'gpt-4.1-2025-04-14') },
    'Update model',
  );
  const { registered } = await record(team);
  expect(registered).toMatchObject([{ version: '1.1.0', raised: 'minor', because: ['model changed'] }]);
});

test('all prompts of a promptfoo config have their own versions', async () => {
  const config = (second: string) => `prompts:
  - { id: one.txt, label: Greeting }
  - { id: two.txt, label: Farewell }
providers: [openai:gpt-4.1-mini-2025-04-14]
tests:
  - { vars: { name: Ada }, assert: [{ type: icontains, value: settings }] }
# ${second}
`;
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: BY_HAND.replace(/ {2}- .*\n/, '  - { path: promptfooconfig.yaml }\n'),
    files: {
      'promptfooconfig.yaml': config('first'),
      'one.txt': 'Greet {{name}}.',
      'two.txt': 'Say goodbye to {{name}}.',
    },
  });
  const first = await record(team);
  expect(first.registered).toMatchObject([{ prompt: 'greeting' }, { prompt: 'farewell' }]);
  await team.merge({ 'two.txt': 'Say goodbye to {{name}} warmly.' });
  expect((await record(team)).registered).toMatchObject([{ prompt: 'farewell', version: '1.1.0' }]);
});

test('two pull requests whose union nobody evaluated: the union is evaluated before production serves it', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const { clone } = team;
  await team.run('record');
  const [start = '', end = ''] = goodPrompt().split('You help the customers of a database service.');
  await clone.branch('one');
  await clone.write({ [PROMPT]: `${start}You help BRO customers.${end}` });
  await clone.commit('one');
  await clone.switch('main');
  await team.merge({ [PROMPT]: goodPrompt('Name the page; KEN.') }, 'two');
  await team.run('record');
  models.clear();
  models.answerBy((system) => (/BRO[\s\S]*KEN/.test(system) ? 'No.' : answerOf(system)));
  await team.merge(
    {
      [PROMPT]: `${start}You help BRO customers.${end.replace('Name the page of the console that helps.', 'Name the page; KEN.')}`,
    },
    'one',
  );
  const { evaluated, due } = await team.json('record');
  expect(evaluated).toMatchObject([{ version: '1.2.0', cases: 40 }]);
  expect(due).toMatchObject([
    { environment: 'staging', outcome: 'promoted' },
    { environment: 'production', outcome: 'refused', missing: [{ kind: 'verdict' }] },
  ]);
});

test('without a key the first step is done, exit 2; a later run with one does the second, and asks once', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const first = await team.run('record', { withoutKey: true });
  expect(first.code).toBe(2);
  expect(first.output).toContain('support 1.0.0  registered (first version)');
  expect(first.output).toContain('support 1.0.0  promoted to staging');
  expect(first.output).toContain('waits for evidence before production');
  expect(first.output).toContain('OPENAI_API_KEY');
  expect((await team.run('record')).code).toBe(0);
  expect(models.calls()).toBe(40);
  const { output, code } = await team.run('record');
  expect([code, models.calls()]).toEqual([0, 40]);
  expect(output).toMatch(/^Nothing is new on main/);
});

test('a refused promotion is exit 1, also beside a prompt whose evidence is pending', async () => {
  const both = policyWith().replace(
    'gate:',
    '  - { path: prompts/other.prompt.yml, suite: evals/other.yml }\ngate:',
  );
  await using team = await buildRegistryTeam({
    environment: models.environment,
    policy: both,
    files: { 'prompts/other.prompt.yml': goodPrompt('Other.'), 'evals/other.yml': SUITE_FILE },
  });
  expect((await team.run('record')).code).toBe(0);
  await team.merge({ [PROMPT]: badPrompt(), 'evals/other.yml': 'tests: 5\n' });
  await team.merge({ 'prompts/other.prompt.yml': goodPrompt('Other than that.') });
  const { code, output } = await team.run('record');
  expect(output).toContain('support 1.1.0  not promoted to production');
  expect(output).toContain('other 1.1.0  waits for evidence before production');
  expect(code).toBe(1);
});

test('a suite that judges by another script is another suite: evidence is made anew', async () => {
  const suite = SUITE_FILE.replaceAll(
    '{ type: icontains, value: settings }',
    '{ type: script, value: judge.mjs }',
  );
  await using team = await buildRegistryTeam({
    environment: models.environment,
    files: {
      [SUITE]: suite,
      'evals/judge.mjs': 'export default (output) => output.includes("Settings");\n',
    },
  });
  expect((await team.run('record')).output).toContain('promoted to production');
  await team.merge({
    'evals/judge.mjs': 'export default (output) => output.includes("Backups");\n',
    [PROMPT]: goodPrompt('Once more.'),
  });
  const { evaluated } = await team.json('record');
  expect(evaluated).toEqual([
    { prompt: 'support', version: '1.1.0', cases: 40 },
    { prompt: 'support', version: '1.0.0', cases: 40 },
  ]);
  const [old, now] = await versionsOf(team);
  expect(new Set(old.evidence.map(({ suite: digest }: { suite: string }) => digest)).size).toBe(2);
  expect(now.evidence[0]).toMatchObject({ verdict: 'pass', against: old.digest, cases: 40 });
});

test('main that was force-pushed: its tip is compared with the versions that are there', async () => {
  await using team = await registeringTeam();
  const { clone } = team;
  await record(team);
  await team.merge({ [PROMPT]: goodPrompt('Gone.') });
  await record(team);
  await clone.git('reset', '--quiet', '--hard', 'HEAD~1');
  await clone.git('push', '--quiet', '--force', 'origin', 'main');
  expect(await record(team)).toMatchObject({ rewritten: true, registered: [] });
  expect(await onMain(team)).toBe('1.0.0');
  expect(await record(team)).toMatchObject({ rewritten: false });
  await clone.git('commit', '--quiet', '--amend', '--message', 'anew');
  await clone.write({ [PROMPT]: goodPrompt('Anew.') });
  await clone.commit('Go on');
  await clone.git('push', '--quiet', '--force', 'origin', 'main');
  const { rewritten, registered } = await record(team);
  expect(rewritten).toBe(true);
  expect(registered).toMatchObject([{ version: '1.2.0', source: { change: 'Go on' } }]);
});

test('a run that another one overtakes leaves the promotions to it, and what it recorded', async () => {
  const slow = await startHeldModel();
  await using team = await buildRegistryTeam({ environment: slow.environment });
  const other = await team.another();
  const first = team.json('record', { clone: other });
  await slow.asked;
  await team.merge({ [PROMPT]: goodPrompt('Later.') });
  await team.run('record', { withoutKey: true });
  slow.release();
  const { evaluated, due } = await first;
  expect(evaluated).toMatchObject([{ version: '1.0.0' }]);
  expect(due).toEqual([]);
  expect(await onMain(team)).toBe('1.1.0');
  expect((await team.run('record')).output).toContain('support 1.1.0  promoted to production');
  await slow.stop();
});

test('--history registers what main had before; --adopt lets what it has serve, and says that it was compared with nothing', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  const { registered, adopted } = await team.json('record --history --adopt', { withoutKey: true });
  expect(registered.map(({ version }: { version: string }) => version)).toEqual(['1.0.0', '1.1.0']);
  expect(adopted).toEqual([
    { prompt: 'support', version: '1.1.0', environment: 'staging' },
    { prompt: 'support', version: '1.1.0', environment: 'production' },
  ]);
  expect((await team.run('status')).output).toMatch(
    /1\.1\.0 .* adopted by Grace \(stated\) {2}no evidence, adopted/,
  );
  await team.merge({ [PROMPT]: goodPrompt('Third.') });
  const calls = models.calls();
  const tooLate = await team.run('record --adopt');
  expect(tooLate).toMatchObject({ code: 2 });
  expect(tooLate.messages).toContain('nothing to adopt');
  expect(models.calls()).toBe(calls);
  expect(await versionsOf(team)).toHaveLength(2);
  expect((await team.run('record --history')).messages).toContain('has versions already');
});

test('--dry-run prints both steps, writes nothing and asks nobody', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const { code, output } = await team.run('record --dry-run');
  expect(code).toBe(0);
  expect(output).toContain('support 1.0.0  would be registered (first version)');
  expect(output).toContain('support 1.0.0  would be evaluated on 40 cases');
  expect(output).toContain('support 1.0.0  would be promoted to staging');
  expect(output).toContain('support 1.0.0  waits for evidence before production');
  expect(models.calls()).toBe(0);
  expect(await team.bare.git('branch', '--list', '--format=%(refname:short)')).toBe('main');
});

test('a shallow clone without a name of a user, with a dirty work tree and a detached HEAD, records like any other', async () => {
  await using team = await registeringTeam();
  await record(team);
  for (const saying of ['Two.', 'Three.', 'Four.']) await team.merge({ [PROMPT]: goodPrompt(saying) });
  const shallow = await team.another({ depth: 1 });
  await shallow.git('checkout', '--quiet', '--detach');
  await shallow.write({ [PROMPT]: badPrompt('Never committed.'), 'new.txt': 'new' });
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'octocat' };
  const { registered } = await team.json('record', { clone: shallow, withoutKey: true, environment });
  expect(registered.map(({ version }: { version: string }) => version)).toEqual(['1.1.0', '1.2.0', '1.3.0']);
  expect(await team.bare.git('log', '-1', '--format=%an <%ae>', 'prompt-registry')).toBe(
    'octocat <octocat@users.noreply.github.com>',
  );
});

/** A second version is merged, whose critical case the provider refuses. */
async function teamWhoseCriticalCaseIsRefused() {
  const suite = SUITE_FILE.replace(
    '- description: enterprise 3\n',
    '- description: enterprise 3\n    critical: true\n',
  );
  const team = await buildRegistryTeam({ environment: models.environment, files: { [SUITE]: suite } });
  await team.run('record');
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  models.refuse((user) => user.includes('[enterprise] Where do I find backup number 3?'));
  return team;
}

test('a new version that gets no answer to a critical case is not promoted to where that case passes', async () => {
  await using team = await teamWhoseCriticalCaseIsRefused();
  const { code, output } = await team.run('record');
  expect(output).toContain('support 1.1.0  promoted to staging');
  expect(output).toContain('support 1.1.0 has no answer to a critical case that passes in production.');
  expect(code).toBe(1);
  expect(await team.run('promote support --to production')).toMatchObject({ code: 1 });
  expect(await team.run('verify')).toMatchObject({ code: 0 });

  // While it is not answered, it is asked by two more runs, and by no further one.
  const asked = async () =>
    (await team.run('record')).output.includes('evaluated on 40 cases, 1 without an answer');
  expect(output).toContain('support 1.1.0  evaluated on 40 cases, 1 without an answer');
  expect([await asked(), await asked(), await asked()]).toEqual([true, true, false]);
});

test('what a provider did not answer is asked again by the next record, and nothing else is', async () => {
  await using team = await teamWhoseCriticalCaseIsRefused();
  expect(await team.run('record')).toMatchObject({ code: 1 });
  models.refuse(() => false);
  const before = models.calls();
  const { code, output } = await team.run('record');
  expect(models.calls() - before).toBe(1);
  expect(output).toContain('support 1.1.0  promoted to production');
  expect(code).toBe(0);
  expect(await team.run('verify')).toMatchObject({ code: 0 });
});
