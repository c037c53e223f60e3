import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rules = ['Answer briefly.', 'When in doubt, escalate.'];
const segments = ['free', 'standard', 'premium', 'enterprise', 'partner'];
const instructions =
  'You are a support agent of a hosting company. Answer briefly, politely and correctly. '.repeat(6);

/** A folder that `remove` deletes. */
export type Scene = { directory: string; remove: () => void };

/** The file that holds the cases. */
export type SuiteFormat = 'jsonl' | 'yaml';

/** `concurrency` is the policy's `max-concurrency`. */
export type SceneSize = { cases: number; concurrency: number; format: SuiteFormat };

/**
 * A real repository in which a branch changes one prompt of `cases` cases in five segments, all of which are asked at the
 * first look. Every case has two assertions.
 */
export function makeScene(size: SceneSize): Scene {
  const { git, write, ...scene } = makeRepository(size);
  write('prompts/support.prompt.yml', promptText(rules[1] ?? ''));
  git('commit', '-q', '-a', '-m', 'change');
  return scene;
}

/**
 * The same repository with a branch that changes no prompt, and the event of its pull request as the runner gives it to
 * the Action.
 */
export function makeQuietScene(): Scene & { environment: Record<string, string> } {
  const { git, write, ...scene } = makeRepository({ cases: 250, concurrency: 100, format: 'jsonl' });
  write('README.md', 'How to write prompts.\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'change');
  const shaOf = (ref: string) => git('rev-parse', ref).toString().trim();
  const repo = { full_name: 'acme/prompts' };
  const pullRequest = {
    number: 1,
    comments: 0,
    base: { sha: shaOf('main'), ref: 'main', repo },
    head: { sha: shaOf('HEAD'), ref: 'change', repo },
  };
  write('.git/event.json', JSON.stringify({ pull_request: pullRequest }));
  const inGit = (name: string) => join(scene.directory, '.git', name);
  for (const name of ['output', 'summary']) write(join('.git', name), '');
  return {
    ...scene,
    environment: {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: inGit('event.json'),
      GITHUB_OUTPUT: inGit('output'),
      GITHUB_STEP_SUMMARY: inGit('summary'),
      GITHUB_REPOSITORY: repo.full_name,
      GITHUB_SHA: pullRequest.head.sha,
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_WORKSPACE: scene.directory,
      RUNNER_TEMP: inGit('temp'),
    },
  };
}

function makeEmptyRepository() {
  const directory = mkdtempSync(join(tmpdir(), 'prompt-eval-gate-bench-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
      cwd: directory,
      stdio: 'pipe',
    });
  const write = (path: string, text: string) => writeFileSync(join(directory, path), text);
  mkdirSync(join(directory, '.github'));
  mkdirSync(join(directory, 'prompts'));
  git('init', '-q', '-b', 'main');
  return { directory, git, write, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A repository on the branch `change`, without any change yet. */
function makeRepository({ cases, concurrency, format }: SceneSize) {
  const { directory, git, write, remove } = makeEmptyRepository();
  const each = cases / segments.length;
  write(
    '.github/prompt-eval-gate.yml',
    [
      'prompts:',
      '  - path: prompts/support.prompt.yml',
      `    suite: prompts/support.${format}`,
      `smoke: { cases: ${each}, extend-to: ${each} }`,
      `run: { max-concurrency: ${concurrency} }`,
      '',
    ].join('\n'),
  );
  write('prompts/support.prompt.yml', promptText(rules[0] ?? ''));
  write(`prompts/support.${format}`, suiteText(cases, format));
  git('add', '-A');
  git('commit', '-q', '-m', 'main');
  git('checkout', '-q', '-b', 'change');
  return { directory, git, write, remove };
}

/** A repository whose only prompt has `cases` cases in YAML with two assertions each. */
export function makeSuiteScene(cases: number): Scene {
  const { directory, remove } = makeRepository({ cases, concurrency: 100, format: 'yaml' });
  return { directory, remove };
}

/** A promptfoo config with `prompts` prompts that share `cases` cases in YAML, and no policy. */
export function makeSharedSuiteScene({ prompts, cases }: { prompts: number; cases: number }): Scene {
  const { git, write, directory, remove } = makeEmptyRepository();
  const names = Array.from({ length: prompts }, (_, number) => `prompts/p${number}.txt`);
  const config = {
    prompts: names.map((name) => `file://${name}`),
    providers: ['openai:gpt-4.1-mini-2025-04-14'],
    tests: 'file://support.yaml',
  };
  write('promptfooconfig.yaml', JSON.stringify(config));
  write('support.yaml', suiteText(cases, 'yaml'));
  for (const [number, name] of names.entries()) {
    write(name, `${rules[number % 2]} (${number}) ${instructions}\n\n{{question}}\n`);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'main');
  return { directory, remove };
}

/** The same prompts and cases as a promptfoo config. */
export function makePromptfooScene(cases: number, baseUrl: string): Scene {
  const directory = mkdtempSync(join(tmpdir(), 'prompt-eval-gate-bench-'));
  const config = {
    prompts: rules.map((rule) =>
      JSON.stringify([
        { role: 'system', content: `${rule} ${instructions}` },
        { role: 'user', content: '{{question}}' },
      ]),
    ),
    providers: [
      {
        id: 'openai:chat:gpt-4.1-mini-2025-04-14',
        config: { temperature: 0, max_tokens: 200, apiBaseUrl: baseUrl },
      },
    ],
    tests: Array.from({ length: cases }, (_, number) => caseOf(number)),
  };
  writeFileSync(join(directory, 'promptfooconfig.json'), JSON.stringify(config));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function promptText(rule: string): string {
  return [
    'model: openai/gpt-4.1-mini-2025-04-14',
    'modelParameters: { temperature: 0, maxTokens: 200 }',
    'messages:',
    `  - { role: system, content: ${JSON.stringify(`${rule} ${instructions}`)} }`,
    '  - { role: user, content: "{{question}}" }',
    '',
  ].join('\n');
}

function suiteText(cases: number, format: SuiteFormat): string {
  const all = Array.from({ length: cases }, (_, number) => caseOf(number));
  return format === 'jsonl'
    ? all.map((testCase) => `${JSON.stringify(testCase)}\n`).join('')
    : `tests:\n${all.map(yamlOf).join('')}`;
}

function caseOf(number: number) {
  return {
    description: `case ${number}`,
    segment: segments[number % segments.length],
    vars: { question: `Question ${number}: why is my replica lagging behind?`, plan: 'basic' },
    assert: [
      { type: 'icontains', value: 'specialist' },
      { type: 'not-contains', value: 'sorry' },
    ],
  };
}

/** As somebody writes it by hand. */
function yamlOf({ description, segment, vars, assert }: ReturnType<typeof caseOf>): string {
  return [
    `  - description: ${description}`,
    `    segment: ${segment}`,
    '    vars:',
    `      question: "${vars.question}"`,
    `      plan: ${vars.plan}`,
    '    assert:',
    ...assert.flatMap(({ type, value }) => [`      - type: ${type}`, `        value: ${value}`]),
    '',
  ].join('\n');
}
