import { join } from 'node:path';
import type { Command } from '../command.ts';

/** Runs the gate on the example that the package brings. */
export const command: Command<Record<never, never>> = {
  name: 'demo',
  group: 'gate',
  summary: 'see the whole gate at work, offline, on an example',
  options: {},
  help: 'Needs git and no key, and writes only into a new temporary folder.',
  exitCodes: '0 the example was blocked, as it should be, 2 otherwise',
  async run(_invocation, { packageDirectory, output, environment }) {
    const { runDemo } = await import('./demo.ts');
    const example = join(packageDirectory, 'fixtures', 'demo');
    return await runDemo({ example, output, environment });
  },
};
