import { inertTerminal } from '../../../prose/inert.ts';
import type { Published } from './publish.ts';

const WORDS: Record<Published['outcome'], string> = {
  published: 'published',
  current: 'current already',
  newer: 'left as it is: it serves a higher serial',
};

/** One line for each environment in each folder. */
export function renderPublished(published: readonly Published[]): string {
  if (published.length === 0) return 'Nothing serves yet, so nothing was published.\n';
  const lines = published.map(({ folder, environment, serial, outcome }) => {
    return inertTerminal(`${environment} (serial ${serial}) → ${folder}: ${WORDS[outcome]}`);
  });
  return `${lines.join('\n')}\n`;
}

/** One line for the file of an environment. */
export function renderBundle(written: { file: string; environment: string; serial: number }): string {
  const { file, environment, serial } = written;
  return `${inertTerminal(`${environment} (serial ${serial}) → ${file}: written`)}\n`;
}
