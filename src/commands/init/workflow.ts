import { REPOSITORY } from '../../base/product.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Provider } from '../../model/names.ts';

/** Path that the workflow is written to. */
export const WORKFLOW_PATH = '.github/workflows/prompt-eval-gate.yml';

const KEYS: Record<Provider, [input: string, secret: string]> = {
  openai: ['openai-api-key', 'OPENAI_API_KEY'],
  anthropic: ['anthropic-api-key', 'ANTHROPIC_API_KEY'],
};

/** The repository's secret that holds a provider's key. */
export function secretOf(provider: Provider): string {
  return KEYS[provider][1];
}

/** The workflow as the README shows it, with the keys that these providers need. */
export function workflowText({
  providers,
  keyVariables,
  configPath,
}: {
  providers: readonly Provider[];
  /** Variables with the keys of other vendors. */
  keyVariables: readonly string[];
  configPath: string;
}): string {
  const inputs = providers.map((provider) => {
    const [input, secret] = KEYS[provider];
    return `${input}: \${{ secrets.${secret} }}`;
  });
  if (configPath !== DEFAULT_POLICY_PATH) inputs.push(`config: ${JSON.stringify(configPath)}`);
  return `name: prompt-eval-gate
on: [pull_request, merge_group]
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
