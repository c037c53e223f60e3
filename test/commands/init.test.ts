import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '../../src/commands/check/check.ts';
import { type Initiation, initRepository } from '../../src/commands/init/init.ts';
import { renderInit } from '../../src/commands/init/render.ts';
import { parseConfig } from '../../src/config/schema.ts';
import { buildRepository, type Files, type TestRepository } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const WORKFLOW = '.github/workflows/prompt-eval-gate.yml';
const NOBODY = { apiKey: undefined, baseUrl: undefined };
const NO_KEYS = { providers: { openai: NOBODY, anthropic: NOBODY } };

const carriesCases = (model = 'openai/gpt-4.1-mini-2025-04-14') => `model: ${model}
messages: [{ role: user, content: "{{input}}" }]
testData:
${Array.from({ length: 20 }, (_, index) => `  - { input: "question ${index}", tier: ${index % 2 ? 'free' : 'paid'}, expected: yes }\n`).join('')}evaluators:
  - { name: agrees, string: { contains: "{{expected}}" } }
`;
const BARE = `model: openai/gpt-4.1-mini-2025-04-14
messages: [{ role: user, content: "{{input}}" }]
`;
const CASES = 'tests:\n  - { vars: { input: hi }, assert: [{ type: icontains, value: hello }] }\n';

async function init(
  repository: TestRepository,
  {
    dryRun = false,
    model,
    registry,
    dashboard,
  }: { dryRun?: boolean; model?: string; registry?: boolean; dashboard?: boolean } = {},
): Promise<Initiation & { told: string }> {
  const found = await initRepository({
    directory: repository.root,
    configPath: POLICY,
    credentials: NO_KEYS,
    dryRun,
    model,
    registry,
    dashboard,
  });
  return { ...found, told: renderInit(found, found.secrets) };
}

async function contentOf(repository: TestRepository, path: string): Promise<string | null> {
  return readFile(join(repository.root, path), 'utf8').catch(() => null);
}

