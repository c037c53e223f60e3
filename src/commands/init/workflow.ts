import { REPOSITORY } from '../../base/product.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { type ProviderName, providers as table } from '../../model/providers/table.ts';

/** Path that the workflow is written to. */
export const WORKFLOW_PATH = '.github/workflows/prompt-eval-gate.yml';

/** The repository's secret that holds a provider's key. */
export function secretOf(provider: ProviderName): string {
  return table[provider].key.variable;
}

/** The workflow as the README shows it, with the keys that these providers need. */
export function workflowText({
  providers,
  keyVariables,
  configPath,
}: {
  providers: readonly ProviderName[];
  /** Variables with the keys of other vendors. */
  keyVariables: readonly string[];
  configPath: string;
}): string {
  const inputs = providers.map((provider) => {
    const { input, variable } = table[provider].key;
    return `${input}: \${{ secrets.${variable} }}`;
  });
  if (configPath !== DEFAULT_POLICY_PATH) inputs.push(`config: ${JSON.stringify(configPath)}`);
  return `name: prompt-eval-gate
on:
  pull_request: { types: [opened, synchronize, reopened, labeled, unlabeled] }
  merge_group:
permissions: { contents: read, pull-requests: write, checks: write }
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { fetch-depth: 0 }
      - uses: ${REPOSITORY}@v1
${block('with', inputs)}${block('env', keyVariables.map(ofSecret))}`;
}

function ofSecret(name: string): string {
  return `${name}: \${{ secrets.${name} }}`;
}

function block(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `        ${name}:\n${lines.map((line) => `          ${line}\n`).join('')}`;
}

/** Whether a workflow runs the gate already. */
export function runsTheGate(text: string): boolean {
  return /^[ \t]{0,40}(?:-[ \t]+)?uses:[ \t]{1,20}['"]?[\w./-]{0,200}prompt-eval-gate@/m.test(text);
}
