import { formatPatch, type StructuredPatch, structuredPatch } from 'diff';

/**
 * Lines added and removed up to which a diff is the shortest: finding it takes time and memory that grow with their
 * square. Beyond, everything between the first and the last difference is one change.
 */
const MOST_EDITS = 2000;

/** Unified diff of a file, three lines of context; empty when nothing differs. */
export function unifiedDiff(beforePath: string, afterPath: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = patchOf(before, after, 3);
  const text = formatPatch({ ...patch, oldFileName: `a/${beforePath}`, newFileName: `b/${afterPath}` });
  // A line of equals signs, as Subversion has it, which git and its readers do not know.
  return text.replace(/^=+\n/, '');
}

/** Lines of `after` that are new or changed (1-based, inclusive); if lines were only removed, the line after them. */
export function changedLines(before: string, after: string): { start: number; end: number }[] {
  const { hunks } = patchOf(before, after, 0);
  const lastLine = Math.max(1, after.split('\n').length);
  return hunks.map(({ newStart, newLines }) => {
    const start = Math.min(Math.max(1, newStart), lastLine);
    return { start, end: Math.max(start, newStart + newLines - 1) };
  });
}

function patchOf(before: string, after: string, context: number): StructuredPatch {
  const options = { context, maxEditLength: MOST_EDITS };
  return (
    structuredPatch('', '', before, after, undefined, undefined, options) ??
    coarsePatch(before, after, context)
  );
}

/** One change from the first line that differs to the last. */
function coarsePatch(before: string, after: string, context: number): StructuredPatch {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const from = Math.max(0, start - context);
  const trailing = Math.min(end, context);
  const [oldEnd, newEnd] = [old.length - end, now.length - end];
  const lines = [
    ...signed(' ', old.slice(from, start)),
    ...signed('-', old.slice(start, oldEnd)),
    ...signed('+', now.slice(start, newEnd)),
    ...signed(' ', old.slice(oldEnd, oldEnd + trailing)),
  ];
  const [oldLines, newLines] = [oldEnd + trailing - from, newEnd + trailing - from];
  const hunk = { oldStart: from + 1, oldLines, newStart: from + 1, newLines, lines };
  return { oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined, hunks: [hunk] };
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function signed(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
  );
}
