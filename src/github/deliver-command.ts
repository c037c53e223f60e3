import { join } from 'node:path';
import { info, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import { isSecret, redact, redactText } from '../base/redact.ts';
import { inertFence, inertOutput } from '../prose/inert.ts';
import { writeReport } from '../report/write-file.ts';

/** How a command of the registry ended. */
export type CommandEnd = {
  command: string;
  exitCode: 0 | 1 | 2;
  /** What it printed for people; empty where it failed. */
  output: string;
  /** Why it failed; empty where it did not. */
  messages: string;
  /** The same as data; null where it failed. */
  value: object | null;
};

/** A summary may have a mebibyte, an annotation four kilobytes; people read less. */
const LONGEST_SUMMARY = 60_000;
const LONGEST_ANNOTATION = 3000;

const ENDS = { 0: 'done', 1: 'refused', 2: 'not decided' } as const;

/**
 * Publishes how a command ended in all places of a step: log, job summary, outputs, and for exit codes 1 and 2 the error
 * that fails the step. A failure to publish is a warning.
 */
export async function deliverCommand(
  end: CommandEnd & {
    secrets: readonly string[];
    /** Where `<command>.json` is written; made when missing. */
    directory: string;
    hasSummary: boolean;
  },
): Promise<void> {
  const { command, exitCode, value, secrets } = end;
  const text = redactText(`${end.output}${end.messages}`.trim(), secrets);
  if (end.output !== '') logText(end.output, secrets);
  setOutput('exit-code', exitCode);
  await attempt(end, 'write the result', async () => {
    if (value === null) return;
    const file = join(end.directory, `${command}.json`);
    await writeReport(file, `${JSON.stringify(redact(value, secrets), null, 2)}\n`);
    setOutput('result', file);
  });
  await attempt(end, 'write the job summary', async () => {
    if (!end.hasSummary) return;
    const shown = inertFence(clipped(text, LONGEST_SUMMARY));
    await summary.addRaw(`### ${titleOf(end)}\n\n${shown}\n`, true).write();
  });
  if (exitCode !== 0) setFailed(inertOutput(`${titleOf(end)}\n${clipped(text, LONGEST_ANNOTATION)}`));
}

/** Writes text to the step's log, without secrets and without effect. */
export function logText(text: string, secrets: readonly string[]): void {
  info(inertOutput(redactText(text.replace(/\n$/, ''), secrets)));
}

/** Lets the runner mask these in everything that the job writes from now on. */
export function maskSecrets(secrets: readonly string[]): void {
  for (const secret of secrets.filter(isSecret)) setSecret(secret);
}

function titleOf({ command, exitCode }: CommandEnd): string {
  const name = /^[a-z]+$/.test(command) ? command : 'registry';
  return `${name}: ${ENDS[exitCode]}`;
}

async function attempt(
  { secrets }: { secrets: readonly string[] },
  what: string,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    warning(inertOutput(redactText(`Could not ${what}: ${why}`, secrets)));
  }
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
