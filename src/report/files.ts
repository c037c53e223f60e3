import { ConfigurationError } from '../base/errors.ts';
import type { OutputStream } from '../base/output-stream.ts';
import type { CaseSource } from '../domain/case-result.ts';
import type { Result } from '../domain/result.ts';
import { inertJson } from '../prose/inert.ts';
import { RENDERINGS, type ReportFiles, STANDARD_OUTPUT } from './renderings.ts';
import { renderTerminal } from './terminal/terminal.ts';
import { writeReport } from './write-file.ts';

/**
 * Prints the result for a person, in colour if the stream is a terminal and NO_COLOR is not set.
 * @param render default: the whole report
 */
export function printResult(
  result: Result,
  stream: OutputStream,
  environment: Readonly<NodeJS.ProcessEnv>,
  render: typeof renderTerminal = renderTerminal,
): void {
  const { FORCE_COLOR: force, NO_COLOR: none } = environment;
  const color = force ? force !== '0' : Boolean(stream.isTTY) && !none;
  stream.write(`${render(result, { width: stream.columns ?? 100, color })}\n`);
}

/**
 * Refuses files that cannot all be written, before anything is asked.
 * @throws ConfigurationError: two renderings would go to the standard output.
 */
export function refuseMixedOutput(files: ReportFiles): void {
  const [first, second] = requested(files).filter(({ path }) => path === STANDARD_OUTPUT);
  if (!first || !second) return;
  throw new ConfigurationError(
    `\`--${first.rendering.name} -\` and \`--${second.rendering.name} -\` both mean the standard output.`,
    { remedy: 'Name a file for one of them.' },
  );
}

/**
 * Writes the requested renderings, creating their folders. Only requested renderings are loaded.
 * @param how.cases every case behind the result, where it is known
 * @param how.output where a rendering with the path `-` is written
 * @param how.onWritten is given the path of each file that was written
 * @throws GateFailure if one cannot be written.
 */
export async function writeReports(
  result: Result,
  files: ReportFiles,
  how: { cases?: CaseSource | undefined; output?: OutputStream; onWritten?: (path: string) => void } = {},
): Promise<void> {
  for (const { path, rendering } of requested(files)) {
    const text = await rendering.render(result, how.cases);
    if (path === STANDARD_OUTPUT && how.output) {
      for (const part of typeof text === 'string' ? [text] : text)
        how.output.write(rendering.name === 'json' ? inertJson(part) : part);
      continue;
    }
    await writeReport(path, text);
    how.onWritten?.(path);
  }
}

function requested(files: ReportFiles) {
  return RENDERINGS.flatMap((rendering) => {
    const path = files[rendering.name];
    return path === undefined ? [] : [{ path, rendering }];
  });
}
