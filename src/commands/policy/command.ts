import { ConfigurationError } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Command } from '../command.ts';

const OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read from the working tree (default: ${DEFAULT_POLICY_PATH})`,
  },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

/** Says what holds for a prompt, and who says so. */
export const command: Command<typeof OPTIONS> = {
  name: 'policy',
  group: 'gate',
  summary: 'what holds for a prompt, key by key, and where that is written (no model calls)',
  positionals: 'explain PROMPT',
  options: OPTIONS,
  variables: { models: false, others: {} },
  help: 'PROMPT is a path or a name, as `gate` takes it. Reads the working tree; the gate follows the policy of the base.',
  exitCodes: '0 printed, 2 no such prompt, or the policy is not valid',
  async run({ values, positionals }, { directory, output }) {
    const [subcommand, prompt, ...more] = positionals;
    if (subcommand !== 'explain' || prompt === undefined || more.length > 0) {
      throw new ConfigurationError('`policy` has one subcommand, explain, with one prompt.', {
        remedy: 'Write: policy explain prompts/support.prompt.yml.',
      });
    }
    const [{ explainPolicy }, { renderExplained }] = await Promise.all([
      import('./explain.ts'),
      import('./render.ts'),
    ]);
    const explained = await explainPolicy({ directory, configPath: values.config, prompt });
    output.write(values.json ? `${JSON.stringify(explained, null, 2)}\n` : renderExplained(explained));
    return 0;
  },
};
