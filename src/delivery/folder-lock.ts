import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { GateFailure } from '../base/errors.ts';
import { hasCode } from '../base/system-error.ts';

/** Whoever holds a lock writes two small files: an older one was left by a process that was killed. */
const LEFT_BEHIND_MS = 10_000;
const LONGEST_WAIT_MS = 20_000;
const STEP_MS = 50;

/**
 * Does something that one process at a time may do in a folder.
 * @param path of the lock's file, in a folder that exists
 * @throws GateFailure: others hold it all the time
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  while (!(await take(path))) {
    if (performance.now() > deadline) {
      throw new GateFailure(`Others are publishing all the time: ${path} is there.`, {
        remedy: 'Try again; where nobody is, remove that file.',
      });
    }
    await wait(STEP_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (problem) {
    if (!hasCode(problem, 'EEXIST')) throw problem;
  }
  const since = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
  if (since !== null && Date.now() - since > LEFT_BEHIND_MS) await rm(path, { force: true });
  return false;
}
