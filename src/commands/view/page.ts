import { join } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import { NPX_COMMAND } from '../../base/product.ts';
import { openRepository, storeDirectoryOf } from '../../repo/git.ts';
import { renderHtml } from '../../report/html/page.ts';
import { writeReport } from '../../report/write-file.ts';
import { newestResult } from '../last-result.ts';

const PAGE = 'last-report.html';

/**
 * Writes the page of the last result of the clone that a folder lies in, of a whole run or of a part.
 * @returns its absolute path
 * @throws ConfigurationError: no repository, or no result; GateFailure: the page cannot be written, or something that is
 *   not ours is in its place.
 */
export async function writeLastPage(directory: string): Promise<string> {
  const folder = storeDirectoryOf(await openRepository(directory));
  const result = newestResult(folder);
  if (result === null) {
    throw new ConfigurationError('No result is kept in this clone.', {
      remedy: `Run \`${NPX_COMMAND} gate\` with a changed prompt first.`,
    });
  }
  const path = join(folder, PAGE);
  await writeReport(path, renderHtml(result));
  return path;
}