/** What `check` then finds: the prompts that can be judged; fails where one cannot. */
async function judgeable(repository: TestRepository): Promise<string[]> {
  const { prompts } = await checkRepository({
    directory: repository.root,
    configPath: POLICY,
    credentials: NO_KEYS,
  });
  expect(prompts.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([]);
  return prompts.map(({ path }) => path);
}

test('a prompt that only the existing policy names is listed', async () => {
  await using repository = await buildRepository({
    'prompts/reply.md': 'Reply to {{input}}.\n',
    'evals/answers.yml': CASES,
    [POLICY]:
      'prompts:\n  - { path: prompts/reply.md, model: "openai:gpt-4.1-mini-2025-04-14", suite: evals/answers.yml }\n',
  });
  const { told } = await init(repository, { dryRun: true });
  expect(told).toContain('✓ prompts/reply.md');
  expect(told).toContain('prompt, openai:gpt-4.1-mini-2025-04-14, 1 case in evals/answers.yml');
});

test('a text whose cases lie in another folder under its name is found, as the README lays it out', async () => {
  await using repository = await buildRepository({
    'prompts/support.md': 'Answer {{input}}.\n',
    'prompts/greeting.j2': 'Greet {{ input }}.\n',
    'prompts/chat.json': '[{ "role": "user", "content": "Say {{input}}." }]\n',
    'evals/support.yml': CASES,
    'evals/greeting.tests.yaml': CASES,
    'evals/chat.yml': CASES,
    'docs/support.md': '# How to get support\n',
    'docs/other.md': 'Something about {{input}}.\n',
  });
  const bare = await init(repository, { dryRun: true });
  expect(bare.watched).toEqual([]);
  expect(bare.left.map(({ path, reason }) => [path, reason])).toEqual([
    ['prompts/chat.json', expect.stringContaining('names no model')],
    ['prompts/greeting.j2', expect.stringContaining('names no model')],
    ['prompts/support.md', expect.stringContaining('names no model')],
  ]);
  const { watched } = await init(repository, { model: 'openai:gpt-4.1-mini-2025-04-14' });
  expect(watched.map(({ path, entry }) => [path, entry.suite])).toEqual([
    ['prompts/chat.json', 'evals/chat.yml'],
    ['prompts/greeting.j2', 'evals/greeting.tests.yaml'],
    ['prompts/support.md', 'evals/support.yml'],
  ]);
  expect(await judgeable(repository)).toEqual([
    'prompts/chat.json',
    'prompts/greeting.j2',
    'prompts/support.md',
  ]);
});

test('prompts under .github are found, workflows are not taken for prompts', async () => {
  const said =
    'tests:\n  - { vars: { prompt: hi, input: hi }, assert: [{ type: icontains, value: hello }] }\n';
  await using repository = await buildRepository({
    '.github/workflows/triage.prompt.yml': BARE,
    '.github/workflows/build.yml': 'prompts: [Say {{input}}]\nproviders: [openai:gpt-4.1-mini-2025-04-14]\n',
    '.github/prompts/review.prompt.md': 'Review what changed.\n',
    'AGENTS.md': 'Be brief.\n',
    'CLAUDE.md': 'Nobody has cases for this.\n',
    'evals/triage.yml': CASES,
    'evals/review.yml': said,
    'evals/agents.yml': said,
  });
  const { watched, left } = await init(repository, { model: 'openai:gpt-4.1-mini-2025-04-14' });
  expect(left).toEqual([]);
  expect(watched.map(({ path, check }) => [path, check.suite])).toEqual([
    ['.github/prompts/review.prompt.md', 'evals/review.yml'],
    ['.github/workflows/triage.prompt.yml', 'evals/triage.yml'],
    ['AGENTS.md', 'evals/agents.yml'],
  ]);
  expect(await judgeable(repository)).toEqual(watched.map(({ path }) => path));
});

test('what many prompts lack is said once, and their cases are not called nobody’s', async () => {
  const names = ['one', 'two', 'three', 'four', 'five'];
  await using repository = await buildRepository({
    'ask.prompt.yml': carriesCases(),
    ...Object.fromEntries(names.map((name) => [`prompts/${name}.md`, `${name}: answer {{input}}.\n`])),
    ...Object.fromEntries(names.map((name) => [`evals/${name}.yml`, CASES])),
    'evals/nobody.yml': CASES,
    'prompts/wrong.md': 'Answer {{inptu}}.\n',
    'evals/wrong.yml': CASES,
  });
  const { told, strayCases, left } = await init(repository, { dryRun: true });
  expect(told.match(/names no model/g)).toHaveLength(2);
  expect(told).toContain(
    `${[...names]
      .sort()
      .map((name) => `– prompts/${name}.md`)
      .join('\n')}\n    This prompt names no model.`,
  );
  expect(told).toContain('`init --model NAME` names one for all of them');
  expect(strayCases).toEqual(['evals/nobody.yml']);
  const wrong = left.find(({ path }) => path === 'prompts/wrong.md');
  expect(wrong).toMatchObject({ needs: null, others: [expect.stringContaining('Did you mean "input"?')] });
});

test('prompts that carry their cases need the workflow and nothing else', async () => {
  await using repository = await buildRepository({ 'prompts/ask.prompt.yml': carriesCases() });
  const { ready, told, policy } = await init(repository);
  expect(ready).toBe(true);
  expect(policy.state).toBe('unneeded');
  expect(await contentOf(repository, POLICY)).toBeNull();
  expect(told).toContain('the workflow alone is enough');
  expect(told).toContain('GitHub Models, openai:gpt-4.1-mini-2025-04-14, 20 cases in it');
  expect(told).toContain('`segment-by: vars.tier` in its entry: paid, free');
  expect(await judgeable(repository)).toEqual(['prompts/ask.prompt.yml']);
});

test("the workflow is the README's, with the keys that are needed", async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  await init(repository);
  const workflow = await contentOf(repository, WORKFLOW);
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(workflow).toContain('openai-api-key');
  expect(readme).toContain(workflow);

  await using other = await buildRepository({ 'ask.prompt.yml': carriesCases('anthropic/claude-opus-4-6') });
  const { told } = await init(other);
  expect(await contentOf(other, WORKFLOW)).not.toContain('openai-api-key');
  expect(await contentOf(other, WORKFLOW)).toMatch(/anthropic-api-key: .*secrets\.ANTHROPIC_API_KEY/);
  expect(told).toContain('the secret ANTHROPIC_API_KEY');
  expect(told).toContain('Put for OWNER, wherever these files have it, the GitHub account');
  expect(told).toContain('No segments are named yet');
  expect(told).toContain('- { path: ask.prompt.yml, segment-by: vars.tier }');
});

