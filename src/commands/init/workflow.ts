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
  const inputs = [...keyLines(providers), ...configLines(configPath), `report-directory: ${REPORT}`];
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
${block('with', inputs)}${block('env', keyVariables.map(ofSecret))}${KEEP_REPORT}`;
}

/** The folder of the report files: outside of the checkout, where a pull request could have put something in its place. */
const REPORT = `\${{ runner.temp }}/gate-report`;

/** A run that was blocked has the report too; one that changes no prompt writes no page. */
const KEEP_REPORT = `      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        if: always()
        with: { name: gate-report, path: '${REPORT}', if-no-files-found: ignore }
`;

/** The inputs with the keys of these providers. */
export function keyLines(providers: readonly ProviderName[]): string[] {
  return providers.map((provider) => {
    const { input, variable } = table[provider].key;
    return `${input}: \${{ secrets.${variable} }}`;
  });
}

/** The input that names the policy, where it is not in the default place. */
export function configLines(configPath: string): string[] {
  return configPath === DEFAULT_POLICY_PATH ? [] : [`config: ${JSON.stringify(configPath)}`];
}

/** A variable of a step that is the secret of the same name. */
export function ofSecret(name: string): string {
  return `${name}: \${{ secrets.${name} }}`;
}

/** A mapping of a step, with these lines; nothing without any. */
export function block(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `        ${name}:\n${lines.map((line) => `          ${line}\n`).join('')}`;
}

/** Whether a workflow runs the gate already, and not only commands of the registry. */
export function runsTheGate(text: string): boolean {
  const steps = text.match(/^[ \t]{0,40}(?:-[ \t]+)?uses:[ \t]{1,20}['"]?[\w./-]{0,200}prompt-eval-gate@/gm);
  const others = text.match(/^[ \t]{0,40}command:[ \t]{1,20}['"]?(?!gate\b)[a-z]+['"]?[ \t]*(?:#.*)?$/gm);
  return (steps?.length ?? 0) > (others?.length ?? 0);
}
