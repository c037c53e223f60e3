import { createTwoFilesPatch, structuredPatch } from 'diff';

/** Unified diff of a file, three lines of context; empty when nothing differs. */
export function unifiedDiff(beforePath: string, afterPath: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(
    `a/${beforePath}`,
    `b/${afterPath}`,
    before,
    after,
    undefined,
    undefined,
    {
      context: 3,
    },
  );
  // A line of equals signs, as Subversion has it, which git and its readers do not know.
  return patch.replace(/^=+\n/, '');
}

/** Lines of `after` that are new or changed (1-based, inclusive); if lines were only removed, the line after them. */
export function changedLines(before: string, after: string): { start: number; end: number }[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  const lastLine = Math.max(1, after.split('\n').length);
  return hunks.map(({ newStart, newLines }) => {
    const start = Math.min(Math.max(1, newStart), lastLine);
    return { start, end: Math.max(start, newStart + newLines - 1) };
  });
}