const REGISTRY_WORKFLOWS = ['record', 'rebalance', 'drift', 'guard', 'promote', 'rollback'].map(
  (name) => `.github/workflows/prompt-${name}.yml`,
);

test('--registry adds its part of the policy and its workflows, as the documentation shows them', async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  const { ready, told } = await init(repository, { registry: true });
  expect(ready).toBe(true);
  const policy = (await contentOf(repository, POLICY)) ?? '';
  expect(parseConfig(policy, POLICY).registry).toMatchObject({
    environments: [
      { name: 'staging', promote: 'on-merge' },
      { name: 'production', promote: 'by-hand', pinned: true },
    ],
  });
  expect(await judgeable(repository)).toEqual(['ask.prompt.yml']);
  const pages = ['github.md', 'drift.md', 'guards.md'].map((name) =>
    readFile(join(import.meta.dirname, '../../docs', name), 'utf8'),
  );
  const docs = (await Promise.all(pages)).join('');
  for (const path of REGISTRY_WORKFLOWS) {
    expect(docs).toContain(`\n${await contentOf(repository, path)}\`\`\``);
    expect(told).toContain(`wrote        ${path}`);
  }
  const again = await init(repository, { registry: true });
  expect(again.told.match(/^kept /gm)).toHaveLength(8);
  expect(again.told).not.toContain(`Add to ${POLICY}`);
});

test('--registry in a repository that runs the gate already leaves its files, and prints what the policy lacks', async () => {
  await using repository = await buildRepository({
    'ask.prompt.yml': carriesCases(),
    [POLICY]: 'prompts: ["*.prompt.yml"]\n',
    [WORKFLOW]: 'jobs: { gate: { steps: [{ uses: acme/prompt-eval-gate@v1 }] } }\n',
    '.github/workflows/own.yml':
      '      - uses: acme/prompt-eval-gate@v1\n        with:\n          command: record\n',
  });
  const { told, registry } = await init(repository, { registry: true });
  expect(told).toContain('Add to .github/prompt-eval-gate.yml:\n    registry:\n      environments:');
  expect(await contentOf(repository, POLICY)).toBe('prompts: ["*.prompt.yml"]\n');
  expect(registry?.workflows.map(({ path, state }) => [path, state])).toEqual([
    ['.github/workflows/own.yml', 'kept'],
    ['.github/workflows/prompt-rebalance.yml', 'written'],
    ['.github/workflows/prompt-drift.yml', 'written'],
    ['.github/workflows/prompt-guard.yml', 'written'],
    ['.github/workflows/prompt-promote.yml', 'written'],
    ['.github/workflows/prompt-rollback.yml', 'written'],
  ]);
});

const FOLDER_LINE = '/.github/prompt-portfolios/';

