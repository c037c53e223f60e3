import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { GateFailure } from '../base/errors.ts';
import type { Destination } from '../domain/request.ts';
import { inertTerminal } from '../prose/inert.ts';
import type { Terminal } from './command.ts';

/**
 * Reports the hosts that keys are sent to. For a host that only the repository names, the user is asked once; the
 * agreement is remembered for the user, outside of every repository.
 * @param how.yes agrees to everything, for this run.
 * @throws GateFailure if the user did not agree.
 */
export function agreement(
  { environment, ask }: Pick<Terminal, 'environment' | 'ask'>,
  { yes, log }: { yes: boolean; log: (line: string) => void },
): (destinations: readonly Destination[]) => Promise<void> {
  return async (destinations) => {
    if (destinations.length === 0) return;
    const named = destinations.map(({ origin, variable }) => `${hostOf(origin)} (${variable})`);
    log(`Keys are sent to ${named.join(', ')}.`);
    const foreign = destinations.filter(({ isForeign }) => isForeign);
    if (yes || foreign.length === 0) return;
    const file = fileOfAgreements(environment);
    const known = new Set((await textOf(file)).split('\n'));
    for (const destination of foreign) {
      const entry = `${destination.variable} ${destination.origin}`;
      if (known.has(entry)) continue;
      if (ask === undefined) throw notAgreed(destination);
      if (!/^y(?:es)?$/i.test((await ask(questionOf(destination))).trim())) throw notAgreed(destination);
      if (!(await remember(file, entry))) log('This could not be noted down, so it will be asked again.');
    }
  };
}

function questionOf({ origin, variable }: Destination): string {
  return inertTerminal(
    `Only this repository's policy says so: send the key in ${variable} to ${origin}? [y/N] `,
  );
}

function notAgreed({ origin, variable }: Destination): GateFailure {
  return new GateFailure(
    `The policy of this repository sends the key in ${variable} to ${origin}, and nobody has agreed to that here.`,
    { remedy: 'If you trust it, run this in a terminal and answer yes once, or give --yes.' },
  );
}

function hostOf(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}

/** Undefined if there is no place for a user's agreements. */
function fileOfAgreements(environment: Terminal['environment']): string | undefined {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: windows, HOME: home } = environment;
  const folder = [state, windows, home && join(home, '.local', 'state')].find(
    (path) => path && isAbsolute(path),
  );
  return folder && join(folder, 'prompt-eval-gate', 'agreed-hosts');
}

async function textOf(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  return readFile(file, 'utf8').catch(() => '');
}

/** Returns whether it worked. */
async function remember(file: string | undefined, entry: string): Promise<boolean> {
  if (file === undefined) return false;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await appendFile(file, `${entry}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
