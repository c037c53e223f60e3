import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Command } from '../command.ts';
import type { CheckProgress } from './check.ts';

const OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read from the working tree (default: ${DEFAULT_POLICY_PATH})`,
  },
  discordance: {
    type: 'string',
    value: 'P%',
    help: 'cases that differ between two harmless versions (default 15%; selfcheck measures it)',
  },
} as const;

/** Validates everything in the working tree, without a model. */
export const command: Command<typeof OPTIONS> = {
  name: 'check',
  group: 'gate',
  summary: 'validate prompts, suites and config; say what they can detect and cost (no model calls)',
  options: OPTIONS,
  help: 'Reads the working tree, uncommitted edits included.',
  exitCodes:
    '0 there are prompts, all of them and all portfolios are valid, and no two have one name; 2 otherwise',
  async run({ values }, { directory, credentials, output, messages }) {
    const [{ checkRepository }, { renderCheck }, { terminalLog }, { checkLine }] = await Promise.all([
      import('./check.ts'),
      import('./render.ts'),
      import('../terminal-log.ts'),
      import('./progress.ts'),
    ]);
    const progress = terminalLog(messages);
    // A log needs no bar.
    const onProgress = messages.isTTY
      ? (now: CheckProgress) => progress.log(checkLine(now), 'progress')
      : undefined;
    const found = await checkRepository({
      directory,
      configPath: values.config,
      credentials,
      discordance: values.discordance === undefined ? undefined : readShare(values.discordance),
      onProgress,
    }).finally(progress.clear);
    output.write(renderCheck(found));
    const valid =
      found.prompts.length > 0 &&
      found.prompts.every((prompt) => prompt.errors.length === 0) &&
      found.nameMistakes.length === 0 &&
      found.portfolios.every(({ errors }) => errors.length === 0);
    return valid ? 0 : 2;
  },
};

/** `15%` or `0.15` as a fraction. */
function readShare(text: string): number {
  const share = /^\d+(\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (share >= 0 && share < 1) return share;
  throw new Error(`--discordance is a share such as 15% or 0.15, not "${text}".`);
}