test('--registry lets CODEOWNERS ask about portfolios whoever it asks about the policy, and adds that once', async () => {
  const owners = '* @acme/all\r\n/.github/prompt-eval-gate.yml @acme/ai @ada # policy';
  await using repository = await buildRepository({
    'ask.prompt.yml': carriesCases(),
    '.github/CODEOWNERS': owners,
  });
  const planned = await init(repository, { registry: true, dryRun: true });
  expect(planned.told).toContain(`Would be added to .github/CODEOWNERS:\n    ${FOLDER_LINE} @acme/ai @ada`);
  expect(await contentOf(repository, '.github/CODEOWNERS')).toBe(owners);
  const { told } = await init(repository, { registry: true });
  expect(told).toContain('Added to .github/CODEOWNERS:');
  const written = `${owners}\r\n${FOLDER_LINE} @acme/ai @ada\r\n`;
  expect(await contentOf(repository, '.github/CODEOWNERS')).toBe(written);
  await init(repository, { registry: true });
  expect(await contentOf(repository, '.github/CODEOWNERS')).toBe(written);
});

test('where CODEOWNERS names nobody, --registry says what line to add and invents no name', async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  const { told } = await init(repository, { registry: true });
  expect(told).toContain(`for @OWNER:\n    ${FOLDER_LINE} @OWNER`);
  expect(await contentOf(repository, '.github/CODEOWNERS')).toBeNull();
});

test('what CODEOWNERS says of portfolios already stays', async () => {
  const owners = `* @acme/all\n${FOLDER_LINE} @acme/risk\n`;
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases(), CODEOWNERS: owners });
  const { told } = await init(repository, { registry: true });
  expect(told).not.toContain('CODEOWNERS');
  expect(await contentOf(repository, 'CODEOWNERS')).toBe(owners);
});

test('workflows of the registry alone do not count as the gate', async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  await init(repository, { registry: true });
  await rm(join(repository.root, WORKFLOW));
  const { workflow } = await init(repository);
  expect(workflow).toMatchObject({ path: WORKFLOW, state: 'written' });
});

test('record runs on the main branch that the remote has', async () => {
  await using server = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  await server.git('branch', '--quiet', '-m', 'trunk');
  await using clone = await server.clone();
  await init(clone, { registry: true });
  expect(await contentOf(clone, '.github/workflows/prompt-record.yml')).toContain('branches: ["trunk"]');
});

test('--dashboard adds the workflow that publishes the dashboard', async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  const { registry } = await init(repository, { registry: true, dashboard: true });
  expect(registry?.workflows.at(-1)).toMatchObject({
    ...{ path: '.github/workflows/prompt-dashboard.yml', state: 'written' },
  });
  expect(await contentOf(repository, '.github/workflows/prompt-dashboard.yml')).toContain('out: site');
});

test('without --registry nothing of it is written', async () => {
  await using repository = await buildRepository({ 'ask.prompt.yml': carriesCases() });
  const { told } = await init(repository);
  expect(told).not.toContain('registry');
  for (const path of REGISTRY_WORKFLOWS) expect(await contentOf(repository, path)).toBeNull();
});

test('a judge that the cases want brings its key', async () => {
  const judged = carriesCases().replace('string: { contains: "{{expected}}" }', 'uses: github/relevance');
  await using repository = await buildRepository({ 'ask.prompt.yml': judged });
  expect((await init(repository)).providers).toEqual(['openai', 'anthropic']);
});

