import { ConfigurationError } from '../../../base/errors.ts';
import { openReceiver, type Receiver, receiverPlace, receiverToken } from '../../../delivery/receiver.ts';
import { rowCheck, sourceOfFirstRow } from '../../../observe/row-check.ts';
import type { WatchedSource } from './sources.ts';

/**
 * Takes observations by HTTP for a file that is followed.
 * @param address of `--listen`
 * @returns null where nothing is asked for
 * @throws ConfigurationError: as `openReceiver`; what is followed is no file
 */
export async function listening(
  address: string | undefined,
  {
    source: { path },
    directory,
    environment,
    onTrouble,
  }: {
    source: WatchedSource;
    /** Where the command runs. */
    directory: string;
    environment: Readonly<NodeJS.ProcessEnv>;
    onTrouble: (sentence: string) => void;
  },
): Promise<Receiver | null> {
  if (address === undefined) return null;
  if (path === null) {
    throw new ConfigurationError('--listen writes to a file, and --watch names a stream.', {
      remedy: 'Name a file, or let whoever posts add to the stream.',
    });
  }
  const token = receiverToken(environment);
  const check = rowCheck(await sourceOfFirstRow(path));
  return await openReceiver(receiverPlace(address, { token }), { path, directory, token, check, onTrouble });
}
