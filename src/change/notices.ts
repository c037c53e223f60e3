import { formatPlace } from '../base/errors.ts';
import type { MissingEntry } from '../domain/change.ts';

/** Of an entry whose prompt is not there: where the policy names it, and what to do. */
export function missingNotice({ path, place, suggestion }: MissingEntry, policyPath: string): string {
  return `${formatPlace(place ?? { path: policyPath })} names ${path}, which is not there.${suggestion} Correct the path, or take it out of \`prompts:\`.`;
}