test('every format is found, with its cases beside it or by its name, and the policy watches just those', async () => {
  await using repository = await buildRepository({
    'a/ask.prompt.yml': carriesCases(),
    'a/later.prompt.yml': BARE,
    'b/greet.prompt': '---\nmodel: openai/gpt-4.1-mini-2025-04-14\n---\n{{>tone}} {{input}}\n',
    'b/_tone.prompt': 'Be kind.\n',
    'b/greet.suite.yml': CASES,
    'c/classic.prompty':
      '---\nmodel: { id: gpt-4.1-mini-2025-04-14 }\n---\nsystem:\nHelp.\nuser:\n{{input}}\n',
    'evals/classic.yml': CASES,
    'd/policy.md': '---\nmodel: gpt-4.1-mini-2025-04-14\n---\nHelp with {{input}}.\n',
    'd/policy.tests.csv': 'input,__expected\nhi,icontains: hello\n',
    'e/other_prompt.yml': carriesCases(),
    'README.md': 'Prompts.\n',
    'docker-compose.yml': 'services:\n  web: { image: web }\n',
    'locale.yml': 'messages:\n  hello: Hello\n',
    'evals/orphan.yml': CASES,
    'evals/evals.json': '{"skill_name": "x", "evals": [{"prompt": "hi", "expected_output": "hello"}]}',
    'broken.yml': 'a: [\n',
  });
  const { ready, watched, told } = await init(repository);
  expect(ready).toBe(true);
  expect(watched.map(({ path }) => path)).toEqual([
    'a/ask.prompt.yml',
    'b/greet.prompt',
    'c/classic.prompty',
    'd/policy.md',
    'e/other_prompt.yml',
  ]);
  expect(told).toMatch(/until they have cases[^✓]*a\/later\.prompt\.yml/);
  expect(told).toMatch(/Cases of no prompt[^✓]*evals\/evals\.json\n *evals\/orphan\.yml/);
  expect(await contentOf(repository, POLICY)).toContain('"!a/later.prompt.yml"  # no cases yet');
  expect(await judgeable(repository)).toEqual(watched.map(({ path }) => path));

  await repository.write({ 'a/new.prompt.yml': carriesCases() });
  expect(await judgeable(repository)).toContain('a/new.prompt.yml');
});

test('of a promptfoo config every prompt is found, with its cases and the first model; the workflow alone is enough', async () => {
  const config = `prompts: [file://prompts/one.txt, file://prompts/two.txt]
providers: [python:x.py, "openai:gpt-4.1-mini-2025-04-14", "anthropic:messages:claude-opus-4-6"]
tests: file://cases.csv
`;
  await using repository = await buildRepository({
    'evals/promptfooconfig.yaml': config,
    'evals/prompts/one.txt': 'Say {{ word | upper }}.\n',
    'evals/prompts/two.txt': 'Shout {{ word }}!\n',
    'evals/cases.csv': 'word,__expected\nhi,icontains: hi\n',
  });
  const { told } = await init(repository);
  expect(told).toContain('openai:gpt-4.1-mini-2025-04-14 (the first of 3 providers)');
  expect(told).not.toContain('Cases of no prompt');
  expect(told).toContain('the workflow alone is enough');
  expect(await contentOf(repository, POLICY)).toBeNull();
  expect(await judgeable(repository)).toEqual(['evals/prompts/one.txt', 'evals/prompts/two.txt']);
});

