import type { OutputStream } from '../base/output-stream.ts';
import type { Result } from '../domain/result.ts';
import { renderTerminal } from './terminal/terminal.ts';
import { writeReport } from './write-file.ts';

/** Where each rendering is written; undefined: not at all. */
export type ReportFiles = { json?: string; html?: string; markdown?: string; junit?: string };

/** Prints the result for a person, in colour where the stream is a terminal and NO_COLOR is not set. */
export function printResult(
  result: Result,
  stream: OutputStream,
  environment: Readonly<NodeJS.ProcessEnv>,
): void {
  const { FORCE_COLOR: force, NO_COLOR: none } = environment;
  const color = force ? force !== '0' : Boolean(stream.isTTY) && !none;
  stream.write(`${renderTerminal(result, { width: stream.columns ?? 100, color })}\n`);
}

/**
 * Writes the renderings asked for, making their folders. Only what is asked for is loaded.
 * @throws GateFailure where one cannot be written.
 */
export async function writeReports(result: Result, files: ReportFiles): Promise<void> {
  const write = async (path: string | undefined, render: () => Promise<string>) => {
    if (path === undefined) return;
    await writeReport(path, await render());
  };
  await write(files.json, async () => (await import('./json.ts')).resultJson(result));
  await write(files.html, async () => (await import('./html/page.ts')).renderHtml(result));
  await write(files.markdown, async () => (await import('./markdown/comment.ts')).renderComment(result));
  await write(files.junit, async () => (await import('./junit.ts')).renderJUnit(result));
}
