import type { Terminal } from '../../src/commands/command.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';

/** A terminal that keeps what is written to it. */
export function testTerminal(
  environment: Partial<Terminal> = {},
): Terminal & { written: { output: string; messages: string } } {
  const written = { output: '', messages: '' };
  return {
    directory: '/nowhere',
    environment: {},
    credentials: credentialsFrom({}),
    output: { write: (text) => (written.output += text) },
    messages: { write: (text) => (written.messages += text) },
    packageDirectory: '/nowhere',
    interruption: () => new AbortController().signal,
    ...environment,
    written,
  };
}