test('models of other vendors need no policy, only their keys in the workflow', async () => {
  const config = (provider: string) =>
    `prompts: ["Say {{x}}", "Shout {{x}}"]\nproviders: [python:a.py, ${provider}, "openrouter:z/y"]\ntests: [{ vars: { x: 1 }, assert: [{ type: contains, value: x }] }]\n`;
  await using repository = await buildRepository({
    'a/promptfooconfig.yaml': config('"groq:llama-3.1-8b-instant"'),
    'b/other.yaml': config('{ id: "google:gemini-2.5-flash", config: { temperature: 0, apiKey: x } }'),
    'c/promptfooconfig.yaml': config('"ollama:chat:llama3"').replace(', "openrouter:z/y"', ''),
  });
  const { told, left, secrets } = await init(repository);
  expect(left).toEqual([]);
  expect(told).toContain(
    'The runner has to reach Ollama: it is asked at http://localhost:11434/v1, unless OLLAMA_BASE_URL names another',
  );
  expect(secrets).toEqual(['GROQ_API_KEY', 'GEMINI_API_KEY']);
  expect(told).toContain('the secrets GROQ_API_KEY and GEMINI_API_KEY');
  const policy = await contentOf(repository, POLICY);
  expect(policy).toContain('gate:\n  on-weaker-suite: block');
  expect(policy).toMatch(/^# yaml-language-server: \$schema=https:\/\/.*policy\.schema\.json\n/);
  expect(policy).not.toContain('models:');
  const workflow = await contentOf(repository, WORKFLOW);
  expect(workflow).not.toContain('openai-api-key');
  expect(workflow).toContain(`        env:
          GROQ_API_KEY: \${{ secrets.GROQ_API_KEY }}
          GEMINI_API_KEY: \${{ secrets.GEMINI_API_KEY }}
`);
  expect(await judgeable(repository)).toEqual([
    ...['a/promptfooconfig.yaml#1', 'a/promptfooconfig.yaml#2', 'b/other.yaml#1', 'b/other.yaml#2'],
    ...['c/promptfooconfig.yaml#1', 'c/promptfooconfig.yaml#2'],
  ]);
});

test('a config of which one prompt cannot be read is watched for the others', async () => {
  await using repository = await buildRepository({
    'promptfooconfig.yaml':
      'prompts: ["Say {{x}}", "file://make.py"]\nproviders: [openai:gpt-4o]\ntests: [{ vars: { x: 1 }, assert: [{ type: contains, value: x }] }]\n',
  });
  const { watched, left, told } = await init(repository);
  expect(watched.map(({ path }) => path)).toEqual(['promptfooconfig.yaml#1']);
  expect(left.map(({ path }) => path)).toEqual(['promptfooconfig.yaml#2']);
  expect(told).toContain('"make.py" is a program');
});

test('what cannot be watched is reported with its reason, and nothing is written for it alone', async () => {
  await using repository = await buildRepository({
    'promptfooconfig.yaml':
      'prompts: ["Say {{x}}"]\nproviders: [openai:gpt-4o]\ntests: [{ vars: { x: 1 }, assert: [{ type: python, value: x }] }]\n',
    'nameless.prompt.yml': BARE.replace(/^model.*\n/, ''),
    'foreign.prompt.yml': carriesCases('azure/gpt-4.1'),
  });
  const { ready, told, policy, workflow } = await init(repository);
  expect(ready).toBe(false);
  expect(told).toContain('`python` runs code');
  expect(told).toContain('This prompt names no model.');
  expect(told).toContain('no resource of Azure is known');
  expect(told).toContain('Nothing was written');
  expect([policy.state, workflow.state]).toEqual(['unneeded', 'unneeded']);
  expect(await repository.git('status', '--porcelain')).toBe('');
});

test("a model that the owner names is asked where a prompt's own cannot be", async () => {
  await using repository = await buildRepository({
    'own.prompt.yml': carriesCases(),
    'deployed.prompt.yml': carriesCases('azure/our-deployment'),
    'nameless.prompt.yml': carriesCases().replace(/^model.*\n/, ''),
  });
  await init(repository, { model: 'anthropic:claude-opus-4-6' });
  expect(await contentOf(repository, POLICY)).toContain(`  - "**/*.prompt.yml"
  - path: deployed.prompt.yml
    model: "anthropic:claude-opus-4-6"
  - path: nameless.prompt.yml
    model: "anthropic:claude-opus-4-6"
`);
  expect(await judgeable(repository)).toHaveLength(3);
});

test('a repository without prompts gets the list of what is read', async () => {
  await using repository = await buildRepository({ 'README.md': 'Nothing here.\n' });
  const { ready, told } = await init(repository);
  expect(ready).toBe(false);
  expect(told).toContain('No prompt was found. Read are GitHub Models');
});

test('nothing is overwritten: a policy and a workflow that are there stay as they are', async () => {
  const mine = 'prompts:\n  - path: a.prompt.yml\n';
  const running = 'jobs: { x: { steps: [{ run: ls }] } }\n#\n      - uses: somebody/prompt-eval-gate@v1\n';
  await using repository = await buildRepository({
    'a.prompt.yml': carriesCases(),
    'b.prompt.yml': carriesCases(),
    [POLICY]: mine,
    '.github/workflows/prompts.yml': running,
  });
  const { ready, told } = await init(repository);
  expect(ready).toBe(true);
  expect(told).toContain(`kept         ${POLICY}, which was there already`);
  expect(told).toContain('kept         .github/workflows/prompts.yml');
  expect(told).toMatch(/b\.prompt\.yml\n.*It could be watched; .* does not name it/);
  expect(await repository.git('status', '--porcelain')).toBe('');
  expect(await contentOf(repository, WORKFLOW)).toBeNull();
});

test('suites that are too small to judge by are reported', async () => {
  const few = carriesCases().replace(/(?: {2}- \{ input.*\n){15}/, '');
  await using repository = await buildRepository({ 'a.prompt.yml': few });
  const { told } = await init(repository);
  expect(told).toContain('too few to be judged, which takes 10 cases a segment');
  expect(told).toContain('the gate reports and lets everything pass');
});

test('a dry run shows the files and writes none', async () => {
  await using repository = await buildRepository({
    'a.prompt.yml': carriesCases(),
    'b.prompt.yml': BARE,
  });
  const { ready, told } = await init(repository, { dryRun: true });
  expect(ready).toBe(true);
  expect(told).toContain(`would write  ${POLICY}`);
  expect(told).toContain('  - "!b.prompt.yml"  # no cases yet');
  expect(told).toContain('fetch-depth: 0');
  expect(await repository.git('status', '--porcelain')).toBe('');
});

test('the policy written for hostile names watches those files, and says nothing else', async () => {
  const names = ['x"y: z', '# x', 'a{b,c}', "it's [1]", 'back\\slash', 'ünï\u2028line', '!not', '*'];
  const files: Files = Object.fromEntries(names.map((name) => [`p/${name}.suite.yml`, CASES]));
  for (const name of names)
    files[`p/${name}.md`] = '---\nmodel: gpt-4.1-mini-2025-04-14\n---\nHi {{input}}\n';
  await using repository = await buildRepository(files);
  const { ready } = await init(repository);
  expect(ready).toBe(true);
  expect((await judgeable(repository)).sort()).toEqual(names.map((name) => `p/${name}.md`).sort());
});

test('a folder that is a link out of the repository is not written through', async () => {
  await using outside = await buildRepository({ 'README.md': 'Elsewhere.\n' });
  await using repository = await buildRepository({
    'a.prompt.yml': carriesCases(),
    '.github/workflows': { symlink: outside.root },
  });
  await expect(init(repository)).rejects.toThrow('.github/workflows: This is no folder');
  expect(await outside.git('status', '--porcelain')).toBe('');
});

const SKILLS = {
  'skills/notes/SKILL.md': '---\nname: notes\n---\nWrite release notes.',
  'skills/notes/evals/evals.json': '{ "evals": [{ "id": 1, "prompt": "Hi", "expected_output": "Notes" }] }',
  'skills/untested/SKILL.md': 'Be brief.',
};

test('Agent Skills with evals need no policy', async () => {
  await using repository = await buildRepository(SKILLS);
  const { policy, watched, providers } = await init(repository);
  expect(watched.map(({ path }) => path)).toEqual(['skills/notes/SKILL.md']);
  expect(policy.state).toBe('unneeded');
  expect(providers.toSorted()).toEqual(['anthropic', 'openai']);
  expect(await judgeable(repository)).toEqual(['skills/notes/SKILL.md']);
});

test('a policy that is needed for something else names Agent Skills one by one, not those without evals', async () => {
  await using repository = await buildRepository({
    ...SKILLS,
    'prompts/reply.md': 'Reply to {{input}}.\n',
    'prompts/reply.suite.yml': CASES,
  });
  await init(repository, { model: 'openai:gpt-4.1-mini-2025-04-14' });
  expect(parseConfig((await contentOf(repository, POLICY)) ?? '', POLICY).prompts).toMatchObject([
    { path: 'prompts/reply.md' },
    { path: 'skills/notes/SKILL.md' },
  ]);
  expect(await judgeable(repository)).toEqual(['prompts/reply.md', 'skills/notes/SKILL.md']);
});
