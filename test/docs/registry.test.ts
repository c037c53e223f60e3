import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { testTerminal } from '../commands/test-terminal.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Without what differs from run to run: times, how long something took, and hashes. */
function plain(text: string): string {
  return text
    .replaceAll(/\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z| \d{2}:\d{2}(?: UTC)?)/g, '<time>')
    .replaceAll(/\d+\.\d s\b/g, '<seconds>')
    .replaceAll(/\b[0-9a-f]{12,64}\b/g, '<hash>');
}

test('every output in docs/registry.md is what the demo of the registry prints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-registry-docs-'));
  const terminal = testTerminal({
    directory: folder,
    packageDirectory: root,
    environment: { PATH: process.env.PATH },
  });
  const words = ['demo', '--registry', '--keep', '.'];
  const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
  await rm(folder, { recursive: true });
  expect(exitCode, terminal.written.messages).toBe(0);
  const printed = plain(terminal.written.output);

  const page = await readFile(join(root, 'docs/registry.md'), 'utf8');
  const shown = [...page.matchAll(/^```console\n(.*?)^```/gms)].map(([, text = '']) => plain(text).trimEnd());
  expect(shown.length).toBeGreaterThan(5);
  for (const text of shown) expect(printed).toContain(text);
}, 120_000);
