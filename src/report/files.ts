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
 * @param how.render default: the whole report
 * @param how.allCases where all cases can be read, as the end of a sentence
 */
export function printResult(
  result: Result,
  stream: OutputStream,
  environment: Readonly<NodeJS.ProcessEnv>,
  {
    render = renderTerminal,
    allCases,
  }: { render?: typeof renderTerminal; allCases?: string | undefined } = {},
): void {
  const { FORCE_COLOR: force, NO_COLOR: none } = environment;
  const color = force ? force !== '0' : Boolean(stream.isTTY) && !none;
  stream.write(`${render(result, { width: stream.columns ?? 100, color, allCases })}\n`);
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
 * Writes the requested renderings, creating their folders. Only requested renderings are loaded. One that cannot be
 * written does not keep the others from it.
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
  const problems: unknown[] = [];
  for (const report of requested(files)) {
    await write(result, report, how).catch((problem: unknown) => problems.push(problem));
  }
  if (problems.length > 0) throw problems[0];
}

async function write(
  result: Result,
  { path, rendering }: ReturnType<typeof requested>[number],
  { cases, output, onWritten }: Parameters<typeof writeReports>[2] & object,
): Promise<void> {
  const text = await rendering.render(result, cases);
  if (path === STANDARD_OUTPUT && output) {
    for (const part of typeof text === 'string' ? [text] : text)
      output.write(rendering.name === 'json' ? inertJson(part) : part);
    return;
  }
  await writeReport(path, text);
  onWritten?.(path);
}

function requested(files: ReportFiles) {
  return RENDERINGS.flatMap((rendering) => {
    const path = files[rendering.name];
    return path === undefined ? [] : [{ path, rendering }];
  });
}
