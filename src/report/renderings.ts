import { join } from 'node:path';
import type { Result } from '../domain/result.ts';

/** A rendering of the result as a file. */
type Rendering = {
  /** Also its option on the command line: `--json FILE`. */
  name: string;
  /** What `--help` says of the option. */
  help: string;
  /** Its file in the Action's report directory. */
  fileName: string;
  /** Loads what it needs when it is called. */
  render: (result: Result) => Promise<string>;
};

/** All renderings that become files. A further one is a file that renders, and an entry here. */
export const RENDERINGS = [
  {
    name: 'json',
    help: 'write the result as JSON',
    fileName: 'result.json',
    render: async (result) => (await import('./json.ts')).resultJson(result),
  },
  {
    name: 'html',
    help: 'write the result as a page',
    fileName: 'report.html',
    render: async (result) => (await import('./html/page.ts')).renderHtml(result),
  },
  {
    name: 'markdown',
    help: 'write the comment',
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
