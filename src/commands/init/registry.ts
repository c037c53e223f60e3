import { unlessMistaken } from '../../base/errors.ts';
import { REPOSITORY } from '../../base/product.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Repository } from '../../repo/git.ts';
import { remoteBranchOf } from '../../repo/main-branch.ts';
import { defaultBase } from '../../repo/revision.ts';
import { block } from './workflow.ts';

/** What a policy says that has a registry: what main has serves staging, and people promote to production. */
export const REGISTRY_SECTION = `registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: by-hand }  # on-pass: as soon as the evidence passes
`;

const HEADER =
  '# What prompt-eval-gate decides by. What else can be decided here is in its docs/configuration.md.\n';

/** The text of a new policy, with a registry. */
export function withRegistry(policy: string | null): string {
  return `${policy ?? HEADER}${REGISTRY_SECTION}`;
}

/** Whether a policy's text has a registry. */
export function hasRegistry(policy: string): boolean {
  return /^["']?registry["']?[ \t]*:/m.test(policy);
}

/** A workflow of the registry: the command that it runs, and its file. */
export type RegistryWorkflow = {
  command: 'record' | 'rebalance' | 'drift' | 'guard' | 'promote' | 'rollback';
  path: string;
  text: string;
};

type Steps = {
  /** The inputs with the models' keys, one line each. */
  keys: readonly string[];
  /** Variables with the keys of other vendors, one line each. */
  variables: readonly string[];
  /** The input `config`, where it is not the default. */
  config: readonly string[];
};

/** The workflows of the registry, as the documentation shows them. */
export function registryWorkflows(main: string, steps: Steps): RegistryWorkflow[] {
  return [
    { command: 'record', path: '.github/workflows/prompt-record.yml', text: recordText(main, steps) },
    { command: 'rebalance', path: '.github/workflows/prompt-rebalance.yml', text: rebalanceText(steps) },
    { command: 'drift', path: '.github/workflows/prompt-drift.yml', text: driftText(steps) },
    { command: 'guard', path: '.github/workflows/prompt-guard.yml', text: guardText(steps) },
    { command: 'promote', path: '.github/workflows/prompt-promote.yml', text: promoteText(steps) },
    { command: 'rollback', path: '.github/workflows/prompt-rollback.yml', text: rollbackText(steps) },
  ];
}

/** The name of the main branch: the remote's, as far as this clone knows it. */
export async function mainBranchOf(repository: Repository): Promise<string> {
  const base = (await unlessMistaken(() => defaultBase(repository))) ?? 'main';
  return (await remoteBranchOf(repository, base))?.branch ?? base;
}

/** The path of a workflow that runs a command of the registry already. */
export async function workflowOf(
  command: string,
  snapshot: Snapshot,
  paths: readonly string[],
): Promise<string | undefined> {
  const runs = new RegExp(`^[ \\t]{0,40}command:[ \\t]{0,20}["']?${command}["']?[ \\t]*(?:#.*)?$`, 'm');
  for (const path of paths) {
    if (runs.test((await snapshot.read(path).catch(() => '')) ?? '')) return path;
  }
  return undefined;
}

const CHECKOUT = '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';

const POINTER_KEY = secretAs('pointer-key', 'PROMPT_POINTER_KEY');
const KEYS = [secretAs('promotion-key', 'PROMPT_PROMOTION_KEY'), POINTER_KEY];

function recordText(main: string, { keys, variables, config }: Steps): string {
  const inputs = ['command: record', inputAs('adopt'), ...config, ...keys, ...KEYS];
  return `name: prompt-record
on:
  push: { branches: [${JSON.stringify(main)}] }
  schedule: [{ cron: '17 * * * *' }]
  workflow_dispatch:
    inputs:
      adopt: { description: 'Once, at the start: what main has serves everywhere', type: boolean }
permissions: { contents: write, pull-requests: read }
concurrency: { group: prompt-record, cancel-in-progress: false }
jobs:
  record:
${NOT_IN_FORKS}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
        with: { fetch-depth: 0 }
      - uses: ${REPOSITORY}@v1
${block('with', inputs)}${block('env', variables)}`;
}

function rebalanceText({ config }: Steps): string {
  return `name: prompt-rebalance
on:
  schedule: [{ cron: '43 6 * * 1' }]  # may start late, or be left out: then nothing changes
  workflow_dispatch:
permissions: { contents: write, pull-requests: write }
concurrency: { group: prompt-rebalance, cancel-in-progress: false }
jobs:
  rebalance:
${NOT_IN_FORKS}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
        with: { fetch-depth: 0 }
      - uses: ${REPOSITORY}@v1
${block('with', ['command: rebalance', ...config, ...KEYS])}`;
}

function driftText({ keys, variables, config }: Steps): string {
  return `name: prompt-drift
on:
  schedule: [{ cron: '17 5 * * 1' }]  # asks models: every suite of what serves, once a week
  workflow_dispatch:
permissions: { contents: write, issues: write }
concurrency: { group: prompt-drift, cancel-in-progress: false }
jobs:
  drift:
${NOT_IN_FORKS}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
        with: { fetch-depth: 0 }
      - uses: ${REPOSITORY}@v1
${block('with', ['command: drift', ...config, ...keys, ...KEYS])}${block('env', variables)}`;
}

function guardText({ config }: Steps): string {
  const webhook = secretAs('webhook', 'PROMPT_GUARD_WEBHOOK');
  return `# A schedule can be hours late, or be left out. What you count on is \`guard --watch\`, beside the application.
name: prompt-guard
on:
  schedule: [{ cron: '*/15 * * * *' }]
  workflow_dispatch:
permissions: { contents: write, issues: write }
concurrency: { group: prompt-guard, cancel-in-progress: false }
jobs:
  guard:
    if: \${{ !github.event.repository.fork && vars.PROMPT_OBSERVATIONS_URL != '' }}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
        with: { fetch-depth: 0 }
      - run: |
          curl -fsS --max-time 300 -H "authorization: Bearer $TOKEN" -o observations.jsonl "$URL"
        env:
          URL: \${{ vars.PROMPT_OBSERVATIONS_URL }}
          ${secretAs('TOKEN', 'PROMPT_OBSERVATIONS_TOKEN')}
      - uses: ${REPOSITORY}@v1
${block('with', ['command: guard', 'files: observations.jsonl', webhook, ...config, POINTER_KEY])}`;
}

function promoteText({ config }: Steps): string {
  const inputs = ['prompt', 'environment', 'version', 'reason'].map(inputAs);
  return `name: prompt-promote
on:
  workflow_dispatch:
    inputs:
      prompt: { description: The prompt, type: string, required: true }
      environment: { description: The environment, type: string, required: true }
      version: { description: 'The version; empty: the one that main has', type: string }
      reason: { description: 'Why; overrides what is missing, and stays in the log', type: string }
permissions: { contents: write }
jobs:
  promote:
${NOT_IN_FORKS}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
      - uses: ${REPOSITORY}@v1
${block('with', ['command: promote', ...inputs, ...config, ...KEYS])}`;
}

function rollbackText({ config }: Steps): string {
  const inputs = ['prompt', 'environment', 'version', 'reason'].map(inputAs);
  return `name: prompt-rollback
on:
  workflow_dispatch:
    inputs:
      prompt: { description: The prompt, type: string, required: true }
      environment: { description: The environment, type: string, required: true }
      version: { description: 'The version to take back; empty: the last that was raised', type: string }
      reason: { description: Why, type: string, required: true }
permissions: { contents: write }
jobs:
  rollback:
${NOT_IN_FORKS}
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
      - uses: ${REPOSITORY}@v1
${block('with', ['command: rollback', ...inputs, ...config, POINTER_KEY])}`;
}

const NOT_IN_FORKS = `    if: \${{ !github.event.repository.fork }}`;

function inputAs(name: string): string {
  return `${name}: \${{ github.event.inputs.${name} }}`;
}

function secretAs(input: string, secret: string): string {
  return `${input}: \${{ secrets.${secret} }}`;
}
