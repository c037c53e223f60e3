import type { FileDiff } from '../../domain/file-diff.ts';
import type { Result } from '../../domain/result.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { shorten } from './case-data.ts';
import { html, type Markup } from './markup.ts';

/** Lines of a diff that are shown, and characters of a line. */
const MOST_LINES = 2000;
const LONGEST_LINE = 2000;
/** A longer diff of a file that is no prompt is folded. */
const FEW_LINES = 40;

const TITLES: Record<FileDiff['role'], string> = {
  policy: 'What changed in the policy',
  suite: 'What changed in the cases',
  script: 'What changed in a script that judges',
};

/** The diffs of the policy, the suites and the scripts that the pull request changes. */
export function fileDiffsSection({ fileDiffs = [] }: Result): Markup | null {
  if (fileDiffs.length === 0) return null;
  const files = fileDiffs.map(({ path, was, role, diff, added, removed, linesLeftOut = 0 }) =>
    diffSection({
      ...{ title: TITLES[role], path, diff, linesLeftOut },
      counts: [
        ...(added > 0 ? [`+${formatCount(added)}`] : []),
        ...(removed > 0 ? [`−${formatCount(removed)}`] : []),
      ].join('\u00a0'),
      was: was === undefined ? '' : `was ${clip(was)}`,
      isOpen: linesOf(diff).length + linesLeftOut <= FEW_LINES,
    }),
  );
  return html`<section class="changes" aria-labelledby="changes-title"><h2 id="changes-title">What else changed</h2>
${files}</section>
`;
}

/** One file's diff, which can be folded. */
export function diffSection({
  title,
  path,
  diff,
  counts = '',
  was = '',
  linesLeftOut = 0,
  isOpen,
}: {
  title: string;
  path: string;
  diff: string;
  /** Lines added and removed. */
  counts?: string;
  /** What it was called before, in words. */
  was?: string;
  /** Lines that follow the diff. */
  linesLeftOut?: number;
  isOpen: boolean;
}): Markup {
  const lines = linesOf(diff);
  const shown = lines.slice(0, MOST_LINES).map(diffLine);
  const unshown = lines.length - shown.length + linesLeftOut;
  const open = isOpen ? html` open` : null;
  const muted = [counts, was]
    .filter((words) => words !== '')
    .map((words) => html` <span class="muted">${words}</span>`);
  return html`<details class="part fold"${open}><summary><h3>${title}: <code>${clip(path)}</code></h3>${muted}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${clip(path)}"><pre class="diff">${shown}</pre></div>
${unshown > 0 ? html`<p class="muted">${counted(unshown, 'more line')} ${unshown === 1 ? 'is' : 'are'} in the pull request.</p>` : null}</details>`;
}

/** Without the names of the files. */
function linesOf(diff: string): string[] {
  return diff
    .trimEnd()
    .split('\n')
    .filter((line) => !/^(---|\+\+\+|===|Index:)/.test(line));
}

function diffLine(whole: string): Markup {
  const line = shorten(whole, LONGEST_LINE);
  const [sign = ' '] = line;
  if (sign === '+') return html`<ins>+ ${line.slice(1)}</ins>`;
  if (sign === '-') return html`<del>− ${line.slice(1)}</del>`;
  return sign === '@' ? html`<span class="hunk">${line}</span>` : html`<span>  ${line.slice(1)}</span>`;
}
