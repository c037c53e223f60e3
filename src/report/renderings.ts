import { join } from 'node:path';
import type { CaseSource } from '../domain/case-result.ts';
import type { Result } from '../domain/result.ts';
import type { ReportText } from './write-file.ts';

/** A rendering of the result as a file. */
type Rendering = {
  /** Its name, also of its option on the command line: `--json FILE`. */
  name: string;
  /** The option's description in `--help`. */
  help: string;
  /** The name of its file in the Action's report directory. */
  fileName: string;
  /** Renders the result, and every case where there are some; loads what it needs only then. */
  render: (result: Result, cases: CaseSource | undefined) => Promise<ReportText>;
};

/** All renderings that become files. A new one is a file that renders, and a line here. */
export const RENDERINGS = [
  {
    name: 'json',
    help: 'write the result as JSON, `-`: to standard output',
    fileName: 'result.json',
    render: async (result, cases) => (await import('./json.ts')).resultJsonParts(result, cases),
  },
  {
    name: 'html',
    help: 'write the result as a page',
    fileName: 'report.html',
    render: async (result, cases) => (await import('./html/page.ts')).pageParts(result, cases),
  },
  {
    name: 'markdown',
    help: 'write the report as Markdown',
    fileName: 'report.md',
    render: async (result) => (await import('./markdown/comment.ts')).renderComment(result),
  },
  {
    name: 'junit',
    help: 'write the result as JUnit XML',
    fileName: 'junit.xml',
    render: async (result) => (await import('./junit.ts')).renderJUnit(result),
  },
] as const satisfies readonly Rendering[];

export type RenderingName = (typeof RENDERINGS)[number]['name'];

/** Where each rendering is written; undefined: not at all. */
export type ReportFiles = { [name in RenderingName]?: string | undefined };

/** The path that means the standard output. */
export const STANDARD_OUTPUT = '-';

/** Whether a rendering goes to the standard output, which then holds nothing else. */
export function usesStandardOutput(files: ReportFiles): boolean {
  return RENDERINGS.some(({ name }) => files[name] === STANDARD_OUTPUT);
}

/** The command line's options; each is the path of a file. */
export const RENDERING_OPTIONS = forEachRendering(
  ({ help }) => ({ type: 'string', value: 'FILE', help }) as const,
);

/** The files of the Action's report directory. */
export function filesIn(directory: string): Record<RenderingName, string> {
  return forEachRendering(({ fileName }) => join(directory, fileName));
}

function forEachRendering<T>(of: (rendering: Rendering) => T): Record<RenderingName, T> {
  const values: Record<string, T> = Object.fromEntries(
    RENDERINGS.map((rendering) => [rendering.name, of(rendering)]),
  );
  if (!hasEachRendering(values)) throw new Error('A rendering has no value.');
  return values;
}

function hasEachRendering<T>(values: Record<string, T>): values is Record<RenderingName, T> {
  return RENDERINGS.every(({ name }) => Object.hasOwn(values, name));
}
