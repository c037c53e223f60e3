import { closeSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { NPX_COMMAND } from '../base/product.ts';
import type { FailingCases } from '../domain/part.ts';
import { type Result, resultSchema } from '../domain/result.ts';
import { resultJsonParts } from '../report/json.ts';
import { writeReport } from '../report/write-file.ts';
import { openOwnFile, ownStats } from '../run/own-file.ts';
import { requireDirectory } from '../run/store-files.ts';
import type { Judged } from './gate.ts';

/** The last result of a clone, beside its stored answers; that of a part never takes the place of a whole one. */
const FILES = { whole: 'last-result.json', part: 'last-partial-result.json' } as const;

/**
 * Keeps a result, with the outcome of every case, for `--failing` and `view`.
 * @param folder that of the stored answers
 * @throws GateFailure: it cannot be written, or something that is not ours is in its place; ConfigurationError: the
 *   folder is none.
 */
export async function keepResult(folder: string, { result, cases }: Judged): Promise<void> {
  requireDirectory(folder);
  await writeReport(join(folder, result.partial ? FILES.part : FILES.whole), resultJsonParts(result, cases));
}

/** The last result of a whole run or of a part, whichever is newer; null where there is none that can be read. */
export function newestResult(folder: string): Result | null {
  requireDirectory(folder);
  const age = (path: string) => ownStats(path)?.mtimeMs ?? 0;
  const paths = Object.values(FILES).map((name) => join(folder, name));
  const [newest, other] = paths.toSorted((a, b) => age(b) - age(a));
  return readResult(newest) ?? readResult(other);
}

/**
 * The cases that failed in the last whole run: those that newly fail, or that the candidate did not answer.
 * @throws ConfigurationError: there was none in this clone.
 */
export function lastFailingCases(folder: string): FailingCases[] {
  requireDirectory(folder);
  const last = readResult(join(folder, FILES.whole));
  if (last === null) {
    throw new ConfigurationError(
      'No result of a whole run is kept in this clone, so nothing is known to fail.',
      {
        remedy: `Run \`${NPX_COMMAND} gate\` once.`,
      },
    );
  }
  return last.prompts.map(({ path, newlyFailing, errors }) => {
    const unanswered = errors.flatMap(({ caseId, arm }) => (caseId && arm !== 'baseline' ? [caseId] : []));
    return { prompt: path, cases: [...new Set([...newlyFailing.map(({ id }) => id), ...unanswered])] };
  });
}

function readResult(path: string | undefined): Result | null {
  const descriptor = path === undefined ? undefined : openOwnFile(path, constants.O_RDONLY);
  if (descriptor === undefined) return null;
  try {
    return resultSchema.safeParse(JSON.parse(readFileSync(descriptor, 'utf8'))).data ?? null;
  } catch {
    // Of another version, or damaged.
    return null;
  } finally {
    closeSync(descriptor);
  }
}
