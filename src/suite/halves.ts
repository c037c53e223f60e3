import { createHash } from 'node:crypto';
import type { Case } from '../domain/suite.ts';

/** `training`: changes are chosen by these cases; `test`: what was chosen is reported by these. */
export type Half = 'training' | 'test';

/**
 * The half of a suite in which a case is: by the first bit of the sha256 of its family's name, else of its id. So a case
 * stays in its half whatever is added to the suite, and variants of one question are in one half.
 */
export function halfOf({ id, group }: Pick<Case, 'id' | 'group'>): Half {
  const [first = 0] = createHash('sha256')
    .update(group ?? id)
    .digest();
  return first < 128 ? 'training' : 'test';
}
