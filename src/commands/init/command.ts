import { ConfigurationError } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Command } from '../command.ts';

const OPTIONS = {
  'dry-run': { type: 'boolean', help: 'print what would be written' },
  model: {
    type: 'string',
    value: 'NAME',
    help: `the model to use for prompts whose own model the gate cannot call,
e.g. openai:gpt-4.1-mini-2025-04-14`,
  },
  registry: {
    type: 'boolean',
    help: `also set up the registry: its part of the policy, workflows for record, rebalance, drift, guard,
promote and rollback, and the line of CODEOWNERS about portfolios`,
  },
  dashboard: {
    type: 'boolean',
    help: 'with --registry, also the workflow that publishes the dashboard on GitHub Pages',
  },
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `where the policy is written (default: ${DEFAULT_POLICY_PATH})`,
  },
} as const;

/** Sets the gate up in a repository. */
export const command: Command<typeof OPTIONS> = {
  name: 'init',
  group: 'gate',
  summary: 'find the prompts and cases of this repository; write the policy and the workflow',
  options: OPTIONS,
  help: 'Overwrites nothing and calls no model.',
  exitCodes: '0 a pull request can be judged now, 2 something is still missing',
  async run({ values }, { directory, credentials, output }) {
    if (values.dashboard && !values.registry) {
      throw new ConfigurationError('--dashboard is for a repository with a registry.', {
        remedy: 'Write: init --registry --dashboard.',
      });
    }
    const [{ initRepository }, { renderInit }] = await Promise.all([
      import('./init.ts'),
      import('./render.ts'),
    ]);
    const found = await initRepository({
      directory,
      configPath: values.config,
      credentials,
      dryRun: values['dry-run'],
      model: values.model,
      registry: values.registry,
      dashboard: values.dashboard,
    });
    output.write(renderInit(found, found.secrets));
    return found.ready ? 0 : 2;
  },
};
