import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';

const OPTIONS = {
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
} as const;

/** Makes the key pairs of the registry. */
export const command: Command<typeof OPTIONS> = {
  name: 'registry',
  group: 'registry',
  summary: 'make signing keys, and say where each half goes',
  positionals: 'keys',
  options: OPTIONS,
  variables: { models: false, others: {} },
  help: 'The keys are printed once and kept nowhere.',
  exitCodes: '0 printed, 2 not understood',
  async run({ values, positionals }, { output }) {
    if (positionals.length !== 1 || positionals[0] !== 'keys') {
      throw new ConfigurationError('`registry` has one subcommand, keys.', {
        remedy: 'Write: registry keys.',
      });
    }
    const [{ newKeyPair }, { keysText }] = await Promise.all([
      import('../../../registry/signatures.ts'),
      import('./render.ts'),
    ]);
    const pairs = { promotion: newKeyPair(), pointer: newKeyPair() };
    output.write(
      values.json ? `${JSON.stringify({ schemaVersion: 1, ...pairs }, null, 2)}\n` : keysText(pairs),
    );
    return 0;
  },
};
