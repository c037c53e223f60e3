import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const NOBODY = 65_534;
const runFile = promisify(execFile);

/**
 * Runs a program (the text of a module, where `SOURCES` stands for the folder of our sources) in a folder, as a user whom
 * permissions bind: root reads everything. Gives what it prints, as JSON. The folder becomes that user's.
 */
export async function asOrdinaryUser(
  folder: string,
  { program, words = [] }: { program: string; words?: readonly string[] },
): Promise<unknown> {
  const isRoot = process.getuid?.() === 0;
  const home = await mkdtemp(join(tmpdir(), 'home-'));
  if (isRoot) await runFile('chown', ['-R', String(NOBODY), folder, home]);
  const sources = pathToFileURL(join(import.meta.dirname, '../../src')).href;
  const text = program.replaceAll('SOURCES', sources);
  try {
    const { stdout } = await runFile(process.execPath, ['--input-type=module', '--eval', text, ...words], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: home, LC_ALL: 'C' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    return JSON.parse(stdout);
  } finally {
    await rm(home, { recursive: true });
  }
}
