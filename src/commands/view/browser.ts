import { spawn } from 'node:child_process';
import { join } from 'node:path';

type Opening = { file: string; words: string[] };

/**
 * The program that opens a file as the user would by a double click, and its arguments; no shell reads the path.
 * @param platform as Node names it
 */
export function openerOf(
  path: string,
  { platform, environment }: { platform: NodeJS.Platform; environment: Readonly<NodeJS.ProcessEnv> },
): Opening {
  switch (platform) {
    case 'darwin':
      return { file: '/usr/bin/open', words: [path] };
    case 'win32': {
      // `start` is a word of the shell; this is what it does for a file.
      const system = join(environment.SystemRoot ?? 'C:\\Windows', 'System32');
      return { file: join(system, 'rundll32.exe'), words: ['url.dll,FileProtocolHandler', path] };
    }
    default:
      return { file: 'xdg-open', words: [path] };
  }
}

/** Starts such a program, which goes on when this process ends. Returns whether it could be started. */
export async function open(
  { file, words }: Opening,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<boolean> {
  const child = spawn(file, words, { detached: true, stdio: 'ignore', env: { ...environment } });
  const started = await new Promise<boolean>((settle) => {
    child.once('spawn', () => settle(true));
    child.once('error', () => settle(false));
  });
  child.unref();
  return started;
}
