import type { Terminal } from '../../src/commands/command.ts';

const NO_KEY = { apiKey: undefined, baseUrl: undefined };

/** A terminal that keeps what is written to it. */
export function testTerminal(
  environment: Partial<Terminal> = {},
): Terminal & { written: { output: string; messages: string } } {
  const written = { output: '', messages: '' };
  return {
    directory: '/nowhere',
    environment: {},
    credentials: { openai: NO_KEY, anthropic: NO_KEY },
    output: { write: (text) => (written.output += text) },
    messages: { write: (text) => (written.messages += text) },
    packageDirectory: '/nowhere',
    interruption: () => new AbortController().signal,
    ...environment,
    written,
  };
}
