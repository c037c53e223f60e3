import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { GateFailure } from '../base/errors.ts';
import type { Destination } from '../domain/request.ts';
import { inertTerminal } from '../prose/inert.ts';
import type { Terminal } from './command.ts';

type Agree = (destinations: readonly Destination[]) => Promise<void>;

/**
 * Reports the hosts that keys are sent to. For an address that only the repository names, the user is asked once; the
 * agreement is remembered for the user, outside of every repository.
 * @param how.yes agrees to everything, for this run.
 * @param how.agreed entries agreed to for this process; those that `yes` agrees to are added.
 * @param how.orElse what to do where nobody can be asked
 * @throws GateFailure if the user did not agree.
 */
export function agreement(
  { environment, ask }: Pick<Terminal, 'environment' | 'ask'>,
  {
    yes,
    log,
    agreed = new Set(),
    orElse = 'give --yes',
  }: { yes: boolean; log: (line: string) => void; agreed?: Set<string>; orElse?: string },
): Agree {
  return async (destinations) => {
    if (destinations.length === 0) return;
    const named = destinations.map(({ address, variable }) => `${hostOf(address)} (${variable})`);
    log(`Keys are sent to ${named.join(', ')}.`);
    const foreign = destinations.filter(({ isForeign }) => isForeign);
    if (yes) for (const one of foreign) agreed.add(entryOf(one));
    if (foreign.every((one) => agreed.has(entryOf(one)))) return;
    const file = fileOfAgreements(environment);
    const known = new Set((await textOf(file)).split('\n'));
    for (const destination of foreign) {
      const entry = entryOf(destination);
      if (known.has(entry) || agreed.has(entry)) continue;
      if (ask === undefined) throw notAgreed(destination, orElse);
      if (!/^y(?:es)?$/i.test((await ask(questionOf(destination))).trim()))
        throw notAgreed(destination, orElse);
      if (!(await remember(file, entry))) log('This could not be noted down, so it will be asked again.');
    }
  };
}

/**
 * Agreements of a process that runs again for what is saved later: `yes` is said of the first run, when somebody could
 * know what it sends where. Further runs send keys to the same addresses, and to those that the user is asked about.
 */
export function agreements(
  terminal: Parameters<typeof agreement>[0],
  { yes, log }: { yes: boolean; log: (line: string) => void },
): { first: Agree; later: Agree } {
  const agreed = new Set<string>();
  return {
    first: agreement(terminal, { yes, log, agreed }),
    later: agreement(terminal, { yes: false, log, agreed, orElse: 'start the watch again with --yes' }),
  };
}

function entryOf({ variable, address }: Destination): string {
  return `${variable} ${address}`;
}

function questionOf({ address, variable }: Destination): string {
  return inertTerminal(
    `Only this repository's policy says so: send the key in ${variable} to ${address}? [y/N] `,
  );
}

function notAgreed({ address, variable }: Destination, orElse: string): GateFailure {
  return new GateFailure(
    `The policy of this repository sends the key in ${variable} to ${address}, and nobody has agreed to that here.`,
    { remedy: `If you trust it, run this in a terminal and answer yes once, or ${orElse}.` },
  );
}

function hostOf(address: string): string {
  return address.replace(/^https:\/\//, '');
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
