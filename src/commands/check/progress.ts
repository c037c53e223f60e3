import { counted, formatCount } from '../../prose/numbers.ts';
import type { CheckProgress } from './check.ts';

/** Columns of the bar. */
const WIDTH = 20;
/** The share of a file's work that is done when a stage begins, as measured on a suite of 60,000 cases. */
const SHARE = { opening: 0, reading: 0.02, checking: 0.75, measuring: 0.95 } as const;

/** One line with a bar: `█████░░░░░░░░░░░░░░░ 3 of 12 files: reading the suite of prompts/a.md`. */
export function checkLine({ done, total, path, stage }: CheckProgress): string {
  const filled = Math.floor(((done + SHARE[stage.kind]) / Math.max(1, total)) * WIDTH);
  const bar = '█'.repeat(filled).padEnd(WIDTH, '░');
  return `${bar} ${formatCount(done)} of ${counted(total, 'file')}: ${textOf(stage, path)}`;
}

function textOf(stage: CheckProgress['stage'], path: string): string {
  switch (stage.kind) {
    case 'opening':
      return `reading ${path}`;
    case 'reading':
      return `reading the suite of ${path}`;
    case 'checking':
      return `checking ${counted(stage.cases, 'case')} of ${path}`;
    case 'measuring':
      return `what ${counted(stage.cases, 'case')} of ${path} can show`;
  }
}
