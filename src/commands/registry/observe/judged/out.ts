import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { endsWithinLine, openToAppend } from '../../../../base/append-to.ts';
import { ConfigurationError } from '../../../../base/errors.ts';
import { isMapping, type Json } from '../../../../base/json.ts';
import type { Judgement } from './judge.ts';

/** The ids of the judgements that a file of `--out` has; empty where there is no such file yet. */
export async function judgementsIn(path: string): Promise<Set<string>> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw new ConfigurationError('--out names a file that cannot be read.', { place: { path }, cause });
  });
  const ids = new Set<string>();
  for (const line of text.split('\n')) {
    const id = line.includes('"judged"') ? idIn(line) : null;
    if (id !== null) ids.add(id);
  }
  return ids;
}

/**
 * Appends the judgements that a file does not have as lines of JSON, which `guard` and `observe` read. No line has a text
 * that was asked or answered.
 * @param out the file, as it is named in the directory where the command runs
 * @throws ConfigurationError: the file cannot be written
 */
export async function appendJudgements(
  out: string,
  judgements: readonly Judgement[],
  directory: string,
): Promise<void> {
  const path = resolve(directory, out);
  if (judgements.length === 0) return;
  try {
    await using file = await openToAppend(path, directory);
    // A line that was cut off stays by itself.
    const lead = (await endsWithinLine(file)) ? '\n' : '';
    // A run that ended before it counted them wrote some of them already.
    const there = await judgementsIn(path);
    const missing = judgements.filter(({ id }) => !there.has(id));
    if (missing.length > 0) await file.appendFile(`${lead}${missing.map(lineOf).join('')}`);
  } catch (cause) {
    const remedy = 'Name a file that may be written, and no link.';
    throw new ConfigurationError('--out names a file that cannot be written.', {
      ...{ place: { path }, remedy, cause },
    });
  }
}

function lineOf({ id, metric, value, answer: { reported, of, at } }: Judgement): string {
  const { unit, segment, serial } = reported;
  const { environment, prompt, version } = of;
  return `${JSON.stringify({
    ...{ id, at: new Date(at).toISOString(), environment, prompt, version, serial, segment, unit },
    ...{ judged: true, metrics: { [metric]: value } },
  })}\n`;
}

function idIn(line: string): string | null {
  try {
    const row: Json = JSON.parse(line);
    return isMapping(row) && row.judged === true && typeof row.id === 'string' ? row.id : null;
  } catch {
    return null;
  }
}
