import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Why a published folder has no pointer of an environment, as the end of a sentence that begins with the source. */
export async function whyMissing(path: string, environment: string): Promise<string> {
  const whole = resolve(path);
  const names = await readdir(whole).catch(() => null);
  if (names === null) {
    const relative = whole === path ? '' : ' (a relative path begins where the process was started)';
    return `cannot be read: there is no folder ${whole}${relative}`;
  }
  const environments: string[] = [];
  for (const name of names) {
    if (await isFile(join(whole, name, 'pointer.json'))) environments.push(name);
  }
  return environments.length === 0
    ? `has no environment: nothing was published into ${whole}`
    : `has no environment ${environment}, but ${environments.sort().join(', ')}`;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
