import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GateFailure } from '../base/errors.ts';
import type { OutputStream } from '../base/output-stream.ts';
import type { Result } from '../domain/result.ts';
import { RENDERINGS, type ReportFiles } from './renderings.ts';
import { renderTerminal } from './terminal/terminal.ts';

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
  for (const { name, render } of RENDERINGS) {
    const path = files[name];
    if (path !== undefined) await write(path, await render(result));
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new GateFailure(`The report could not be written to ${path}${why}.`, { cause });
  }
}
