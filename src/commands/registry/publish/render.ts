import { inertTerminal } from '../../../prose/inert.ts';
import type { NotPublished, Published } from './publish.ts';

const WORDS: Record<Published['outcome'], string> = {
  published: 'published',
  current: 'current already',
  newer: 'left as it is: it serves a higher serial',
};

/** One line for each environment in each place, and for each place that failed. */
export function renderPublished({
  published,
  failures,
  notes,
}: {
  published: readonly Published[];
  failures: readonly NotPublished[];
  /** What is wrong with the policy, as sentences. */
  notes: readonly string[];
}): string {
  const lines = [
    ...published.map(({ to, environment, serial, outcome }) => {
      return `${environment} (serial ${serial}) → ${to}: ${WORDS[outcome]}`;
    }),
    ...failures.map(({ to, problem }) => `→ ${to}: not published. ${problem}`),
  ];
  if (lines.length === 0) lines.push('Nothing serves yet, so nothing was published.');
  return `${[...lines, ...notes].map(inertTerminal).join('\n')}\n`;
}

/** One line for the file of an environment. */
export function renderBundle(written: { file: string; environment: string; serial: number }): string {
  const { file, environment, serial } = written;
  return `${inertTerminal(`${environment} (serial ${serial}) → ${file}: written`)}\n`;
}
