import type { OutputStream } from '../base/output-stream.ts';
import type { CaseSource } from '../domain/case-result.ts';
import type { Result } from '../domain/result.ts';
import { RENDERINGS, type ReportFiles } from './renderings.ts';
import { renderTerminal } from './terminal/terminal.ts';
import { writeReport } from './write-file.ts';

/** Prints the result for a person, in colour if the stream is a terminal and NO_COLOR is not set. */
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
 * Writes the requested renderings, creating their folders. Only requested renderings are loaded.
 * @param cases every case behind the result, where it is known
 * @throws GateFailure if one cannot be written.
 */
export async function writeReports(result: Result, files: ReportFiles, cases?: CaseSource): Promise<void> {
  for (const { name, render } of RENDERINGS) {
    const path = files[name];
    if (path !== undefined) await writeReport(path, await render(result, cases));
  }
}
