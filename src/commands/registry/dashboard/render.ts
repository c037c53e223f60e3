import { join } from 'node:path';
import { inertTerminal } from '../../../prose/inert.ts';
import { counted } from '../../../prose/numbers.ts';
import type { DashboardOutcome } from './dashboard.ts';

/** What was written, for people. */
export function renderOutcome(
  { files, prompts, events, notes }: DashboardOutcome,
  { out, dryRun }: { out: string; dryRun: boolean },
): string {
  const said = dryRun ? 'Dry run, nothing was written: would write' : 'Wrote';
  const pages = files.filter(({ path }) => path.endsWith('.html'));
  const lines = [
    `${said} ${counted(pages.length, 'page')} of ${counted(prompts, 'prompt')} and ${counted(events, 'event')} to ${out}.`,
    ...(dryRun ? files.map(({ path }) => `  ${path}`) : [`Open ${join(out, 'index.html')}.`]),
    ...notes,
  ];
  return `${lines.map(inertTerminal).join('\n')}\n`;
}
