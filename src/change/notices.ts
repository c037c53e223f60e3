import { formatPlace } from '../base/errors.ts';
import type { MissingEntry } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';

/** Of an entry of the policy whose prompt is not there. */
export function missingEntryNotice(
  { path, place, meant, obstacle }: MissingEntry,
  policyPath: string,
): Notice {
  const where = formatPlace(place ?? { path: policyPath });
  return { code: 'entry-without-prompt', path, place: where, meant, ...(obstacle && { obstacle }) };
}
