import type { Terminal } from '../command.ts';

/**
 * Prints what a command found or did: for people, or as JSON with `--json`. Who runs the command as a part of something
 * else gets it as data too.
 * @param value of the published shape
 */
export function printOutcome(
  { output, onOutcome }: Pick<Terminal, 'output' | 'onOutcome'>,
  { json, value, text }: { json: boolean; value: object; text: () => string },
): void {
  onOutcome?.(value);
  output.write(json ? `${JSON.stringify(value, null, 2)}\n` : text());
}
